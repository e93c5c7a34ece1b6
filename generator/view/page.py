"""One disclosure as its templates see it: parts with numbered sections and tables, text, and told figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from generator.derive.accounts import Base, Standing
from generator.derive.budget import Budget
from generator.derive.change import Change, change, change_by, percentage
from generator.derive.projects import project_sheet
from generator.model.codes import LEVELS, TOTAL
from generator.model.disclosure import Disclosure, Project
from generator.model.figures import Basis, Figure
from generator.model.money import ZERO, shown
from generator.model.profile import Profile
from generator.model.sheets import EXPENDITURE, FISCAL
from generator.model.tables import Table
from generator.view.facts import facts_of
from generator.view.neighbours import Neighbours
from generator.view.numbers import date_text, decimal_text, figure_text, shown_in
from generator.view.parts import IndicatorCounts, Part, counts_of, parts_from_material
from generator.view.tables import Material, take
from generator.view.unreported import Unreported, unreported


class Told(msgspec.Struct, frozen=True):
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

    @property
    def at(self) -> str:
        """The address of the figure that this one is, or is a view of, as sheet/row/column; nothing where none is."""
        source = self.figure.source
        return f"{source.sheet}/{source.row}/{source.column}" if source.sheet else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of expenditure: its names with their levels from 类 down, its amount, what it is for."""

    code: str
    levels: tuple[tuple[str, str], ...]
    told: Told
    purpose: str


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """Everything that the templates of one disclosure may see."""

    disclosure: Disclosure
    profile: Profile
    budget: Budget
    standing: Standing
    heading: str
    subject: str
    subject_in_text: str
    neighbours: Neighbours
    parts: tuple[Part, ...]
    overall_counts: IndicatorCounts | None
    project_counts: IndicatorCounts | None
    unreported: tuple[Unreported, ...]

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
        return self.tell_or_zero("")

    def tell_or_zero(self, address: str, reason: str = "") -> Told:
        """Return a figure of a complete list as text tells it: nothing, as 0, where the list has no such amount."""
        figure = take(self.budget, address) if address else None
        return self._told(figure or Figure("", "", "", ZERO, ZERO, Basis.COMPUTED), address, reason)

    def items(self) -> tuple[Item, ...]:
        """Return the lowest items of expenditure from fiscal appropriations, in code order."""
        sheet = self.budget.sheets[FISCAL]
        purposes = {line.row: line.purpose for line in self.disclosure.lines.get(EXPENDITURE, ()) if line.purpose}
        found = []
        for row in sheet.rows():
            told = self.tell(f"{FISCAL}/{row}/支出合计", row)
            if told is not None and row != TOTAL and not sheet.children(row):
                above = sheet.above(row)
                levels = tuple(zip((sheet.names[code] for code in (*above, row)), LEVELS, strict=False))
                found.append(Item(row, levels, told, purposes.get(row, "")))
        return tuple(found)

    def arranged(self, project: Project) -> tuple[Told | None, tuple[tuple[str, Told], ...]]:
        """Return a project's money this year, and what its fiscal part is arranged for."""
        sheet = project_sheet(project, self.budget, self.disclosure.unit)
        whole = sheet.cell("资金总额", "年度")
        parts = [(line.row, sheet.cell(line.row, "年度")) for line in project.arrangement]
        told = tuple((name, self._told(figure, "", "")) for name, figure in parts if figure)
        return (self._told(whole, "", "") if whole else None), told

    def counted(self, *path: str) -> int | None:
        """Return a whole number by its keys, where it is reported."""
        return self.standing.counts.get("/".join(path))

    def counts_below(self, *path: str) -> tuple[tuple[str, int], ...]:
        """Return the whole numbers directly below some keys, by name, in the order typed."""
        start = "/".join(path)
        return tuple(
            (name, number)
            for key, number in self.standing.counts.items()
            for above, _, name in (key.rpartition("/"),)
            if above == start
        )

    @property
    def staff(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """Return each kind of staff that is reported with its numbers: posts (编制) and persons (实有)."""
        kinds = dict.fromkeys(path.split("/")[1] for path in self.standing.counts if path.startswith("人员情况/"))
        return tuple((kind, self.counts_below("人员情况", kind)) for kind in kinds)

    @property
    def units_by_kind(self) -> tuple[tuple[str, int], ...]:
        """Count the units of a department by their kind, in the order 行政, 参公, 事业."""
        kinds = Counter(unit.kind for unit in self.disclosure.subordinates)
        words = {"行政": "行政单位", "参公": "参公单位", "事业": "事业单位"}
        return tuple((word, kinds[kind]) for kind, word in words.items() if kinds[kind])

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
        of_projects = sum(1 for project in self.disclosure.projects if project.dimensions)
        return of_projects + (self.overall_counts is not None)

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
    """Gather what the templates of a disclosure may see."""
    disclosure, profile, fill = material.disclosure, material.profile, material.fill
    with_targets = [project.dimensions for project in disclosure.projects if project.dimensions]
    return DisclosurePage(
        disclosure=disclosure,
        profile=profile,
        budget=material.budget,
        standing=standing,
        heading=fill(profile.heading),
        subject=fill(profile.subject),
        subject_in_text=fill(profile.subject_in_text),
        neighbours=neighbours,
        parts=parts_from_material(material),
        overall_counts=counts_of([disclosure.overall.dimensions]) if disclosure.overall else None,
        project_counts=counts_of(with_targets) if with_targets else None,
        unreported=unreported(material),
    )


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{percentage(part, whole).normalize():f}"
