"""The sheets of a workbook → what it states of the tables that a profile has."""

from collections.abc import Mapping, Sequence

from generator.model.codes import Registers
from generator.problems import Severity
from generator.workbook.amounts import unit_said
from generator.workbook.cells import Grid
from generator.workbook.expected import Expected
from generator.workbook.found import Reading
from generator.workbook.labels import title_key
from generator.workbook.recognition import Section, sections_of
from generator.workbook.remarks import Place, Remark
from generator.workbook.tables import TableReader, has_amounts, unit_of


def read_tables(
    grids: Sequence[Grid],
    tables: Sequence[Expected],
    unit_names: Sequence[str],
    registers: Registers,
    known: Mapping[str, Mapping[str, str]],
    others: Sequence[str] = (),
) -> Reading:
    """Recognise and read every table; `known` names the rows that the file has already, by list.

    `others` are the titles of the profile's tables that are not read from workbooks.
    """
    reading = Reading()
    sections: list[Section] = []
    loose: set[str] = set()
    for grid in grids:
        found, other = sections_of(grid, tables, unit_names)
        sections += found
        if other is not None:
            loose |= (
                {unit for at in grid.cells if (unit := unit_said(grid.text(at)))} if not other.has_amounts else set()
            )
            if grid.cells:
                _tell_unrecognised(reading, grid, has_numbers=other.has_amounts and not _is_of(grid, others))
    sections = _once_each(sections, reading)
    said = {unit for section in sections if (unit := unit_of(section))} | loose
    for section in sections:
        _read(section, said, reading, registers, known)
    _tell_missing(reading, sections, tables)
    return reading


def _read(
    section: Section,
    said: set[str],
    reading: Reading,
    registers: Registers,
    known: Mapping[str, Mapping[str, str]],
) -> None:
    unit = unit_of(section)
    if not unit and has_amounts(section):
        place = Place(section.grid.name, (section.first, 0))
        if len(said) != 1:
            what = "各表的单位不一" if said else "整个工作簿都没有写单位"
            text = f"“{section.expected.title}”没有写金额单位，{what}。这张表没有导入。"
            wanted = "应在表的上方写“单位：万元”或“单位：元”。"
            reading.remarks.append(Remark(place, Severity.ERROR, text + wanted))
            return
        (unit,) = said
        text = f"“{section.expected.title}”没有写金额单位，按其他各表写的“{unit}”读。"
        reading.remarks.append(Remark(place, Severity.WARNING, text))
    TableReader(section, unit or "万元", reading).read(registers, known)


def _once_each(sections: list[Section], reading: Reading) -> list[Section]:
    """Keep tables that stand in the workbook once; of those that stand twice, the one that has amounts."""
    kept = []
    for section in sections:
        rivals = [other for other in sections if other.expected is section.expected and other is not section]
        if not rivals:
            kept.append(section)
        elif has_amounts(section):
            if not any(has_amounts(other) for other in rivals):
                kept.append(section)
            else:
                places = "、".join(str(Place(other.grid.name)) for other in rivals)
                text = f"“{section.expected.title}”有几张（另见 {places}），不知道用哪一张，都没有导入。应只留一张。"
                reading.remarks.append(Remark(Place(section.grid.name, (section.first, 0)), Severity.ERROR, text))
        elif not any(has_amounts(other) for other in rivals) and section is min(
            (section, *rivals), key=lambda each: (each.grid.name, each.first)
        ):
            kept.append(section)
    return kept


def _tell_unrecognised(reading: Reading, grid: Grid, *, has_numbers: bool) -> None:
    severity = Severity.WARNING if has_numbers else Severity.NOTE
    text = "这张工作表不是版式中的表（标题和表头都不符），没有导入。"
    reading.remarks.append(Remark(Place(grid.name), severity, text))


def _is_of(grid: Grid, titles: Sequence[str]) -> bool:
    """Say whether a sheet's name or first text is one of these titles, with more behind it or not."""
    first = next((grid.text(at) for at in sorted(grid.cells)), "")
    return any(title_key(title, ()) in title_key(text, ()) for title in titles for text in (grid.name, first))


def _tell_missing(reading: Reading, sections: Sequence[Section], tables: Sequence[Expected]) -> None:
    there = {section.expected.spec.kind for section in sections}
    missing = [table.title for table in tables if table.spec.kind not in there]
    if missing and sections:
        text = f"没有这些表，文件中原有的数不动：{'、'.join(missing)}。"
        reading.remarks.append(Remark(Place("工作簿"), Severity.NOTE, text))
