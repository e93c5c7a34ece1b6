"""From source files to checked disclosures: load, validate, model, derive, check."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.build.sources import shown_path
from generator.build.workspace import Workspace
from generator.check import RULES, case_from_page, check
from generator.derive.budget import budget_from_lines, lines_of
from generator.load import read
from generator.load.nodes import Document
from generator.model.codes import TOTAL
from generator.model.disclosure import Disclosure
from generator.model.profile import Profile
from generator.model.reading import disclosure_from_document
from generator.problems import Problem, Severity, has_errors, in_order
from generator.validate import check_schema
from generator.view.page import DisclosurePage, page_from_material
from generator.view.tables import Material, UnitRow


@dataclass(frozen=True, slots=True)
class Unit:
    """One source file and what became of it; there is a page unless the file cannot be used."""

    path: Path
    page: DisclosurePage | None
    problems: tuple[Problem, ...]

    @property
    def address(self) -> str:
        """Where the disclosure stands in the site: code/year, from the file's place."""
        return f"{self.path.parent.name}/{self.path.stem}"


def read_units(files: Iterable[Path], workspace: Workspace) -> list[Unit]:
    """Take each file through every stage up to its problems."""
    reader = Reader(workspace)
    return [reader.unit(path) for path in files]


class Reader:
    """Reads files with what they share: registers and profiles, each read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.registers = workspace.registers()
        self.profiles: dict[str, Profile] = {}

    def unit(self, path: Path) -> Unit:
        """Take one file through every stage up to its problems."""
        document, problems = read(path, shown_path(path))
        if document is not None:
            problems += check_schema(document, self.workspace.schema)
        if document is None or has_errors(problems):
            return Unit(path, None, tuple(in_order(problems)))
        disclosure = disclosure_from_document(document)
        if not self.workspace.has_profile(disclosure.profile):
            problems.append(self._no_profile(document, disclosure))
            return Unit(path, None, tuple(in_order(problems)))
        page = self.page(disclosure)
        problems += check(RULES, case_from_page(document, page, self.registers))
        return Unit(path, page, tuple(in_order(problems)))

    def _no_profile(self, document: Document, disclosure: Disclosure) -> Problem:
        known = "、".join(sorted(path.stem for path in self.workspace.profiles.glob("*.yaml")))
        message = f"没有版式“{disclosure.profile}”。现有的版式：{known}。"
        return Problem(document.root.entries["版式"].span, "S110", Severity.ERROR, message)

    def page(self, disclosure: Disclosure) -> DisclosurePage:
        """Derive a disclosure's figures and lay them out as its profile says, which must be there."""
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
