"""What a rule is, and how rules are run: a rule says what must hold or what is wrong, the runner says how it fares."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.outcome import AtMost, Constraint, Outcome, Same, Sum, outcome
from generator.check.wording import related_places, sentence
from generator.load.nodes import Document
from generator.model.codes import Registers
from generator.model.figures import Figure
from generator.problems import Problem, Related, Severity
from generator.source import Span
from generator.view.page import DisclosurePage


@dataclass(frozen=True, slots=True)
class Case:
    """What rules look at: the document as typed, the page with its tables and figures, and the registers."""

    document: Document
    page: DisclosurePage
    registers: Registers

    def grid(self, kind: str) -> Mapping[tuple[str, str], Figure]:
        """Return a table's figures by row and column; a table that the profile lacks has none."""
        return next((table.figures() for table in self.page.tables if table.kind == kind), {})


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


def _judged(rule: Rule, constraint: Sum | Same | AtMost, case: Case) -> Problem | None:
    fares = outcome(constraint)
    if fares is Outcome.EXACT:
        return None
    severity = Severity.NOTE if fares is Outcome.ROUNDING else rule.severity
    span = next((figure.place for figure in constraint.figures if figure.is_entered), None)
    span = span or next((figure.place for figure in constraint.figures if figure.place), case.document.root.span)
    unit = case.page.disclosure.unit
    return Problem(span, rule.code, severity, sentence(constraint, fares, unit), related_places(constraint, unit, span))
