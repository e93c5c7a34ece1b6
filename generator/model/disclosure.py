"""One unit's budget for one year as it was typed: facts with their places, and text."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.money import MoneyUnit
from generator.source import Span

GENERAL_FUND = "一般公共预算"
DRAFT = "草稿"
APPROVED = "已批复"
PUBLISHED = "已公开"
CONFIDENTIAL = "依法不公开"
ORIGINAL_BUDGET = "年初预算"
CARRIED_FORWARD = "上年结转"
FISCAL_CARRY_OVER = "财政性资金"


@dataclass(frozen=True, slots=True)
class Entry:
    """One typed amount, in the file's unit of money, and where it was typed."""

    value: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list of facts: a code, a row's name or 合计, with amounts by column."""

    row: str
    amounts: Mapping[str, Entry]
    span: Span
    fund: str = GENERAL_FUND
    name: str | None = None
    project: str | None = None
    carried_from: str = ""
    purpose: str = ""

    @property
    def source(self) -> str:
        """Which carried-forward money pays a line of the fund 上年结转 (财政性资金 unless typed); none for others."""
        return (self.carried_from or FISCAL_CARRY_OVER) if self.fund == CARRIED_FORWARD else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Why figures typed for last year differ from what was published then."""

    applies: frozenset[str]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class LastYear:
    """Figures that this year's are compared with, on one basis (年初预算, 执行数 …), in `unit`.

    `changes` are differences on last year, negative where less, known where last year's figure is not.
    """

    basis: str
    unit: MoneyUnit
    lines: Mapping[str, tuple[Line, ...]]
    changes: Mapping[str, tuple[Line, ...]]
    differences: tuple[Difference, ...]
    recoded: Mapping[str, str]
    """Function codes of last year that stand under another code this year."""
    span: Span


@dataclass(frozen=True, slots=True)
class Subordinate:
    """One unit of a department: `budget` says whether it has a file of its own (单列, 不单列, 并入本级)."""

    code: str
    name: str
    kind: str
    budget: str
    text: str
    span: Span

    @property
    def has_file(self) -> bool:
        """Say whether the unit's amounts stand in a file of its own."""
        return self.budget == "单列"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction after publication; `revision` counts from 2."""

    revision: int
    date: datetime.date
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the figures it applies to changed; each is named as the schema lists them."""

    applies: tuple[str, ...]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator (三级指标): `values` by period, or a budget figure that it refers to by name."""

    name: str
    comparison: str
    values: Mapping[str, str]
    refers_to: str | None
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """The indicators under one 二级指标."""

    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One 一级指标 with its weight, where one is given."""

    name: str
    weight: Entry | None
    groups: tuple[IndicatorGroup, ...]


@dataclass(frozen=True, slots=True)
class OverallPerformance:
    """The performance targets of the whole unit's expenditure."""

    contact: str
    goal: str
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """One project: what it costs this year and over its medium term, and its targets."""

    name: str
    code: str
    fund: str
    department: str
    implementer: str
    attribute: str
    date: str
    medium_years: tuple[int, int] | None
    annual: Mapping[str, Entry]
    medium: Mapping[str, Entry]
    medium_goal: str
    annual_goal: str
    dimensions: tuple[Dimension, ...]
    account: Mapping[str, str]
    """Texts on the project by key: 概述, 实施方案, 实施周期, 绩效说明."""
    grounds: tuple[str, ...]
    arrangement: tuple[Line, ...]
    """What this year's fiscal money is for, a row for each content."""
    span: Span


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PerformanceWork:
    """Last year's performance management: the summary, and counts and dates by stage of the work."""

    summary: str
    facts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule whose problems in one block of the file are let pass; `until` is the last day of it, where one is given.

    The block reaches from `start` up to `end`; without an end it reaches to the end of the file.
    """

    rule: str
    reason: str
    until: datetime.date | None
    span: Span
    start: Span
    end: Span | None

    def covers(self, place: Span) -> bool:
        """Say whether a place stands in the waiver's block."""
        within = self.start <= place and (self.end is None or place < self.end)
        return within and place.path == self.start.path


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One file: `units/<code>/<year>.yaml`. Lines are by sheet; amounts are in `unit`."""

    path: str
    code: str
    name: str
    short_name: str
    year: int
    profile: str
    unit: MoneyUnit
    state: str
    former_code: str
    former_name: str
    department: str
    kind: str
    """What kind of unit it is: 行政, 参公 or 事业; empty where the file does not say."""
    prepared: datetime.date | None
    approved: datetime.date | None
    published: datetime.date | None
    withheld_because: str
    review: tuple[str, datetime.date] | None
    corrections: tuple[Correction, ...]
    subordinates: tuple[Subordinate, ...]
    sums_units: bool
    """Whether the amounts are those of the subordinate units, added up."""
    signatories: Mapping[str, str]
    filled: frozenset[str]
    """The keys of the file's first level, and key/key of the second: what is not among them is not reported."""
    counts: Mapping[str, int]
    """Whole numbers of vehicles, equipment, staff and projects, by their keys: 资产/车辆用途/机要通信用车."""
    texts: Mapping[str, str]
    organisation: Mapping[str, str]
    lines: Mapping[str, tuple[Line, ...]]
    vehicles: Mapping[str, Entry]
    assets_date: datetime.date | None
    last: tuple[LastYear, ...]
    reasons: tuple[Reason, ...]
    work: PerformanceWork | None
    overall: OverallPerformance | None
    projects: tuple[Project, ...]
    terms: tuple[Term, ...]
    waivers: tuple[Waiver, ...]

    @property
    def revision(self) -> int:
        """The number of this publication: 1, and one more for each correction."""
        return 1 + len(self.corrections)

    @property
    def dated(self) -> datetime.date:
        """The date of the document: when it was prepared, else approved or published, else its year's first day."""
        return self.prepared or self.approved or self.published or datetime.date(self.year, 1, 1)

    @property
    def is_published(self) -> bool:
        """Say whether the disclosure belongs in the site with its figures."""
        return self.state not in (DRAFT, CONFIDENTIAL)

    def reason_for(self, figure: str) -> str | None:
        """Return the reason given for a figure's change, by its name or code."""
        return next((reason.text for reason in self.reasons if figure in reason.applies), None)

    def project(self, name: str) -> Project | None:
        """Return the project of that name."""
        return next((project for project in self.projects if project.name == name), None)
