"""The pages over all disclosures, and how any page of the site is made from its template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from generator.build.workspace import Workspace
from generator.model.site import Site
from generator.render.html import render_html
from generator.view.collection import Collection
from generator.view.series import unit_page
from generator.view.site import correction_entries, home_page, year_page
from generator.view.summary import Summary, Withheld


def page_html(template: str, path: str, site: Site, workspace: Workspace, **values: object) -> bytes:
    """Make one page of the site; `path` is where it will stand: a folder with its slash, a file, nothing (the root)."""
    root = "../" * path.count("/")
    return render_html(workspace.templates, template, site=site, root=root, path=path, **values).encode()


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
        return page_html(f"pages/{self.template}.html.j2", path, site, workspace, **self.values)


def pages_over(summaries: Iterable[Summary], withheld: Iterable[Withheld], *, with_pdf: bool) -> list[Page]:
    """List the home page, one page for each year and each unit, the corrections, and how PDFs are verified."""
    collection = Collection(summaries, withheld)

    def page(template: str, folder: str, **values: object) -> Page:
        return Page(f"{folder}index.html", template, {**values, "has_pdf": with_pdf})

    pages = [page("home", "", home=home_page(collection))]
    pages += [page("year", f"{year}/", page=year_page(collection, year)) for year in collection.years]
    pages += [page("unit", f"{code}/", page=unit_page(collection, code)) for code in collection.codes]
    pages += [page("corrections", "corrections/", entries=correction_entries(collection.summaries))]
    return [*pages, page("verify", "verify/")] if with_pdf else pages


def assets(workspace: Workspace) -> dict[str, bytes]:
    """Return the site's style sheets, scripts and pictures."""
    folder = workspace.templates / "assets"
    return {f"assets/{path.name}": path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
