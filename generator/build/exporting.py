"""A unit's file into a workbook for people who fill tables."""

from pathlib import Path

from generator.build.formatting import replace_file
from generator.build.units import Office
from generator.build.workspace import Workspace, shown_as
from generator.errors import GeneratorError, UnreadableFile
from generator.export.entry_form import entry_form
from generator.model.disclosure import CONFIDENTIAL
from generator.problems import Problem, has_errors
from generator.validate.schema import STILL_BLANK
from generator.workbook.inputs import profile_for_input


class NothingToFill(GeneratorError):
    """The file has no figures of its own, or not yet."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{shown_as(path)} {why}，没有可以填报的表。")


def export_workbook(units: Path, code: str, year: str, target: Path, workspace: Workspace) -> list[Problem]:
    """Write the workbook of a unit's year; where its file has errors that hide its figures, return them instead.

    Raises UnreadableFile, NothingToFill or UnwritableFile.
    """
    path = units / code / f"{year}.yaml"
    if not path.is_file():
        raise UnreadableFile(shown_as(path), "没有这个文件")
    office = Office(units, workspace)
    unit = office.unit(path)
    disclosure = unit.source.disclosure
    if disclosure is not None and disclosure.state == CONFIDENTIAL:
        raise NothingToFill(path, "依法不公开")
    if disclosure is not None and disclosure.sums_units:
        raise NothingToFill(path, "的数由所属单位的相加")
    blanks = sum(problem.code == STILL_BLANK for problem in unit.problems)
    if blanks:
        raise NothingToFill(path, f"还有 {blanks} 处待填（disclose check 逐行列出），填完才知道表中有哪些行")
    if disclosure is None or unit.page is None:
        return [problem for problem in unit.problems if has_errors([problem])]
    profile = profile_for_input(office.profile(disclosure), disclosure.unit)
    replace_file(target, entry_form(office.page(disclosure, profile)))
    return []
