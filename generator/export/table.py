"""One official table as comma-separated text: its heads in one row, its rows as printed."""

from generator.export.comma import MARK, harmless, lines
from generator.export.grid import Grid, digits
from generator.model.tables import Cell


def table_csv(grid: Grid) -> bytes:
    """Write a table as it is printed, rows with nothing in them left out; amounts have no separators of thousands."""
    rows = ([_field(cell) for cell in cells] for cells in grid.rows)
    return MARK + lines([[harmless(name) for name in grid.columns], *(row for row in rows if any(row))])


def _field(cell: Cell) -> str:
    return digits(cell) if cell.is_amount else harmless(cell.text)
