"""C2, D2: figures that stand in two classifications, equal or ordered by convention."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Result, rule
from generator.check.outcome import AtMost, Same, Sum
from generator.model.codes import TOTAL
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

    通过::

        基本支出经济分类:
          - {科目: 30101, 金额: 82}
          - {科目: 30108, 金额: 8}

    不通过::

        基本支出经济分类:
          - {科目: 30101, 金额: 81}
          - {科目: 30108, 金额: 9}
    """
    basic, general = case.grid("basic"), case.grid("general-budget")
    for economic, function in SAME_BY_CONVENTION:
        one, other = basic.get((economic, TOTAL)), general.get((function, "基本支出"))
        if one and other:
            yield Same(one, other)
    parts = tuple(basic[code, TOTAL] for code in _MEDICAL[0] if (code, TOTAL) in basic)
    total = general.get((_MEDICAL[1], "基本支出"))
    if total and len(parts) == len(_MEDICAL[0]):
        yield Sum(total, parts)


@rule("D2", Severity.WARNING)
def three_public_cover_basic(case: Case) -> Iterator[Result]:
    """“三公”经费、会议费、培训费不小于基本支出中同名的款（项目支出还可以再安排）。

    公务接待费不小于 30217，因公出国（境）费用不小于 30212，公务用车运行费不小于 30231，会议费不小于 30215，
    培训费不小于 30216。

    通过::

        三公经费: {公务接待费: 1.5}

    不通过::

        三公经费: {公务接待费: 0.5}
    """
    basic, expenses = case.grid("basic"), case.grid(f"sheet:{THREE_PUBLIC}")
    for code, row in _AT_LEAST:
        part, whole = basic.get((code, TOTAL)), expenses.get((row, AMOUNT))
        if part and whole:
            yield AtMost(part, whole)
