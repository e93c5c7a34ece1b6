"""What an examination comes to: its problems, those of the joint test, and what to try about each contradiction."""

from generator.check.catalogue import Examination, Judgement, place_of
from generator.check.joint import Relation, joint_conflicts
from generator.check.outcome import Outcome
from generator.check.suggestions import Adviser
from generator.check.wording import related_places, relation_text
from generator.model.money import MoneyUnit
from generator.problems import Problem, Severity

_CAUSES = {"J101": "至少有一个数写错", "J102": "或者有一个数写错，或者两种分类中的不是同一笔钱"}
_MOST_ADVISED = 10
"""For how many contradictions of a file edits are sought; with more the file wants reading, not guessing."""


def conclude(examination: Examination, unit: MoneyUnit) -> list[Problem]:
    """Return every problem of an examination, contradictions with at most three edits that would resolve them."""
    adviser = Adviser(examination.judgements, unit)
    advised: list[Judgement] = []

    def suggest(judgement: Judgement) -> tuple[str, ...]:
        is_wrong = judgement.outcome is Outcome.CONTRADICTION and judgement.rule.severity is not Severity.NOTE
        if not is_wrong or len(advised) == _MOST_ADVISED:
            return ()
        advised.append(judgement)
        return adviser.suggest((judgement.constraint,))

    problems = examination.problems(unit, suggest)
    for conflict in joint_conflicts(examination.judgements):
        problems += _joint_problem(conflict, adviser, unit)
    return problems


def _joint_problem(conflict: tuple[Relation, ...], adviser: Adviser, unit: MoneyUnit) -> list[Problem]:
    """Say which relations cannot hold together, with every figure and line in them."""
    constraints = [relation.constraint for relation in conflict]
    span = next((place for constraint in constraints if (place := place_of(constraint))), None)
    if span is None:
        return []
    is_hint = any(relation.is_hint for relation in conflict)
    code, severity = ("J102", Severity.NOTE) if is_hint else ("J101", Severity.ERROR)
    listed = "；".join(f"（{index}）{relation_text(each, unit)}" for index, each in enumerate(constraints, start=1))
    count = f"这 {len(conflict)} 个" if len(conflict) > 1 else "这个"
    message = (
        f"{count}勾稽关系分别看都可以用四舍五入解释，合在一起不可能：{listed}。"
        f"没有一组真实金额四舍五入后会得出这些数，{_CAUSES[code]}，请逐个核对。"
    )
    related = dict.fromkeys(place for each in constraints for place in related_places(each, unit, span))
    suggestions = () if is_hint else adviser.suggest(constraints)
    return [Problem(span, code, severity, message, tuple(related), suggestions)]
