"""The amounts of a workbook → the fewest changes of facts after which the tables show what the workbook states.

Row by row from the lowest up: a cell that the facts already give needs nothing, whatever it was computed from. So a
total is typed only where its parts do not add up to it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.model import sheets
from generator.model.codes import TOTAL, Register
from generator.model.money import ZERO, MoneyUnit
from generator.problems import Severity
from generator.workbook.facts import FISCAL_DRAWERS, OWN_DRAWERS, Drawer, Facts, Row
from generator.workbook.found import Address, Found, Reading, first_by_address, same
from generator.workbook.other_funds import other_funds, with_kinds
from generator.workbook.remarks import Remark

_TOTALS = ("支出合计", TOTAL)
_NEVER_EMPTY = (sheets.by_fund(sheets.FISCAL_FUNDS[0]), sheets.BASIC)
"""Lists that every unit has something in: a table of theirs without rows was not filled in."""
_TYPED_OF_BALANCE = ("年终结转结余", *sheets.CARRY_OVER_SOURCES)


def settle(facts: Facts, reading: Reading) -> None:
    """Change facts so that they give what a reading states; what cannot be set is said among its remarks."""
    for drawer in FISCAL_DRAWERS:
        _Settling(drawer, facts, reading).settle(with_kinds(drawer, facts, reading))
    for drawer, wanted in other_funds(facts, reading):
        _Settling(drawer, facts, reading, listing=sheets.EXPENDITURE).settle(wanted)
    for drawer in OWN_DRAWERS:
        _Settling(drawer, facts, reading).settle(first_by_address(reading.of(drawer.sheet)))


class _Settling:
    """The settling of one list, or of one fund's part of it."""

    def __init__(self, drawer: Drawer, facts: Facts, reading: Reading, listing: str = "") -> None:
        self.drawer = drawer
        self.listing = listing or drawer.sheet
        self.facts = facts
        self.reading = reading
        self._kinds = {found.kind for found in reading.found if found.yuan is not None}
        """Tables in which something is filled in; one that is blank from end to end states nothing of fixed rows."""
        self._above: set[str] = set()
        """Rows that stand above others of the workbook, and so are totals."""

    def settle(self, wanted: Mapping[Address, Found]) -> None:
        """Remove what is not listed, then set what the facts do not give yet, from the lowest rows up."""
        is_listed = self.listing in self.reading.listed
        if not is_listed and not self.drawer.is_fixed:
            return
        if is_listed:
            listed = {row for sheet, row in self.reading.names if sheet == self.listing}
            if not listed and self.drawer.sheet in _NEVER_EMPTY:
                self._tell_empty()
                return
            self._remove_unlisted(listed | {address.row for address in wanted})
            self._add_rows_without_amounts(wanted)
        self._above = {above for address in wanted for above in self._rows_above(address.row)}
        for address in sorted(wanted, key=self._rank):
            self._settle_cell(address, wanted[address])
        self._fill_blanks(wanted)

    def _tell_empty(self) -> None:
        if any(self.facts.of(self.drawer)):
            text = "这张表没有填任何一行，没有导入，文件中原有的数不动。"
            self.reading.remarks.append(Remark(self.reading.listed[self.listing], Severity.ERROR, text))

    def _rank(self, address: Address) -> tuple[int, bool]:
        """Order cells from the lowest rows up, parts before the totals across."""
        return -self._depth(address.row), address.column in _TOTALS

    def _depth(self, row: str) -> int:
        return len(self._rows_above(row))

    def _rows_above(self, row: str) -> list[str]:
        """Return the rows that a row is part of, nearest first."""
        if self.drawer.is_fixed:
            rows, found = sheets.FIXED_ROWS[self.drawer.sheet], []
            above = rows.get(row)
            while above is not None:
                found.append(above)
                above = rows[above]
            return found
        register = self._register()
        return [] if row == TOTAL else [*(register.ancestors(row) if register else ()), TOTAL]

    def _register(self) -> Register | None:
        registers = self.facts.registers
        found = {sheets.EXPENDITURE: registers.functional, sheets.BASIC: registers.economic}
        return found.get(self.drawer.listed)

    def _remove_unlisted(self, rows: set[str]) -> None:
        sheet = self.facts.budget().sheets.get(self.drawer.sheet)
        for row in list(self.facts.of(self.drawer)):
            is_group = (
                self.drawer.listed == sheets.PROCUREMENT and sheet and (len(row.row) == 1 or sheet.children(row.row))
            )
            if row.row in rows or row.row == TOTAL or is_group or self.listing in self.reading.unplaced:
                continue
            self.facts.remove(row)

    def _add_rows_without_amounts(self, wanted: Mapping[Address, Found]) -> None:
        """Add rows whose figures come from another list, before looking at what their cells say."""
        if self.drawer.listed == sheets.OPERATING:
            for address, found in wanted.items():
                if found.amount and address.row != TOTAL:
                    self.facts.add(self.drawer, address.row, self._name(address.row))

    def _settle_cell(self, address: Address, found: Found) -> None:
        if found.yuan is None and self.drawer.is_fixed and not self.reading.is_blank_nothing:
            self._forget(address)
            return
        if found.yuan is None and found.kind not in self._kinds:
            return
        given = self._given(address)
        if same(given, found.amount, self._grain(found)):
            return
        row = next((each for each in self.facts.of(self.drawer) if each.row == address.row), None)
        is_typed = row is not None and self.drawer.typed_column(row, address.column) is not None
        is_part = self._is_computed(address)
        if self.drawer.is_fixed and not self._can_be_typed(address):
            return
        if not found.amount and is_part and not is_typed:
            return
        if not is_typed and (is_part or address.row in self._above) and not self._is_to_be_stated(address, found):
            return
        self._put(address, found)

    def _forget(self, address: Address) -> None:
        """Take out a fixed row that is not known any more; one that is still to be filled in stays so."""
        for row in list(self.facts.of(self.drawer)):
            if row.row == address.row and row.line:
                self.facts.remove(row)

    def _given(self, address: Address) -> Decimal:
        figure = self.facts.budget().cell(address.sheet, address.row, address.column)
        return figure.yuan if figure else ZERO

    def _is_computed(self, address: Address) -> bool:
        return self.facts.budget().cell(address.sheet, address.row, address.column) is not None

    def _is_to_be_stated(self, address: Address, found: Found) -> bool:
        """Say whether a total is typed that its parts do not add up to.

        Only where rounding explains the difference, and not where the total only rounds amounts that are exact: any
        other is held against the facts afterwards, and said.
        """
        figure = self.facts.budget().cell(address.sheet, address.row, address.column)
        parts = len(figure.parts) if figure else 0
        agrees = abs(self._given(address) - found.amount) <= (parts + 1) * self._grain(found) / 2
        is_rounded = self.facts.disclosure.unit is MoneyUnit.YUAN and found.grain >= 1
        return agrees and not is_rounded

    def _grain(self, found: Found) -> Decimal:
        return max(found.grain, self.facts.disclosure.unit.yuan.scaleb(-2))

    def _put(self, address: Address, found: Found) -> None:
        if not self._is_known_by_source() and self._set(address, found):
            self._tell_rounded(found)
        else:
            text = f"“{address.row}”没有导入：文件中有几行，或者取自项目，或者按来源填写。请直接改文件。"
            self.reading.remarks.append(Remark(found.place, Severity.ERROR, text))

    def _set(self, address: Address, found: Found) -> bool:
        return self.facts.put(self.drawer, address.row, address.column, found.amount, self._name(address.row))

    def _is_known_by_source(self) -> bool:
        """Say whether money carried to next year is typed by its sources, which no table parts."""
        rows = self.facts.of(self.drawer) if self.drawer.listed == sheets.BALANCE else ()
        return any(row.row in sheets.CARRY_OVER_SOURCES for row in rows)

    def _tell_rounded(self, found: Found) -> None:
        unit, amount = self.facts.disclosure.unit, self.facts.rounded(found.amount)
        if amount * unit.yuan != found.amount:
            text = f"{found.text} 按文件的单位四舍五入为 {amount:f}{unit.value}。"
            self.reading.remarks.append(Remark(found.place, Severity.NOTE, text))

    def _name(self, row: str) -> str:
        return self.reading.names.get((self.drawer.sheet, row), "")

    def _fill_blanks(self, wanted: Mapping[Address, Found]) -> None:
        """Write 0 where a table that has amounts leaves a cell blank and the file does not know it, or marks it.

        Below a row that is nothing, parts need no 0 of their own.
        """
        if not self.reading.is_blank_nothing:
            wanted = {address: found for address, found in wanted.items() if found.yuan is not None}
        for address, found in sorted(wanted.items(), key=lambda each: self._depth(each[0].row)):
            if found.kind not in self._kinds:
                continue
            row = next((each for each in self.facts.of(self.drawer) if each.row == address.row), None)
            key = self.drawer.typed_column(row, address.column) if row else None
            if row and key in row.blanks and key not in row.set:
                self.facts.put(self.drawer, address.row, address.column, found.amount)
            elif self._can_be_typed(address) and not self._is_computed(address) and not self._is_nothing_above(address):
                self.facts.put(self.drawer, address.row, address.column, ZERO)

    def _can_be_typed(self, address: Address) -> bool:
        """Say whether a fixed row may stand in a file; all but the totals of expenditure may."""
        return self.drawer.is_fixed and (self.drawer.listed != sheets.BALANCE or address.row in _TYPED_OF_BALANCE)

    def _is_nothing_above(self, address: Address) -> bool:
        for above in self._rows_above(address.row):
            figure = self.facts.budget().cell(self.drawer.sheet, above)
            if figure is not None and figure.yuan == 0 and self._has_row(above):
                return True
        return False

    def _has_row(self, row: str) -> bool:
        return any(each.row == row and each.amounts() for each in self.facts.of(self.drawer))


def removed_rows(facts: Facts) -> Iterable[tuple[str, Row]]:
    """Yield the rows that the file had and loses, each with its list."""
    for listed, rows in facts.rows.items():
        yield from ((listed, row) for row in rows if row.is_removed and row.line)
