"""Rolling typed amounts up a tree of rows, and across columns into a total column.

A row that is typed and also has rows below it states a total: it stands as typed and feeds the rows above it. Whether
it agrees with its parts is for `check` to say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from generator.model.figures import Basis, Figure, Sheet
from generator.source import Span


class Typed(msgspec.Struct, frozen=True):
    """One amount to roll up, in exact 元, rounded to `grain`, with the place or the figures that it comes from."""

    row: str
    column: str
    yuan: Decimal
    grain: Decimal
    span: Span | None
    parts: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that amounts are typed in, and the one that totals them across, where there is one."""

    parts: tuple[str, ...]
    total: str | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """Return every column, the total first."""
        return ((self.total,) if self.total else ()) + self.parts


def roll_up(
    name: str,
    typed: Iterable[Typed],
    parents: Mapping[str, str | None],
    columns: Columns,
    names: Mapping[str, str],
) -> Sheet:
    """Sum typed amounts up the tree and across the columns.

    `parents` gives every row in printed order, rows above before rows below. A cell for which nothing is known below
    it has no figure: it is absent, not zero.
    """
    given: dict[tuple[str, str], list[Typed]] = {}
    for entry in typed:
        given.setdefault((entry.row, entry.column), []).append(entry)
    below: dict[str, list[str]] = {}
    for row, parent in parents.items():
        if parent is not None:
            below.setdefault(parent, []).append(row)
    cells: dict[tuple[str, str], Figure] = {}
    for row in reversed(tuple(parents)):
        children = below.get(row, ())
        for column in columns.parts:
            if children or (row, column) in given:
                _settle(cells, name, (row, column), given, [(child, column) for child in children])
        if columns.total:
            across = [(row, column) for column in columns.parts]
            down = [(child, columns.total) for child in children]
            covers = not _lacks_parts(cells, columns.parts, children)
            _settle(cells, name, (row, columns.total), given, across if covers or not down else down)
    ordered = {(row, column): cells[row, column] for row in parents for column in columns.all if (row, column) in cells}
    return Sheet(name, columns.all, ordered, dict(parents), dict(names))


def _lacks_parts(cells: Mapping[tuple[str, str], Figure], columns: tuple[str, ...], children: Iterable[str]) -> bool:
    """Say whether some row below has no figure in any part column, so that only its total is known."""
    return any(all((child, column) not in cells for column in columns) for child in children)


def _settle(
    cells: dict[tuple[str, str], Figure],
    sheet: str,
    at: tuple[str, str],
    given: Mapping[tuple[str, str], list[Typed]],
    addends: list[tuple[str, str]],
) -> None:
    """Set a cell to what was typed for it (several amounts for one row add up), else to the sum of its addends."""
    below = tuple([cells[address] for address in addends if address in cells])
    stated = tuple([_figure(sheet, entry, below) for entry in given.get(at, ())])
    if len(stated) == 1:
        cells[at] = stated[0]
    elif stated or below:
        parts = stated or below
        total = sum([part.yuan for part in parts], Decimal(0))
        grain = max([part.grain for part in parts])
        cells[at] = Figure(sheet, *at, total, grain, Basis.COMPUTED, None, parts)


def _figure(sheet: str, entry: Typed, below: tuple[Figure, ...]) -> Figure:
    basis = Basis.COMPUTED if entry.span is None else Basis.STATED if below else Basis.TYPED
    parts = entry.parts or below
    return Figure(sheet, entry.row, entry.column, entry.yuan, entry.grain, basis, entry.span, parts)
