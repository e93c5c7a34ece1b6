"""The pages over all disclosures, and how any page of the site is made from its template."""

from collections.abc import Iterable

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


def pages_over(
    summaries: Iterable[Summary], withheld: Iterable[Withheld], site: Site, workspace: Workspace, *, with_pdf: bool
) -> dict[str, bytes]:
    """Make the home page, one page for each year and each unit, and the corrections; names are from the site's root."""
    collection = Collection(summaries, withheld)

    def made(name: str, folder: str, **values: object) -> tuple[str, bytes]:
        html = page_html(f"pages/{name}.html.j2", folder, site, workspace, **values, has_pdf=with_pdf)
        return f"{folder}index.html", html

    files = [made("home", "", home=home_page(collection))]
    files += [made("year", f"{year}/", page=year_page(collection, year)) for year in collection.years]
    files += [made("unit", f"{code}/", page=unit_page(collection, code)) for code in collection.codes]
    files.append(made("corrections", "corrections/", entries=correction_entries(collection.summaries)))
    return dict(files)


def assets(workspace: Workspace) -> dict[str, bytes]:
    """Return the site's style sheets, scripts and pictures."""
    folder = workspace.templates / "assets"
    return {f"assets/{path.name}": path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
