"""The rule catalogue's pages: the list of all codes, one page for each, and the matrix of disclosures and rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.build.units import Unit
from generator.build.workspace import Workspace
from generator.check import RULES
from generator.check.codes import Family, families, page_of, pages
from generator.check.tally import Tally
from generator.check.waivers import Waived
from generator.render.html import render_html


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """How one disclosure fared under every rule, in the matrix's order of columns, and what its file lets pass."""

    name: str
    year: int
    address: str
    tallies: tuple[Tally, ...]
    waived: tuple[Waived, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Disclosures by rules: the columns in families, one row for each disclosure, newest year first."""

    families: tuple[Family, ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(units: Iterable[Unit]) -> Matrix:
    """Set the tallies of published disclosures in rows."""
    listed = families(page_of(rule.code) for rule in RULES)
    codes = [page.code for family in listed for page in family.pages]
    rows = [
        MatrixRow(
            unit.page.disclosure.name,
            unit.page.year,
            f"{unit.page.disclosure.code}/{unit.page.year}/index.html",
            tuple(unit.tallies[code] for code in codes),
            unit.waived,
        )
        for unit in units
        if unit.page
    ]
    return Matrix(listed, tuple(sorted(rows, key=lambda row: (-row.year, row.address))))


def rule_pages(units: Iterable[Unit], workspace: Workspace) -> dict[str, bytes]:
    """Render the catalogue; file names are relative to the site."""
    templates = workspace.templates
    listed, matrix = pages(), matrix_of(units)
    files = {
        "rules/index.html": render_html(templates, "pages/rules.html.j2", families=families(listed), root="../"),
        "rules/matrix.html": render_html(templates, "pages/matrix.html.j2", matrix=matrix, root="../"),
    }
    for page in listed:
        waived = [(row, each) for row in matrix.rows for each in row.waived if each.waiver.rule == page.code]
        files[f"rules/{page.code}.html"] = render_html(
            templates, "pages/rule.html.j2", page=page, waived=waived, root="../"
        )
    return {name: text.encode() for name, text in files.items()}
