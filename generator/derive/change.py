"""The change of a figure on last year's, from both figures as they are printed."""

import enum
from dataclasses import dataclass
from decimal import Decimal

from generator.model.money import round_half_up


class Direction(enum.Enum):
    """How a printed figure moved against last year's."""

    INCREASE = "增加"
    DECREASE = "减少"
    LEVEL = "持平"
    NONE = "零增长"
    """Nothing this year and nothing last year."""
    NEW = "上年无此项"
    """From zero: there is no percentage."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change in printed units: `difference` is without sign, `rate` in percent with two decimals, or nothing.

    `last` is nothing where only the difference is known.
    """

    direction: Direction
    last: Decimal | None
    difference: Decimal
    rate: Decimal | None


def change(this: Decimal, last: Decimal) -> Change:
    """Compare two printed amounts: the rate is (this − last) / last, rounded half up to 0.01 percent.

    From zero there is no rate; to zero it is 100.
    """
    if this == last:
        return Change(Direction.NONE if this == 0 else Direction.LEVEL, last, Decimal(0), None)
    difference = abs(this - last)
    if last == 0:
        return Change(Direction.NEW, last, difference, None)
    direction = Direction.INCREASE if this > last else Direction.DECREASE
    return Change(direction, last, difference, percentage(difference, abs(last)))


def change_by(this: Decimal, difference: Decimal) -> Change:
    """Tell a change of which only the printed difference is known: this year's figure less last year's."""
    if difference == 0:
        return Change(Direction.NONE if this == 0 else Direction.LEVEL, None, Decimal(0), None)
    direction = Direction.INCREASE if difference > 0 else Direction.DECREASE
    return Change(direction, None, abs(difference), None)


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """Return the share of a part in percent, rounded half up to two decimals; the whole is not zero."""
    return round_half_up(part * 100 / whole, 2)
