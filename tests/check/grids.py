"""Tables read from outside: grids of typed figures made from compact text, with nothing filed behind them.

The first line names the columns, each further line is a row; `-` stands for a blank cell. Amounts are 万元 rounded to
two decimals. A cell's place is the table's kind as path, the line of the text and the number of the column.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from generator.build.workspace import Workspace
from generator.check import RULES, Case, conclude, examine
from generator.model.codes import Registers
from generator.model.figures import Basis, Figure
from generator.model.money import MoneyUnit
from generator.problems import Problem
from generator.source import Span

Grid = dict[tuple[str, str], Figure]
At = tuple[str, str, str]
"""Kind of table, row, column."""


@cache
def registers() -> Registers:
    return Workspace().registers()


def grid(kind: str, text: str) -> Grid:
    """Read one table."""
    head, *rows = [line.split() for line in text.strip().split("\n")]
    cells: Grid = {}
    for line, (row, *values) in enumerate(rows, start=2):
        for number, (column, value) in enumerate(zip(head, values, strict=True), start=1):
            if value != "-":
                cells[row, column] = typed(kind, row, column, value, Span(kind, line, number))
    return cells


def typed(kind: str, row: str, column: str, value: str, span: Span) -> Figure:
    return Figure(kind, row, column, Decimal(value) * 10000, Decimal(100), Basis.TYPED, span)


def outside(tables: Mapping[str, Grid]) -> Case:
    """Gather tables into a case, as an importer of a published document would."""
    return Case(dict(tables), registers(), MoneyUnit.WAN)


def changed(tables: Mapping[str, Grid], *edits: tuple[At, str]) -> dict[str, Grid]:
    """Return the tables with cells set to other amounts, which must be there already."""
    copies = {kind: dict(cells) for kind, cells in tables.items()}
    for (kind, row, column), value in edits:
        old = copies[kind][row, column]
        assert old.span
        copies[kind][row, column] = typed(kind, row, column, value, old.span)
    return copies


def without(tables: Mapping[str, Grid], kind: str, row: str) -> dict[str, Grid]:
    """Return the tables without a row, which must be there."""
    copies = {name: dict(cells) for name, cells in tables.items()}
    assert any(at[0] == row for at in copies[kind])
    copies[kind] = {at: figure for at, figure in copies[kind].items() if at[0] != row}
    return copies


def problems(tables: Mapping[str, Grid]) -> list[Problem]:
    """Examine tables by every rule."""
    case = outside(tables)
    return conclude(examine(RULES, case), case.unit)
