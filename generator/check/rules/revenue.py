"""A1, A2, A5: the revenue side of 收支总体情况表 and 收入总体情况表."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Result, rule
from generator.check.trees import row_sum, same_cells
from generator.model.sheets import AMOUNT, FIXED_ROWS, INCOME
from generator.problems import Severity

_YEAR = tuple(row for row, above in FIXED_ROWS[INCOME].items() if above == "本年收入合计")
_ABOVE_YEAR = ("本年收入合计", "上年结转结余", "使用非财政拨款结余")
_CARRIED = ("财政性资金", "教育专户", "非财政性资金")


@rule("A1", Severity.ERROR)
def income_of_the_year(case: Case) -> Iterator[Result]:
    """收支总体情况表：本年收入合计等于各项收入之和。

    两个数出自同一张表，只有抄错或漏行才会对不上，因此是错误。没有数的行视为零。
    依据：《地方预决算公开操作规程》（财预〔2016〕143号）规定的收支总表。

    通过::

        收入: {一般公共预算财政拨款收入: 90, 事业收入: 30, 本年收入合计: 120}

    不通过::

        收入: {一般公共预算财政拨款收入: 90, 事业收入: 30, 本年收入合计: 130}

    外来表不通过::

        revenue-expenditure 部门（单位）收支总体情况表 | 金额
        一般公共预算财政拨款收入 | 90
        事业收入 | 30
        本年收入合计 | 121
    """
    yield from row_sum(case.grid("revenue-expenditure"), "本年收入合计", _YEAR, AMOUNT)


@rule("A2", Severity.ERROR)
def income_with_carry_over(case: Case) -> Iterator[Result]:
    """收支总体情况表：收入总计等于本年收入合计加上年结转结余。

    表中列有“使用非财政拨款结余”的，一并加上。两边都是预算数，对不上必有一处写错，因此是错误。
    依据：《预算法》第四条，全部收入和支出都应当纳入预算。

    通过::

        收入: {一般公共预算财政拨款收入: 100, 上年结转结余: 20, 收入总计: 120}

    不通过::

        收入: {一般公共预算财政拨款收入: 100, 上年结转结余: 20, 收入总计: 100}
    """
    yield from row_sum(case.grid("revenue-expenditure"), "收入总计", _ABOVE_YEAR, AMOUNT)


@rule("A5", Severity.ERROR)
def revenue_table(case: Case) -> Iterator[Result]:
    """收入总体情况表：合计等于各项之和，上年结转等于其三项来源之和，并与收支总体情况表一致。

    同一笔收入在两张表中只能是一个数，因此是错误。
    依据：财预〔2016〕143号，收入总表与收支总表反映同一收入。

    通过::

        收入: {一般公共预算财政拨款收入: 100, 上年结转结余: 20, 财政性资金: 15, 非财政性资金: 5}

    不通过::

        收入: {一般公共预算财政拨款收入: 100, 上年结转结余: 20, 财政性资金: 15, 非财政性资金: 50}

    外来表不通过::

        revenue 部门（单位）收入总体情况表 | 金额
        本年收入合计 | 120

        revenue-expenditure 部门（单位）收支总体情况表 | 金额
        本年收入合计 | 210
    """
    grid, overall = case.grid("revenue"), case.grid("revenue-expenditure")
    yield from row_sum(grid, "本年收入合计", _YEAR, AMOUNT)
    yield from row_sum(grid, "上年结转结余", _CARRIED, AMOUNT)
    yield from row_sum(grid, "收入总计", _ABOVE_YEAR, AMOUNT)
    for row in ("本年收入合计", "上年结转结余", "收入总计"):
        yield from same_cells(grid, (row, AMOUNT), overall, (row, AMOUNT))
