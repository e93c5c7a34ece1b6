"""Suggestions: which single typed figure, changed to what, would restore consistency.

Ranked by agreement with the same fact elsewhere, then by how much of everything else is consistent, then by how
likely the slip is. An edit is judged by how far it moves each constraint; nothing is computed anew.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.catalogue import Judgement
from generator.check.edits import Slip, meant
from generator.check.joint import is_possible
from generator.check.outcome import AtMost, Constraint, Outcome, Same, Sum, outcome
from generator.check.wording import allowance_text, amount, figure_name
from generator.model.figures import Figure
from generator.model.money import ZERO, MoneyUnit
from generator.problems import Severity

_MOST = 3
_JOINT_TESTS = 12
_JOINT_WORK = 2000
"""How many edits of a file are put to the joint test, and over how many constraints in all: suggestions stay quick."""

Weights = Mapping[Figure, int]
"""By how much a figure moves when one of the typed figures it rests on is moved by one."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One typed figure changed by `moved` 元."""

    figure: Figure
    moved: Decimal
    slip: Slip


@dataclass(frozen=True, slots=True)
class _Touched:
    """A judgement that an edit of some typed figure moves, and by how much for each 元."""

    judgement: Judgement
    factor: int
    is_direct: bool

    def after(self, edit: Edit) -> Outcome:
        return outcome(self.judgement.constraint, self.factor * edit.moved)


class Adviser:
    """Finds and ranks edits among the judgements of one examination."""

    def __init__(self, judgements: Sequence[Judgement], unit: MoneyUnit) -> None:
        self.judgements = [judgement for judgement in judgements if not judgement.constraint.is_by_construction]
        self.unit = unit
        self._weights: dict[Figure, Weights] = {}
        self._moving: dict[Constraint, Weights] = {}
        self._joint: dict[tuple[Figure, Decimal], bool] = {}
        self._joint_tests = min(_JOINT_TESTS, _JOINT_WORK // max(len(self.judgements), 1))

    @functools.cached_property
    def _touched(self) -> Mapping[Figure, list[_Touched]]:
        """What each typed figure moves."""
        found: dict[Figure, list[_Touched]] = {}
        for judgement in self.judgements:
            direct = {figure.source for figure in judgement.constraint.figures}
            for figure, factor in self._factors(judgement.constraint).items():
                found.setdefault(figure, []).append(_Touched(judgement, factor, figure in direct))
        return found

    @functools.cached_property
    def _columns(self) -> Mapping[tuple[str, str], list[Figure]]:
        """The typed figures of each column in the order of their lines."""
        found: dict[tuple[str, str], list[Figure]] = {}
        for figure in sorted(self._touched, key=_line):
            found.setdefault((figure.sheet, figure.column), []).append(figure)
        return found

    def suggest(self, constraints: Sequence[Constraint]) -> tuple[str, ...]:
        """Say which edits, three at most, make all of the constraints consistent, the best first.

        More than one constraint are ones that only the joint test finds wrong, so an edit must pass that too.
        """
        edits = [edit for edit in self._candidates(constraints) if self._restores(edit, constraints)]
        ranks = {edit: self._rank(edit) for edit in edits}
        least = min((rank[1] for rank in ranks.values()), default=0)
        edits = [edit for edit in edits if ranks[edit][0] == 0 or ranks[edit][1] == least]
        best = sorted(edits, key=ranks.__getitem__)[: 2 * _MOST]
        if len(constraints) > 1:
            best = [edit for edit in best if self._is_jointly_possible(edit)]
        best.sort(key=lambda edit: (*ranks[edit][:2], not self._is_jointly_possible(edit), *ranks[edit][2:]))
        return tuple(self._sentence(edit, constraints) for edit in best[:_MOST])

    def _weights_of(self, figure: Figure) -> Weights:
        if figure.is_entered:
            return {figure: 1}
        if figure not in self._weights:
            found: dict[Figure, int] = {}
            for part in figure.parts:
                for typed, weight in self._weights_of(part).items():
                    found[typed] = found.get(typed, 0) + weight
            self._weights[figure] = found
        return self._weights[figure]

    def _factors(self, constraint: Constraint) -> Weights:
        if constraint not in self._moving:
            found: dict[Figure, int] = {}
            for figure, sign in constraint.terms:
                for typed, weight in self._weights_of(figure).items():
                    found[typed] = found.get(typed, 0) + sign * weight
            self._moving[constraint] = {typed: factor for typed, factor in found.items() if factor and typed.span}
        return self._moving[constraint]

    def _moves(self, edit: Edit, constraint: Constraint) -> Decimal:
        return self._factors(constraint).get(edit.figure, 0) * edit.moved

    def _candidates(self, constraints: Sequence[Constraint]) -> Iterator[Edit]:
        """Yield, for each typed figure near by, the slips of the hand, and the values that other figures ask for."""
        near: dict[Figure, None] = {}
        for constraint in constraints:
            near.update(dict.fromkeys(self._factors(constraint)))
        for figure in near:
            unit, typed = self.unit.yuan, figure.yuan / self.unit.yuan
            values = meant(amount(figure.yuan, self.unit))
            for value, slip in self._asked_for(figure):
                values.setdefault(value / unit, slip)
            for value, slip in values.items():
                if value != typed and (min(value, typed) >= 0 or max(value, typed) <= 0 > typed or slip is Slip.SIGN):
                    yield Edit(figure, (value - typed) * unit, slip)

    def _asked_for(self, figure: Figure) -> Iterator[tuple[Decimal, Slip]]:
        """Yield the amounts that make a constraint exact, and the neighbour rows'."""
        column = self._columns[figure.sheet, figure.column]
        place = column.index(figure)
        beside = [other.yuan for other in column[max(place - 1, 0) : place + 2] if other is not figure]
        slip = Slip.PASTED if figure.yuan and figure.yuan in beside else Slip.OTHER
        for touched in self._touched[figure]:
            if abs(touched.factor) == 1:
                yield figure.yuan - touched.judgement.constraint.difference * touched.factor, slip
        yield from ((yuan, Slip.NEIGHBOUR) for yuan in beside)

    def _restores(self, edit: Edit, constraints: Iterable[Constraint]) -> bool:
        """Say whether the constraints hold after an edit, and no error arises elsewhere."""
        if any(outcome(each, self._moves(edit, each)) is Outcome.CONTRADICTION for each in constraints):
            return False
        return not any(
            touched.after(edit) is Outcome.CONTRADICTION
            for touched in self._touched[edit.figure]
            if touched.judgement.rule.severity is Severity.ERROR
            and touched.judgement.outcome is not Outcome.CONTRADICTION
        )

    def _rank(self, edit: Edit) -> tuple[int, int, int, int, Decimal, int]:
        """Order edits: agreement, contradictions left, slip, differences left, size, place."""
        agrees = self._agreement(edit)
        hard = [touched for touched in self._touched[edit.figure] if touched.judgement.rule.severity != Severity.NOTE]
        after = [touched.after(edit) for touched in hard]
        left = after.count(Outcome.CONTRADICTION)
        agreement = 1 if not agrees else 0 if all(same for _, same in agrees) else 2
        return (agreement, left, edit.slip.rank, after.count(Outcome.ROUNDING), abs(edit.moved), _line(edit.figure))

    def _agreement(self, edit: Edit) -> list[tuple[Constraint, bool]]:
        """Return the places of the same fact elsewhere, and whether each agrees exactly after an edit.

        What must merely not be exceeded agrees where it is equal, and says nothing where it is not.
        """
        found = []
        for touched in self._touched[edit.figure]:
            constraint, severity = touched.judgement.constraint, touched.judgement.rule.severity
            if touched.is_direct and (isinstance(constraint, Same) or severity is not Severity.ERROR):
                same = constraint.difference + touched.factor * edit.moved == ZERO
                if same or not isinstance(constraint, AtMost):
                    found.append((constraint, same))
        return found

    def _is_jointly_possible(self, edit: Edit) -> bool:
        """Put an edit to the joint test while there are tests left; afterwards nothing is held against it."""
        key = (edit.figure, edit.moved)
        if key not in self._joint and len(self._joint) < self._joint_tests:
            self._joint[key] = is_possible(self.judgements, lambda constraint: self._moves(edit, constraint))
        return self._joint.get(key, True)

    def _sentence(self, edit: Edit, constraints: Sequence[Constraint]) -> str:
        before, value = (amount(yuan, self.unit) for yuan in (edit.figure.yuan, edit.figure.yuan + edit.moved))
        text = f"若改 {before} 为 {value}，{self._outcome_text(edit, constraints)}{self._agreement_text(edit)}"
        left = self._rank(edit)[1]
        text += f"，但还有 {left} 处与它有关的矛盾" if left else ""
        text += "" if self._is_jointly_possible(edit) else "，但各项合在一起仍不可能"
        slip = f"，{edit.slip.value}" if edit.slip.value else ""
        return f"{text}（第 {_line(edit.figure)} 行{figure_name(edit.figure)}{slip}）"

    def _outcome_text(self, edit: Edit, constraints: Sequence[Constraint]) -> str:
        outcomes = {outcome(each, self._moves(edit, each)) for each in constraints}
        if outcomes == {Outcome.EXACT}:
            return "则一致"
        if len(constraints) > 1:
            return "则都可以用四舍五入解释"
        return f"则为尾差（允许 ±{allowance_text(constraints[0].allowance, self.unit)}）"

    def _agreement_text(self, edit: Edit) -> str:
        agrees = self._agreement(edit)
        if not agrees:
            return ""
        is_same = all(same for _, same in agrees)
        others = [constraint for constraint, same in agrees if same == is_same]
        names = dict.fromkeys(_counterpart(constraint, edit.figure) for constraint in others)
        verb = "相符" if any(isinstance(constraint, Sum) for constraint in others) else "相同"
        return f"，且与 {'、'.join(names)} {verb}" if is_same else f"，但与 {'、'.join(names)} 不{verb[-1]}"


def _line(figure: Figure) -> int:
    return figure.span.line if figure.span else 0


def _counterpart(constraint: Constraint, figure: Figure) -> str:
    """Name what a figure must agree with: the total, or else the parts, or the other place."""
    others = [other for other in constraint.figures if other.source is not figure]
    if isinstance(constraint, Sum) and constraint.total in others:
        others = [constraint.total]
    return " + ".join(other.row if other.row.isdigit() else figure_name(other) for other in others)
