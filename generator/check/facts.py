"""What a text may state: every figure of the file, the changes and shares that follow from them, and its years.

Everything is worked out when a text first asks for it: most files write no number outside their lists.
"""

import bisect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.check.mentions import PERCENTAGE, YEAR, YUAN, Mention, mention_from_match, numbers_in
from generator.check.outcome import allowance_of_same
from generator.check.told import told_figures
from generator.check.wording import figure_name
from generator.derive.budget import Budget
from generator.derive.change import Change, Direction, change, change_by, percentage
from generator.derive.projects import project_sheet
from generator.lazy import lazy
from generator.load.nodes import Document, Scalar, Sequence
from generator.load.nodes import Mapping as MappingNode
from generator.model.codes import TOTAL
from generator.model.disclosure import Indicator
from generator.model.figures import Figure, Sheet
from generator.model.money import ZERO
from generator.source import Span
from generator.view.numbers import shown_in
from generator.view.page import DisclosurePage, Told

DECLARED = "文中数据"
"""The key under which a file declares numbers of its texts that are none of its facts."""

_HUNDREDTH = Decimal("0.01")
_NUMBER = re.compile(r"[0-9]{1,16}(?:\.[0-9]{1,8})?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount in 元 or a percentage, rounded to `grain`; a change also knows which way it went."""

    name: str
    value: Decimal
    grain: Decimal
    direction: Direction | None = None

    def is_stated_by(self, mention: Mention) -> bool:
        """Say whether a text's number can be this one: equal at the same grain, else their intervals meet.

        Nothing is stated by nothing alone, however coarse it was rounded.
        """
        if not self.value or not mention.value:
            return self.value == mention.value
        return abs(self.value - mention.value) <= allowance_of_same(self.grain, mention.grain)


class Known:
    """Facts of one kind, in the order of their values, so that those which a number can state are found at once."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        distinct = {(fact.value, fact.grain, fact.direction): fact for fact in reversed(facts)}
        self.facts = tuple(sorted(distinct.values(), key=lambda fact: fact.value))
        self._values = [fact.value for fact in self.facts]
        self._coarsest = max((fact.grain for fact in self.facts), default=ZERO)

    def equal_to(self, value: Decimal) -> Fact | None:
        """Return the fact of just this value."""
        at = bisect.bisect_left(self._values, value)
        return self.facts[at] if self._values[at : at + 1] == [value] else None

    def stated_by(self, mention: Mention) -> list[Fact]:
        """Return the facts that a text's number can state."""
        reach = (self._coarsest + mention.grain) / 2
        first = bisect.bisect_left(self._values, mention.value - reach)
        last = bisect.bisect_right(self._values, mention.value + reach)
        return [fact for fact in self.facts[first:last] if fact.is_stated_by(mention)]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A number that the file declares beside its facts: what was written, what it says, and where."""

    text: str
    numbers: frozenset[tuple[str, Decimal]]
    span: Span


class Facts:
    """The numbers of one disclosure."""

    def __init__(self, document: Document, page: DisclosurePage) -> None:
        self._document = document
        self._page = page

    @lazy
    def amounts(self) -> Known:
        """Every amount: this year's, last year's, the projects', the indicators', and every change, in 元."""
        figures = [figure for sheet in self._sheets for figure in sheet.cells.values()]
        found = [Fact(figure_name(figure), figure.yuan, figure.grain) for figure in figures]
        found += [Fact(f"上年{figure_name(figure)}", figure.yuan, figure.grain) for figure in self._last_year]
        worth = self._page.standing.vehicles.get("价值")
        found += [Fact("车辆价值", worth, self._page.disclosure.unit.grain)] if worth is not None else []
        found += [
            Fact(indicator.name, Decimal(value) * YUAN[indicator.unit], ZERO)
            for indicator in self.indicators
            for value in indicator.values.values()
            if indicator.unit in YUAN and _NUMBER.match(value)
        ]
        style = self._page.profile.text
        grain = Decimal(1).scaleb(-style.decimals) * style.unit.yuan
        found += [
            Fact(f"{name}的增减额", moved.difference * style.unit.yuan, grain, moved.direction)
            for name, moved in self._changes
        ]
        return Known(tuple(found))

    @lazy
    def percentages(self) -> Known:
        """Every rate of change, every indicator in percent, and the rates of the performance work."""
        rates = (
            Fact(f"{name}的增减率", moved.rate, _HUNDREDTH, moved.direction)
            for name, moved in self._changes
            if moved.rate is not None
        )
        return Known((*rates, *self._targets(), *self._work()))

    @lazy
    def told(self) -> Mapping[str, Told]:
        """Every figure whose change the report tells, by the name that reasons use for it."""
        return told_figures(self._page)

    @lazy
    def shares(self) -> Known:
        """Every figure as a percentage of the row above it, of its row's total and of its column's total."""
        return Known(tuple(fact for sheet in self._sheets for fact in _shares(sheet)))

    @lazy
    def years(self) -> frozenset[int]:
        """This year, last year, and the years of the projects' periods."""
        this = self._page.year
        known = {this - 1, this}
        for project in self._page.disclosure.projects:
            first, last = project.medium_years or (this, this)
            known.update(range(first, min(last, first + 99) + 1))
            dated = [int(match["year"]) for match in YEAR.finditer(project.date)]
            known.update(range(min(dated), max(dated) + 1) if dated else ())
        return frozenset(known)

    @lazy
    def declarations(self) -> tuple[Declaration, ...]:
        """What the file declares of the numbers in its texts."""
        listed = self._document.root.entries.get(DECLARED)
        items = listed.items if isinstance(listed, Sequence) else ()
        values = [item.entries.get("数") for item in items if isinstance(item, MappingNode)]
        return tuple(
            Declaration(value.text, numbers_in(value.text), value.span) for value in values if isinstance(value, Scalar)
        )

    @lazy
    def declared(self) -> frozenset[tuple[str, Decimal]]:
        """Every number that is declared."""
        return frozenset(itertools.chain.from_iterable(each.numbers for each in self.declarations))

    @property
    def _sheets(self) -> list[Sheet]:
        page = self._page
        projects = [project_sheet(project, page.budget, page.disclosure.unit) for project in page.disclosure.projects]
        return [*page.budget.sheets.values(), *projects]

    @property
    def _last_year(self) -> list[Figure]:
        return [figure for base in self._page.bases for figure in _figures_of(base.budget)]

    @lazy
    def _changes(self) -> tuple[tuple[str, Change], ...]:
        """Compute each change as the sentences do, from both figures as printed."""
        style, cell = self._page.profile.text, self._page.budget.cell
        changes: list[tuple[Callable[[Decimal, Decimal], Change], Figure]]
        changes = [(change, before) for before in self._last_year]
        changes += [(change_by, known) for base in self._page.bases for known in _figures_of(base.changes)]
        return tuple(
            (figure_name(this), moved(shown_in(this, style), shown_in(other, style)))
            for moved, other in changes
            if (this := cell(other.sheet, other.row, other.column)) is not None
        )

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, the whole unit's before the projects'."""
        disclosure = self._page.disclosure
        dimensions = [project.dimensions for project in disclosure.projects]
        for dimension in itertools.chain(disclosure.overall.dimensions if disclosure.overall else (), *dimensions):
            for group in dimension.groups:
                yield from group.indicators

    def _targets(self) -> Iterator[Fact]:
        for indicator in self.indicators:
            for value in indicator.values.values():
                if indicator.unit in ("%", "％") and _NUMBER.match(value):
                    yield Fact(indicator.name, Decimal(value), ZERO)
                for match in PERCENTAGE.finditer(value):
                    yield Fact(indicator.name, mention_from_match(match).value, ZERO)

    def _work(self) -> Iterator[Fact]:
        """Compute the rates that the section on performance tells, from the counts as typed."""
        count = self._page.count
        ratios = [
            (count("目标管理", "公开数"), count("目标管理", "绩效目标数")),
            (count("运行监控", "监控项目数"), count("运行监控", "项目总数")),
            (count("运行监控", "如期完成数"), count("运行监控", "监控项目数")),
        ]
        for part, whole in ratios:
            if _NUMBER.match(part) and _NUMBER.match(whole) and Decimal(whole):
                yield Fact("绩效管理工作", percentage(Decimal(part), Decimal(whole)), _HUNDREDTH)


def _figures_of(budget: Budget) -> Iterator[Figure]:
    for sheet in budget.sheets.values():
        yield from sheet.cells.values()


def _shares(sheet: Sheet) -> Iterator[Fact]:
    for (row, column), figure in sheet.cells.items():
        wholes = {(sheet.parents.get(row) or "", column), (row, sheet.columns[0]), (TOTAL, column)} - {(row, column)}
        for at in sorted(wholes):
            whole = sheet.cells.get(at)
            if whole is not None and whole.yuan:
                share = percentage(figure.yuan, whole.yuan)
                yield Fact(f"{figure_name(figure)}占{figure_name(whole)}的比重", share, _HUNDREDTH)
