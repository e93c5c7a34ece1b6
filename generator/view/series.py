"""One unit across years as its template sees it: main figures with their changes, names, subordinate units."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.derive.change import Change, Direction, change
from generator.model.codes import unit_levels
from generator.model.disclosure import CONFIDENTIAL, Subordinate
from generator.model.money import round_half_up, shown
from generator.view.charts.item import Item
from generator.view.charts.lines import LineChart, line_chart
from generator.view.collection import Collection
from generator.view.neighbours import MARKS
from generator.view.numbers import decimal_text
from generator.view.site import OVERVIEW, Amount, Row, amount_of, amounts_of, overview_text, row_of
from generator.view.summary import MAIN_FIGURES, Summary, Withheld

_DRAWN = {
    "expenditure": ("历年支出", ("支出总计", "基本支出", "项目支出")),
    "three-public": ("历年“三公”经费", ("“三公”经费",)),
}
"""The charts over the years: their titles and the main figures that they draw."""


@dataclass(frozen=True, slots=True)
class Point:
    """A main figure of one year, with its change on the figure that the unit published the year before."""

    year: int
    amount: Amount
    difference: str
    rate: str


@dataclass(frozen=True, slots=True)
class Line:
    """One main figure over the years, newest first."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class PerHead:
    """Main figures of one year divided by the persons employed, as printed: in the unit of money, half up."""

    year: int
    staff: int
    amounts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """What a unit was called, and under which code it stood, from one year to another."""

    first: int
    last: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class UnitCell:
    """One subordinate unit in one year: its total, or why there is none; empty where it was not listed."""

    amount: Amount | None
    mark: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One subordinate unit over the years; `folder` is its own page's, where it has one."""

    name: str
    folder: str
    cells: tuple[UnitCell, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit across years."""

    code: str
    name: str
    department: str
    department_folder: str
    rows: tuple[Row, ...]
    """The unit's disclosures, newest first."""
    years: tuple[int, ...]
    unit: str
    lines: tuple[Line, ...]
    charts: Mapping[str, LineChart]
    """Main figures over the years, where there are several."""
    names: tuple[NameSpan, ...]
    withheld: tuple[Withheld, ...]
    successor: Row | None
    successor_year: int
    units: tuple[UnitLine, ...]
    per_head: tuple[PerHead, ...]
    """The years of which the number of persons employed is known, newest first."""

    @property
    def was_renamed(self) -> bool:
        """Say whether the unit had another name or code before."""
        return len(self.names) > 1


def unit_page(collection: Collection, code: str) -> UnitPage:
    """Set a unit's years side by side."""
    series = collection.series(code)
    head = unit_levels(code)[0]
    successor = collection.successor(code)
    department = collection.departments[series[0].year][head] if head != code else ""
    return UnitPage(
        code=code,
        name=series[0].name,
        department=department,
        department_folder=f"{head}/" if head != code else "",
        rows=tuple(row_of(each) for each in series),
        years=tuple(each.year for each in series),
        unit=OVERVIEW.unit.value,
        lines=tuple(line for name in MAIN_FIGURES if (line := _line(name, series, collection)).points),
        charts=_charts(series),
        names=_names(series),
        withheld=collection.withheld_of(code),
        successor=row_of(successor) if successor else None,
        successor_year=successor.year if successor else 0,
        units=_units(series, collection),
        per_head=tuple(_per_head(each) for each in series if each.staff),
    )


def _line(name: str, series: tuple[Summary, ...], collection: Collection) -> Line:
    return Line(name, tuple(_point(name, each, collection.before(each)) for each in series if name in each.figures))


def _charts(series: tuple[Summary, ...]) -> dict[str, LineChart]:
    drawn = {key: _chart(title, names, series) for key, (title, names) in _DRAWN.items()}
    return {key: chart for key, chart in drawn.items() if chart}


def _chart(title: str, names: tuple[str, ...], series: tuple[Summary, ...]) -> LineChart | None:
    lines = {
        name: {each.year: _item(each, name) for each in series if name in each.figures}
        for name in names
        if any(name in each.figures for each in series)
    }
    return line_chart(f"{title}（{OVERVIEW.unit.value}）", OVERVIEW.unit.value, lines)


def _item(summary: Summary, name: str) -> Item:
    yuan = summary.figures[name].yuan
    return Item(name, shown(yuan, OVERVIEW.unit, OVERVIEW.decimals), overview_text(yuan))


def _point(name: str, summary: Summary, before: Summary | None) -> Point:
    this, amount = summary.figures[name].yuan, amount_of(summary, name)
    if before is None or name not in before.figures:
        return Point(summary.year, amount, "", "")
    last = before.figures[name].yuan
    moved = change(shown(this, OVERVIEW.unit, OVERVIEW.decimals), shown(last, OVERVIEW.unit, OVERVIEW.decimals))
    return Point(summary.year, amount, _difference(moved), _rate(moved))


def _per_head(summary: Summary) -> PerHead:
    staff = summary.staff or 0
    printed = {name: shown(figure.yuan, OVERVIEW.unit, OVERVIEW.decimals) for name, figure in summary.figures.items()}
    shares = {
        name: decimal_text(round_half_up(value / staff, OVERVIEW.decimals), OVERVIEW) for name, value in printed.items()
    }
    return PerHead(summary.year, staff, shares)


def _sign(moved: Change) -> str:
    return {Direction.DECREASE: "-", Direction.INCREASE: "+", Direction.NEW: "+"}.get(moved.direction, "")


def _difference(moved: Change) -> str:
    return _sign(moved) + decimal_text(round_half_up(moved.difference, OVERVIEW.decimals), OVERVIEW)


def _rate(moved: Change) -> str:
    """Write the rate in percent; where there is none, the word for it."""
    return moved.direction.value if moved.rate is None else f"{_sign(moved)}{moved.rate:f}%"


def _names(series: tuple[Summary, ...]) -> tuple[NameSpan, ...]:
    """Gather the years of each name and code, newest first; the oldest may tell what the unit was called before."""
    spans: list[NameSpan] = []
    for each in series:
        if spans and (spans[-1].name, spans[-1].code) == (each.name, each.code):
            spans[-1] = NameSpan(each.year, spans[-1].last, each.name, each.code)
        else:
            spans.append(NameSpan(each.year, each.year, each.name, each.code))
    oldest = series[-1]
    if oldest.former_name and oldest.former_name != oldest.name:
        spans.append(NameSpan(0, oldest.year - 1, oldest.former_name, oldest.former_code or oldest.code))
    return tuple(spans)


def _units(series: tuple[Summary, ...], collection: Collection) -> tuple[UnitLine, ...]:
    """List subordinate units by code, those without one by name, in the order of the newest year that lists them."""
    listed: dict[str, dict[int, Subordinate]] = {}
    for summary in series:
        for unit in summary.units:
            listed.setdefault(unit.code or unit.name, {})[summary.year] = unit
    withheld = {(each.code, each.year) for each in collection.withheld}
    return tuple(
        UnitLine(
            name=next(iter(by_year.values())).name,
            folder=f"{key}/" if collection.has_page(key) else "",
            cells=tuple(_cell(by_year.get(each.year), each.year, collection, withheld) for each in series),
        )
        for key, by_year in listed.items()
    )


def _cell(unit: Subordinate | None, year: int, collection: Collection, withheld: set[tuple[str, int]]) -> UnitCell:
    if unit is None:
        return UnitCell(None, "")
    summary = collection.get(unit.code, year) if unit.has_file else None
    if summary is not None:
        amount = amounts_of(summary).get("支出总计")
        return UnitCell(amount, "" if amount else "未填报")
    return UnitCell(None, CONFIDENTIAL if (unit.code, year) in withheld else MARKS.get(unit.budget, "没有公开"))
