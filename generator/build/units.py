"""From source files to checked disclosures: load, validate, model; knowing them all, derive, view, check."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.files import Known, Source, UnitFiles
from generator.build.sites import PROFILE, SITE_FILE, SiteFile, no_profile, read_site
from generator.build.sources import stray_problems, whole_run_problem
from generator.build.workspace import Workspace, shown_as
from generator.check import RULES, Examination, case_from_file, conclude, examine, filed
from generator.check.catalogue import Judgement
from generator.check.codes import EXPLANATIONS
from generator.check.hindrances import hindrances
from generator.check.tally import Tally, tallies
from generator.check.waivers import Waived, apply_waivers
from generator.derive.accounts import Accounts
from generator.derive.budget import Budget
from generator.load.nodes import Document
from generator.model.codes import TOTAL, unit_levels
from generator.model.disclosure import CONFIDENTIAL, Disclosure
from generator.model.library import Library
from generator.model.profile import Profile
from generator.problems import Problem, has_errors, in_order
from generator.report import Report
from generator.view.neighbours import neighbours_of
from generator.view.page import DisclosurePage, page_from_material
from generator.view.tables import Material, UnitRow


@dataclass(frozen=True, slots=True)
class Unit:
    """One source file and what became of it; there is a page unless it has no figures or cannot be used.

    `waived` is what it lets pass; `tallies` says by code how the rules fared, `judgements` of each constraint.
    """

    source: Source
    page: DisclosurePage | None
    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Say whether the file stops a build: it has errors and is no draft."""
        return has_errors(list(self.problems)) and not self.source.is_draft


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


class Office:
    """Works out the units of one folder, with what they share: registers, profiles, one another's figures.

    `given`, `clean` and `known` say how its files are read (`UnitFiles`).
    """

    def __init__(
        self,
        folder: Path,
        workspace: Workspace,
        site_file: SiteFile | None = None,
        given: Mapping[str, bytes] | None = None,
        clean: Container[str] = (),
        known: Known | None = None,
    ) -> None:
        self.folder = folder
        self.workspace = workspace
        self.site_file = site_file or read_site(folder, workspace)
        self.registers = workspace.registers()
        self.files = UnitFiles(folder, workspace, given, clean, known)
        self.library = Library(self.files.find)
        self.accounts = Accounts(self.library, self.registers)
        self.profiles: dict[str, Profile] = {}

    def unit(self, path: Path) -> Unit:
        """Take one file through every stage up to its problems."""
        source = self.files.source(path)
        document, disclosure, problems = source.document, source.disclosure, list(source.problems)
        if document is None or disclosure is None:
            return Unit(source, None, tuple(in_order(problems)))
        problems += hindrances(document, disclosure, self.library) + self._lacks_profile(document, disclosure)
        if has_errors(problems) or disclosure.state == CONFIDENTIAL:
            return Unit(source, None, tuple(in_order(problems)))
        page = self.page(disclosure)
        examination = self.examination(document, page)
        problems += conclude(examination, disclosure.unit)
        verdict = apply_waivers(in_order(problems), disclosure, EXPLANATIONS)
        counts = tallies(RULES, examination, verdict.problems)
        return Unit(source, page, tuple(in_order(verdict.problems)), verdict.waived, counts, examination.judgements)

    def examination(self, document: Document, page: DisclosurePage) -> Examination:
        """Run every rule over a file that has a page."""
        units = {unit.code: self.accounts.budget(unit) for unit in self.library.units_of(page.disclosure)}
        return examine(RULES, case_from_file(filed(document, page, self.registers, self.library, units)))

    def _lacks_profile(self, document: Document, disclosure: Disclosure) -> list[Problem]:
        """Say that neither the file nor the site file names a profile that there is."""
        if disclosure.state == CONFIDENTIAL:
            return []
        if disclosure.profile:
            span, what = document.root.entries["版式"].span, f"没有版式“{disclosure.profile}”。"
        elif self.site_file.is_refused:
            return list(self.site_file.problems)
        else:
            span = document.root.keys["单位代码"]
            what = f"没有写“版式”，{SITE_FILE} 也没有写“{PROFILE}”，不知道按什么版式公开。"
        key = self._profile_key(disclosure)
        return [] if key and self.workspace.has_profile(key) else [no_profile(span, what, self.workspace)]

    def _profile_key(self, disclosure: Disclosure) -> str:
        return disclosure.profile or self.site_file.site.profile

    def profile(self, disclosure: Disclosure) -> Profile:
        """Return the profile that lays a disclosure out, which must be there."""
        key = self._profile_key(disclosure)
        if key not in self.profiles:
            self.profiles[key] = self.workspace.profile(key)
        return self.profiles[key]

    def page(self, disclosure: Disclosure, profile: Profile | None = None) -> DisclosurePage:
        """Derive a disclosure's figures and lay them out as its profile says, which must be there, or another."""
        budget, standing = self.accounts.budget(disclosure), self.accounts.standing(disclosure)
        material = Material(
            disclosure,
            profile or self.profile(disclosure),
            budget,
            tuple(self.unit_rows(disclosure)),
            self.registers.functional,
            standing.reported,
        )
        return page_from_material(material, standing, neighbours_of(disclosure, self.library))

    def unit_rows(self, disclosure: Disclosure) -> list[UnitRow]:
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


def report_of(
    units: list[Unit],
    site_files: list[SiteFile],
    folders: Iterable[Path],
    others: Iterable[Problem] = (),
    *,
    is_verbose: bool = False,
) -> Report:
    """Gather the problems of units and site files, and `others`, in order, with their source lines.

    Of the folders that were asked about: what lies there and is no budget is a problem, no file at all is one too.
    """
    lines = {shown_as(unit.source.path): unit.source.lines for unit in units}
    apart = list(others)
    for folder in folders:
        apart += stray_problems(folder) + ([] if units or site_files else [whole_run_problem(folder)])
    return report_from([unit.problems for unit in units], lines, site_files, apart, is_verbose=is_verbose)


def report_from(
    found: Sequence[Sequence[Problem]],
    lines: Mapping[str, Sequence[str]],
    site_files: Sequence[SiteFile],
    apart: Sequence[Problem],
    *,
    is_verbose: bool = False,
    notes: int = 0,
) -> Report:
    """Gather problems of unit files, one list a file, of site files, and those that stand apart from both."""
    problems = [problem for each in (*found, *(file.problems for file in site_files), apart) for problem in each]
    return Report(in_order(problems), {**lines, **{file.path: file.lines for file in site_files}}, is_verbose, notes)
