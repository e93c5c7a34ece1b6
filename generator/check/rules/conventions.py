"""C2, D2: figures that stand in two classifications, equal or ordered by convention."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Finding, Result, rule
from generator.check.outcome import AtMost, Same, Sum
from generator.check.wording import figure_name
from generator.model.codes import TOTAL
from generator.model.figures import Figure
from generator.model.sheets import AMOUNT, THREE_PUBLIC
from generator.problems import Severity

SAME_BY_CONVENTION = (
    ("30108", "2080505"),
    ("30109", "2080506"),
    ("30113", "2210201"),
    ("30112", "2089999"),
)
"""Economic class and function item that hold the same money where basic expenditure is from the general budget."""

_MEDICAL = (("30110", "30111"), "21011")
_AT_LEAST = (
    ("30217", "公务接待费"),
    ("30212", "因公出国境费用"),
    ("30231", "公务用车运行费"),
    ("30215", "会议费"),
    ("30216", "培训费"),
)


@rule("C2", Severity.NOTE)
def social_security_in_both_classifications(case: Case) -> Iterator[Result]:
    """社保、公积金等在功能分类和经济分类中通常是同一笔钱。

    30108=2080505，30109=2080506，30113=2210201，30112=2089999，30110+30111=21011。
    条件：基本支出全部来自一般公共预算。各单位列支习惯不同，因此只是提示，不是错误。
    """
    basic, general = case.grid("basic"), case.grid("general-budget")
    for economic, function in SAME_BY_CONVENTION:
        one, other = basic.get((economic, TOTAL)), general.get((function, "基本支出"))
        if one and other:
            yield Same(one, other)
        elif basic and general and (one or other):
            yield from _alone(one or other, function if one else economic)
    parts = tuple(basic[code, TOTAL] for code in _MEDICAL[0] if (code, TOTAL) in basic)
    total = general.get((_MEDICAL[1], "基本支出"))
    if total and parts:
        yield Sum(total, parts)


def _alone(figure: Figure | None, missing: str) -> Iterator[Finding]:
    """Say that a figure's counterpart is not there; a figure of nothing needs none."""
    if figure and figure.place and figure.yuan:
        yield Finding(figure.place, f"{figure_name(figure)}有金额，而通常与它相同的科目 {missing} 没有列支。请核对。")


@rule("D2", Severity.WARNING)
def three_public_cover_basic(case: Case) -> Iterator[Result]:
    """“三公”经费、会议费、培训费不小于基本支出中同名的款（项目支出还可以再安排）。

    公务接待费不小于 30217，因公出国（境）费用不小于 30212，公务用车运行费不小于 30231，会议费不小于 30215，
    培训费不小于 30216。
    """
    basic, expenses = case.grid("basic"), case.grid(f"sheet:{THREE_PUBLIC}")
    for code, row in _AT_LEAST:
        part, whole = basic.get((code, TOTAL)), expenses.get((row, AMOUNT))
        if part and whole:
            yield AtMost(part, whole)
