"""Sums down a tree of codes, across columns and over units, and facts that stand twice, read from tables' cells."""

from collections.abc import Iterator, Mapping, Sequence

from generator.check.catalogue import Grid
from generator.check.outcome import Same, Sum
from generator.model.codes import TOTAL, Register, units_above
from generator.model.figures import Basis, Figure
from generator.model.money import ZERO


def is_class(row: str) -> bool:
    """Say whether a row is a 类: a code of three digits."""
    return len(row) == 3 and row.isdigit()


def same_cells(one: Grid, at: tuple[str, str], other: Grid, there: tuple[str, str]) -> Iterator[Same]:
    """Yield two cells as one fact where both have a figure."""
    if at in one and there in other:
        yield Same(one[at], other[there])


def tree_sums(grid: Grid, column: str, register: Register) -> Iterator[Sum]:
    """Yield, for one column, each row as the sum of the rows one level below, and 合计 as the sum of the leaves."""
    rows = [row for row, name in grid if name == column]
    below = _below(rows, register)
    for row, children in below.items():
        if (row, column) in grid:
            yield Sum(grid[row, column], tuple(grid[child, column] for child in children))
    leaves = [row for row in rows if row not in below]
    if (TOTAL, column) in grid and leaves and leaves != below.get(TOTAL):
        yield Sum(grid[TOTAL, column], tuple(grid[leaf, column] for leaf in leaves))


def _below(rows: list[str], register: Register) -> dict[str, list[str]]:
    """Return the rows directly below each row: a code hangs under its nearest listed ancestor, else under 合计."""
    listed = set(rows)
    found: dict[str, list[str]] = {}
    for row in rows:
        if row != TOTAL:
            above = next((code for code in register.ancestors(row) if code in listed), TOTAL)
            found.setdefault(above, []).append(row)
    return found


def column_sums(grid: Grid, total: str, parts: tuple[str, ...]) -> Iterator[Sum]:
    """Yield, for each row, the total column as the sum of the part columns that have a figure."""
    for (row, column), figure in grid.items():
        addends = tuple(grid[row, part] for part in parts if (row, part) in grid)
        if column == total and addends:
            yield Sum(figure, addends)


def row_sum(grid: Grid, total: str, parts: tuple[str, ...], column: str) -> Iterator[Sum]:
    """Yield one row of a column as the sum of other rows that have a figure."""
    addends = tuple(grid[part, column] for part in parts if (part, column) in grid)
    if (total, column) in grid and addends:
        yield Sum(grid[total, column], addends)


def fixed_sums(grid: Grid, parents: Mapping[str, str | None], column: str) -> Iterator[Sum]:
    """Yield every row of a fixed tree as the sum of the nearest rows below it that have a figure."""
    for row in parents:
        yield from row_sum(grid, row, tuple(_nearest_below(grid, row, parents, column)), column)


def _nearest_below(grid: Grid, row: str, parents: Mapping[str, str | None], column: str) -> Iterator[str]:
    for below in (below for below, above in parents.items() if above == row):
        if (below, column) in grid:
            yield below
        else:
            yield from _nearest_below(grid, below, parents, column)


def unit_sums(grid: Grid) -> Iterator[Sum]:
    """Yield, for each column, 合计 as the sum of the uppermost units and each unit as the sum of those below it."""
    rows = tuple(dict.fromkeys(row for row, _ in grid if row.isdigit()))
    above = {row: next((code for code in units_above(row) if code in rows), TOTAL) for row in rows}
    for column in dict.fromkeys(column for _, column in grid):
        for total in (TOTAL, *rows):
            yield from row_sum(grid, total, tuple(row for row in rows if above[row] == total), column)


def total_of(sheet: str, row: str, column: str, figures: Sequence[Figure]) -> Figure:
    """Add figures up into one that is not printed anywhere; it is as uncertain as all of them together."""
    if len(figures) == 1:
        return figures[0]
    total = sum((figure.yuan for figure in figures), ZERO)
    grain = sum((figure.grain for figure in figures), ZERO)
    return Figure(sheet, row, column, total, grain, Basis.COMPUTED, None, tuple(figures))
