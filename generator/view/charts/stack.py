"""A whole and its parts in one bar, with a line of text for each part below."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.money import ZERO
from generator.view.charts import WIDTH
from generator.view.charts.item import Data, Item, share_text
from generator.view.charts.scale import edges

_LEGEND = 520
_PITCH = 230


@dataclass(frozen=True, slots=True)
class Segment:
    """One part: its place in the bar, nothing being 0 wide, and its line of the legend."""

    name: str
    said: str
    left: int
    width: int
    place: int
    top: int
    text: int


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One whole; `place` counts its parts from 1, for their colours."""

    kind: str
    title: str
    description: str
    height: int
    segments: tuple[Segment, ...]
    data: Data


def stacked_bar(title: str, description: str, items: Sequence[Item], data: Data) -> StackedBar:
    """Draw parts in their order; what is not known or negative has no place in the bar, and its line says the amount.

    Shares are of the sum of the parts, told only where each is known and none negative.
    """
    values = [item.value if item.value is not None and item.value > 0 else ZERO for item in items]
    is_whole = all(item.value is not None and item.value >= 0 for item in items)
    whole = sum(values, Decimal(0)) if is_whole else None
    places = edges(values, WIDTH)
    return StackedBar(
        kind="stack",
        title=title,
        description=description,
        height=_LEGEND + _PITCH * len(items) - 60,
        segments=tuple(
            Segment(
                name=item.name,
                said="　".join(part for part in (item.text, share_text(item.value, whole)) if part),
                left=places[index],
                width=places[index + 1] - places[index],
                place=index + 1,
                top=_LEGEND + index * _PITCH - 110,
                text=_LEGEND + index * _PITCH,
            )
            for index, item in enumerate(items)
        ),
        data=data,
    )
