"""What a disclosure's page tells of others: its department, last year's page, its subordinate units."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.codes import unit_levels, units_above
from generator.model.disclosure import CONFIDENTIAL, Disclosure, Subordinate
from generator.model.library import Library

KINDS = {"行政": "行政单位", "参公": "参照公务员法管理的事业单位", "事业": "事业单位"}
"""What units of each kind are called, in the order in which they are counted."""
MARKS = {"不单列": "不单列预算", "并入本级": "并入本级"}
"""What is said of units whose amounts stand in another file."""


@dataclass(frozen=True, slots=True)
class Link:
    """The page of another disclosure: the unit's name, and its folder from the site's root."""

    name: str
    year: int
    folder: str


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One subordinate unit as the organisation section lists it; `mark` says why it has no page of its own."""

    name: str
    kind: str
    mark: str
    text: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class UnitBelow:
    """A unit whose figures a disclosure's may rest on, by its short name where that is not the disclosure's too."""

    code: str
    name: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The pages that a disclosure's page leads to, as far as they are published, and the units it consists of.

    `is_counted_above` says whether another one of its year stands above it, so that sums over units count it there;
    `below` are those below it that have figures, those of its units' own included.
    """

    is_department: bool
    department_name: str
    is_counted_above: bool
    department: Link | None
    last_year: Link | None
    units: tuple[ListedUnit, ...]
    below: tuple[UnitBelow, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many units there are of each kind, kinds without units left out."""
        counted = ((name, sum(unit.kind == name for unit in self.units)) for name in KINDS.values())
        return tuple((name, count) for name, count in counted if count)

    @property
    def withheld(self) -> int:
        """How many units may not be published by law."""
        return sum(unit.mark == CONFIDENTIAL for unit in self.units)


def neighbours_of(disclosure: Disclosure, library: Library) -> Neighbours:
    """Look up what stands around a disclosure."""
    is_department = len(unit_levels(disclosure.code)) == 1
    department = None if is_department else _link(library.department_of(disclosure))
    return Neighbours(
        is_department=is_department,
        department_name=disclosure.name if is_department else department.name if department else disclosure.department,
        is_counted_above=any(_link(library.get(above, disclosure.year)) for above in units_above(disclosure.code)),
        department=department,
        last_year=_link(library.year_before(disclosure)),
        units=tuple(_listed(unit, disclosure.year, library) for unit in disclosure.subordinates),
        below=tuple(_below(disclosure, library)),
    )


def _below(disclosure: Disclosure, library: Library) -> Iterator[UnitBelow]:
    for unit in library.units_of(disclosure):
        is_apart = unit.short_name not in ("", disclosure.short_name)
        yield UnitBelow(unit.code, unit.short_name if is_apart else unit.name, _link(unit))
        yield from _below(unit, library)


def _link(disclosure: Disclosure | None) -> Link | None:
    if disclosure is None or not disclosure.is_published:
        return None
    return Link(disclosure.name, disclosure.year, f"{disclosure.code}/{disclosure.year}/")


def _listed(unit: Subordinate, year: int, library: Library) -> ListedUnit:
    file = library.get(unit.code, year) if unit.has_file else None
    mark = CONFIDENTIAL if file and file.state == CONFIDENTIAL else MARKS.get(unit.budget, "")
    return ListedUnit(unit.name, KINDS[unit.kind], mark, unit.text, _link(file))
