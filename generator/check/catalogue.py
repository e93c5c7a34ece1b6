"""What a rule is, and how rules are run: a rule says what must hold or what is wrong, the runner says how it fares."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from generator.check.facts import Facts
from generator.check.outcome import Constraint, Outcome, outcome
from generator.check.texts import Texts
from generator.check.wording import related_places, sentence
from generator.derive.budget import Budget
from generator.derive.projects import project_sheet
from generator.lazy import lazy
from generator.load.nodes import Document
from generator.model.codes import Registers
from generator.model.figures import Figure
from generator.model.library import Library
from generator.model.money import MoneyUnit
from generator.model.sheets import PROJECT
from generator.problems import Explanation, Problem, Related, Severity
from generator.source import Span
from generator.view.page import DisclosurePage

Grid = Mapping[tuple[str, str], Figure]
"""Figures by row and column."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file under examination: the document as typed, the page with its tables and figures, what it stands among.

    `texts` are the document's typed texts, `facts` what numbers they may state.
    """

    document: Document
    page: DisclosurePage
    registers: Registers
    library: Library
    units: Mapping[str, Budget]
    """The figures of those subordinate units that are there, by code."""
    texts: Texts
    facts: Facts


@dataclass(frozen=True, slots=True)
class Case:
    """What rules look at.

    `grids` holds the figures of every official table by its kind (general-budget, basic …), and figures that stand
    in the text alone as sheet:<name> and last:<name>, from the first base of comparison that has such a sheet. Tables
    read from outside have grids and nothing `filed`.
    """

    grids: Mapping[str, Grid]
    registers: Registers
    unit: MoneyUnit
    filed: Filed | None = None

    def grid(self, kind: str, beside: str = "") -> Grid:
        """Return a table's figures, and those of a sheet `beside` it for rows that the profile's table leaves out."""
        table = self.grids.get(kind, {})
        return {**self.grids.get(f"sheet:{beside}", {}), **table} if beside else table


def filed(
    document: Document, page: DisclosurePage, registers: Registers, library: Library, units: Mapping[str, Budget]
) -> Filed:
    """Lay a file out for examination."""
    return Filed(document, page, registers, library, units, Texts(document), Facts(document, page))


def case_from_file(file: Filed) -> Case:
    """Gather what rules look at in a file: its printed tables, and its sheets for what the text alone tells."""
    page = file.page
    grids: dict[str, Grid] = {table.kind: table.figures() for table in page.tables}
    grids |= {f"sheet:{name}": sheet.cells for name, sheet in page.budget.sheets.items()}
    for index, project in enumerate(page.disclosure.projects, start=1):
        grids[f"sheet:{PROJECT}{index}"] = project_sheet(project, page.budget, page.disclosure.unit).cells
    for base in reversed(page.bases):
        grids |= {f"last:{name}": sheet.cells for name, sheet in base.budget.sheets.items() if sheet.cells}
    return Case(grids, file.registers, page.disclosure.unit, file)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found wrong, where no constraint says it all."""

    span: Span
    message: str
    related: tuple[Related, ...] = ()
    suggestions: tuple[str, ...] = ()


Result = Constraint | Finding
Examine = Callable[[Case], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; `severity` is what a contradiction or finding of it weighs.

    How files fare under a rule that is for reviewers alone is published nowhere.
    """

    code: str
    severity: Severity
    examine: Examine
    can_be_waived: bool = True
    is_of_file: bool = False
    is_for_reviewers: bool = False

    @property
    def explanation(self) -> Explanation:
        """The rule's manual page: the docstring of its function."""
        return Explanation(self.code, self.severity, self.examine.__doc__ or "", self.can_be_waived)


def rule(code: str, severity: Severity) -> Callable[[Examine], Rule]:
    """Make a function that examines a case into a rule of the catalogue."""

    def made(examine: Examine) -> Rule:
        return Rule(code, severity, examine)

    return made


def rule_of_file(
    code: str, severity: Severity, *, can_be_waived: bool = True, is_for_reviewers: bool = False
) -> Callable[[Callable[[Filed], Iterable[Result]]], Rule]:
    """Make a function that examines a file into a rule; tables read from outside have no file and pass it.

    What would make the publication incomplete or its figures unreliable cannot be waived.
    """

    def made(examine: Callable[[Filed], Iterable[Result]]) -> Rule:
        def over_case(case: Case) -> Iterable[Result]:
            return examine(case.filed) if case.filed else ()

        over_case.__doc__ = examine.__doc__
        return Rule(code, severity, over_case, can_be_waived, is_of_file=True, is_for_reviewers=is_for_reviewers)

    return made


class Judgement(msgspec.Struct, frozen=True):
    """What the interval rule says of one constraint of one rule."""

    rule: Rule
    constraint: Constraint
    outcome: Outcome


Suggest = Callable[[Judgement], tuple[str, ...]]
"""What to try about a judgement."""


def _nothing(_: Judgement) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Examination:
    """Everything that rules said of a case: each constraint with its outcome, and what is wrong."""

    judgements: tuple[Judgement, ...]
    findings: tuple[Problem, ...]

    @lazy
    def distinct(self) -> tuple[Judgement, ...]:
        """The judgements, each said once: of two tables that are views of the same figures, the first.

        What holds exactly does not stand in for what does not.
        """
        said: dict[tuple[bool, tuple[Figure, ...]], Judgement] = {}
        for judgement in self.judgements:
            sources = tuple([figure.source for figure in judgement.constraint.figures])
            said.setdefault((judgement.outcome is Outcome.EXACT, sources), judgement)
        return tuple(said.values())

    def problems(self, unit: MoneyUnit, suggest: Suggest = _nothing) -> list[Problem]:
        """Return findings and the constraints that are not met exactly, as problems, with what to try about each."""
        problems = list(self.findings)
        for judgement in self.distinct:
            if judgement.outcome is not Outcome.EXACT:
                problems += _judged(judgement, unit, suggest)
        return problems


def examine(rules: Iterable[Rule], case: Case) -> Examination:
    """Run rules over a case."""
    judgements: list[Judgement] = []
    findings: list[Problem] = []
    for rule in rules:
        for result in rule.examine(case):
            if isinstance(result, Finding):
                place = (result.span, rule.code, rule.severity, result.message)
                findings.append(Problem(*place, result.related, result.suggestions))
            else:
                judgements.append(Judgement(rule, result, outcome(result)))
    return Examination(tuple(judgements), tuple(findings))


def _judged(judgement: Judgement, unit: MoneyUnit, suggest: Suggest) -> Iterator[Problem]:
    """A difference that rounding explains is a note, whatever the rule's severity."""
    constraint, fares = judgement.constraint, judgement.outcome
    span = place_of(constraint)
    if span is not None and not constraint.is_by_construction:
        severity = Severity.NOTE if fares is Outcome.ROUNDING else judgement.rule.severity
        message = sentence(constraint, fares, unit)
        related = related_places(constraint, unit, span)
        yield Problem(span, judgement.rule.code, severity, message, related, suggest(judgement))


def place_of(constraint: Constraint) -> Span | None:
    """Return where a constraint is reported: at its first entered figure, else at what the first rests on."""
    places = [figure.span for figure in constraint.figures if figure.is_entered]
    places += [figure.place for figure in constraint.figures]
    return next((place for place in places if place), None)
