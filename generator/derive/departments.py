"""Adding budgets up cell by cell: a department is the sum of its units in every table."""

from collections.abc import Sequence

from generator.derive.budget import Budget
from generator.model.codes import TOTAL
from generator.model.figures import Basis, Figure, Sheet
from generator.model.money import ZERO
from generator.model.sheets import FIXED_ROWS, PROCUREMENT, SERVICES, TRANSFERS


def add_up(budgets: Sequence[Budget]) -> Budget:
    """Add budgets up, each cell on its own, so that every table of the sum is the sum of the units' tables.

    Amounts are exact 元. A cell that no unit reports is absent. Each unit's figure was rounded by itself, so the grain
    of a sum is the sum of their grains.
    """
    names = dict.fromkeys(name for budget in budgets for name in budget.sheets)
    return Budget({name: _sum([budget.sheets[name] for budget in budgets if name in budget.sheets]) for name in names})


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
    name = sheets[0].name
    if name in FIXED_ROWS or name in (TRANSFERS, SERVICES):
        return merged
    if name == PROCUREMENT:
        merged = _items_only(merged)
    return dict(sorted(merged.items(), key=lambda row: (row[0] != TOTAL, row[0])))


def _items_only(rows: dict[str, str | None]) -> dict[str, str | None]:
    """Hang items under 货物, 工程, 服务 alone: what one unit states as a group may be an item of another."""
    groups = set(rows.values()) - {None, TOTAL, "A", "B", "C"}
    return {row: parent if parent in (None, TOTAL) else row[:1] for row, parent in rows.items() if row not in groups}
