"""The rule catalogue's pages: the list of all codes, one page for each, and a year's disclosures under every rule."""

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
    """A year's disclosures by rules: the columns in families, one row for each disclosure, in the order of codes."""

    year: int
    families: tuple[Family, ...]
    rows: tuple[MatrixRow, ...]


def matrices_of(made: Iterable[Made]) -> list[Matrix]:
    """Set the tallies of published disclosures in rows, each year's by themselves, newest first.

    What a rule for reviewers alone found is left out.
    """
    listed = families(page_of(rule.code) for rule in RULES if not rule.is_for_reviewers)
    codes = [page.code for family in listed for page in family.pages]
    rows: dict[int, list[MatrixRow]] = {}
    for each in made:
        if each.summary:
            name, year, address = each.summary.name, each.summary.year, f"{each.summary.folder}index.html"
            tallies = tuple(each.tallies[code] for code in codes)
            rows.setdefault(year, []).append(MatrixRow(name, year, address, tallies, each.waived))
    return [Matrix(year, listed, tuple(rows[year])) for year in sorted(rows, reverse=True)]


def rule_pages(made: Iterable[Made]) -> list[Page]:
    """List the catalogue's pages; `made` comes in the order of addresses."""
    listed, matrices = pages(), matrices_of(made)
    years = [matrix.year for matrix in matrices]
    found = [Page("rules/index.html", "rules.html", {"families": families(listed), "years": years})]
    found += [Page(f"rules/{each.year}.html", "matrix.html", {"matrix": each, "years": years}) for each in matrices]
    rows = [row for matrix in matrices for row in matrix.rows if row.waived]
    for page in listed:
        waived = [(row, each) for row in rows for each in row.waived if each.waiver.rule == page.code]
        found.append(Page(f"rules/{page.code}.html", "rule.html", {"page": page, "waived": waived}))
    return found
