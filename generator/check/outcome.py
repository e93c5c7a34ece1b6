"""The interval rule: is a total the sum of its parts exactly, through rounding, or not at all?

After XBRL Calculations 1.1 (2023), round to nearest: a figure printed to a grain g stands for the closed interval of
half a grain on either side; a sum is consistent when the total's interval meets the summed intervals of its parts.
"""

import enum
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figures import Figure
from generator.model.money import ZERO


class Outcome(enum.Enum):
    """What the interval rule says of a constraint."""

    EXACT = "一致"
    ROUNDING = "尾差"
    CONTRADICTION = "矛盾"


def allowance_of_same(one: Decimal, other: Decimal) -> Decimal:
    """Return how far two statements of one fact may differ by their grains: nothing where these are the same."""
    return ZERO if one == other else (one + other) / 2


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that it must be the sum of."""

    total: Figure
    parts: tuple[Figure, ...]

    @property
    def difference(self) -> Decimal:
        """Total − Σ parts, in 元."""
        return self.total.yuan - sum((part.yuan for part in self.parts), ZERO)

    @property
    def allowance(self) -> Decimal:
        """How far the sum may miss through rounding, in 元: half of every grain that is in it."""
        return sum((figure.grain for figure in (self.total, *self.parts)), ZERO) / 2

    @property
    def is_by_construction(self) -> bool:
        """Say whether the total was computed from just these parts, so that it cannot differ."""
        return not self.total.is_entered and set(self.total.parts) == set(self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in the constraint, the total first."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Same:
    """Two places of one fact: identical at the same grain, their intervals meeting at different ones."""

    one: Figure
    other: Figure

    @property
    def difference(self) -> Decimal:
        """The one − the other, in 元."""
        return self.one.yuan - self.other.yuan

    @property
    def allowance(self) -> Decimal:
        """How far the two may differ, in 元: nothing at the same grain."""
        return allowance_of_same(self.one.grain, self.other.grain)

    @property
    def is_by_construction(self) -> bool:
        """Say whether both places are views of one figure."""
        return self.one.source is self.other.source

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both figures."""
        return (self.one, self.other)


@dataclass(frozen=True, slots=True)
class AtMost:
    """A figure that cannot be greater than another."""

    lesser: Figure
    greater: Figure

    @property
    def difference(self) -> Decimal:
        """By how much the lesser is greater, in 元; zero where it is not."""
        return max(self.lesser.yuan - self.greater.yuan, ZERO)

    @property
    def allowance(self) -> Decimal:
        """How far rounding alone may turn the order round, in 元."""
        return (self.lesser.grain + self.greater.grain) / 2

    @property
    def is_by_construction(self) -> bool:
        """Say whether both places are views of one figure."""
        return self.lesser.source is self.greater.source

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both figures, the lesser first."""
        return (self.lesser, self.greater)


Constraint = Sum | Same | AtMost


def outcome(constraint: Constraint) -> Outcome:
    """Judge a constraint by the interval rule."""
    missed = abs(constraint.difference)
    if missed == 0:
        return Outcome.EXACT
    return Outcome.ROUNDING if missed <= constraint.allowance else Outcome.CONTRADICTION
