"""The build as a recipe: one line a step, nothing written before everything is known to be right."""

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.build.pages import page_html, pages_over
from generator.build.rules import rule_pages
from generator.build.sites import read_site
from generator.build.units import Unit, find_files, read_units, report_of
from generator.build.workspace import Workspace
from generator.check.waivers import Waived
from generator.model.disclosure import CONFIDENTIAL
from generator.model.site import Site
from generator.publish import staging
from generator.render.archive import Attachment, source_attachment
from generator.render.html import render_html
from generator.render.pdf import pdf_from_html
from generator.report import Report
from generator.view.page import DisclosurePage
from generator.view.summary import summary_from_page, withheld_from_disclosures

EVERYDAY = Site()
"""The site where nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked to do."""

    units: Path
    out: Path
    with_pdf: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found, and whether it published."""

    report: Report
    done: bool


def build(options: Options, workspace: Workspace) -> Outcome:
    """Build the site and report the problems; where a file that is no draft has an error, nothing is written."""
    with staging(options.out) as staged:
        units = read_units(find_files(options.units), workspace)
        site_file = read_site(options.units, workspace)
        report = report_of(units, [site_file] if units else [], options.units)
        if is_refused(units) or site_file.is_refused:
            return Outcome(report, done=False)
        for name, data in render(units, site_file.site, workspace, with_pdf=options.with_pdf).items():
            staged.write(name, data)
        staged.publish({"revision": revision(options.units)})
        return Outcome(report, done=True)


def is_refused(units: list[Unit]) -> bool:
    """Say whether nothing may be published: there is no file, or one that is no draft has errors."""
    return not units or any(unit.is_refused for unit in units)


def render(units: list[Unit], site: Site, workspace: Workspace, *, with_pdf: bool) -> dict[str, bytes]:
    """Render every published disclosure and the pages over them; file names are relative to the site."""
    files: dict[str, bytes] = {}
    published = [unit for unit in units if unit.page and unit.page.disclosure.is_published]
    for unit in published:
        if unit.page is not None:
            source = source_attachment(unit.page.disclosure.code, unit.page.year, unit.source.lines)
            files |= render_unit(unit.page, unit.waived, site, workspace, with_pdf=with_pdf, attachments=[source])
    read = [unit.source.disclosure for unit in units if unit.source.disclosure]
    withheld = withheld_from_disclosures(each for each in read if each.state == CONFIDENTIAL)
    summaries = [summary_from_page(unit.page) for unit in published if unit.page]
    files |= pages_over(summaries, withheld, site, workspace, with_pdf=with_pdf)
    return files | rule_pages(published, site, workspace) | assets(workspace)


def render_unit(
    page: DisclosurePage,
    waived: Iterable[Waived],
    site: Site,
    workspace: Workspace,
    *,
    with_pdf: bool,
    attachments: Sequence[Attachment] = (),
) -> dict[str, bytes]:
    """Render one disclosure, with what its file lets pass: its page, and its PDF if asked for with files inside."""
    code, year = page.disclosure.code, page.year
    folder = f"{code}/{year}/"
    html = page_html("pages/disclosure.html.j2", folder, site, workspace, page=page, waived=waived, has_pdf=with_pdf)
    files = {f"{folder}index.html": html}
    if with_pdf:
        laid_out = print_html(page, workspace, site, waived)
        files[f"{folder}{code}-{year}.pdf"] = pdf_from_html(laid_out, workspace.templates, attachments)
    return files


def print_html(page: DisclosurePage, workspace: Workspace, site: Site = EVERYDAY, waived: Iterable[Waived] = ()) -> str:
    """Return the HTML that the PDF of a disclosure is laid out from."""
    return render_html(workspace.templates, "print/disclosure.html.j2", page=page, waived=waived, site=site)


def assets(workspace: Workspace) -> dict[str, bytes]:
    """Return the site's style sheets, scripts and pictures."""
    folder = workspace.templates / "assets"
    return {f"assets/{path.name}": path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def revision(units: Path) -> dict[str, Any]:
    """Return the commit that the sources stand at, and whether they were changed since; nothing outside git."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(units), *words], capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    commit = git("rev-parse", "HEAD")
    return {"commit": commit, "modified": bool(git("status", "--porcelain", "--", "."))} if commit else {}
