"""All disclosures that were read, by unit and year: who stands above whom, and what came the year before."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.codes import is_unit_below, unit_levels
from generator.model.disclosure import CONFIDENTIAL, DRAFT, Disclosure, Subordinate


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that is there and cannot be used."""

    path: str


Address = tuple[str, int]
"""Code and year."""


class Library:
    """Disclosures by code and year, each read when it is first asked for; `find` tells what there is at an address.

    It can keep a record of what was asked for, found or not: that is what a result depends on.
    """

    def __init__(self, find: Callable[[str, int], Disclosure | Unusable | None]) -> None:
        self._find = find
        self._records: list[set[Address]] = []

    @contextlib.contextmanager
    def recording(self) -> Iterator[set[Address]]:
        """Record the addresses asked for while the block runs, those asked for by blocks inside it included."""
        record: set[Address] = set()
        self._records.append(record)
        try:
            yield record
        finally:
            self._records.pop()
            self.note(record)

    def note(self, addresses: Iterable[Address]) -> None:
        """Add addresses to the running record, as if they were asked for."""
        if self._records:
            self._records[-1].update(addresses)

    def find(self, code: str, year: int) -> Disclosure | Unusable | None:
        """Return what there is at an address."""
        self.note([(code, year)])
        return self._find(code, year)

    def get(self, code: str, year: int) -> Disclosure | None:
        """Return the disclosure of a unit and year, or nothing where there is none that can be used."""
        found = self.find(code, year)
        return found if isinstance(found, Disclosure) else None

    def year_before(self, disclosure: Disclosure) -> Disclosure | None:
        """Return last year's disclosure of the same unit, under its former code where it has one."""
        return self.get(disclosure.former_code or disclosure.code, disclosure.year - 1)

    def department_of(self, disclosure: Disclosure) -> Disclosure | None:
        """Return the disclosure of the department at the head of a unit's code."""
        return self.get(unit_levels(disclosure.code)[0], disclosure.year)

    def units_of(self, disclosure: Disclosure) -> tuple[Disclosure, ...]:
        """Return the disclosures, with figures, of those subordinate units that are there, in the order listed."""
        found = (self.get(unit.code, disclosure.year) for unit in disclosure.subordinates if unit.has_file)
        return tuple(unit for unit in found if unit is not None and unit.state != CONFIDENTIAL)

    def withheld_units(self, disclosure: Disclosure) -> tuple[Disclosure, ...]:
        """Return those subordinate units that may not be published: they are named, without any figures."""
        found = (self.get(unit.code, disclosure.year) for unit in disclosure.subordinates if unit.has_file)
        return tuple(unit for unit in found if unit is not None and unit.state == CONFIDENTIAL)

    def missing_units(self, disclosure: Disclosure) -> tuple[tuple[Subordinate, str], ...]:
        """Return the subordinate units whose figures cannot be had, each with the reason."""
        found = ((unit, self._why_missing(unit, disclosure)) for unit in disclosure.subordinates if unit.has_file)
        return tuple((unit, why) for unit, why in found if why)

    def _why_missing(self, unit: Subordinate, department: Disclosure) -> str:
        if not is_unit_below(unit.code, department.code):
            return f"代码“{unit.code}”不在 {department.code} 之下"
        file = self.find(unit.code, department.year)
        if isinstance(file, Unusable):
            return f"{file.path} 有错"
        if file is None:
            return f"没有文件 {unit.code}/{department.year}.yaml"
        if file.state == DRAFT and department.state != DRAFT:
            return f"{file.path} 还是草稿"
        return "" if file.state == CONFIDENTIAL or not self.missing_units(file) else f"{file.path} 缺少所属单位的数"
