"""Where money comes from and where it goes: sources at the left, uses at the right, all of it in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.view.charts import WIDTH
from generator.view.charts.item import Data, Item
from generator.view.charts.scale import edges

_FULL = 1800
"""How high all the money is."""
_SLOT, _GAP, _TOP = 300, 50, 190
_BAR = 60
_LEFT, _RIGHT = 1240, 2300
"""Where the bars of sources and of uses stand: beside them there is room for nine characters."""
_TO_TEXT = 50
_MIDDLE = (WIDTH - _BAR) // 2


@dataclass(frozen=True, slots=True)
class Stream:
    """One source or use: its bar, its two lines of text, and the outline of what flows between it and the middle.

    The text of a source ends at `at`, that of a use begins there.
    """

    name: str
    text: str
    at: int
    left: int
    top: int
    height: int
    label: int
    below: int
    path: str


@dataclass(frozen=True, slots=True)
class Flow:
    """A small Sankey diagram; all of its bars have one width."""

    kind: str
    title: str
    description: str
    height: int
    total: str
    bar: int
    middle: int
    top: int
    full: int
    sources: tuple[Stream, ...]
    uses: tuple[Stream, ...]
    data: Data


def flow(title: str, description: str, total: str, sources: Sequence[Item], uses: Sequence[Item], data: Data) -> Flow:
    """Draw sources and uses in their order; those that are nothing have no stream, and none may be negative."""
    sides = [[item for item in side if item.value] for side in (sources, uses)]
    slots = [_slots(side) for side in sides]
    tall = max(_FULL, *(sum(each) + _GAP * (len(each) - 1) for each in slots))
    top = _TOP + (tall - _FULL) // 2
    left, right = (
        _streams(side, each, _TOP + (tall - sum(each) - _GAP * (len(each) - 1)) // 2, top, is_left=not place)
        for place, (side, each) in enumerate(zip(sides, slots, strict=True))
    )
    return Flow("flow", title, description, _TOP + tall + 40, total, _BAR, _MIDDLE, top, _FULL, left, right, data)


def _heights(side: Sequence[Item]) -> list[int]:
    places = edges([item.value for item in side if item.value], _FULL)
    return [end - start for start, end in pairwise(places)]


def _slots(side: Sequence[Item]) -> list[int]:
    """Return how much height each item takes: its own, or as much as its two lines of text need."""
    return [max(height, _SLOT) for height in _heights(side)]


def _streams(
    side: Sequence[Item], slots: Sequence[int], start: int, middle: int, *, is_left: bool
) -> tuple[Stream, ...]:
    left, text = (_LEFT, _LEFT - _TO_TEXT) if is_left else (_RIGHT, _RIGHT + _BAR + _TO_TEXT)
    found = []
    for item, height, slot in zip(side, _heights(side), slots, strict=True):
        top = start + (slot - height) // 2
        path = _band(_LEFT + _BAR, top, _MIDDLE, middle, height) if is_left else ""
        path = path or _band(_MIDDLE + _BAR, middle, _RIGHT, top, height)
        at = start + slot // 2
        found.append(Stream(item.name, item.text, text, left, top, max(height, 8), at - 20, at + 115, path))
        start += slot + _GAP
        middle += height
    return tuple(found)


def _band(x0: int, y0: int, x1: int, y1: int, height: int) -> str:
    """Outline a band of one height between two places, level at both ends."""
    half, height = (x0 + x1) // 2, max(height, 8)
    there = f"M{x0} {y0}C{half} {y0} {half} {y1} {x1} {y1}"
    return f"{there}V{y1 + height}C{half} {y1 + height} {half} {y0 + height} {x0} {y0 + height}Z"
