"""B1–B5: the tables of fiscal appropriations against one another and against the overall tables."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Grid, Result, rule
from generator.check.outcome import AtMost, Same, Sum
from generator.check.trees import column_sums, is_class, row_sum, same_cells, unit_sums
from generator.model.codes import TOTAL
from generator.model.sheets import AMOUNT, APPROPRIATION, FISCAL_FUNDS, by_fund
from generator.problems import Severity

_INCOME = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算收入")
_NON_FISCAL = ("教育专户核算", "事业收入", "上级补助收入", "附属单位上缴收入", "经营收入", "其他收入")
_LEFT_OVER = ("上年结转结余", "使用非财政拨款结余")
_CARRIED_IN = ("上年结转", "财政性资金")
_CARRIED_ON = ("上年结转支出", "结转下年")
_TABLE_OF_FUND = dict(zip(FISCAL_FUNDS, ("general-budget", "government-funds", "state-capital"), strict=True))


@rule("B1", Severity.ERROR)
def appropriation_balance(case: Case) -> Iterator[Result]:
    """财政拨款收支总体情况表：收入总计等于支出总计，本年收入等于三项拨款之和，并与收支总体情况表的对应收入一致。

    收入总计等于本年收入加上年结转，支出总计等于本年支出、上年结转安排的支出和结转下年之和。拨款从哪里来、到哪里去，
    总数只能是一个，因此是错误。
    条件：表外取来的表有财政拨款上年结转、而只列本年支出时，支出总计小于收入总计，不要求相等，只要求不超过。
    依据：财预〔2016〕143号，财政拨款收支总表反映部门全部财政拨款的收支。

    外来表通过::

        appropriation-balance 财政拨款收支总体情况表 | 金额
        本年收入 | 120
        一般公共预算财政拨款收入 | 120
        收入总计 | 120
        支出总计 | 120

    外来表不通过::

        appropriation-balance 财政拨款收支总体情况表 | 金额
        本年收入 | 120
        一般公共预算财政拨款收入 | 120
        收入总计 | 120
        支出总计 | 102

    不通过::

        收入: {一般公共预算财政拨款收入: 110, 事业收入: 10}
    """
    grid, overall = case.grid("appropriation-balance"), case.grid("revenue-expenditure")
    income, spent = grid.get(("收入总计", AMOUNT)), grid.get(("支出总计", AMOUNT))
    if income and spent:
        is_partial = case.filed is None and _has_amount(grid, _CARRIED_IN) and not _has_amount(grid, _CARRIED_ON)
        yield AtMost(spent, income) if is_partial else Same(income, spent)
    whole = case.grid("appropriation-balance", APPROPRIATION)
    yield from row_sum(whole, "本年收入", _INCOME, AMOUNT)
    yield from row_sum(whole, "收入总计", ("本年收入", *_CARRIED_IN), AMOUNT)
    yield from row_sum(whole, "支出总计", ("本年支出", *_CARRIED_ON), AMOUNT)
    for row in _INCOME:
        yield from same_cells(grid, (row, AMOUNT), overall, (row, AMOUNT))


def _has_amount(grid: Grid, rows: tuple[str, ...]) -> bool:
    return any((row, AMOUNT) in grid and grid[row, AMOUNT].yuan != 0 for row in rows)


@rule("B2", Severity.ERROR)
def appropriation_by_fund(case: Case) -> Iterator[Result]:
    """财政拨款支出等于一般公共预算、政府性基金预算、国有资本经营预算支出之和，也等于财政拨款支出表的合计。

    同一笔拨款在几张表中只能是一个数，因此是错误。空表视为零。
    条件：一般公共预算支出表有合计时才与三张表之和比较。
    依据：《预算法》第五条，三本预算应当保持完整、独立并相互衔接。

    在本程序的数据文件中，各表取自同一个数，必然一致；核对的是从外面读入的表。

    外来表通过::

        appropriation-balance 财政拨款收支总体情况表 | 金额
        本年支出 | 125

        general-budget 一般公共预算支出情况表 | 支出合计
        合计 | 120

        government-funds 政府性基金预算支出情况表 | 支出合计
        合计 | 5

    外来表不通过::

        appropriation-balance 财政拨款收支总体情况表 | 金额
        本年支出 | 120

        general-budget 一般公共预算支出情况表 | 支出合计
        合计 | 120

        government-funds 政府性基金预算支出情况表 | 支出合计
        合计 | 5
    """
    grid, by_unit = case.grid("appropriation-balance", APPROPRIATION), case.grid("appropriation-by-unit")
    spent, at = grid.get(("本年支出", AMOUNT)), (TOTAL, "支出合计")
    funds = tuple(case.grid(kind)[at] for kind in _TABLE_OF_FUND.values() if at in case.grid(kind))
    if spent and at in case.grid("general-budget"):
        yield Sum(spent, funds)
    yield from same_cells(grid, ("本年支出", AMOUNT), by_unit, (TOTAL, f"财政拨款支出/{TOTAL}/支出合计"))
    classes = tuple(row for row, column in grid if column == AMOUNT and is_class(row))
    yield from row_sum(grid, "本年支出", classes, AMOUNT)


@rule("B3", Severity.ERROR)
def appropriation_within_expenditure(case: Case) -> Iterator[Result]:
    """每一类支出中，财政拨款不大于全部支出；没有非财政拨款收入和结转时，两者相同。

    部分不能大于整体，因此是错误。
    条件：收支总体情况表中事业、经营、其他、专户等收入、上年结转和动用结余都为零时才要求相同。
    依据：财预〔2016〕143号，收支总表包括全部资金，财政拨款收支总表只包括财政拨款。

    通过::

        收入: {一般公共预算财政拨款收入: 100, 事业收入: 20}
        支出:
          - {科目: 2011101, 基本支出: 100}
          - {科目: 2011101, 资金: 事业收入, 基本支出: 20}

    不通过::

        收入: {一般公共预算财政拨款收入: 120, 事业收入: 0}
        支出:
          - {科目: 2011101, 基本支出: 100}
          - {科目: 2011101, 资金: 事业收入, 基本支出: 20}
    """
    grid, overall = case.grid("appropriation-balance"), case.grid("revenue-expenditure")
    is_all_fiscal = not _has_amount(overall, (*_NON_FISCAL, *_LEFT_OVER))
    for row, column in grid:
        if column == AMOUNT and is_class(row) and (row, AMOUNT) in overall:
            whole = overall[row, AMOUNT]
            yield Same(grid[row, column], whole) if is_all_fiscal else AtMost(grid[row, column], whole)


@rule("B4", Severity.ERROR)
def appropriation_by_unit(case: Case) -> Iterator[Result]:
    """财政拨款支出表：每种资金的合计等于基本支出与项目支出之和，总合计等于三种资金之和，部门行等于所属单位行之和。

    部分之和就是整体，因此是错误。条件：部门行、单位行列出时才比较。
    依据：《关于推进部门所属单位预算公开的指导意见》，部门预算由本级和所属单位预算组成。

    外来表通过::

        appropriation-by-unit 财政拨款支出表 | 财政拨款支出/合计/支出合计 | 支出·一般公共预算/合计/支出合计
        合计 | 120 | 120
        156 | 120 | 120
        156001 | 80 | 80
        156002 | 40 | 40

    外来表不通过::

        appropriation-by-unit 财政拨款支出表 | 财政拨款支出/合计/支出合计 | 支出·一般公共预算/合计/支出合计
        合计 | 120 | 120
        156 | 120 | 120
        156001 | 80 | 80
        156002 | 4 | 4
    """
    grid = case.grid("appropriation-by-unit")
    for fund in FISCAL_FUNDS:
        total, basic, project = (f"{by_fund(fund)}/{TOTAL}/{column}" for column in ("支出合计", "基本支出", "项目支出"))
        yield from column_sums(grid, total, (basic, project))
    yield from column_sums(
        grid,
        f"财政拨款支出/{TOTAL}/支出合计",
        tuple(f"{by_fund(fund)}/{TOTAL}/支出合计" for fund in FISCAL_FUNDS),
    )
    yield from unit_sums(grid)


@rule("B5", Severity.ERROR)
def appropriation_matches_fund_tables(case: Case) -> Iterator[Result]:
    """财政拨款支出表的合计行与一般公共预算、政府性基金预算、国有资本经营预算各支出表的合计一致。

    同一笔支出在按单位和按科目的两张表中只能是一个数，因此是错误。条件：某种资金的表为空表时不比较。
    依据：财预〔2016〕143号，各表反映同一预算。

    外来表通过::

        appropriation-by-unit 财政拨款支出表 | 支出·一般公共预算/合计/支出合计
        合计 | 120

        general-budget 一般公共预算支出情况表 | 支出合计
        合计 | 120

    外来表不通过::

        appropriation-by-unit 财政拨款支出表 | 支出·一般公共预算/合计/支出合计
        合计 | 120

        general-budget 一般公共预算支出情况表 | 支出合计
        合计 | 102
    """
    by_unit = case.grid("appropriation-by-unit")
    for fund, kind in _TABLE_OF_FUND.items():
        grid = case.grid(kind)
        for column in ("支出合计", "基本支出", "项目支出"):
            yield from same_cells(by_unit, (TOTAL, f"{by_fund(fund)}/{TOTAL}/{column}"), grid, (TOTAL, column))
