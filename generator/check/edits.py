"""Slips of the hand in one amount: what somebody may have meant who typed it, and how like the slip is."""

import enum
import itertools
from collections.abc import Iterator
from decimal import Decimal

_DECIMALS = 2
_DIGITS = "0123456789"


class Slip(enum.Enum):
    """What kind of slip leads from one amount to another, the likeliest first."""

    SWAPPED = "相邻两位颠倒"
    EXTRA = "多打一位"
    SHIFTED = "小数点错位"
    SIGN = "正负号"
    CHANGED = "一位打错"
    MISSING = "漏打一位"
    PASTED = "与相邻行的数相同"
    """The amount is a neighbour row's, so that there is no telling from it what was meant."""
    NEIGHBOUR = "相邻行的数"
    """What was meant is a neighbour row's amount."""
    OTHER = ""

    @property
    def rank(self) -> int:
        """The place in the order of likelihood, 0 the likeliest."""
        return list(Slip).index(self)


def meant(text: str) -> dict[Decimal, Slip]:
    """Return what may have been meant by an amount typed as `text`, each with its likeliest slip.

    The amount itself and amounts with more than two decimals are left out.
    """
    typed = Decimal(text)
    shifted = [typed.scaleb(power) for power in (1, -1, 2, -2)]
    found = {round(value, _DECIMALS): Slip.SHIFTED for value in shifted if value == round(value, _DECIMALS)}
    found.setdefault(-typed, Slip.SIGN)
    for slip, spelling in _spellings(text):
        whole, _, decimals = spelling.removeprefix("-").partition(".")
        if len(decimals) <= _DECIMALS and (whole == "0" or not whole.startswith("0")):
            found.setdefault(Decimal(spelling), slip)
    found.pop(typed, None)
    return found


def _spellings(text: str) -> Iterator[tuple[Slip, str]]:
    places = [place for place, sign in enumerate(text) if sign in _DIGITS]
    for one, other in itertools.pairwise(places):
        yield Slip.SWAPPED, f"{text[:one]}{text[other]}{text[one + 1 : other]}{text[one]}{text[other + 1 :]}"
    for place in places if len(places) > 1 else ():
        yield Slip.EXTRA, f"{text[:place]}{text[place + 1 :]}"
    for place in places:
        yield from ((Slip.CHANGED, f"{text[:place]}{digit}{text[place + 1 :]}") for digit in _DIGITS)
    for place in range(places[0], len(text) + 1):
        yield from ((Slip.MISSING, f"{text[:place]}{digit}{text[place:]}") for digit in _DIGITS)
