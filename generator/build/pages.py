"""The pages over all disclosures, and how any page of the site is made from its template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from generator.build.workspace import Workspace
from generator.model.site import Site
from generator.render.html import render_html
from generator.view.collection import Collection, unnamed
from generator.view.department import department_pages
from generator.view.directory import directory_of
from generator.view.item_page import item_pages, items_page
from generator.view.news import News, feed_identifier, news_from_summaries
from generator.view.series import unit_page
from generator.view.site import home_page, year_page

_FEED_LENGTH = 100
"""So many entries the feed has: readers ask for it often, and keep what they have seen."""


def page_html(template: str, path: str, site: Site, workspace: Workspace, **values: object) -> bytes:
    """Make one page of the site; `path` is where it will stand: a folder with its slash, a file, nothing (the root)."""
    root = "../" * path.count("/")
    return render_html(workspace.templates, template, **{"site": site, "root": root, "path": path, **values}).encode()


@dataclass(frozen=True, slots=True)
class Page:
    """One page over disclosures that is still to be made: its name in the site, its template, and what that may see."""

    name: str
    template: str
    values: Mapping[str, object]

    @property
    def content(self) -> bytes:
        """All that the page is made from beside the site, templates and program, as bytes that change with it."""
        return msgspec.msgpack.encode((self.name, self.template, self.values))

    def html(self, site: Site, workspace: Workspace) -> bytes:
        """Make the page."""
        path = self.name.removesuffix("index.html")
        return page_html(f"pages/{self.template}.j2", path, site, workspace, **self.values)


def pages_over(collection: Collection, site: Site, *, with_pdf: bool, with_search: bool) -> list[Page]:
    """List the pages over all disclosures, the files that tell machines of them last."""

    def page(template: str, folder: str, **values: object) -> Page:
        values |= {"has_pdf": with_pdf, "has_search": with_search}
        return Page(f"{folder}index.html", f"{template}.html", values)

    items, news = item_pages(collection), news_from_summaries(collection.summaries)
    pages = [page("home", "", home=home_page(collection))]
    pages += [page("year", f"{year}/", page=year_page(collection, year)) for year in collection.years]
    pages += [page("unit", f"{code}/", page=unit_page(collection, code)) for code in collection.codes]
    if with_pdf:
        pages.append(page("verify", "verify/"))
    pages += [page("department", f"{each.code}/", page=each) for each in department_pages(collection)]
    pages += [page("item", f"items/{each.link.key}/", page=each) for each in items]
    pages.append(page("items", "items/", page=items_page(items)))
    pages.append(page("corrections", "corrections/", entries=[each for each in news if each.is_correction]))
    years, heads = collection.years, collection.departments
    pages.append(page("search", "search/", years=years, departments=_names(heads)))
    pages.append(Page("search/directory.js", "directory.js", {"directory": directory_of(collection, items).plain}))
    pages.append(Page("404.html", "404.html", {"root": urlsplit(site.address).path or "/"}))
    return [*pages, *_for_machines(pages, news, collection, site)]


def _names(departments: Mapping[int, Mapping[str, str]]) -> dict[str, str]:
    """Name every department as it was called last, in the order of codes."""
    names: dict[str, str] = {}
    for year in sorted(departments):
        names |= {code: name or names.get(code, unnamed(code)) for code, name in departments[year].items()}
    return dict(sorted(names.items()))


def _for_machines(pages: Iterable[Page], news: Iterable[News], collection: Collection, site: Site) -> list[Page]:
    """List the feed, where anything is dated, robots.txt, and the site map, which needs the site's address."""
    found = [Page("robots.txt", "robots.txt", {})]
    newest = list(news)[:_FEED_LENGTH]
    if newest:
        found.append(Page("feed.xml", "feed.xml", {"entries": newest, "identifier": feed_identifier(site)}))
    if site.address:
        changed = {each.folder: each.changed for each in collection.summaries}
        over = {page.name.removesuffix("index.html"): None for page in pages if page.name.endswith("index.html")}
        found.append(Page("sitemap.xml", "sitemap.xml", {"places": {**over, **changed}}))
    return found
