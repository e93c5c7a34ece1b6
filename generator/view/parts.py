"""The parts of a report: sections of text and tables, numbered as the profile says, and the targets counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.disclosure import Dimension
from generator.model.profile import PartSpec, TableSpec
from generator.model.tables import Table
from generator.view.numbers import numbered
from generator.view.performance import overall_table, project_tables
from generator.view.tables import Material, build_table


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


def parts_from_material(material: Material) -> tuple[Part, ...]:
    """Number sections and tables as the profile says and build every table."""
    numbering = material.profile.numbering
    parts: list[Part] = []
    sections = tables = 0
    for place, spec in enumerate(material.profile.parts, start=1):
        listed = tuple(_numbered_tables(spec, tables, material))
        texts = tuple(_sections(spec, sections if numbering.runs_on else 0, material))
        title = numbered(place, numbering.part) + material.fill(spec.name)
        parts.append(Part(place, title, spec.has_cover, texts, listed))
        sections += sum(1 for section in texts if section.title)
        tables += len(listed)
    return tuple(parts)


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


def counts_of(all_dimensions: Iterable[tuple[Dimension, ...]]) -> IndicatorCounts:
    """Count what performance tables set."""
    dimensions = [dimension for each in all_dimensions for dimension in each]
    groups = [group for dimension in dimensions for group in dimension.groups]
    return IndicatorCounts(
        tuple(dict.fromkeys(dimension.name for dimension in dimensions)),
        len(groups),
        sum(len(group.indicators) for group in groups),
    )
