"""Printed tables: heads, rows and cells as page, PDF and downloads show them, each figure with its address."""

from dataclasses import dataclass

import msgspec

from generator.model.figures import Figure


class HeadCell(msgspec.Struct, frozen=True):
    """One cell of a table's head."""

    text: str
    colspan: int = 1
    rowspan: int = 1


class Cell(msgspec.Struct, frozen=True):
    """One cell of a table's body: a label, or a figure with the text that is printed for it.

    `at` is the address of a figure's cell, its row's key and its column's, the same over all profiles; `scope` is
    "row" or "col" where the cell is a header.
    """

    text: str
    at: tuple[str, str] | None = None
    figure: Figure | None = None
    scope: str = ""
    is_amount: bool = False
    is_prose: bool = False
    colspan: int = 1
    rowspan: int = 1
    level: int = 0

    @property
    def is_spanning(self) -> bool:
        """Say whether the cell stands over more than one row or column."""
        return self.colspan > 1 or self.rowspan > 1


class Row(msgspec.Struct, frozen=True):
    """One row; `key` is its code or name and stays the same whatever it is called in print."""

    key: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that follow one another: held together by merged cells, or under one another; or the heads of a list."""

    rows: tuple[Row, ...]
    is_held: bool
    is_head: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One official table. `kind` names it over all profiles; `number` is a scheme of the profile; widths in %."""

    kind: str
    number: int
    title: str
    unit: str
    heads: tuple[tuple[HeadCell, ...], ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    note: str
    is_landscape: bool = False
    is_two_sided: bool = False
    is_wide: bool = False
    is_empty: bool = False
    is_performance: bool = False
    subtitle: str = ""
    index_note: str = ""

    def groups(self) -> tuple[RowGroup, ...]:
        """Return the rows in groups such that no merged cell reaches over two."""
        found: list[list[Row]] = []
        kinds: list[tuple[bool, bool]] = []
        left = 0
        for row in self.rows:
            height = max([cell.rowspan for cell in row.cells])
            is_head = all([cell.scope == "col" for cell in row.cells])
            if not left and (not found or height > 1 or kinds[-1] != (False, is_head)):
                found.append([])
                kinds.append((height > 1, is_head))
            found[-1].append(row)
            left = max(left, height) - 1
        return tuple([RowGroup(tuple(rows), *kind) for rows, kind in zip(found, kinds, strict=True)])

    def figures(self) -> dict[tuple[str, str], Figure]:
        """Return the table's figures by row and column."""
        return {
            cell.at: cell.figure
            for row in self.rows
            for cell in row.cells
            if cell.at is not None and cell.figure is not None
        }
