"""What a rule is, and how rules are run: a rule says what must hold or what is wrong, the runner says how it fares."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.facts import Facts
from generator.check.outcome import Constraint, Outcome, outcome
from generator.check.texts import Texts
from generator.check.wording import related_places, sentence
from generator.load.nodes import Document
from generator.model.codes import Registers
from generator.model.figures import Figure
from generator.model.money import MoneyUnit
from generator.problems import Problem, Related, Severity
from generator.source import Span
from generator.view.page import DisclosurePage

Grid = Mapping[tuple[str, str], Figure]
"""Figures by row and column."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file under examination: the document as typed, the page with its tables and figures, the registers.

    `texts` are the document's typed texts, `facts` what numbers they may state.
    """

    document: Document
    page: DisclosurePage
    registers: Registers
    texts: Texts
    facts: Facts


@dataclass(frozen=True, slots=True)
class Case:
    """What rules look at.

    `grids` holds the figures of every official table by its kind (general-budget, basic …), and figures that stand
    in the text alone as sheet:<name> and last:<name>. Tables read from outside have grids and nothing `filed`.
    """

    grids: Mapping[str, Grid]
    registers: Registers
    unit: MoneyUnit
    filed: Filed | None = None

    def grid(self, kind: str) -> Grid:
        """Return a table's figures; a table that is not there has none."""
        return self.grids.get(kind, {})


def case_from_page(document: Document, page: DisclosurePage, registers: Registers) -> Case:
    """Gather what rules look at in a file: its printed tables, and its sheets for what the text alone tells."""
    grids: dict[str, Grid] = {table.kind: table.figures() for table in page.tables}
    grids |= {f"sheet:{name}": sheet.cells for name, sheet in page.budget.sheets.items()}
    if page.last:
        grids |= {f"last:{name}": sheet.cells for name, sheet in page.last.sheets.items()}
    return Case(grids, registers, page.disclosure.unit, _filed(document, page, registers))


def _filed(document: Document, page: DisclosurePage, registers: Registers) -> Filed:
    return Filed(document, page, registers, Texts(document), Facts(document, page))


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
    """One rule of the catalogue; `severity` is what a contradiction or finding of it weighs."""

    code: str
    severity: Severity
    examine: Examine

    @property
    def manual(self) -> str:
        """The rule's page: title, why with its source, and samples."""
        return self.examine.__doc__ or ""

    @property
    def title(self) -> str:
        """The first line of the rule's page."""
        return self.manual.strip().splitlines()[0]


def rule(code: str, severity: Severity) -> Callable[[Examine], Rule]:
    """Make a function that examines a case into a rule of the catalogue."""

    def made(examine: Examine) -> Rule:
        return Rule(code, severity, examine)

    return made


def rule_of_file(code: str, severity: Severity) -> Callable[[Callable[[Filed], Iterable[Result]]], Rule]:
    """Make a function that examines a file into a rule; tables read from outside have no file and pass it."""

    def made(examine: Callable[[Filed], Iterable[Result]]) -> Rule:
        def over_case(case: Case) -> Iterable[Result]:
            return examine(case.filed) if case.filed else ()

        over_case.__doc__ = examine.__doc__
        return Rule(code, severity, over_case)

    return made


def check(rules: Iterable[Rule], case: Case) -> list[Problem]:
    """Run rules over a case; a difference that rounding explains is a note, whatever the rule's severity.

    Where two tables are views of the same figures, what is said of the one is not said again of the other.
    """
    said: set[tuple[Figure, ...]] = set()
    return [problem for rule in rules for problem in _problems(rule, case, said)]


def _problems(rule: Rule, case: Case, said: set[tuple[Figure, ...]]) -> Iterator[Problem]:
    for result in rule.examine(case):
        if isinstance(result, Finding):
            yield Problem(result.span, rule.code, rule.severity, result.message, result.related, result.suggestions)
            continue
        sources = tuple(figure.source for figure in result.figures)
        if result.is_by_construction or sources in said:
            continue
        said.add(sources)
        problem = _judged(rule, result, case)
        if problem is not None:
            yield problem


def _judged(rule: Rule, constraint: Constraint, case: Case) -> Problem | None:
    fares = outcome(constraint)
    span = place_of(constraint)
    if fares is Outcome.EXACT or span is None:
        return None
    severity = Severity.NOTE if fares is Outcome.ROUNDING else rule.severity
    message = sentence(constraint, fares, case.unit)
    return Problem(span, rule.code, severity, message, related_places(constraint, case.unit, span))


def place_of(constraint: Constraint) -> Span | None:
    """Return where a constraint is reported: at its first entered figure, else at what the first rests on."""
    places = [figure.span for figure in constraint.figures if figure.is_entered]
    places += [figure.place for figure in constraint.figures]
    return next((place for place in places if place), None)
