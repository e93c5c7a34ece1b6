"""Which parts of which sheets are which tables: by title, else by the sheet's name, else by heads that only one has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.workbook.amounts import amount_of
from generator.workbook.cells import Grid, Value
from generator.workbook.columns import amount_columns
from generator.workbook.expected import Expected
from generator.workbook.heads import Head, head_below
from generator.workbook.labels import head_key, nearest_title, title_key

_MOST_CELLS_BESIDE_A_TITLE = 3
_MOST_ROWS_ABOVE_HEADS = 6


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a sheet that holds one table: from its title to the next, with its heads."""

    grid: Grid
    expected: Expected
    first: int
    end: int
    head: Head


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A sheet, or the part of one under a title, that is none of the tables expected."""

    grid: Grid
    has_amounts: bool


def sections_of(
    grid: Grid, tables: Sequence[Expected], unit_names: Sequence[str]
) -> tuple[list[Section], Unrecognised | None]:
    """Part one sheet into its tables; a title without a table's heads below it is only a line of a list of contents."""
    titled = _first_of_each(_titles(grid, tables, unit_names))
    headed = [(row, expected, head) for row, expected in titled if (head := _head_under(grid, row, expected))]
    if headed:
        ends = [row for row, _, _ in headed[1:]] + [grid.height]
        return [
            Section(grid, expected, row, end, head) for (row, expected, head), end in zip(headed, ends, strict=True)
        ], None
    section = _by_sheet_name(grid, tables, unit_names) or _by_heads(grid, tables)
    if section:
        return [section], None
    return [], Unrecognised(grid, any(_is_amount(value) for value in grid.cells.values()))


def _is_amount(value: Value) -> bool:
    """Say whether a cell holds a number, or a text that is one; whole ones in text may be codes and years."""
    return value.number is not None or ("." in value.text and bool(amount_of(value, "").number))


def _first_of_each(titled: Iterable[tuple[int, Expected]]) -> list[tuple[int, Expected]]:
    """Leave out a head that reads like the title that stands a few rows above it."""
    kept: list[tuple[int, Expected]] = []
    for row, expected in titled:
        if not kept or kept[-1][1] is not expected or row - kept[-1][0] > _MOST_ROWS_ABOVE_HEADS:
            kept.append((row, expected))
    return kept


def _titles(grid: Grid, tables: Sequence[Expected], unit_names: Sequence[str]) -> Iterator[tuple[int, Expected]]:
    rows: dict[int, list[str]] = {}
    for (row, column), value in grid.cells.items():
        if value.number is None:
            rows.setdefault(row, []).append(grid.text((row, column)))
    for row in sorted(rows):
        if len(rows[row]) <= _MOST_CELLS_BESIDE_A_TITLE:
            for text in rows[row]:
                expected = _titled(text, tables, unit_names)
                if expected:
                    yield row, expected
                    break


def _titled(text: str, tables: Sequence[Expected], unit_names: Sequence[str]) -> Expected | None:
    key = nearest_title(title_key(text, unit_names), [table.key for table in tables])
    return next((table for table in tables if table.key == key), None) if key else None


def _head_under(grid: Grid, title: int, expected: Expected) -> Head | None:
    """Find the heads of a table a few rows below its title; a line of a list of contents has none."""
    head = head_below(grid, title + 1, grid.height, expected.words())
    return head if head and head.first - title <= _MOST_ROWS_ABOVE_HEADS and _fits(head, expected) else None


def _fits(head: Head, expected: Expected) -> bool:
    return bool(amount_columns(head.paths, expected.leaves)) or bool(expected.spec.sides)


def _by_sheet_name(grid: Grid, tables: Sequence[Expected], unit_names: Sequence[str]) -> Section | None:
    expected = _titled(grid.name, tables, unit_names)
    head = head_below(grid, 0, grid.height, expected.words()) if expected else None
    return Section(grid, expected, 0, grid.height, head) if expected and head and _fits(head, expected) else None


def _by_heads(grid: Grid, tables: Sequence[Expected]) -> Section | None:
    """Recognise a table by its heads, where they are all there and no other table has the same."""
    found = []
    for expected in tables:
        head = head_below(grid, 0, grid.height, expected.words())
        if head is None or len(expected.leaves) < 2:
            continue
        names = sorted(head_key(leaf.name) for leaf in expected.leaves)
        columns = amount_columns(head.paths, expected.leaves)
        amounts = sorted(head_key(head.paths[column][-1]) for column in columns)
        groups = {head_key(group) for leaf in expected.leaves for group in leaf.groups}
        above = {head_key(text) for path in head.paths.values() for text in path[:-1]}
        if names == amounts and groups <= above:
            found.append(Section(grid, expected, 0, grid.height, head))
    return found[0] if len(found) == 1 else None
