"""Figures and sheets: every amount with where it comes from, addressed by sheet, row and column."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from generator.lazy import lazy
from generator.model.money import ZERO
from generator.source import Span


class Basis(enum.Enum):
    """How a figure came to be: typed, typed as a total over rows that are typed too, computed."""

    TYPED = "填报"
    STATED = "填报的合计"
    COMPUTED = "计算"


class Figure(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One amount in exact 元; two figures are the same only if they are one.

    `grain` is what the amount is rounded to, in 元 (zero: exact). `parts` are the figures that a computed or stated
    figure stands above; `span` is where a typed or stated figure was typed.
    """

    sheet: str
    row: str
    column: str
    yuan: Decimal
    grain: Decimal
    basis: Basis
    span: Span | None = None
    parts: tuple["Figure", ...] = ()

    @property
    def is_entered(self) -> bool:
        """Say whether somebody entered the figure, rather than this program computed it."""
        return self.basis is not Basis.COMPUTED

    @property
    def source(self) -> "Figure":
        """Return the figure that this one is a mere view of: itself, unless it was computed from a single equal one."""
        return self._viewed or self

    @lazy
    def _viewed(self) -> "Figure | None":  # never itself: what holds itself is left to the collector
        if self.basis is Basis.COMPUTED and len(self.parts) == 1 and self.parts[0].yuan == self.yuan:
            return self.parts[0].source
        return None

    @lazy
    def uncertainty(self) -> Decimal:
        """How far the true amount may lie from this one, in 元: half the grain; nothing, where nothing was typed."""
        is_nothing = self.yuan == 0 and all(part.uncertainty == 0 for part in self.parts)
        return ZERO if is_nothing else self.grain / 2

    @property
    def place(self) -> Span | None:
        """Return where the figure, or the first typed figure below it, was typed."""
        typed = self.typed()
        return self.span or (typed[0].span if typed else None)

    def typed(self) -> tuple["Figure", ...]:
        """Return the typed figures this one rests on: itself, or those below a computed one, in order."""
        return self._below if self.basis is Basis.COMPUTED else (self,)

    @lazy
    def _below(self) -> tuple["Figure", ...]:
        found: dict[Figure, None] = {}
        for part in self.parts:
            found.update(dict.fromkeys(part.typed()))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Figures by row and column, rows in order, each row knowing the row above it."""

    name: str
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Figure]
    parents: Mapping[str, str | None]
    names: Mapping[str, str]

    def cell(self, row: str, column: str) -> Figure | None:
        """Return the figure at an address, or nothing where no fact is known."""
        return self.cells.get((row, column))

    def rows(self) -> tuple[str, ...]:
        """Return the rows in their order, totals included."""
        return tuple(self.parents)

    def children(self, row: str) -> tuple[str, ...]:
        """Return the rows directly below a row."""
        return tuple(child for child, parent in self.parents.items() if parent == row)

    def depth(self, row: str) -> int:
        """Return how many rows stand above a row."""
        above = self.parents.get(row)
        return 0 if above is None else 1 + self.depth(above)

    def above(self, row: str) -> tuple[str, ...]:
        """Return the rows above a row, highest first, the total of all left out: 类 and 款 of an 项."""
        found: list[str] = []
        above = self.parents.get(row)
        while above is not None and self.parents.get(above) is not None:
            found.insert(0, above)
            above = self.parents.get(above)
        return tuple(found)
