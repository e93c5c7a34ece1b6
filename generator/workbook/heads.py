"""A table's heads in one, two or three rows, merged or not → for each column the heads above it, from the top."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.workbook.cells import At, Grid, half_width
from generator.workbook.labels import loose_head

_COLUMN_NUMBER = re.compile(r"\*{1,2}|栏次|行次|[0-9]{1,2}(?:=[0-9+\-]+)?|[甲乙丙丁]")


@dataclass(frozen=True, slots=True)
class Head:
    """The heads of a table: where its body begins, and the heads above each column, from the top."""

    first: int
    body: int
    paths: Mapping[int, tuple[str, ...]]


def head_below(grid: Grid, first: int, end: int, words: frozenset[str]) -> Head | None:
    """Find a table's heads from a row on, by the words that they may be; nothing where there are none."""
    begun: list[int] = []
    body = first
    for row in range(first, end):
        cells = _texts(grid, row)
        if not cells:
            continue
        if begun and _are_column_numbers(cells.values()):
            body = row + 1
            break
        if _are_heads(grid, row, cells, words):
            begun.append(row)
        elif begun:
            break
        body = row + 1
    return Head(begun[0], body, _paths(grid, begun)) if begun else None


def _texts(grid: Grid, row: int) -> dict[int, str]:
    found = {column: grid.text((row, column)) for column in range(grid.width)}
    return {column: text for column, text in found.items() if text}


def _are_column_numbers(texts: Iterable[str]) -> bool:
    """Say whether a row only counts the columns: ** 1 2 3."""
    return all(_COLUMN_NUMBER.fullmatch(half_width(text)) for text in texts)


def _are_heads(grid: Grid, row: int, cells: Mapping[int, str], words: frozenset[str]) -> bool:
    if any(value.number is not None for (at, _), value in grid.cells.items() if at == row):
        return False
    hits = [column for column, text in cells.items() if loose_head(text) in words]
    is_wide = any((row, column) in grid.spans and grid.spans[row, column][1] > column for column in hits)
    return 2 * len(hits) >= len(cells) and (len(cells) > 1 or is_wide)


def _paths(grid: Grid, rows: list[int]) -> dict[int, tuple[str, ...]]:
    """Write under each column the heads above it; a head that is not merged reaches right over blanks of its group."""
    owners: list[list[At | None]] = [_owners(grid, row, rows) for row in rows]
    for index, row in enumerate(rows[:-1]):
        for column in range(1, grid.width):
            left = owners[index][column - 1]
            is_blank = owners[index][column] is None
            goes_on = any(owners[below][column] is not None for below in range(index + 1, len(rows)))
            same_group = all(owners[above][column] == owners[above][column - 1] for above in range(index))
            if (
                is_blank
                and left is not None
                and left[0] == row
                and goes_on
                and same_group
                and _opens(owners, index, column)
            ):
                owners[index][column] = left
    paths = {}
    for column in range(grid.width):
        above = dict.fromkeys(owner[column] for owner in owners if owner[column] is not None)
        if above:
            paths[column] = tuple(grid.text(at) for at in above if at)
    return paths


def _opens(owners: list[list[At | None]], index: int, column: int) -> bool:
    """Say whether the head to the left has heads of its own below, so that it is a group's."""
    left = owners[index][column - 1]
    first = left[1] if left else column
    return any(owners[below][first] not in (None, left) for below in range(index + 1, len(owners)))


def _owners(grid: Grid, row: int, rows: list[int]) -> list[At | None]:
    """Return, for each column of a head row, the place of the cell that covers it."""
    found: list[At | None] = [(row, column) if grid.text((row, column)) else None for column in range(grid.width)]
    for (top, left), (bottom, right) in grid.spans.items():
        if top <= row <= bottom and top >= rows[0] and grid.text((top, left)):
            for column in range(left, min(right + 1, grid.width)):
                found[column] = (top, left)
    return found
