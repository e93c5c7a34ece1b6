"""Every disclosure's figures: its own or its units', and the bases that they are compared with."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.derive.budget import Budget, budget_from_disclosure, budget_from_lines, recode
from generator.derive.departments import add_up
from generator.model.codes import Registers
from generator.model.disclosure import ORIGINAL_BUDGET, Difference, Disclosure, LastYear
from generator.model.figures import Sheet
from generator.model.library import Address, Library
from generator.model.sheets import EXPENDITURE, INCOME, THREE_PUBLIC


@dataclass(frozen=True, slots=True)
class Base:
    """One base of comparison: what it is, its figures, and the differences known where a figure is not.

    `published` says that the figures are those of last year's file, rather than typed in this year's.
    """

    basis: str
    budget: Budget
    changes: Budget
    differences: tuple[Difference, ...]
    published: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a disclosure's page tells beside its own figures: bases of comparison, what is reported, what is counted.

    `assets_date` is when the assets were counted, nothing where that is not known or the units counted on several days.
    """

    bases: tuple[Base, ...]
    reported: frozenset[str]
    vehicles: Mapping[str, Decimal]
    counts: Mapping[str, int]
    assets_date: datetime.date | None


class Accounts:
    """Works out figures from a library, each disclosure's once."""

    def __init__(self, library: Library, registers: Registers) -> None:
        self.library = library
        self.registers = registers
        self._made: dict[tuple[str, int, tuple[tuple[str, str], ...]], tuple[Budget, frozenset[Address]]] = {}

    def budget(self, disclosure: Disclosure, recoded: Mapping[str, str] | None = None) -> Budget:
        """Return a disclosure's figures: the sum of its units' where it says so, else its own."""
        changed = dict(recoded or {})
        key = (disclosure.code, disclosure.year, tuple(sorted(changed.items())))
        if key not in self._made:
            with self.library.recording() as asked:
                budget = self._add_up_or_roll_up(disclosure, changed)
            self._made[key] = (budget, frozenset(asked))
        budget, known = self._made[key]
        self.library.note(known)
        return budget

    def _add_up_or_roll_up(self, disclosure: Disclosure, recoded: Mapping[str, str]) -> Budget:
        if disclosure.sums_units:
            units = [self.budget(unit, recoded) for unit in self.library.units_of(disclosure)]
            return add_up(units or [budget_from_lines({}, disclosure.unit, self.registers)], self.registers)
        return budget_from_disclosure(disclosure, self.registers, recoded)

    def standing(self, disclosure: Disclosure) -> Standing:
        """Gather what a disclosure's page tells beside its own figures."""
        dates = self._assets_dates(disclosure)
        return Standing(
            self.bases(disclosure),
            self.reported(disclosure),
            self.vehicles(disclosure),
            self.counts(disclosure),
            dates.pop() if len(dates) == 1 else None,
        )

    def _assets_dates(self, disclosure: Disclosure) -> set[datetime.date]:
        if not disclosure.sums_units:
            return {disclosure.assets_date} if disclosure.assets_date else set()
        return {date for unit in self.library.units_of(disclosure) for date in self._assets_dates(unit)}

    def reported(self, disclosure: Disclosure) -> frozenset[str]:
        """Return the sections that a disclosure, or any of the units it adds up, reports."""
        if not disclosure.sums_units:
            return disclosure.filled
        units = self.library.units_of(disclosure)
        return disclosure.filled.union(*(self.reported(unit) for unit in units))

    def vehicles(self, disclosure: Disclosure) -> Mapping[str, Decimal]:
        """Return the number of vehicles (数量) and their worth in 元 (价值), the units' added up."""
        if not disclosure.sums_units:
            factor = {"价值": disclosure.unit.yuan}
            return {key: entry.value * factor.get(key, Decimal(1)) for key, entry in disclosure.vehicles.items()}
        found: dict[str, Decimal] = {}
        for unit in self.library.units_of(disclosure):
            for key, value in self.vehicles(unit).items():
                found[key] = found.get(key, Decimal(0)) + value
        return found

    def counts(self, disclosure: Disclosure) -> Mapping[str, int]:
        """Return the whole numbers of a disclosure: its own, and the units' added up where it has none."""
        found: dict[str, int] = {}
        for unit in self.library.units_of(disclosure) if disclosure.sums_units else ():
            for key, number in self.counts(unit).items():
                found[key] = found.get(key, 0) + number
        return found | dict(disclosure.counts)

    def bases(self, disclosure: Disclosure) -> tuple[Base, ...]:
        """Return what a disclosure is compared with: its own blocks in order, then last year's file."""
        found = [self._typed(block, self.budget(disclosure)) for block in disclosure.last]
        before = self.library.year_before(disclosure)
        if before is not None and before.is_published and not self.library.missing_units(before):
            recoded = {old: new for block in disclosure.last for old, new in block.recoded.items()}
            found.append(Base(ORIGINAL_BUDGET, self.budget(before, recoded), Budget({}), (), published=True))
        return tuple(found)

    def _typed(self, block: LastYear, this: Budget) -> Base:
        lines = dict(block.lines)
        lines[EXPENDITURE] = recode(lines.get(EXPENDITURE, ()), block.recoded, self.registers.functional)
        return Base(
            basis=block.basis,
            budget=_comparable(budget_from_lines(lines, block.unit, self.registers), this),
            changes=_comparable(budget_from_lines(block.changes, block.unit, self.registers), this),
            differences=block.differences,
            published=False,
        )


def lacking(last: Sheet, this: Sheet, row: str, column: str) -> tuple[str, ...]:
    """Return the rows directly below a row that this year's sheet knows and last year's does not."""
    below = ((child, column) for child in last.children(row))
    return tuple(at[0] for at in below if at in this.cells and at not in last.cells)


def _comparable(last: Budget, this: Budget) -> Budget:
    """Leave out totals that were added up from only some of the rows that this year's totals consist of."""
    sheets = {name: _without_partial_totals(last.sheets[name], this.sheets[name]) for name in (INCOME, THREE_PUBLIC)}
    return Budget({**last.sheets, **sheets})


def _without_partial_totals(last: Sheet, this: Sheet) -> Sheet:
    left = last
    for row, column in reversed(tuple(last.cells)):
        if not last.cells[row, column].is_entered and lacking(left, this, row, column):
            left = replace(left, cells={at: figure for at, figure in left.cells.items() if at != (row, column)})
    return left
