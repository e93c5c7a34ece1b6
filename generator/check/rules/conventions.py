"""C2, D2, D4: figures that stand in two classifications, equal or ordered by convention."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Finding, Grid, Result, rule
from generator.check.outcome import AtMost, Outcome, Same, Sum, outcome
from generator.check.wording import figure_name
from generator.model.codes import TOTAL
from generator.model.figures import Basis, Figure
from generator.model.sheets import AMOUNT, FIXED_ROWS, THREE_PUBLIC
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
    经济分类有金额而功能分类没有列支的，也提示。各单位列支习惯不同，因此只是提示，不是错误。
    条件：基本支出全部来自一般公共预算。
    依据：《政府收支分类科目》，同一支出按功能和按经济两种分类编列。

    通过::

        基本支出经济分类:
          - {科目: 30101, 金额: 82}
          - {科目: 30108, 金额: 8}

    不通过::

        基本支出经济分类:
          - {科目: 30101, 金额: 81}
          - {科目: 30108, 金额: 9}

    不通过::

        基本支出经济分类:
          - {科目: 30101, 金额: 82}
          - {科目: 30108, 金额: 8}
          - {科目: 30112, 金额: 1}
    """
    basic, general = case.grid("basic"), case.grid("general-budget")
    every, fiscal = case.grid("expenditure").get((TOTAL, "基本支出")), general.get((TOTAL, "基本支出"))
    if every and fiscal and outcome(Same(every, fiscal)) is Outcome.CONTRADICTION:
        return
    for economic, function in SAME_BY_CONVENTION:
        one, other = basic.get((economic, TOTAL)), general.get((function, "基本支出"))
        if one and other:
            yield Same(one, other)
        elif one and general:
            yield from _alone(one, function)
    parts = tuple(basic[code, TOTAL] for code in _MEDICAL[0] if (code, TOTAL) in basic)
    total = general.get((_MEDICAL[1], "基本支出"))
    if total and parts:
        yield Sum(total, parts)


def _alone(figure: Figure, missing: str) -> Iterator[Finding]:
    """Say that a figure's counterpart is not there; a figure of nothing needs none."""
    if figure.place and figure.yuan:
        yield Finding(figure.place, f"{figure_name(figure)}有金额，而通常与它相同的科目 {missing} 没有列支。请核对。")


@rule("D2", Severity.WARNING)
def three_public_cover_basic(case: Case) -> Iterator[Result]:
    """“三公”经费、会议费、培训费不小于基本支出中同名的款（项目支出还可以再安排）。

    公务接待费不小于 30217，因公出国（境）费用不小于 30212，公务用车运行费不小于 30231，会议费不小于 30215，
    培训费不小于 30216。条件：一般公共预算没有项目支出时，两者相同。
    有的单位把一部分列在别的款下，因此是警告，不是错误。
    依据：财预〔2016〕143号，“三公”经费包括基本支出和项目支出安排的全部。

    通过::

        三公经费: {公务接待费: 1.5}

    不通过::

        三公经费: {公务接待费: 0.5}
    """
    basic, expenses = case.grid("basic"), three_public(case)
    project = case.grid("general-budget").get((TOTAL, "项目支出"))
    is_all_basic = bool(case.grid("general-budget")) and (project is None or project.yuan == 0)
    for code, row in _AT_LEAST:
        part, whole = basic.get((code, TOTAL)), expenses.get((row, AMOUNT))
        if part and whole:
            yield Same(part, whole) if is_all_basic else AtMost(part, whole)


@rule("D4", Severity.ERROR)
def three_public_within_expenditure(case: Case) -> Iterator[Result]:
    """“三公”经费、会议费、培训费都不小于零，都不大于支出合计。

    它们由支出安排，部分不能大于整体，因此是错误。金额按元填在了万元的文件中，就会是这样。
    依据：财预〔2016〕143号，“三公”经费包括基本支出和项目支出安排的全部。

    通过::

        三公经费: {公务接待费: 1, 因公出国境费用: 99}

    不通过::

        三公经费: {公务接待费: 10000}

    不通过::

        会议费: -5
    """
    whole = case.grid("expenditure").get((TOTAL, "支出合计"))
    for (row, column), figure in three_public(case).items():
        if column == AMOUNT and figure.yuan < 0 and figure.basis is Basis.TYPED and figure.place:
            yield Finding(figure.place, f"{figure_name(figure)}是负数。请核对。")
        elif column == AMOUNT and whole and not FIXED_ROWS[THREE_PUBLIC].get(row):
            yield AtMost(figure, whole)


def three_public(case: Case) -> Grid:
    """Return “三公”经费, 会议费 and 培训费 by row: as filed, or from the row 合计 of a table from outside."""
    printed = case.grid("three-public").items()
    return case.grid(f"sheet:{THREE_PUBLIC}") or {
        (column.rpartition("/")[2], AMOUNT): figure for (row, column), figure in printed if row == TOTAL
    }
