"""Amounts → lengths in whole units: parts fill their whole to the last unit, and what is not nothing is seen."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_ONE = Decimal(1)
SLIGHTEST = 12
"""So long is the mark of an amount that would otherwise not be seen."""


def length(value: Decimal, greatest: Decimal, full: int) -> int:
    """Return the length of an amount, without sign, where the greatest is `full` units long; of nothing, none."""
    if not value:
        return 0
    return max(SLIGHTEST, int((abs(value) * full / greatest).quantize(_ONE, ROUND_HALF_UP)))


def edges(values: Sequence[Decimal], full: int) -> tuple[int, ...]:
    """Return where parts of a whole begin and the last one ends, 0 … `full`; the amounts are not negative.

    Every edge is rounded by itself, so that no error adds up. Without any amount all edges are 0.
    """
    whole = sum(values, Decimal(0))
    found, so_far = [0], Decimal(0)
    for value in values:
        so_far += value
        found.append(int((so_far * full / whole).quantize(_ONE, ROUND_HALF_UP)) if whole else 0)
    return tuple(found)
