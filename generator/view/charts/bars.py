"""Bars one under another, each below its name and amount; beneath it, thinner, last year's."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.view.charts import WIDTH
from generator.view.charts.item import Data, Item, share_text
from generator.view.charts.scale import length

_PITCH = 440
_TEXT, _BAR, _LAST = 130, 175, 295


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: the name and what is said of it, the bar this year and the one last year, nothing being 0 wide."""

    name: str
    said: str
    text: int
    top: int
    left: int
    width: int
    is_negative: bool
    last_top: int
    last_left: int
    last_width: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from one axis: negative amounts go to its left."""

    kind: str
    title: str
    description: str
    height: int
    axis: int
    bars: tuple[Bar, ...]
    has_last: bool
    data: Data


def bar_chart(title: str, description: str, items: Sequence[Item], whole: Decimal | None, data: Data) -> BarChart:
    """Draw items in their order, each with its share of a whole where there is one."""
    known = [value for item in items for value in (item.value, item.last) if value is not None]
    lowest, highest = min([*known, Decimal(0)]), max([*known, Decimal(0)])
    span = highest - lowest
    axis = length(lowest, span, WIDTH) if span else 0
    return BarChart(
        kind="bars",
        title=title,
        description=description,
        height=_PITCH * len(items) - 40,
        axis=axis,
        bars=tuple(_bar(place, item, span, axis, whole) for place, item in enumerate(items)),
        has_last=any(item.last is not None for item in items),
        data=data,
    )


def _bar(place: int, item: Item, span: Decimal, axis: int, whole: Decimal | None) -> Bar:
    top = place * _PITCH
    left, width = _extent(item.value, span, axis)
    last_left, last_width = _extent(item.last, span, axis)
    said = "　".join(part for part in (item.text, share_text(item.value, whole)) if part)
    is_negative = item.value is not None and item.value < 0
    return Bar(item.name, said, top + _TEXT, top + _BAR, left, width, is_negative, top + _LAST, last_left, last_width)


def _extent(value: Decimal | None, span: Decimal, axis: int) -> tuple[int, int]:
    """Return where an amount's bar begins and how wide it is."""
    if not value:
        return axis, 0
    width = length(value, span, WIDTH)
    return (max(axis - width, 0), width) if value < 0 else (min(axis, WIDTH - width), width)
