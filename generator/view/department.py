"""A department that has no budget of its own on the site: its units over the years."""

from dataclasses import dataclass

from generator.model.codes import unit_levels
from generator.model.disclosure import CONFIDENTIAL
from generator.view.collection import Collection, Listed, unnamed
from generator.view.series import UnitCell, UnitLine
from generator.view.site import OVERVIEW, SHARED, amounts_of
from generator.view.summary import Summary


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """A department by the name that its units call it, and its units in the order of their codes."""

    code: str
    name: str
    years: tuple[int, ...]
    unit: str
    units: tuple[UnitLine, ...]


def department_pages(collection: Collection) -> tuple[DepartmentPage, ...]:
    """Gather the departments that have no page as a unit."""
    listed = [each for year in collection.years for each in collection.of_year(year)]
    return tuple(_page(head, listed, collection) for head in collection.headless())


def _page(head: str, listed: list[Listed], collection: Collection) -> DepartmentPage:
    below: dict[str, dict[int, Listed]] = {}
    for each in listed:
        if unit_levels(each.code)[0] == head:
            below.setdefault(each.code, {})[each.year] = each
    years = tuple(sorted({year for by_year in below.values() for year in by_year}, reverse=True))
    lines = (_line(code, below[code], years, collection) for code in sorted(below, key=unit_levels))
    name = next((name for year in years if (name := collection.departments[year][head])), "")
    return DepartmentPage(head, name or unnamed(head), years, OVERVIEW.unit.value, tuple(lines))


def _line(code: str, by_year: dict[int, Listed], years: tuple[int, ...], collection: Collection) -> UnitLine:
    name = by_year[max(by_year)].name
    cells = tuple(_cell(by_year.get(year)) for year in years)
    return UnitLine(name, f"{code}/" if collection.has_page(code) else "", cells)


def _cell(listed: Listed | None) -> UnitCell:
    if listed is None:
        return UnitCell(None, "")
    if not isinstance(listed, Summary):
        return UnitCell(None, CONFIDENTIAL)
    amount = amounts_of(listed).get(SHARED)
    return UnitCell(amount, "" if amount else "未填报")
