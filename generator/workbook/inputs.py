"""Which cells of which tables are facts that people type, and under which addresses: all other cells are views."""

from dataclasses import dataclass, replace

from generator.derive.budget import economic_column
from generator.model import sheets
from generator.model.codes import TOTAL
from generator.model.disclosure import Disclosure
from generator.model.figures import Figure
from generator.model.money import MoneyUnit
from generator.model.profile import LineSpec, PartSpec, Profile, SideSpec, TableSpec
from generator.model.tables import Cell, Row
from generator.workbook.expected import FORMS
from generator.workbook.facts import FISCAL_DRAWERS, OWN_DRAWERS
from generator.workbook.found import Address, address_of

FACTS = frozenset(drawer.sheet for drawer in (*FISCAL_DRAWERS, *OWN_DRAWERS))
"""The sheets whose figures are typed in a workbook; all others are views of them."""
_CODED = (sheets.EXPENDITURE, sheets.BASIC, sheets.OPERATING)
_TOTAL_COLUMNS = ("支出合计", TOTAL)


def profile_for_input(profile: Profile, unit: MoneyUnit) -> Profile:
    """Lay tables out for people who fill them: in the file's unit, zeros written, every row there, codes shown."""
    parts = (replace(part, tables=tuple(_for_input(spec, unit) for spec in _fillable(part))) for part in profile.parts)
    return replace(profile, parts=tuple(replace(part, sections=()) for part in parts))


def _fillable(part: PartSpec) -> tuple[TableSpec, ...]:
    return tuple(spec for spec in part.tables if spec.form in FORMS)


def _for_input(spec: TableSpec, unit: MoneyUnit) -> TableSpec:
    style = replace(spec.style, unit=unit, decimals=2, trim=False, blank_zero=False, short_zero=False)
    has_codes = spec.labels.has_codes or (spec.form == "科目" and sheets.list_of(spec.sheet) in _CODED)
    sides = tuple(_with_every_line(side) for side in spec.sides)
    return replace(spec, style=style, labels=replace(spec.labels, has_codes=has_codes), sides=sides)


def _with_every_line(side: SideSpec) -> SideSpec:
    return replace(side, lines=tuple(_always(line) for line in side.lines))


def _always(line: LineSpec) -> LineSpec:
    return line if line.classes else replace(line, only_with_amount=False)


@dataclass(slots=True)
class Inputs:
    """Tells input cells from views, each address once over all tables of a disclosure."""

    disclosure: Disclosure
    seen: set[Address]

    def address(self, spec: TableSpec, row: Row, cell: Cell) -> Address | None:
        """Return the address under which a cell's amount is typed; nothing where it is a view."""
        found = None if self.disclosure.sums_units else self._address(spec, row, cell)
        if found is None or found in self.seen or found.sheet not in FACTS:
            return None
        if not self._is_typed(spec, row, found, cell.figure):
            return None
        self.seen.add(found)
        return found

    def _address(self, spec: TableSpec, row: Row, cell: Cell) -> Address | None:
        if cell.at is None or not cell.is_amount:
            return None
        key, column = cell.at
        if spec.sides:
            take = _taken(spec, key)
            return address_of(take) if take and column == sheets.AMOUNT else None
        if spec.form in ("单位", "单行"):
            found = address_of(column)
            is_own = spec.form == "单行" or row.key == self.disclosure.code
            return found if is_own and found.sheet in sheets.FIXED_ROWS else None
        return Address(spec.sheet, row.key, column)

    def _is_typed(self, spec: TableSpec, row: Row, at: Address, figure: Figure | None) -> bool:
        """Say whether a cell holds a typed fact, or may hold one because no other fact is behind it."""
        if self._is_projects(at):
            return False
        if figure is not None and figure.is_entered:
            return True
        if at.sheet in sheets.FIXED_ROWS:
            return figure is None and not row.is_total and not _is_total_row(at)
        if at.row == TOTAL or (figure is not None and (figure.source.sheet != at.sheet or len(figure.parts) > 1)):
            return False
        if figure is not None and figure.source.row != at.row:
            return False
        return self._is_part(spec, at)

    def _is_part(self, spec: TableSpec, at: Address) -> bool:
        """Say whether amounts are typed in a column: in that of the whole only where the table has no other."""
        if at.sheet == sheets.BASIC and at.row:
            return at.column == economic_column(at.row)
        columns = [leaf.take for column in spec.columns for leaf in column.leaves()]
        return at.column not in _TOTAL_COLUMNS or len(columns) == 1

    def _is_projects(self, at: Address) -> bool:
        lines = self.disclosure.lines.get(at.sheet, ()) if at.sheet == sheets.OPERATING else ()
        return at.column == "项目支出" and any(line.row == at.row and line.project for line in lines)


def _taken(spec: TableSpec, key: str) -> str:
    lines = (line for side in spec.sides for line in (*side.lines, *side.foot) if line.takes)
    return next((line.takes[0] for line in lines if line.takes[0].split("/")[1] == key), "")


def _is_total_row(at: Address) -> bool:
    below = [row for row, above in sheets.FIXED_ROWS[at.sheet].items() if above == at.row]
    return bool(below) and at.row not in ("上年结转结余", "年终结转结余")
