"""The joint test: could any true figures in 元 have been printed like this, over all identities at once?

Every printed figure, typed or computed (a reader cannot tell), stands for the closed interval of half its grain on
either side. Each identity that holds by itself may still not hold together with the others; an exact linear programme
over the deviations of the true figures from the printed ones decides. A figure of an identity that is already 矛盾 is
under suspicion and may be anything here, so that one slip is not told twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.check.catalogue import Judgement, place_of
from generator.check.outcome import AtMost, Constraint, Outcome, Sum
from generator.check.wording import related_places, relation_text
from generator.model.figures import Figure
from generator.model.money import ZERO, MoneyUnit
from generator.problems import Problem, Severity

MANUAL: Mapping[str, str] = {
    "J101": """各项勾稽关系合在一起也要可能：至少有一组真实金额，四舍五入后正好是公开的这些数。

    每个关系单独看都可以用四舍五入解释，合在一起却没有任何一组真实金额（元）能得出这些数，就必有一个数写错，因此是错误。
    条件：只看尾差能解释的关系；已经是矛盾的关系另有说明，其中的数在这里不再约束别的数。
    依据：XBRL Calculations 1.1（2023）的区间规则，用于全部关系。
    """,
    "J102": """两种分类中同一笔钱（C2）与各项勾稽关系合在一起也要可能。

    社保、公积金在功能分类和经济分类中通常是同一笔钱。各单位列支习惯不同，因此只是提示，不是错误。
    条件：没有 J101；C2 的关系单独看都成立。
    依据：《政府收支分类科目》；XBRL Calculations 1.1（2023）的区间规则，用于全部关系。
    """,
}
"""What the problems of the joint test are, for the catalogue."""

_CAUSES = {"J101": "至少有一个数写错", "J102": "或者有一个数写错，或者两种分类中的不是同一笔钱"}
_UNITY = {True: "这 {} 个勾稽关系", False: "这个勾稽关系"}


@dataclass(frozen=True, slots=True)
class Relation:
    """One constraint over the deviations of true figures from printed ones: Σ factor × deviation = (or ≤) `gap`."""

    constraint: Constraint
    factors: Mapping[Figure, int]
    gap: Decimal
    is_hint: bool = False

    @property
    def is_met_as_printed(self) -> bool:
        """Say whether the printed figures themselves are true figures for this relation."""
        return self.gap >= 0 if isinstance(self.constraint, AtMost) else self.gap == 0


def joint_problems(judgements: Sequence[Judgement], unit: MoneyUnit) -> list[Problem]:
    """Report sets of constraints that hold one by one but not together: each set is as small as it can be."""
    found = [
        _problem("J102" if any(relation.is_hint for relation in conflict) else "J101", conflict, unit)
        for conflict in joint_conflicts(judgements)
    ]
    return [problem for problem in found if problem is not None]


def joint_conflicts(judgements: Sequence[Judgement]) -> list[tuple[Relation, ...]]:
    """Return minimal sets of relations that no true figures meet; hints are asked for only where the rest is met."""
    return [conflict for component in _components(_relations(judgements)) for conflict in _conflicts(component)]


def _relations(judgements: Sequence[Judgement]) -> list[Relation]:
    """Turn what holds by itself into relations: errors' constraints, how computed figures came to be, then hints."""
    suspects = _suspects(judgements)
    sound = [judgement for judgement in judgements if judgement.outcome is not Outcome.CONTRADICTION]
    hard = [judgement.constraint for judgement in sound if judgement.rule.severity is Severity.ERROR]
    hints = [judgement.constraint for judgement in sound if judgement.rule.severity is Severity.NOTE]
    relations: dict[tuple[object, ...], Relation] = {}
    for constraints, is_hint in ((hard, False), (_definitions((*hard, *hints)), False), (hints, True)):
        for constraint in constraints:
            relation = _relation(constraint, suspects, is_hint=is_hint)
            if relation is not None:
                key = (isinstance(constraint, AtMost), frozenset(relation.factors.items()))
                relations.setdefault(key, relation)
    return list(relations.values())


def _suspects(judgements: Sequence[Judgement]) -> frozenset[Figure]:
    """Return the figures, and those they rest on, of every constraint that is a contradiction already."""
    figures = [
        figure.source
        for judgement in judgements
        if judgement.outcome is Outcome.CONTRADICTION and judgement.rule.severity is not Severity.WARNING
        for figure in judgement.constraint.figures
    ]
    return frozenset(figures) | {typed for figure in figures for typed in figure.typed()}


def _definitions(constraints: Iterable[Constraint]) -> Iterator[Sum]:
    """Yield every computed figure that is told of as the sum of what it was computed from."""
    waiting = [figure.source for constraint in constraints for figure in constraint.figures]
    seen: set[Figure] = set()
    while waiting:
        figure = waiting.pop()
        if figure not in seen and not figure.is_entered and figure.parts:
            yield Sum(figure, figure.parts)
            waiting += [part.source for part in figure.parts]
        seen.add(figure)


def _relation(constraint: Constraint, suspects: frozenset[Figure], *, is_hint: bool) -> Relation | None:
    """Return a constraint as a relation, or nothing where rounding cannot break it or a suspect stands in it."""
    if constraint.is_by_construction and not isinstance(constraint, Sum):
        return None
    factors: dict[Figure, int] = {}
    for figure, sign in constraint.terms:
        if figure.source in suspects:
            return None
        if figure.source.grain:
            factors[figure.source] = factors.get(figure.source, 0) + sign
    factors = {figure: factor for figure, factor in factors.items() if factor}
    gap = -constraint.difference
    if not factors or (isinstance(constraint, AtMost) and gap >= _reach(factors)):
        return None
    return Relation(constraint, factors, gap, is_hint)


def _reach(factors: Mapping[Figure, int]) -> Decimal:
    return sum((abs(factor) * figure.grain for figure, factor in factors.items()), ZERO) / 2


def _components(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Part relations that share no figure; where the printed figures are true ones themselves there is no question."""
    groups: list[tuple[set[Figure], list[Relation]]] = []
    for relation in relations:
        figures, members = set(relation.factors), [relation]
        for group in [group for group in groups if not group[0].isdisjoint(figures)]:
            groups.remove(group)
            figures |= group[0]
            members = [*group[1], *members]
        groups.append((figures, members))
    return [members for _, members in groups if not all(relation.is_met_as_printed for relation in members)]


def _conflicts(relations: list[Relation]) -> Iterator[tuple[Relation, ...]]:
    """Yield conflicts that share no figure; with the hints only where there is none without them."""
    programme = _Programme(relations)
    without_hints = [relation for relation in relations if not relation.is_hint]
    for allowed in (without_hints, relations):
        left, found = list(allowed), False
        while conflict := programme.conflict(left):
            found = True
            yield conflict
            told = {figure for relation in conflict for figure in relation.factors}
            left = [relation for relation in left if told.isdisjoint(relation.factors)]
        if found or len(allowed) == len(relations):
            return


class _Programme:
    """Relations as one exact linear programme, each behind a mark, so that any of them can be asked about together."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        import z3  # as heavy as the rest of a check, and seldom needed

        self.z3: Any = z3
        self.solver = z3.SolverFor("QF_LRA")
        self.deviations: dict[Figure, Any] = {}
        self.marks = {id(relation): z3.Bool(f"relation {index}") for index, relation in enumerate(relations)}
        for relation in relations:
            self.solver.add(z3.Implies(self.marks[id(relation)], self._expression(relation)))

    def _expression(self, relation: Relation) -> Any:
        terms = [factor * self._deviation(figure) for figure, factor in relation.factors.items()]
        gap = self._exact(relation.gap)
        total = self.z3.Sum(terms)
        return total <= gap if isinstance(relation.constraint, AtMost) else total == gap

    def _deviation(self, figure: Figure) -> Any:
        if figure not in self.deviations:
            deviation = self.z3.Real(f"deviation {len(self.deviations)}")
            half = self._exact(figure.grain / 2)
            self.solver.add(deviation >= -half, deviation <= half)
            self.deviations[figure] = deviation
        return self.deviations[figure]

    def _exact(self, value: Decimal) -> Any:
        return self.z3.Q(*Fraction(value).as_integer_ratio())

    def conflict(self, relations: Sequence[Relation]) -> tuple[Relation, ...]:
        """Return a minimal set among the relations that cannot hold together, or nothing where all can."""
        if not self._is_impossible(relations):
            return ()
        core = {str(mark) for mark in self.solver.unsat_core()}
        left = [relation for relation in relations if str(self.marks[id(relation)]) in core]
        for relation in reversed(tuple(left)):
            fewer = [other for other in left if other is not relation]
            if self._is_impossible(fewer):
                left = fewer
        return tuple(left)

    def _is_impossible(self, relations: Sequence[Relation]) -> bool:
        return bool(self.solver.check(*(self.marks[id(relation)] for relation in relations)) == self.z3.unsat)


def _problem(code: str, conflict: tuple[Relation, ...], unit: MoneyUnit) -> Problem | None:
    """Say which relations cannot hold together, with every figure and line in them."""
    constraints = [relation.constraint for relation in conflict]
    span = next((place for constraint in constraints if (place := place_of(constraint))), None)
    if span is None:
        return None
    listed = "；".join(f"（{index}）{relation_text(each, unit)}" for index, each in enumerate(constraints, start=1))
    message = (
        f"{_UNITY[len(conflict) > 1].format(len(conflict))}分别看都可以用四舍五入解释，合在一起不可能：{listed}。"
        f"没有一组真实金额四舍五入后会得出这些数，{_CAUSES[code]}，请逐个核对。"
    )
    related = dict.fromkeys(place for each in constraints for place in related_places(each, unit, span))
    severity = Severity.NOTE if code == "J102" else Severity.ERROR
    return Problem(span, code, severity, message, tuple(related))
