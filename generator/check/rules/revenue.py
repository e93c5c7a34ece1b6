"""A1, A2, A5, A8: the revenue side of 收支总体情况表 and 收入总体情况表."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Result, rule
from generator.check.outcome import Sum
from generator.check.trees import column_sums, row_sum, same_cells, tree_sums
from generator.derive.budget import INCOME_COLUMNS
from generator.model.codes import TOTAL
from generator.model.sheets import AMOUNT, APPROPRIATION, BALANCE, FIXED_ROWS, INCOME, INCOME_BY_FUNCTION
from generator.problems import Severity

_YEAR = tuple(row for row, above in FIXED_ROWS[INCOME].items() if above == "本年收入合计")
_ABOVE_YEAR = ("本年收入合计", "上年结转结余", "使用非财政拨款结余")
_FISCAL = tuple((row, AMOUNT) for row in _YEAR[:3])
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
    yield from row_sum(case.grid("revenue-expenditure", INCOME), "本年收入合计", _YEAR, AMOUNT)


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
    yield from row_sum(case.grid("revenue-expenditure", INCOME), "收入总计", _ABOVE_YEAR, AMOUNT)


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


@rule("A8", Severity.ERROR)
def revenue_by_function_table(case: Case) -> Iterator[Result]:
    """收入预算总表（按功能分类）：每行合计等于各项来源之和，类等于款之和，合计等于本年支出合计。

    同一笔钱按来源和按用途各列一次，对不上必有一处写错，因此是错误。
    条件：没有上年结转和年终结转时，财政拨款安排的支出等于三项财政拨款收入之和。
    依据：财预〔2016〕143号，收入总表与支出总表反映同一预算。

    外来表通过::

        revenue-by-function | 支出合计 | 财政拨款 | 事业收入
        合计 | 120 | 100 | 20
        201 | 80 | 70 | 10
        208 | 40 | 30 | 10

    外来表不通过::

        revenue-by-function | 支出合计 | 财政拨款 | 事业收入
        合计 | 120 | 100 | 20
        201 | 80 | 70 | 10
        208 | 40 | 30 | 1
    """
    if not case.grid("revenue-by-function"):
        return
    grid, income = case.grid("revenue-by-function", INCOME_BY_FUNCTION), case.grid(f"sheet:{INCOME}")
    yield from column_sums(grid, "支出合计", INCOME_COLUMNS.parts)
    for column in INCOME_COLUMNS.all:
        yield from tree_sums(grid, column, case.registers.functional)
    balance = case.grid(f"sheet:{BALANCE}")
    yield from same_cells(grid, (TOTAL, "支出合计"), balance, ("本年支出合计", AMOUNT))
    carried = (income.get(("上年结转结余", AMOUNT)), balance.get(("年终结转结余", AMOUNT)))
    fiscal, parts = grid.get((TOTAL, APPROPRIATION)), tuple(income[at] for at in _FISCAL if at in income)
    if fiscal and parts and not any(figure and figure.yuan for figure in carried):
        yield Sum(fiscal, parts)
