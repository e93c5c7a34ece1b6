"""Waivers applied: a problem that the file lets pass becomes a note that says so; waivers are checked too."""

import datetime
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.check.manual import manual_from_text
from generator.model.disclosure import Disclosure, Waiver
from generator.problems import Explanation, Problem, Severity

EXPLANATIONS = (
    Explanation(
        "V101",
        Severity.ERROR,
        """豁免的规则代码不存在。

        代码写错的豁免不起作用，却让读的人以为问题已有说明。规则代码见检查报告，或 disclose rules。

        通过::

            年终结转结余: 0

        不通过::

            豁免:
              - {规则: Q9, 理由: 上级批复数如此}
        """,
    ),
    Explanation(
        "V102",
        Severity.ERROR,
        """这类问题不能豁免。

        对照规则指出的错误和警告可以在数据中说明理由后保留。文件读不了、键或值不合数据格式，以及编码、行和位置的错误，
        会使公开的内容缺失或不可靠，只能改正。

        通过::

            年终结转结余: 0

        不通过::

            豁免:
              - {规则: S104, 理由: 先这样写}
        """,
    ),
    Explanation(
        "V103",
        Severity.WARNING,
        """豁免已过截止日期，不再起作用。

        截止日期与文件中的公开日期比较；没有公开日期的用批复日期，再没有的用编制日期，都没有的用预算年度的 1 月 1 日。
        不看检查当天的日期，因此同一份数据任何时候检查，结果都相同。

        通过::

            公开日期: 2026-02-02
            三公经费:
              公务接待费: 0.5
              豁免: [{规则: D2, 理由: 接待费另由项目支出列支后调减, 截止: 2026-12-31}]

        不通过::

            公开日期: 2026-02-02
            三公经费:
              公务接待费: 0.5
              豁免: [{规则: D2, 理由: 接待费另由项目支出列支后调减, 截止: 2025-12-31}]
        """,
    ),
    Explanation(
        "V104",
        Severity.WARNING,
        """豁免没有用处：它所在的块中没有这条规则指出的错误或警告。

        问题改正后豁免应当删去，否则会遮住以后的错误。尾差和提示不需要豁免。

        通过::

            三公经费:
              公务接待费: 0.5
              豁免: [{规则: D2, 理由: 接待费另由项目支出列支后调减}]

        不通过::

            三公经费:
              公务接待费: 1
              豁免: [{规则: D2, 理由: 接待费另由项目支出列支后调减}]
        """,
    ),
)


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem that was let pass, as it was found, the title of its rule, and the waiver that excuses it."""

    title: str
    problem: Problem
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file's problems after its waivers: those that stand, waived ones as notes, and what was waived."""

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...]


def apply_waivers(
    problems: Iterable[Problem], disclosure: Disclosure, explanations: Mapping[str, Explanation]
) -> Verdict:
    """Turn each error or warning that an effective waiver covers into a note, and find fault with other waivers.

    Of several waivers that cover a problem, the innermost one excuses it.
    """
    found = {waiver: _fault(waiver, disclosure, explanations) for waiver in disclosure.waivers}
    effective = [waiver for waiver, fault in found.items() if fault is None]
    standing: list[Problem] = []
    waived: list[Waived] = []
    for problem in problems:
        waiver = _innermost(problem, effective)
        if waiver is None:
            standing.append(problem)
        else:
            title = manual_from_text(explanations[problem.code].text).title
            waived.append(Waived(title, problem, waiver))
            standing.append(_as_note(problem, waiver))
    used = {each.waiver for each in waived}
    faults = [fault for fault in found.values() if fault]
    faults += [_needless(waiver) for waiver in effective if waiver not in used]
    return Verdict((*standing, *faults), tuple(waived))


def day_of(disclosure: Disclosure) -> datetime.date:
    """Return the day that waivers' last days are compared with: of publication, else approval, else preparation."""
    known = (disclosure.published, disclosure.approved, disclosure.prepared)
    return next((day for day in known if day), datetime.date(disclosure.year, 1, 1))


def _innermost(problem: Problem, waivers: Iterable[Waiver]) -> Waiver | None:
    if problem.severity is Severity.NOTE:
        return None
    covering = (waiver for waiver in waivers if waiver.rule == problem.code and waiver.covers(problem.span))
    return max(covering, key=lambda waiver: waiver.start, default=None)


def _as_note(problem: Problem, waiver: Waiver) -> Problem:
    until = f"，有效至 {waiver.until}" if waiver.until else ""
    message = f"已豁免（{waiver.reason}{until}）：{problem.message}"
    return replace(problem, severity=Severity.NOTE, message=message, waived=waiver.reason)


def _fault(waiver: Waiver, disclosure: Disclosure, explanations: Mapping[str, Explanation]) -> Problem | None:
    explained = explanations.get(waiver.rule)
    if explained is None:
        return Problem(
            waiver.span,
            "V101",
            Severity.ERROR,
            f"没有代码为“{waiver.rule}”的规则，这项豁免不起作用。",
            suggestions=(f"是不是 {nearest_code(waiver.rule, explanations)}？",),
        )
    if not explained.can_be_waived:
        message = f"{waiver.rule} 指出的问题不能豁免，只能改正。请删去这项豁免。"
        return Problem(waiver.span, "V102", Severity.ERROR, message)
    day = day_of(disclosure)
    if waiver.until and waiver.until < day:
        message = (
            f"对 {waiver.rule} 的豁免截止 {waiver.until}，早于本文件的日期 {day}，不再起作用。请改正数据或重新说明。"
        )
        return Problem(waiver.span, "V103", Severity.WARNING, message)
    return None


def _needless(waiver: Waiver) -> Problem:
    message = f"这里没有 {waiver.rule} 指出的错误或警告，豁免没有用处，请删去。"
    return Problem(waiver.span, "V104", Severity.WARNING, message)


def nearest_code(code: str, known: Iterable[str]) -> str:
    """Return the code that is most like one that does not exist."""
    return max(known, key=lambda each: difflib.SequenceMatcher(None, code.upper(), each).ratio())
