"""What a profile's tables and sections ask for and a file does not report: blank in print, and listed."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import sheets
from generator.model.disclosure import Project
from generator.model.profile import LineSpec, SectionSpec, TableSpec
from generator.view.tables import Material, is_listed, take

WHOLE = "全部内容"


@dataclass(frozen=True, slots=True)
class Unreported:
    """A table or section by its title, and what it asks for in vain."""

    place: str
    names: tuple[str, ...]


def unreported(material: Material) -> tuple[Unreported, ...]:
    """List what is asked for and not reported, by table and section in their printed order.

    What a reported list does not hold is nothing rather than unknown, and so is a part of what is known to be nothing.
    """
    found = []
    for part in material.profile.parts:
        places = [(section.title, _of_section(section, material.reported)) for section in part.sections]
        places += [(table.title, _of_table(table, material)) for table in part.tables]
        for title, names in places:
            listed = tuple(dict.fromkeys(names))
            if listed:
                found.append(Unreported(material.fill(title or part.name), listed))
    return tuple(found)


def _of_section(section: SectionSpec, reported: frozenset[str]) -> Iterator[str]:
    yield from (asked.rpartition("/")[2] for asked in section.asks if asked not in reported)


def _of_table(table: TableSpec, material: Material) -> Iterator[str]:
    if table.form == "整体绩效":
        yield from () if material.disclosure.overall else (WHOLE,)
    elif table.form == "项目绩效":
        yield from _of_projects(material.disclosure.projects)
    elif table.form in ("科目", "采购"):
        yield from () if is_listed(table.sheet, material.reported) else (WHOLE,)
    else:
        for name, address in _addresses(table):
            if not _is_known(address, material):
                yield name


def _of_projects(projects: tuple[Project, ...]) -> Iterator[str]:
    if not projects:
        yield WHOLE
    for project in projects:
        asked = {"年度目标": project.annual_goal, "绩效指标": project.dimensions}
        missing = "和".join(name for name, given in asked.items() if not given)
        if missing:
            yield f"{project.name}的{missing}"


def _addresses(table: TableSpec) -> Iterator[tuple[str, str]]:
    """Yield the name and address of every amount that a table always prints."""
    lines: list[LineSpec] = [line for side in table.sides for line in (*side.lines, *side.foot)]
    for line in lines:
        if not line.only_with_amount:
            yield from ((line.name, address) for address in line.takes)
    for leaf in (leaf for column in table.columns for leaf in column.leaves()):
        yield leaf.name, leaf.take


def _is_known(address: str, material: Material) -> bool:
    sheet, row = address.split("/")[:2]
    if take(material.budget, address) is not None:
        return True
    if sheet not in sheets.FIXED_ROWS:
        return is_listed(sheet, material.reported)
    above = sheets.FIXED_ROWS[sheet].get(row)
    while above is not None:
        whole = material.budget.cell(sheet, above)
        if whole is not None and whole.yuan == 0:
            return True
        above = sheets.FIXED_ROWS[sheet].get(above)
    return False
