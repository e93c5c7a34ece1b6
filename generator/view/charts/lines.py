"""Amounts over years as lines: years from left to right, nothing at the bottom, a year without an amount a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.money import ZERO
from generator.view.charts import WIDTH
from generator.view.charts.item import UNKNOWN, Data, Item, described
from generator.view.charts.scale import length

_TOP, _BOTTOM, _SIDE = 260, 1260, 260
_YEARS = _BOTTOM + 190
_LEGEND, _PITCH = _YEARS + 260, 230


@dataclass(frozen=True, slots=True)
class Dot:
    """One amount: its place, and the place of its text, which only the first line has."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line: its dots, the path through those of years that follow one another, its row of the legend.

    In that row its sample lies at `top`.
    """

    name: str
    said: str
    place: int
    path: str
    dots: tuple[Dot, ...]
    top: int
    text: int


@dataclass(frozen=True, slots=True)
class Tick:
    """One year under the drawing."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over the same years; `place` counts them from 1, for their colours."""

    kind: str
    title: str
    description: str
    height: int
    base: int
    under: int
    lines: tuple[Drawn, ...]
    years: tuple[Tick, ...]
    data: Data


def line_chart(title: str, unit: str, lines: Mapping[str, Mapping[int, Item]]) -> LineChart | None:
    """Draw each line's amounts by year; nothing where there are no two years, or an amount is negative."""
    years = sorted({year for line in lines.values() for year in line})
    values = [item.value for line in lines.values() for item in line.values() if item.value is not None]
    greatest = max(values, default=ZERO)
    if len(years) < 2 or greatest <= 0 or min(values) < 0:
        return None
    drawn = [_drawn(number, name, line, years, greatest) for number, (name, line) in enumerate(lines.items())]
    told = "".join(f"{name}：{_told(line, unit)}" for name, line in lines.items())
    return LineChart(
        kind="line",
        title=title,
        description=told,
        height=_LEGEND + _PITCH * len(drawn) - 60,
        base=_BOTTOM,
        under=_YEARS,
        lines=tuple(drawn),
        years=tuple(Tick(_x(year, years), f"{year}年") for year in years),
        data=_data(unit, years, lines),
    )


def _told(line: Mapping[int, Item], unit: str) -> str:
    return described([Item(f"{year}年", line[year].value, line[year].text) for year in sorted(line)], unit)


def _drawn(number: int, name: str, line: Mapping[int, Item], years: Sequence[int], greatest: Decimal) -> Drawn:
    known = {year: item for year, item in line.items() if item.value is not None}
    dots = {year: _dot(_x(year, years), item, greatest, is_told=not number) for year, item in sorted(known.items())}
    steps = [f"{'L' if year - 1 in dots else 'M'}{dot.x} {dot.y}" for year, dot in dots.items()]
    newest = known[max(known)] if known else None
    at = _LEGEND + number * _PITCH
    said = f"{max(known)}年 {newest.text}" if newest else UNKNOWN
    return Drawn(name, said, number + 1, "".join(steps), tuple(dots.values()), at - 45, at)


def _dot(x: int, item: Item, greatest: Decimal, *, is_told: bool) -> Dot:
    return Dot(x, _BOTTOM - length(item.value or ZERO, greatest, _BOTTOM - _TOP), item.text if is_told else "")


def _x(year: int, years: Sequence[int]) -> int:
    """Place a year by its distance from the first: years without any amount leave their room."""
    return _SIDE + (year - years[0]) * (WIDTH - 2 * _SIDE) // (years[-1] - years[0])


def _data(unit: str, years: Sequence[int], lines: Mapping[str, Mapping[int, Item]]) -> Data:
    heads = ("年度", *(f"{name}（{unit}）" for name in lines))
    rows = [(f"{year}年", *(line[year].text if year in line else "" for line in lines.values())) for year in years]
    return Data(heads, tuple(rows))
