"""A disclosure in one page: income and expenditure, what changed, what for, how, three public expenses, targets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.codes import TOTAL
from generator.model.money import ZERO, round_half_up
from generator.model.profile import NumberStyle, Profile
from generator.model.sheets import AMOUNT, BALANCE, BASIC, EXPENDITURE, INCOME, THREE_PUBLIC
from generator.view.charts.bars import BarChart, bar_chart
from generator.view.charts.flow import Flow, flow
from generator.view.charts.item import UNKNOWN, Data, Item, described, folded, share_text
from generator.view.charts.stack import StackedBar, stacked_bar
from generator.view.items import printed_name
from generator.view.numbers import decimal_text, figure_text, shown_in
from generator.view.page import DisclosurePage, Told

_SOURCES = {
    "一般公共预算财政拨款收入": "一般公共预算",
    "政府性基金预算财政拨款收入": "政府性基金",
    "国有资本经营预算收入": "国有资本经营",
    "附属单位上缴收入": "附属单位上缴",
}
"""Short names of sources that would not fit beside a drawing."""
_THREE_PUBLIC = ("因公出国境费用", "公务接待费", "公务用车购置费", "公务用车运行费")
_PROJECTS = 6


@dataclass(frozen=True, slots=True)
class Target:
    """What money is to bring about: the whole unit's targets or a project's, with the kind of the table that has them.

    `indicators` counts 三级指标.
    """

    name: str
    told: Told | None
    kind: str
    indicators: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview of a disclosure shows; a chart of what is not reported is absent."""

    unit: str
    income: Told | None
    spending: Told | None
    flow: Flow | None
    functions: BarChart | None
    kinds: StackedBar | None
    basic: StackedBar | None
    three_public_total: Told | None
    three_public: BarChart | None
    targets: tuple[Target, ...]
    further_projects: int

    @property
    def is_empty(self) -> bool:
        """Say whether nothing that an overview shows is reported."""
        return not (self.income or self.spending or self.three_public_total)


def overview_of(page: DisclosurePage) -> Overview:
    """Gather a disclosure's overview from its figures."""
    total = page.tell(f"{THREE_PUBLIC}/{THREE_PUBLIC}", THREE_PUBLIC)
    projects = page.disclosure.projects
    return Overview(
        unit=page.profile.text.unit.value,
        income=page.tell(f"{INCOME}/收入总计", "收入总计"),
        spending=page.tell(f"{EXPENDITURE}/{TOTAL}/支出合计", "支出合计"),
        flow=_flow(page),
        functions=_functions(page),
        kinds=_parts(page, "基本支出与项目支出", EXPENDITURE, "支出合计", ("基本支出", "项目支出", "上年结转")),
        basic=_parts(page, "基本支出的构成", BASIC, TOTAL, ("人员经费", "公用经费")),
        three_public_total=total,
        three_public=_three_public(page, total),
        targets=_targets(page),
        further_projects=max(0, len(projects) - _PROJECTS),
    )


def _item(page: DisclosurePage, name: str, told: Told | None) -> Item:
    if told is None:
        return Item(name, None, UNKNOWN)
    style = _style(page.profile)
    last = round_half_up(told.change.last, style.decimals) if told.change and told.change.last is not None else None
    last_text = UNKNOWN if last is None else _write(page, last)
    return Item(name, shown_in(told.figure, style), figure_text(told.figure, style), last, last_text)


def _style(profile: Profile) -> NumberStyle:
    """Return how drawings print: as the first table in the text's unit does, else as the text, all decimals written."""
    tables = (table.style for part in profile.parts for table in part.tables)
    style = next((style for style in tables if style.unit is profile.text.unit), profile.text)
    return replace(style, trim=False, blank_zero=False, short_zero=False)


def _write(page: DisclosurePage, value: Decimal) -> str:
    return decimal_text(value, _style(page.profile))


def _completed(page: DisclosurePage, items: Sequence[Item], whole: Item, name: str) -> tuple[Item, ...]:
    """Add what a whole has beyond its known parts, where that is more than rounding each of them explains."""
    known = sum((item.value for item in items if item.value is not None), ZERO)
    left = whole.value - known if whole.value is not None else ZERO
    slight = Decimal(1).scaleb(-_style(page.profile).decimals) * (len(items) + 1) / 2
    return (*items, Item(name, left, _write(page, left))) if left > slight else tuple(items)


def _data(page: DisclosurePage, items: Sequence[Item], whole: Decimal | None, *, with_last: bool) -> Data:
    unit = page.profile.text.unit.value
    heads = ("项目", f"{page.year}年（{unit}）", "占比", *([f"上年（{unit}）"] if with_last else []))
    rows = [(item.name, item.text, share_text(item.value, whole)) for item in items]
    if with_last:
        return Data(heads, tuple((*row, item.last_text) for row, item in zip(rows, items, strict=True)))
    return Data(heads, tuple(rows))


def _children(page: DisclosurePage, sheet: str, row: str, column: str = AMOUNT) -> list[Item]:
    source = page.budget.sheets[sheet]
    told = [(child, page.tell(f"{sheet}/{child}/{column}")) for child in source.children(row)]
    return [_item(page, source.names[child], each) for child, each in told if each]


def _flow(page: DisclosurePage) -> Flow | None:
    """Draw all money from its sources to its uses, where both totals are known and nothing is negative."""
    income, balance = page.tell(f"{INCOME}/收入总计"), page.tell(f"{BALANCE}/支出总计")
    if income is None or balance is None or income.is_zero or balance.is_zero:
        return None
    sources = [*_children(page, INCOME, "本年收入合计"), *_known(page, "上年结转结余", f"{INCOME}/上年结转结余")]
    uses = [*_children(page, EXPENDITURE, TOTAL, "支出合计"), *_known(page, "年终结转结余", f"{BALANCE}/年终结转结余")]
    came = [item for item in _completed(page, sources, _item(page, "", income), "未分来源") if item.value]
    went = [item for item in _completed(page, uses, _item(page, "", balance), "未分用途") if item.value]
    if any(item.value is None or item.value < 0 for item in (*came, *went)):
        return None
    unit = page.profile.text.unit.value
    total, used_up = _item(page, "", income).text, _item(page, "", balance).text
    came_from, went_to = f"收入总计{total}{unit}，来自：", f"支出总计{used_up}{unit}，用于："
    told = came_from + described(came, unit) + went_to + described(went, unit)
    rows = [("收入", item.name, item.text) for item in came] + [("支出", item.name, item.text) for item in went]
    data = Data(("收支", "项目", f"{page.year}年（{unit}）"), tuple(rows))
    drawn, used = ([_shortened(item) for item in _folded(page, side)] for side in (came, went))
    return flow("收入来源与支出", told, f"{total}{unit}", drawn, used, data)


def _known(page: DisclosurePage, name: str, address: str) -> list[Item]:
    told = page.tell(address)
    return [_item(page, name, told)] if told else []


def _folded(page: DisclosurePage, items: Sequence[Item]) -> tuple[Item, ...]:
    return folded(items, lambda value: _write(page, value))


def _shortened(item: Item) -> Item:
    name = _SOURCES.get(item.name) or item.name.removesuffix("支出")
    return Item(name if len(name) <= 9 else f"{name[:8]}…", item.value, item.text)


def _functions(page: DisclosurePage) -> BarChart | None:
    """Set expenditure by function beside last year's, the greatest class first."""
    items = _children(page, EXPENDITURE, TOTAL, "支出合计")
    if not items:
        return None
    whole = _item(page, "", page.tell(f"{EXPENDITURE}/{TOTAL}/支出合计")).value
    drawn = _folded(page, items)
    told = f"支出按功能分类，从多到少：{described(drawn, page.profile.text.unit.value)}"
    return bar_chart("按功能分类的支出", told, drawn, whole, _data(page, items, whole, with_last=True))


def _parts(page: DisclosurePage, title: str, sheet: str, total: str, columns: Sequence[str]) -> StackedBar | None:
    """Part a sheet's total by its columns; a column without any amount is left out."""
    whole = page.tell(f"{sheet}/{TOTAL}/{total}")
    if whole is None or whole.is_zero:
        return None
    known = [item for column in columns for item in _known(page, column, f"{sheet}/{TOTAL}/{column}")]
    items = [item for item in _completed(page, known, _item(page, "", whole), "未区分") if item.value]
    unit, all_of_it = page.profile.text.unit.value, _item(page, "", whole)
    told = f"共{all_of_it.text}{unit}：{described(items, unit)}"
    return stacked_bar(title, told, items, _data(page, items, all_of_it.value, with_last=False))


def _three_public(page: DisclosurePage, total: Told | None) -> BarChart | None:
    """Set the three public expenses beside last year's, those not reported as unknown."""
    items = [_item(page, printed_name(row), page.tell(f"{THREE_PUBLIC}/{row}")) for row in _THREE_PUBLIC]
    if all(item.value is None for item in items):
        return None
    whole = _item(page, "", total).value
    told = described(items, page.profile.text.unit.value)
    return bar_chart("“三公”经费", told, items, None, _data(page, items, whole, with_last=True))


def _targets(page: DisclosurePage) -> tuple[Target, ...]:
    """List the whole unit's targets and the first projects', in the order of the file."""
    printed = {table.kind for table in page.tables}
    found = []
    if page.overall_counts:
        spending = page.tell(f"{EXPENDITURE}/{TOTAL}/支出合计")
        found.append(Target("整体支出", spending, "overall", page.overall_counts.indicators))
    for index, project in enumerate(page.disclosure.projects[:_PROJECTS], start=1):
        count = sum(len(group.indicators) for dimension in project.dimensions for group in dimension.groups)
        found.append(Target(project.name, page.arranged(project)[0], f"project-{index}", count))
    return tuple(
        Target(each.name, each.told, each.kind if each.kind in printed else "", each.indicators) for each in found
    )
