"""From source files to checked disclosures: find, load, validate, model, derive, check."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.workspace import Workspace
from generator.check import RULES, case_from_page, examine
from generator.check.codes import EXPLANATIONS
from generator.check.tally import Tally, tallies
from generator.check.waivers import Waived, apply_waivers
from generator.derive.budget import budget_from_lines, lines_of
from generator.errors import UnreadableFile
from generator.load import read, read_lines
from generator.load.nodes import Document
from generator.model.codes import TOTAL
from generator.model.disclosure import Disclosure
from generator.model.profile import Profile
from generator.model.reading import disclosure_from_document
from generator.problems import Problem, Severity, has_errors, in_order
from generator.report import Report
from generator.source import Span
from generator.validate import check_schema
from generator.view.page import DisclosurePage, page_from_material
from generator.view.tables import Material, UnitRow

_UNIT_FILE = re.compile(r"[0-9]{3,12}/[0-9]{4}\.yaml\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Unit:
    """One source file and what became of it; there is a page unless the file cannot be used.

    `lines` are its source lines, as far as they can be read; `waived` is what it lets pass; `tallies` says by code how
    the rules fared.
    """

    path: Path
    page: DisclosurePage | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    waived: tuple[Waived, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the disclosure stands in the site: code/year, from the file's place."""
        return f"{self.path.parent.name}/{self.path.stem}"


def find_files(units: Path) -> list[Path]:
    """Return the unit files of a folder, `<code>/<year>.yaml`, in order; raises UnreadableFile where there is none."""
    if not units.is_dir():
        raise UnreadableFile(units, "没有这个文件夹")
    found = [path for path in units.glob("*/*.yaml") if _UNIT_FILE.fullmatch(f"{path.parent.name}/{path.name}")]
    return sorted(found)


def shown(path: Path) -> str:
    """Name a file as problems name it: relative to the working directory, with slashes."""
    return os.path.relpath(path).replace(os.sep, "/")


def read_units(files: Iterable[Path], workspace: Workspace) -> list[Unit]:
    """Take each file through every stage up to its problems."""
    reader = _Reader(workspace)
    return [reader.unit(path) for path in files]


class _Reader:
    """Reads files with what they share: registers and profiles, each read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.registers = workspace.registers()
        self.profiles: dict[str, Profile] = {}

    def unit(self, path: Path) -> Unit:
        document, problems = read(path, shown(path))
        if document is not None:
            problems += check_schema(document, self.workspace.schema)
        lines = document.lines if document else read_lines(path)
        if document is None or has_errors(problems):
            return Unit(path, None, tuple(in_order(problems)), lines)
        disclosure = disclosure_from_document(document)
        if not self.workspace.has_profile(disclosure.profile):
            problems.append(self._no_profile(document, disclosure))
            return Unit(path, None, tuple(in_order(problems)), lines)
        page = self._page(disclosure)
        examination = examine(RULES, case_from_page(document, page, self.registers))
        problems += examination.problems(disclosure.unit)
        verdict = apply_waivers(in_order(problems), disclosure, EXPLANATIONS)
        counts = tallies(RULES, examination, verdict.problems)
        return Unit(path, page, tuple(in_order(verdict.problems)), lines, verdict.waived, counts)

    def _no_profile(self, document: Document, disclosure: Disclosure) -> Problem:
        known = "、".join(sorted(path.stem for path in self.workspace.profiles.glob("*.yaml")))
        message = f"没有版式“{disclosure.profile}”。现有的版式：{known}。"
        return Problem(document.root.entries["版式"].span, "S110", Severity.ERROR, message)

    def _page(self, disclosure: Disclosure) -> DisclosurePage:
        if disclosure.profile not in self.profiles:
            self.profiles[disclosure.profile] = self.workspace.profile(disclosure.profile)
        budget = budget_from_lines(lines_of(disclosure), disclosure.unit, self.registers)
        last = budget_from_lines(disclosure.last.lines, disclosure.unit, self.registers) if disclosure.last else None
        own = (
            UnitRow(TOTAL, TOTAL, budget),
            UnitRow(disclosure.code[:3], disclosure.name, budget),
            UnitRow(disclosure.code, disclosure.name, budget),
        )
        material = Material(disclosure, self.profiles[disclosure.profile], budget, own, self.registers.functional)
        return page_from_material(material, last)


def report_of(units: list[Unit], folder: Path, *, is_verbose: bool = False) -> Report:
    """Gather every unit's problems in order, with the source lines of their files; no unit at all is a problem too."""
    if not units:
        return Report([whole_run_problem(folder)])
    problems = in_order([problem for unit in units for problem in unit.problems])
    return Report(problems, {shown(unit.path): unit.lines for unit in units}, is_verbose)


def whole_run_problem(units: Path) -> Problem:
    """Say that a folder holds no unit file at all."""
    message = "没有找到任何预算文件。文件应放在 <单位代码>/<年度>.yaml，如 156001/2026.yaml。"
    return Problem(Span(str(units), 1, 1), "S111", Severity.ERROR, message)
