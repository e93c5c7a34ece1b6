"""The build as a recipe: one line a step, nothing written before everything is known to be right."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.build.sources import find_files, stray_problems, whole_run_problem
from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace
from generator.problems import Problem, has_errors, in_order
from generator.publish import publish
from generator.render.html import render_html
from generator.render.pdf import pdf_from_html
from generator.view.page import DisclosurePage
from generator.view.site import home_from_pages

DRAFT = "草稿"


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked to do."""

    units: Path
    out: Path
    with_pdf: bool = True


def build(options: Options, workspace: Workspace) -> list[Problem]:
    """Build the site and return the problems; where one of them is an error, nothing is written."""
    units = read_units(find_files(options.units), workspace)
    problems = problems_of(units, [options.units])
    if not has_errors(problems):
        files = render(units, workspace, with_pdf=options.with_pdf)
        publish(files, options.out, {"revision": revision(options.units)})
    return problems


def problems_of(units: list[Unit], folders: list[Path]) -> list[Problem]:
    """Gather every unit's problems in order; what lies in a folder of units and is none, or no unit at all, is one."""
    found = [problem for unit in units for problem in unit.problems]
    for folder in folders:
        found += stray_problems(folder)
    return in_order(found if units else [*found, *map(whole_run_problem, folders)])


def render(units: list[Unit], workspace: Workspace, *, with_pdf: bool) -> dict[str, bytes]:
    """Render every published disclosure and the pages over them; file names are relative to the site."""
    published = [unit for unit in units if unit.page and unit.page.disclosure.state != DRAFT]
    files: dict[str, bytes] = {}
    for unit in published:
        if unit.page is not None:
            files |= render_unit(unit.page, workspace, with_pdf=with_pdf)
    home = home_from_pages([unit.page for unit in published if unit.page])
    files["index.html"] = render_html(
        workspace.templates, "pages/home.html.j2", home=home, root="", has_pdf=with_pdf
    ).encode()
    files |= assets(workspace)
    return files


def render_unit(page: DisclosurePage, workspace: Workspace, *, with_pdf: bool) -> dict[str, bytes]:
    """Render one disclosure: its page, and its PDF if asked for."""
    code, year = page.disclosure.code, page.year
    folder = f"{code}/{year}"
    html = render_html(workspace.templates, "pages/disclosure.html.j2", page=page, root="../../", has_pdf=with_pdf)
    files = {f"{folder}/index.html": html.encode()}
    if with_pdf:
        files[f"{folder}/{code}-{year}.pdf"] = pdf_from_html(print_html(page, workspace), workspace.templates)
    return files


def print_html(page: DisclosurePage, workspace: Workspace) -> str:
    """Return the HTML that the PDF of a disclosure is laid out from."""
    return render_html(workspace.templates, "print/disclosure.html.j2", page=page)


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
