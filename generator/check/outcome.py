"""The interval rule: is a total the sum of its parts exactly, through rounding, or not at all?

After XBRL Calculations 1.1 (2023), round to nearest: a figure printed to a grain g stands for the closed interval of
half a grain on either side; a sum is consistent when the total's interval meets the summed intervals of its parts.
"""

import abc
import enum
from dataclasses import dataclass
from decimal import Decimal

from generator.lazy import lazy
from generator.model.figures import Figure
from generator.model.money import ZERO

Term = tuple[Figure, int]
"""A figure and the sign that it has in a constraint's difference."""


class Outcome(enum.Enum):
    """What the interval rule says of a constraint."""

    EXACT = "一致"
    ROUNDING = "尾差"
    CONTRADICTION = "矛盾"


def allowance_of_same(one: Decimal, other: Decimal) -> Decimal:
    """Return how far two statements of one fact may differ by their grains: nothing where these are the same."""
    return ZERO if one == other else (one + other) / 2


class _Linear(abc.ABC):
    """What every constraint can say of itself, being a sum of signed figures."""

    @property
    @abc.abstractmethod
    def terms(self) -> tuple[Term, ...]:
        """Every figure with the sign that it has in the difference."""

    @lazy
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in the constraint, in the order of its terms."""
        return tuple(figure for figure, _ in self.terms)

    @lazy
    def difference(self) -> Decimal:
        """By how much the constraint is missed, with its sign, in 元."""
        return sum((sign * figure.yuan for figure, sign in self.terms), ZERO)

    def missed(self, moved: Decimal = ZERO) -> Decimal:
        """Return by how much the constraint would be missed if its difference were moved that far, without sign."""
        return abs(self.difference + moved)


@dataclass(frozen=True)
class Sum(_Linear):
    """A total and the parts that it must be the sum of."""

    total: Figure
    parts: tuple[Figure, ...]

    @property
    def allowance(self) -> Decimal:
        """How far the sum may miss through rounding, in 元: as far as all its figures together."""
        return sum((figure.uncertainty for figure in self.figures), ZERO)

    @lazy
    def is_by_construction(self) -> bool:
        """Say whether the total was computed from just these parts, so that it cannot differ."""
        total, parts = self.total.source, {part.source for part in self.parts}
        return not total.is_entered and {part.source for part in total.parts} == parts

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every figure in the constraint, the total first, with the sign it has in total − Σ parts."""
        return ((self.total, 1), *((part, -1) for part in self.parts))


@dataclass(frozen=True)
class Same(_Linear):
    """Two places of one fact: identical at the same grain, their intervals meeting at different ones."""

    one: Figure
    other: Figure

    @property
    def allowance(self) -> Decimal:
        """How far the two may differ, in 元: nothing at the same grain."""
        return allowance_of_same(self.one.grain, self.other.grain)

    @lazy
    def is_by_construction(self) -> bool:
        """Say whether both places are views of one figure."""
        return self.one.source is self.other.source

    @property
    def terms(self) -> tuple[Term, ...]:
        """Both figures, with the sign that each has in their difference."""
        return ((self.one, 1), (self.other, -1))


@dataclass(frozen=True)
class AtMost(_Linear):
    """A figure that cannot be greater than another."""

    lesser: Figure
    greater: Figure

    @property
    def allowance(self) -> Decimal:
        """How far rounding alone may turn the order round, in 元."""
        return self.lesser.uncertainty + self.greater.uncertainty

    @lazy
    def is_by_construction(self) -> bool:
        """Say whether both places are views of one figure."""
        return self.lesser.source is self.greater.source

    @property
    def terms(self) -> tuple[Term, ...]:
        """Both figures, the lesser first, with the sign that each has in lesser − greater."""
        return ((self.lesser, 1), (self.greater, -1))

    def missed(self, moved: Decimal = ZERO) -> Decimal:
        """Return by how much the lesser would be greater if it were moved that far; nothing where it is not."""
        return max(self.difference + moved, ZERO)


Constraint = Sum | Same | AtMost


def outcome(constraint: Constraint, moved: Decimal = ZERO) -> Outcome:
    """Judge a constraint by the interval rule, as it is or as if an edit had moved its difference, in 元."""
    missed = constraint.missed(moved)
    if missed == 0:
        return Outcome.EXACT
    return Outcome.ROUNDING if missed <= constraint.allowance else Outcome.CONTRADICTION
