"""Adding budgets up cell by cell: a department is the sum of its units in every table."""

from collections.abc import Sequence

from generator.derive.budget import Budget
from generator.model.codes import TOTAL, Register, Registers
from generator.model.figures import Basis, Figure, Sheet
from generator.model.money import ZERO
from generator.model.sheets import AMOUNT, FIXED_ROWS, PROCUREMENT, SERVICES, TRANSFERS


def add_up(budgets: Sequence[Budget], registers: Registers) -> Budget:
    """Add budgets up, each cell on its own, so that every table of the sum is the sum of the units' tables.

    Amounts are exact 元. A cell that no unit reports is absent. Each unit's figure was rounded by itself, so the grain
    of a sum is the sum of their grains.
    """
    names = dict.fromkeys(name for budget in budgets for name in budget.sheets)
    found = {name: [budget.sheets[name] for budget in budgets if name in budget.sheets] for name in names}
    if PROCUREMENT in found:
        found[PROCUREMENT] = _at_one_level(found[PROCUREMENT], registers.procurement)
    return Budget({name: _sum(sheets) for name, sheets in found.items()})


def _sum(sheets: Sequence[Sheet]) -> Sheet:
    first = sheets[0]
    parents = _parents(sheets)
    cells = {
        at: _added(first.name, at, parts)
        for at in ((row, column) for row in parents for column in first.columns)
        if (parts := [sheet.cells[at] for sheet in sheets if at in sheet.cells])
    }
    labels = {row: label for sheet in reversed(sheets) for row, label in sheet.names.items() if row in parents}
    return Sheet(first.name, first.columns, cells, parents, labels)


def _added(sheet: str, at: tuple[str, str], parts: Sequence[Figure]) -> Figure:
    total = sum((part.yuan for part in parts), ZERO)
    grain = sum((part.grain for part in parts), ZERO)
    return Figure(sheet, *at, total, grain, Basis.COMPUTED, None, tuple(parts))


def _parents(sheets: Sequence[Sheet]) -> dict[str, str | None]:
    """Merge row trees: fixed rows stay, rows by code stand in code order below 合计."""
    merged = {row: parent for sheet in sheets for row, parent in sheet.parents.items()}
    if sheets[0].name in FIXED_ROWS or sheets[0].name in (TRANSFERS, SERVICES):
        return merged
    return dict(sorted(merged.items(), key=lambda row: (row[0] != TOTAL, row[0])))


def _at_one_level(sheets: Sequence[Sheet], register: Register) -> list[Sheet]:
    """Bring the units' items of procurement to the level of the coarsest of them, so that no item holds another.

    What one unit buys as 计算机 another may list as 台式计算机 and 便携式计算机: the sum lists 计算机. Groups that one
    states above its items are left out; 货物, 工程 and 服务 stay.
    """
    items = {row for sheet in sheets for row in _items(sheet)}
    return [_coarser(sheet, items, register) for sheet in sheets]


def _items(sheet: Sheet) -> list[str]:
    """Return the rows that hold an amount of their own, rather than that of rows below."""
    return [row for row in sheet.rows() if (row, AMOUNT) in sheet.cells and row != TOTAL and not sheet.children(row)]


def _coarser(sheet: Sheet, items: set[str], register: Register) -> Sheet:
    kept = {row: parent for row, parent in sheet.parents.items() if parent in (None, TOTAL)}
    cells = {at: figure for at, figure in sheet.cells.items() if at[0] in kept}
    names = dict(sheet.names)
    gathered: dict[str, list[Figure]] = {}
    for row in _items(sheet):
        held_by = [code for code in (row, *register.ancestors(row)) if code in items][-1]
        gathered.setdefault(held_by, []).append(sheet.cells[row, AMOUNT])
    for row, parts in gathered.items():
        if row not in kept:
            kept[row] = row[:1]
            names.setdefault(row, register.name(row) or row)
            cells[row, AMOUNT] = _added(sheet.name, (row, AMOUNT), parts)
    return Sheet(sheet.name, sheet.columns, cells, kept, names)
