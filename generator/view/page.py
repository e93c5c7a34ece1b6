"""One disclosure as its templates see it: parts with numbered sections and tables, text, and told figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.accounts import Base, Standing
from generator.derive.budget import Budget
from generator.derive.change import Change, change, change_by, percentage
from generator.model.codes import TOTAL
from generator.model.disclosure import Dimension, Disclosure
from generator.model.figures import Basis, Figure
from generator.model.money import ZERO, shown
from generator.model.profile import PartSpec, Profile, TableSpec
from generator.model.tables import Table
from generator.view.facts import facts_of
from generator.view.neighbours import Neighbours
from generator.view.numbers import date_text, decimal_text, figure_text, numbered, shown_in
from generator.view.performance import overall_table, project_tables
from generator.view.tables import Material, build_table, take


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as a sentence tells it; amounts are text in the profile's unit for text."""

    figure: Figure
    text: str
    unit: str
    change: Change | None
    basis: str
    last: str
    difference: str
    rate: str
    reason: str

    @property
    def is_zero(self) -> bool:
        """Say whether the figure is printed as nothing."""
        return self.figure.yuan == 0


@dataclass(frozen=True, slots=True)
class Section:
    """One section of text and the template part that prints it; without a title it has no heading."""

    kind: str
    number: str
    title: str
    template: str


@dataclass(frozen=True, slots=True)
class NumberedTable:
    """One table with its number above it and in the contents."""

    number: str
    entry: str
    table: Table


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report; `number` is its place, 1-based, and makes its anchor."""

    number: int
    title: str
    has_cover: bool
    sections: tuple[Section, ...]
    tables: tuple[NumberedTable, ...]


@dataclass(frozen=True, slots=True)
class IndicatorCounts:
    """How many targets a performance table sets: names of 一级指标, numbers of 二级 and 三级指标."""

    dimensions: tuple[str, ...]
    groups: int
    indicators: int


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """Everything that the templates of one disclosure may see."""

    disclosure: Disclosure
    profile: Profile
    budget: Budget
    standing: Standing
    heading: str
    issuer: str
    subject: str
    subject_in_text: str
    neighbours: Neighbours
    parts: tuple[Part, ...]
    overall_counts: IndicatorCounts | None
    project_counts: IndicatorCounts | None

    @property
    def year(self) -> int:
        """The budget year."""
        return self.disclosure.year

    @property
    def bases(self) -> tuple[Base, ...]:
        """What the figures are compared with, the first that knows a figure before the others."""
        return self.standing.bases

    @property
    def title(self) -> str:
        """The document's title, unit and year included."""
        return f"{self.disclosure.name}{self.heading}"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of the publication itself, each under its name."""
        return facts_of(self.disclosure)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table in printed order."""
        return tuple(numbered.table for part in self.parts for numbered in part.tables)

    def is_reported(self, section: str) -> bool:
        """Say whether a section of the file is reported, so that having no figures in it means none."""
        return section in self.standing.reported

    def table(self, kind: str) -> Table | None:
        """Return a kind of table, where this profile has it."""
        return next((table for table in self.tables if table.kind == kind), None)

    def tables_of(self, kinds: Iterable[str]) -> tuple[Table, ...]:
        """Return those of some kinds of table that this profile has, in the order asked for."""
        return tuple(table for kind in kinds if (table := self.table(kind)) is not None)

    def tell(self, address: str, reason: str = "") -> Told | None:
        """Return a figure as text tells it, with its change where last year's is known."""
        figure = take(self.budget, address)
        return self._told(figure, address, reason) if figure else None

    def told(self, items: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, Told], ...]:
        """Return (name, figure) for each (name, address, reason) whose figure is known."""
        return tuple((name, told) for name, address, reason in items if (told := self.tell(address, reason)))

    @property
    def zero(self) -> Told:
        """What a sentence tells where a complete list has no such amount: nothing, as 0."""
        return self._told(Figure("", "", "", ZERO, ZERO, Basis.COMPUTED), "", "")

    @property
    def non_tax(self) -> Told | None:
        """The unit's non-tax revenue, where it is reported."""
        return self.tell("其他事项/非税收入")

    @property
    def assets_date(self) -> str:
        """When the assets were counted: a year's end by its name, any other day in full."""
        date = self.standing.assets_date
        if date and (date.month, date.day) == (12, 31):
            return f"{date.year}年末"
        return f"截至{date_text(date)}" if date else ""

    @property
    def vehicles(self) -> tuple[str, str] | None:
        """The number of vehicles, and what they are worth as text tells it, where both are reported."""
        vehicles, style = self.standing.vehicles, self.profile.text
        if not {"数量", "价值"} <= vehicles.keys():
            return None
        worth = shown(vehicles["价值"], style.unit, style.decimals)
        return f"{vehicles['数量']:f}", decimal_text(worth, style) + style.unit.value

    @property
    def self_evaluated(self) -> str:
        """How many targets were evaluated last year: the whole unit's and the projects'."""
        return str(int(self.count("绩效自评", "整体支出")) + int(self.count("绩效自评", "项目支出")))

    @property
    def target_count(self) -> int:
        """How many sets of targets this year's disclosure has: the whole unit's and one for each project."""
        return len(self.disclosure.projects) + (self.overall_counts is not None)

    def _told(self, figure: Figure, address: str, reason: str) -> Told:
        style, wording = self.profile.text, self.profile.wording
        basis, moved = self._change(figure, address)
        is_explained = wording.explains_level or not (moved and moved.difference == 0)
        return Told(
            figure=figure,
            text=figure_text(figure, style),
            unit=style.unit.value,
            change=moved,
            basis=basis,
            last=decimal_text(moved.last, style) if moved and moved.last is not None else "",
            difference=decimal_text(moved.difference, style) if moved else "",
            rate=f"{moved.rate.normalize():f}" if moved and moved.rate is not None and wording.has_rates else "",
            reason=(self.disclosure.reason_for(reason) or "") if reason and is_explained else "",
        )

    def _change(self, figure: Figure, address: str) -> tuple[str, Change | None]:
        """Compare a figure with the first base that knows it, or knows by how much it changed."""
        style = self.profile.text
        for base in self.bases if address else ():
            before, difference = take(base.budget, address), take(base.changes, address)
            if before is not None:
                return base.basis, change(shown_in(figure, style), shown_in(before, style))
            if difference is not None:
                return base.basis, change_by(shown_in(figure, style), shown_in(difference, style))
        return "", None

    def classes(self, sheet: str, column: str) -> tuple[tuple[str, str, Told], ...]:
        """Return (code, name, figure) for each 类 of a sheet."""
        found = []
        for row in self.budget.sheets[sheet].children(TOTAL):
            told = self.tell(f"{sheet}/{row}/{column}", row)
            if told is not None:
                found.append((row, self.budget.sheets[sheet].names[row], told))
        return tuple(found)

    def leaves(self, sheet: str, column: str) -> tuple[tuple[str, Told], ...]:
        """Return (name, figure) for each lowest row of a sheet that has an amount other than zero in a column."""
        source = self.budget.sheets[sheet]
        found = []
        for row in source.rows():
            told = self.tell(f"{sheet}/{row}/{column}")
            if told is not None and not told.is_zero and row != TOTAL and not source.children(row):
                found.append((source.names[row], told))
        return tuple(found)

    def with_amounts(self, addresses: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the names whose figures are known and not zero, for a list in a sentence."""
        return tuple(name for name, address in addresses if (told := self.tell(address)) and not told.is_zero)

    def share_of(self, told: Told, whole: Told) -> str:
        """Return a figure as a percentage of another that is not zero, both as they are printed."""
        style = self.profile.text
        return _percent(shown_in(told.figure, style), shown_in(whole.figure, style))

    def count(self, stage: str, fact: str) -> str:
        """Return a typed count or date of last year's performance work."""
        return self.disclosure.work.facts.get(stage, {}).get(fact, "") if self.disclosure.work else ""

    def share(self, part: str, whole: str) -> str:
        """Return one typed count as a percentage of another."""
        return _percent(Decimal(part), Decimal(whole))


def page_from_material(material: Material, standing: Standing, neighbours: Neighbours) -> DisclosurePage:
    """Number sections and tables as the profile says and build every table."""
    disclosure, profile, fill = material.disclosure, material.profile, material.fill
    parts: list[Part] = []
    sections = tables = 0
    for place, spec in enumerate(profile.parts, start=1):
        listed = tuple(_numbered_tables(spec, tables, material))
        texts = tuple(_sections(spec, sections if profile.numbering.runs_on else 0, material))
        title = numbered(place, profile.numbering.part) + fill(spec.name)
        parts.append(Part(place, title, spec.has_cover, texts, listed))
        sections += sum(1 for section in texts if section.title)
        tables += len(listed)
    return DisclosurePage(
        disclosure=disclosure,
        profile=profile,
        budget=material.budget,
        standing=standing,
        heading=fill(profile.heading),
        issuer=fill(profile.issuer),
        subject=fill(profile.subject),
        subject_in_text=fill(profile.subject_in_text),
        neighbours=neighbours,
        parts=tuple(parts),
        overall_counts=_counts([disclosure.overall.dimensions]) if disclosure.overall else None,
        project_counts=_counts([project.dimensions for project in disclosure.projects])
        if disclosure.projects
        else None,
    )


def _sections(spec: PartSpec, before: int, material: Material) -> Iterable[Section]:
    number = before
    for section in spec.sections:
        number += bool(section.title)
        mark = numbered(number, material.profile.numbering.section) if section.title else ""
        yield Section(section.kind, mark, material.fill(section.title), section.template)


def _numbered_tables(spec: PartSpec, before: int, material: Material) -> Iterable[NumberedTable]:
    number, patterns = before, material.profile.numbering
    for table in spec.tables:
        for built in _built(table, number + 1, material):
            number += 1
            yield NumberedTable(numbered(number, patterns.table), numbered(number, patterns.table_entry), built)


def _built(spec: TableSpec, number: int, material: Material) -> list[Table]:
    if spec.form == "整体绩效":
        table = overall_table(spec, number, material)
        return [table] if table else []
    if spec.form == "项目绩效":
        return project_tables(spec, number, material)
    return [build_table(spec, number, material)]


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{percentage(part, whole).normalize():f}"


def _counts(all_dimensions: Iterable[tuple[Dimension, ...]]) -> IndicatorCounts:
    dimensions = [dimension for each in all_dimensions for dimension in each]
    groups = [group for dimension in dimensions for group in dimension.groups]
    return IndicatorCounts(
        tuple(dict.fromkeys(dimension.name for dimension in dimensions)),
        len(groups),
        sum(len(group.indicators) for group in groups),
    )
