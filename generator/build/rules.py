"""The rule catalogue's pages: the list of all codes, one page for each, and the matrix of disclosures and rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.build.making import Made
from generator.build.pages import Page
from generator.check import RULES
from generator.check.codes import Family, families, page_of, pages
from generator.check.tally import Tally
from generator.check.waivers import Waived


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


def matrix_of(made: Iterable[Made]) -> Matrix:
    """Set the tallies of published disclosures in rows."""
    listed = families(page_of(rule.code) for rule in RULES)
    codes = [page.code for family in listed for page in family.pages]
    rows = [
        MatrixRow(
            each.summary.name,
            each.summary.year,
            f"{each.summary.folder}index.html",
            tuple(each.tallies[code] for code in codes),
            each.waived,
        )
        for each in made
        if each.summary
    ]
    return Matrix(listed, tuple(sorted(rows, key=lambda row: (-row.year, row.address))))


def rule_pages(made: Iterable[Made]) -> list[Page]:
    """List the catalogue's pages."""
    listed, matrix = pages(), matrix_of(made)
    found = [
        Page("rules/index.html", "rules.html", {"families": families(listed)}),
        Page("rules/matrix.html", "matrix.html", {"matrix": matrix}),
    ]
    for page in listed:
        waived = [(row, each) for row in matrix.rows for each in row.waived if each.waiver.rule == page.code]
        found.append(Page(f"rules/{page.code}.html", "rule.html", {"page": page, "waived": waived}))
    return found
