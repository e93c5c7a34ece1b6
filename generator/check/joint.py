"""The joint test: could any true figures in 元 have been printed like this, over all identities at once?

Every printed figure, typed or computed (a reader cannot tell), stands for the closed interval of half its grain on
either side. Each identity that holds by itself may still not hold together with the others; an exact linear programme
over the deviations of the true figures from the printed ones decides. A figure of an identity that is already 矛盾 is
under suspicion and may be anything here, so that one slip is not told twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.check.catalogue import Judgement
from generator.check.outcome import AtMost, Constraint, Outcome, Sum, outcome
from generator.check.simplex import Simplex
from generator.model.figures import Figure
from generator.model.money import ZERO
from generator.problems import Explanation, Severity

EXPLANATIONS = (
    Explanation(
        "J101",
        Severity.ERROR,
        """各项勾稽关系合在一起也要可能：至少有一组真实金额，四舍五入后正好是公开的这些数。

    每个关系单独看都可以用四舍五入解释，合在一起却没有任何一组真实金额（元）能得出这些数，就必有一个数写错，因此是错误。
    条件：只看尾差能解释的关系；已经是矛盾的关系另有说明，其中的数在这里不再约束别的数。
    依据：XBRL Calculations 1.1（2023）的区间规则，用于全部关系。
    """,
    ),
    Explanation(
        "J102",
        Severity.NOTE,
        """两种分类中同一笔钱（C2）与各项勾稽关系合在一起也要可能。

    社保、公积金在功能分类和经济分类中通常是同一笔钱。各单位列支习惯不同，因此只是提示，不是错误。
    条件：没有 J101；C2 的关系单独看都成立。
    依据：《政府收支分类科目》；XBRL Calculations 1.1（2023）的区间规则，用于全部关系。
    """,
    ),
)
"""What the problems of the joint test are, for the catalogue."""


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


Moved = Callable[[Constraint], Decimal]
"""How far an edit that is tried moves a constraint's difference, in 元."""


def _as_printed(_: Constraint) -> Decimal:
    return ZERO


def joint_conflicts(judgements: Iterable[Judgement]) -> list[tuple[Relation, ...]]:
    """Return minimal sets of relations that no true figures meet; hints are asked for only where the rest is met."""
    judgements = tuple(judgements)
    if not any(judgement.outcome is Outcome.ROUNDING for judgement in judgements):
        return []  # where all holds exactly, or not at all, the printed figures may be the true ones
    relations = _relations(judgements, _as_printed)
    return [conflict for component in _components(relations) for conflict in _conflicts(component)]


def is_possible(judgements: Iterable[Judgement], moved: Moved) -> bool:
    """Say whether there would be true figures after an edit, hints left aside."""
    relations = [relation for relation in _relations(judgements, moved) if not relation.is_hint]
    return all(_can_hold(component) for component in _components(relations))


def _relations(judgements: Iterable[Judgement], moved: Moved) -> list[Relation]:
    """Turn what holds by itself into relations: errors' constraints, how computed figures came to be, then hints."""
    sound: list[Judgement] = []
    suspects: set[Figure] = set()
    for judgement in judgements:
        if outcome(judgement.constraint, moved(judgement.constraint)) is not Outcome.CONTRADICTION:
            sound.append(judgement)
        elif judgement.rule.severity is not Severity.WARNING:
            suspects |= _suspects(judgement.constraint)
    hard = [judgement.constraint for judgement in sound if judgement.rule.severity is Severity.ERROR]
    hints = [judgement.constraint for judgement in sound if judgement.rule.severity is Severity.NOTE]
    relations: dict[tuple[object, ...], Relation] = {}
    for constraints, is_hint in ((hard, False), (_definitions((*hard, *hints)), False), (hints, True)):
        for constraint in constraints:
            relation = _relation(constraint, moved(constraint), is_hint=is_hint)
            if relation is not None and suspects.isdisjoint(relation.factors):
                key = (isinstance(constraint, AtMost), frozenset(relation.factors.items()))
                relations.setdefault(key, relation)
    return list(relations.values())


def _suspects(constraint: Constraint) -> set[Figure]:
    """Return the figures of a constraint that is a contradiction already, and those they rest on."""
    figures = [figure.source for figure in constraint.figures]
    return {*figures, *(typed for figure in figures for typed in figure.typed())}


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


def _relation(constraint: Constraint, moved: Decimal, *, is_hint: bool) -> Relation | None:
    """Return a constraint as a relation, or nothing where no rounding can break it."""
    if not isinstance(constraint, Sum) and constraint.is_by_construction:
        return None
    factors: dict[Figure, int] = {}
    for figure, sign in constraint.terms:
        source = figure.source
        if source.uncertainty:
            factors[source] = factors.get(source, 0) + sign
    factors = {figure: factor for figure, factor in factors.items() if factor}
    gap = -constraint.difference - moved
    if not factors or (isinstance(constraint, AtMost) and gap >= _reach(factors)):
        return None
    return Relation(constraint, factors, gap, is_hint)


def _reach(factors: Mapping[Figure, int]) -> Decimal:
    return sum((abs(factor) * figure.uncertainty for figure, factor in factors.items()), ZERO)


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


def _can_hold(relations: Sequence[Relation]) -> bool:
    """Say whether some true figures meet all of these relations."""
    reaches = {figure: figure.uncertainty for relation in relations for figure in relation.factors}
    programme = Simplex(reaches, [relation.gap for relation in relations])
    for relation in relations:
        programme.require(relation.factors, relation.gap, exactly=not isinstance(relation.constraint, AtMost))
    return programme.is_solvable()


def _conflicts(relations: list[Relation]) -> Iterator[tuple[Relation, ...]]:
    """Yield conflicts that share no figure; with the hints only where there is none without them."""
    if _can_hold(relations):
        return
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
        self.solver.from_string(_script(relations))
        self.marks = {id(relation): z3.Bool(f"relation-{index}") for index, relation in enumerate(relations)}

    def conflict(self, relations: Sequence[Relation]) -> tuple[Relation, ...]:
        """Return a minimal set among the relations that cannot hold together, or nothing where all can."""
        if not self.is_impossible(relations):
            return ()
        core = {str(mark) for mark in self.solver.unsat_core()}
        left = [relation for relation in relations if str(self.marks[id(relation)]) in core]
        for relation in reversed(tuple(left)):
            fewer = [other for other in left if other is not relation]
            if self.is_impossible(fewer):
                left = fewer
        return tuple(left)

    def is_impossible(self, relations: Sequence[Relation]) -> bool:
        """Say whether no true figures meet all of these relations."""
        return bool(self.solver.check(*(self.marks[id(relation)] for relation in relations)) == self.z3.unsat)


def _script(relations: Sequence[Relation]) -> str:
    """Write relations in SMT-LIB 2: each deviation within half a grain, each mark implying its relation."""
    names: dict[Figure, str] = {}
    lines: list[str] = []
    for index, relation in enumerate(relations):
        for figure in (figure for figure in relation.factors if figure not in names):
            name, half = names.setdefault(figure, f"deviation-{len(names)}"), _exact(figure.uncertainty)
            lines.append(f"(declare-const {name} Real) (assert (<= (- {half}) {name} {half}))")
        total = " ".join(f"(* {_exact(factor)} {names[figure]})" for figure, factor in relation.factors.items())
        order = "<=" if isinstance(relation.constraint, AtMost) else "="
        lines.append(f"(declare-const relation-{index} Bool)")
        lines.append(f"(assert (=> relation-{index} ({order} (+ {total} 0) {_exact(relation.gap)})))")
    return "\n".join(lines)


def _exact(value: Decimal | int) -> str:
    """Write a number as a ratio of whole numbers."""
    over, under = Fraction(value).as_integer_ratio()
    return f"(/ {over} {under})" if over >= 0 else f"(- (/ {-over} {under}))"
