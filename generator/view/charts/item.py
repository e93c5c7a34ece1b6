"""What a chart shows: named amounts as printed, the greatest first and the rest as one; not known is not nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.change import percentage
from generator.model.money import ZERO

MOST = 8
"""So many items are drawn; what is beyond stands together as one more."""


@dataclass(frozen=True, slots=True)
class Item:
    """One amount with its name, as printed; `value` is nothing where it is not known, and so is last year's."""

    name: str
    value: Decimal | None
    text: str
    last: Decimal | None = None
    last_text: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    """A chart's table: its heads and its rows, the first cell of each row being its name."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def folded(items: Sequence[Item], write: Callable[[Decimal], str]) -> tuple[Item, ...]:
    """Return the greatest items by amount, and the sum of the others as 其他 where there are more than one of them.

    Items of the same amount keep their order, and those not known come last. Of last year's amounts the sum is known
    only where each of them is.
    """
    ordered = sorted(items, key=lambda item: -abs(item.value) if item.value is not None else Decimal(1))
    if len(ordered) <= MOST + 1:
        return tuple(ordered)
    first, rest = ordered[:MOST], ordered[MOST:]
    total = _sum([item.value for item in rest])
    last = _sum([item.last for item in rest])
    name = f"其他{len(rest)}项"
    return (*first, Item(name, total, _written(total, write), last, _written(last, write)))


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if len(known) == len(values) else None


def _written(value: Decimal | None, write: Callable[[Decimal], str]) -> str:
    return UNKNOWN if value is None else write(value)


UNKNOWN = "未知"


def share_text(value: Decimal | None, whole: Decimal | None) -> str:
    """Write an amount as a percentage of a whole; nothing where either is not known or the whole is not positive."""
    if value is None or whole is None or whole <= 0:
        return ""
    return f"{percentage(value, whole):f}%"


def described(items: Sequence[Item], unit: str) -> str:
    """Tell a chart's items in words: each name with its amount."""
    return "；".join(f"{item.name}{item.text}{unit if item.value is not None else ''}" for item in items) + "。"
