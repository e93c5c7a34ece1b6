"""Official tables as plain rectangles: one name for each column, one cell for each column in every row."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from generator.model.tables import Cell, HeadCell, Table

_COLUMN_NUMBER = re.compile(r"\*\*|[0-9]+", re.ASCII)
_Spanning = TypeVar("_Spanning", Cell, HeadCell)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with the names of its columns and, beside each of its rows, a cell for every column.

    A cell that spans rows stands in each of them, one that spans columns in the first of them alone.
    """

    table: Table
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def amount_columns(self) -> tuple[bool, ...]:
        """Say of each column whether it holds amounts and no other text."""
        amounts, others = set(), set()
        for row in self.rows:
            for place, cell in enumerate(row):
                if cell.is_amount:
                    amounts.add(place)
                elif cell.text:
                    others.add(place)
        return tuple(place in amounts - others for place in range(len(self.columns)))


def grid_of(table: Table) -> Grid:
    """Lay a table out as a rectangle."""
    rows = _laid_out([row.cells for row in table.rows], len(table.widths), Cell(""), is_held=False)
    return Grid(table, _column_names(table), rows)


def digits(cell: Cell) -> str:
    """Return a printed amount without the separators of its thousands: the same digits, as programs read them."""
    return cell.text.replace(",", "")


def _column_names(table: Table) -> tuple[str, ...]:
    """Name each column by the heads above it, from the top: 收入·预算数; what would be named twice is counted.

    The row of column numbers that some tables print is left out. A column without a head has its place for a name.
    """
    heads = _laid_out(table.heads, len(table.widths), HeadCell(""), is_held=True)
    above: list[list[str]] = [[] for _ in table.widths]
    for row in heads:
        for texts, head in zip(above, row, strict=True):
            if head.text not in texts[-1:] and not _COLUMN_NUMBER.fullmatch(head.text):
                texts.append(head.text)
    names = ["·".join(texts) or f"第{place}列" for place, texts in enumerate(above, start=1)]
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            names[place] = f"{name}（{seen[name]}）"
    return tuple(names)


def placed(rows: Iterable[Iterable[_Spanning]]) -> Iterator[tuple[int, int, _Spanning]]:
    """Yield each cell with its row and column, counted from 0, cells that reach down from rows above allowed for."""
    held: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in held:
                column += 1
            yield row, column, cell
            if cell.rowspan > 1:
                held.update(product(range(row + 1, row + cell.rowspan), range(column, column + cell.colspan)))
            column += cell.colspan


def _laid_out(
    rows: Sequence[Iterable[_Spanning]], width: int, blank: _Spanning, *, is_held: bool
) -> tuple[tuple[_Spanning, ...], ...]:
    """Give every place of a rectangle its cell; `is_held` repeats a cell in each column that it spans."""
    places = [[blank] * width for _ in rows]
    for row, column, cell in placed(rows):
        if cell.rowspan == 1 and cell.colspan == 1:
            places[row][column] = cell
        else:
            across = cell.colspan if is_held else 1
            for line in places[row : row + cell.rowspan]:
                line[column : column + across] = [cell] * across
    return tuple(map(tuple, places))
