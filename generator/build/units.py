"""From source files to checked disclosures: find, load, validate, model; knowing them all, derive, view, check."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.build.workspace import Workspace
from generator.check import RULES, Examination, Filed, case_from_file, examine
from generator.derive.accounts import Accounts
from generator.derive.budget import Budget
from generator.errors import UnreadableFile
from generator.load import read
from generator.load.nodes import Document, Scalar
from generator.load.text import MAX_BYTES
from generator.model.codes import TOTAL, unit_levels
from generator.model.disclosure import CONFIDENTIAL, DRAFT, Disclosure
from generator.model.library import Library, Unusable
from generator.model.profile import Profile
from generator.model.reading import disclosure_from_document
from generator.model.sheets import INPUTS
from generator.problems import Problem, Severity, has_errors, in_order
from generator.source import Span
from generator.validate import check_schema
from generator.view.page import DisclosurePage, page_from_material
from generator.view.tables import Material, UnitRow

_DRAFT_LINE = re.compile(f"^状态:\\s*{DRAFT}\\s*(?:#.*)?$".encode(), re.MULTILINE)
_UNIT_FILE = re.compile(r"[0-9]{3,12}/[0-9]{4}\.yaml\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """One source file as it was read; there is a disclosure unless the file cannot be used."""

    path: Path
    document: Document | None
    disclosure: Disclosure | None
    problems: tuple[Problem, ...]

    @property
    def is_draft(self) -> bool:
        """Say whether the file says that it is a draft, so that its faults stop nobody else."""
        if self.document is None:
            return _says_draft(self.path)
        state = self.document.root.entries.get("状态")
        return isinstance(state, Scalar) and state.text == DRAFT


@dataclass(frozen=True, slots=True)
class Unit:
    """One source file and what became of it; there is a page unless it has no figures or cannot be used."""

    source: Source
    page: DisclosurePage | None
    examination: Examination | None
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Say whether the file stops a build: it has errors and is no draft."""
        return has_errors(list(self.problems)) and not self.source.is_draft


def _says_draft(path: Path) -> bool:
    """Say whether a file that could not be read as YAML has the line that makes it a draft."""
    is_readable = path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES
    return is_readable and bool(_DRAFT_LINE.search(path.read_bytes()))


def find_files(units: Path) -> list[Path]:
    """Return the unit files of a folder, `<code>/<year>.yaml`, in order; raises UnreadableFile where there is none."""
    if not units.is_dir():
        raise UnreadableFile(units, "没有这个文件夹")
    found = [path for path in units.glob("*/*.yaml") if _UNIT_FILE.fullmatch(f"{path.parent.name}/{path.name}")]
    return sorted(found)


def read_units(files: Iterable[Path], workspace: Workspace) -> list[Unit]:
    """Take each file through every stage up to its problems, reading beside it what it depends on."""
    offices: dict[Path, Office] = {}
    found = []
    for path in files:
        folder = path.parent.parent
        if folder not in offices:
            offices[folder] = Office(folder, workspace)
        found.append(offices[folder].unit(path))
    return found


def read_source(path: Path, workspace: Workspace) -> Source:
    """Load, validate and model one file."""
    document, problems = read(path, os.path.relpath(path).replace(os.sep, "/"))
    if document is not None:
        problems += check_schema(document, workspace.schema)
    usable = document is not None and not has_errors(problems)
    disclosure = disclosure_from_document(document) if document is not None and usable else None
    return Source(path, document, disclosure, tuple(problems))


class Office:
    """Works out the units of one folder, with what they share: registers, profiles, one another's figures."""

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self.folder = folder
        self.workspace = workspace
        self.registers = workspace.registers()
        self.library = Library(self._find)
        self.accounts = Accounts(self.library, self.registers)
        self.profiles: dict[str, Profile] = {}
        self._sources: dict[Path, Source] = {}

    def _source(self, path: Path) -> Source:
        if path not in self._sources:
            self._sources[path] = read_source(path, self.workspace)
        return self._sources[path]

    def _find(self, code: str, year: int) -> Disclosure | Unusable | None:
        """Read the file at an address; a file whose content says another address cannot be used."""
        path = self.folder / code / f"{year}.yaml"
        if path not in self._sources and not path.exists():
            return None
        found = self._source(path).disclosure
        return found if found and (found.code, found.year) == (code, year) else Unusable(str(path))

    def unit(self, path: Path) -> Unit:
        """Take one file through every stage up to its problems."""
        source = self._source(path)
        document, disclosure, problems = source.document, source.disclosure, list(source.problems)
        if document is None or disclosure is None:
            return Unit(source, None, None, tuple(in_order(problems)))
        if disclosure.state == CONFIDENTIAL:
            return Unit(source, None, None, tuple(in_order(problems + _of_confidential(document, disclosure))))
        problems += self._hindrances(document, disclosure)
        if has_errors(problems):
            return Unit(source, None, None, tuple(in_order(problems)))
        page = self._page(disclosure)
        units = {unit.code: self.accounts.budget(unit) for unit in self.library.units_of(disclosure)}
        examination = examine(RULES, case_from_file(Filed(document, page, self.registers, self.library, units)))
        problems += examination.problems(disclosure.unit)
        return Unit(source, page, examination, tuple(in_order(problems)))

    def _hindrances(self, document: Document, disclosure: Disclosure) -> list[Problem]:
        """Say what is missing for working out a disclosure: its profile, its subordinate units."""
        found = []
        if not self.workspace.has_profile(disclosure.profile):
            known = "、".join(sorted(path.stem for path in self.workspace.profiles.glob("*.yaml")))
            message = f"没有版式“{disclosure.profile}”。现有的版式：{known}。"
            found.append(_error(document.root.entries["版式"].span, "S110", message))
        if disclosure.sums_units:
            for unit, why in self.library.missing_units(disclosure):
                message = (
                    f"所属单位 {unit.code} {unit.name}：{why}，因此没有汇总。单位齐全后再公开，或写“汇总: 否”自行填报。"
                )
                found.append(_error(unit.span, "H201", message))
        return found

    def _page(self, disclosure: Disclosure) -> DisclosurePage:
        if disclosure.profile not in self.profiles:
            self.profiles[disclosure.profile] = self.workspace.profile(disclosure.profile)
        budget = self.accounts.budget(disclosure)
        material = Material(
            disclosure,
            self.profiles[disclosure.profile],
            budget,
            tuple(self._rows(disclosure)),
            self.registers.functional,
        )
        return page_from_material(material, self.accounts.standing(disclosure))

    def _rows(self, disclosure: Disclosure) -> list[UnitRow]:
        """List the whole, the department and its units, as the tables by unit do."""
        budget = self.accounts.budget(disclosure)
        head = unit_levels(disclosure.code)[0]
        department = self.library.department_of(disclosure)
        name = disclosure.department or (department.name if department else disclosure.name)
        rows = [UnitRow(TOTAL, TOTAL, budget), UnitRow(head, name, budget, 1)]
        return rows + self._rows_below(disclosure, 1) if disclosure.code == head else [*rows, *self._own(disclosure)]

    def _own(self, disclosure: Disclosure) -> list[UnitRow]:
        return [
            UnitRow(disclosure.code, disclosure.name, self.accounts.budget(disclosure), 2),
            *self._rows_below(disclosure, 2),
        ]

    def _rows_below(self, disclosure: Disclosure, level: int) -> list[UnitRow]:
        """List the units below, those that may not be published by name alone.

        Where the rows could not add up, because a unit's figures are missing or kept back, there are none.
        """
        withheld = self.library.withheld_units(disclosure)
        if self.library.missing_units(disclosure) or (withheld and not disclosure.sums_units):
            return []
        rows = []
        for unit in self.library.units_of(disclosure):
            rows.append(UnitRow(unit.code, unit.name, self.accounts.budget(unit), level + 1))
            rows += self._rows_below(unit, level + 1)
        return rows + [UnitRow(unit.code, unit.name, Budget({}), level + 1) for unit in withheld]


def _of_confidential(document: Document, disclosure: Disclosure) -> list[Problem]:
    """Say what is wrong with a file that may not be published: it has figures, or does not say why it may not."""
    keys = document.root.keys
    sections = [path[0] for paths in INPUTS.values() for path in paths] + ["上年", "项目", "整体绩效"]
    found = [
        _error(keys[key], "N109", f"状态是“{CONFIDENTIAL}”的文件不能有“{key}”，请删去。")
        for key in dict.fromkeys(sections)
        if key in keys
    ]
    if not disclosure.withheld_because:
        found.append(_error(keys["状态"], "N110", f"状态是“{CONFIDENTIAL}”的，请在“不公开依据”中写明法律依据。"))
    return found


def _error(span: Span, code: str, message: str) -> Problem:
    return Problem(span, code, Severity.ERROR, message)


def whole_run_problem(units: Path) -> Problem:
    """Say that a folder holds no unit file at all."""
    message = "没有找到任何预算文件。文件应放在 <单位代码>/<年度>.yaml，如 156001/2026.yaml。"
    return Problem(Span(str(units), 1, 1), "S111", Severity.ERROR, message)
