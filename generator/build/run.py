"""The build as a recipe: one line a step, nothing written before everything is known to be right."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.build.rules import rule_pages
from generator.build.units import Unit, find_files, read_units, report_of
from generator.build.workspace import Workspace
from generator.check.waivers import Waived
from generator.publish import staging
from generator.render.html import render_html
from generator.render.pdf import pdf_from_html
from generator.report import Report
from generator.view.page import DisclosurePage
from generator.view.site import home_from_pages


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
        report = report_of(units, options.units)
        if is_refused(units):
            return Outcome(report, done=False)
        for name, data in render(units, workspace, with_pdf=options.with_pdf).items():
            staged.write(name, data)
        staged.publish({"revision": revision(options.units)})
        return Outcome(report, done=True)


def is_refused(units: list[Unit]) -> bool:
    """Say whether nothing may be published: there is no file, or one that is no draft has errors."""
    return not units or any(unit.is_refused for unit in units)


def render(units: list[Unit], workspace: Workspace, *, with_pdf: bool) -> dict[str, bytes]:
    """Render every published disclosure and the pages over them; file names are relative to the site."""
    published = [unit for unit in units if unit.page and unit.page.disclosure.is_published]
    files: dict[str, bytes] = {}
    for unit in published:
        if unit.page is not None:
            files |= render_unit(unit.page, unit.waived, workspace, with_pdf=with_pdf)
    home = home_from_pages([unit.page for unit in published if unit.page])
    files["index.html"] = render_html(
        workspace.templates, "pages/home.html.j2", home=home, root="", has_pdf=with_pdf
    ).encode()
    files |= rule_pages(published, workspace)
    files |= assets(workspace)
    return files


def render_unit(
    page: DisclosurePage, waived: tuple[Waived, ...], workspace: Workspace, *, with_pdf: bool
) -> dict[str, bytes]:
    """Render one disclosure, with what its file lets pass: its page, and its PDF if asked for."""
    code, year = page.disclosure.code, page.year
    folder = f"{code}/{year}"
    html = render_html(
        workspace.templates,
        "pages/disclosure.html.j2",
        page=page,
        waived=waived,
        root="../../",
        has_pdf=with_pdf,
    )
    files = {f"{folder}/index.html": html.encode()}
    if with_pdf:
        laid_out = pdf_from_html(print_html(page, waived, workspace), workspace.templates)
        files[f"{folder}/{code}-{year}.pdf"] = laid_out
    return files


def print_html(page: DisclosurePage, waived: tuple[Waived, ...], workspace: Workspace) -> str:
    """Return the HTML that the PDF of a disclosure is laid out from."""
    return render_html(workspace.templates, "print/disclosure.html.j2", page=page, waived=waived)


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
