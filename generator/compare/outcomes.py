"""What the rules say of both sides: constraints whose outcome changed, problems that appeared or went away."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.catalogue import Judgement, place_of
from generator.check.outcome import Constraint, Outcome, Sum
from generator.check.wording import figure_name, sentence
from generator.compare.side import Side
from generator.model.figures import Figure
from generator.problems import Problem, Severity
from generator.source import Span

ABSENT = "不适用"
"""The outcome of a constraint that there is nothing to hold against."""

WAIVED = "已豁免"

_LINES = re.compile(r"(?<=\.yaml):[0-9]+|第 [0-9]+ 行")


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """One constraint of one rule whose outcome changed: 一致, 尾差, 矛盾, or 不适用 where a figure is missing."""

    code: str
    severity: Severity
    """What a contradiction of the rule weighs."""
    name: str
    before: str
    after: str
    message: str
    """How it fares now, or fared where it no longer applies."""
    span: Span | None
    also: tuple[str, ...]
    """Other rules that hold the same figures against one another, with the same outcome."""

    @property
    def is_worse(self) -> bool:
        """Say whether it holds less well than before."""
        return _rank(self.after) > _rank(self.before)

    @property
    def is_new_error(self) -> bool:
        """Say whether a contradiction that refuses the file is there now and was not before."""
        return self.is_worse and self.after == Outcome.CONTRADICTION.value and self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class ProblemChanges:
    """Problems that no constraint says: those that appeared, those that are gone."""

    appeared: tuple[Problem, ...] = ()
    gone: tuple[Problem, ...] = ()


_Address = tuple[str, str, str]
_Key = tuple[str, str, tuple[_Address, ...], int]


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """The outcomes of one side's constraints by what they are; `said` are those that are reported, each once."""

    by_key: Mapping[_Key, Judgement]
    said: tuple[_Key, ...]
    rules: Mapping[tuple[Outcome, tuple[Figure, ...]], tuple[str, ...]]
    """The codes of the rules that say the same of the same figures."""

    def also(self, judgement: Judgement) -> tuple[str, ...]:
        """Return the other rules that say the same."""
        return tuple(code for code in self.rules[_held(judgement)] if code != judgement.rule.code)


def compare_outcomes(before: Side, after: Side) -> tuple[OutcomeChange, ...]:
    """Return the constraints whose outcome changed, what is worse now first, errors before hints."""
    old, new = _outcomes(before), _outcomes(after)
    changes = []
    for key in dict.fromkeys((*new.said, *old.said)):
        one, other = _word(old.by_key.get(key), before), _word(new.by_key.get(key), after)
        outcomes, side = (new, after) if key in new.by_key else (old, before)
        if one != other and {one, other} != {ABSENT, Outcome.EXACT.value}:
            judgement = outcomes.by_key[key]
            changes.append(_change(judgement, one, other, side, outcomes.also(judgement)))
    weights = tuple(Severity)
    return tuple(sorted(changes, key=lambda change: (not change.is_worse, weights.index(change.severity))))


def _outcomes(side: Side) -> _Outcomes:
    if side.examination is None:
        return _Outcomes({}, (), {})
    counted: Counter[tuple[str, str, tuple[_Address, ...]]] = Counter()
    keys: dict[int, _Key] = {}
    for judgement in side.examination.judgements:
        what = _what(judgement)
        counted[what] += 1
        keys[id(judgement)] = (*what, counted[what])
    by_key = {keys[id(judgement)]: judgement for judgement in side.examination.judgements}
    said = tuple(keys[id(judgement)] for judgement in side.examination.distinct)
    rules: dict[tuple[Outcome, tuple[Figure, ...]], tuple[str, ...]] = {}
    for judgement in side.examination.judgements:
        codes = rules.get(_held(judgement), ())
        rules[_held(judgement)] = tuple(dict.fromkeys((*codes, judgement.rule.code)))
    return _Outcomes(by_key, said, rules)


def _held(judgement: Judgement) -> tuple[Outcome, tuple[Figure, ...]]:
    return judgement.outcome, tuple(figure.source for figure in judgement.constraint.figures)


def _what(judgement: Judgement) -> tuple[str, str, tuple[_Address, ...]]:
    """Say what a constraint is about whatever its amounts: its rule, kind and figures, of a sum the total alone."""
    constraint = judgement.constraint
    figures = constraint.figures[:1] if isinstance(constraint, Sum) else constraint.figures
    return judgement.rule.code, type(constraint).__name__, tuple(_address(figure) for figure in figures)


def _address(figure: Figure) -> _Address:
    return figure.sheet, figure.row, figure.column


def _word(judgement: Judgement | None, side: Side) -> str:
    if judgement is None:
        return ABSENT
    if judgement.constraint.is_by_construction:
        return Outcome.EXACT.value
    is_waived = judgement.outcome is Outcome.CONTRADICTION and any(
        problem.waived and (problem.code, problem.span) == (judgement.rule.code, place_of(judgement.constraint))
        for problem in side.problems
    )
    return judgement.outcome.value + (f"（{WAIVED}）" if is_waived else "")


def _rank(word: str) -> int:
    """Order outcomes from what holds to what cannot: 不适用 and 一致, 尾差, what is waived, 矛盾."""
    if word.endswith(f"（{WAIVED}）"):
        return 2
    return {Outcome.ROUNDING.value: 1, Outcome.CONTRADICTION.value: 3}.get(word, 0)


def _change(judgement: Judgement, before: str, after: str, side: Side, also: tuple[str, ...]) -> OutcomeChange:
    constraint = judgement.constraint
    return OutcomeChange(
        code=judgement.rule.code,
        severity=judgement.rule.severity,
        name=_name(constraint),
        before=before,
        after=after,
        message="" if judgement.outcome is Outcome.EXACT else sentence(constraint, judgement.outcome, side.unit),
        span=place_of(constraint),
        also=also,
    )


def _name(constraint: Constraint) -> str:
    first = figure_name(constraint.figures[0])
    if isinstance(constraint, Sum):
        return f"{first}与 {len(constraint.parts)} 个组成部分"
    return f"{first}与{figure_name(constraint.figures[1])}"


def compare_problems(before: Side, after: Side) -> ProblemChanges:
    """Return problems that appeared or went away, those of constraints left out; a moved line is no change."""
    old, new = dict(_others(before)), dict(_others(after))
    return ProblemChanges(
        appeared=tuple(problem for key, problem in new.items() if key not in old),
        gone=tuple(problem for key, problem in old.items() if key not in new),
    )


def _others(side: Side) -> Iterator[tuple[tuple[str, Severity, str], Problem]]:
    judged = _judged(side)
    for problem in side.problems:
        if (problem.code, problem.span, problem.message) not in judged:
            yield (problem.code, problem.severity, _LINES.sub("", problem.message)), problem


def _judged(side: Side) -> set[tuple[str, Span, str]]:
    if side.examination is None:
        return set()
    found = set(side.examination.problems(side.unit)) - set(side.examination.findings)
    return {(problem.code, problem.span, problem.message) for problem in found}
