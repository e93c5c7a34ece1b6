"""A3, A4, A6, A7: the expenditure side, and revenue against expenditure."""

from collections.abc import Iterator
from itertools import pairwise

from generator.check.catalogue import Case, Finding, Grid, Result, rule
from generator.check.outcome import AtMost, Sum
from generator.check.trees import column_sums, is_class, row_sum, same_cells, tree_sums
from generator.model.codes import TOTAL
from generator.model.sheets import (
    AMOUNT,
    BALANCE,
    EXPENDITURE,
    FISCAL_FUNDS,
    OPERATING_CLASSES,
    PERSONNEL_CLASSES,
    PROCUREMENT,
    SMALL_BUSINESS,
    by_fund,
)
from generator.problems import Severity


@rule("A3", Severity.ERROR)
def expenditure_of_the_year(case: Case) -> Iterator[Result]:
    """收支总体情况表：本年支出合计等于各类支出之和，支出总计等于本年支出合计加年终结转结余。

    没有数的类视为零。两边出自同一张表，对不上必有一处写错或漏行，因此是错误。
    依据：《预算法实施条例》第六条，支出按功能分类编列。

    通过::

        支出:
          - {科目: 合计, 支出合计: 120}
          - {科目: 201, 支出合计: 100}
          - {科目: 208, 支出合计: 20}

    不通过::

        支出:
          - {科目: 合计, 支出合计: 120}
          - {科目: 201, 支出合计: 100}
          - {科目: 208, 支出合计: 2}

    外来表不通过::

        revenue-expenditure 部门（单位）收支总体情况表 | 金额
        201 | 100
        208 | 20
        本年支出合计 | 120
        年终结转结余 | 5
        支出总计 | 120
    """
    grid = case.grid("revenue-expenditure", BALANCE)
    classes = tuple(row for row, _ in grid if is_class(row))
    yield from row_sum(grid, "本年支出合计", classes, AMOUNT)
    yield from row_sum(grid, "支出总计", ("本年支出合计", "年终结转结余"), AMOUNT)


@rule("A4", Severity.ERROR)
def revenue_equals_expenditure(case: Case) -> Iterator[Result]:
    """收支平衡：收入总计等于支出总计，也等于收入总体情况表的收入合计。

    同一笔钱的来和去，预算中没有例外，因此是错误。
    依据：《预算法》第十二条，各级预算应当遵循收支平衡的原则。

    通过::

        收入: {一般公共预算财政拨款收入: 120}

    不通过::

        收入: {一般公共预算财政拨款收入: 110}

    外来表不通过::

        revenue-expenditure 部门（单位）收支总体情况表 | 金额
        收入总计 | 120
        支出总计 | 120

        revenue 部门（单位）收入总体情况表 | 金额
        收入总计 | 102
    """
    grid, income = case.grid("revenue-expenditure"), ("收入总计", AMOUNT)
    yield from same_cells(grid, income, grid, ("支出总计", AMOUNT))
    yield from same_cells(case.grid("revenue"), income, grid, income)


@rule("A6", Severity.ERROR)
def expenditure_table_matches_overall(case: Case) -> Iterator[Result]:
    """支出总体情况表：合计和各类支出与收支总体情况表的支出一致。

    支出总体情况表的合计等于支出总计减去年终结转结余，即本年支出合计。同一笔支出只能是一个数，因此是错误。
    依据：财预〔2016〕143号，支出总表与收支总表反映同一支出。

    外来表通过::

        expenditure 部门（单位）支出总体情况表 | 支出合计
        合计 | 120
        201 | 120

        revenue-expenditure 部门（单位）收支总体情况表 | 金额
        201 | 120
        本年支出合计 | 120

    外来表不通过::

        expenditure 部门（单位）支出总体情况表 | 支出合计
        合计 | 120
        201 | 102

        revenue-expenditure 部门（单位）收支总体情况表 | 金额
        201 | 120
        本年支出合计 | 120
    """
    grid, overall = case.grid("expenditure"), case.grid("revenue-expenditure")
    for row, column in grid:
        if column == "支出合计" and is_class(row):
            yield from same_cells(grid, (row, column), overall, (row, AMOUNT))
    at, whole = (TOTAL, "支出合计"), overall.get(("支出总计", AMOUNT))
    if ("本年支出合计", AMOUNT) in overall:
        yield from same_cells(grid, at, overall, ("本年支出合计", AMOUNT))
    elif at in grid and whole:
        carried = overall.get(("年终结转结余", AMOUNT))
        yield Sum(whole, (grid[at], carried) if carried else (grid[at],))


@rule("A7", Severity.ERROR)
def expenditure_table(case: Case) -> Iterator[Result]:
    """支出总体情况表：每行合计等于基本支出、项目支出、上年结转之和；类等于款之和，款等于项之和。

    每一列都要成立，各级科目和“项对合计”都要成立。没有数的格视为零；对不上必有一处写错或漏行，因此是错误。
    依据：《预算法实施条例》第六条，支出公开到功能分类的项级。

    通过::

        支出:
          - {科目: 208, 基本支出: 29.17}
          - {科目: 2080505, 基本支出: 28.39}
          - {科目: 2089999, 基本支出: 0.77}

    不通过::

        支出:
          - {科目: 208, 基本支出: 29.17}
          - {科目: 2080505, 基本支出: 28.39}
          - {科目: 2089999, 基本支出: 0.87}
    """
    grid = case.grid("expenditure", EXPENDITURE)
    yield from column_sums(grid, "支出合计", ("基本支出", "项目支出", "上年结转"))
    for column in ("支出合计", "基本支出", "项目支出", "上年结转"):
        yield from tree_sums(grid, column, case.registers.functional)


@rule("B6", Severity.ERROR)
def general_budget_table(case: Case) -> Iterator[Result]:
    """一般公共预算支出情况表：每行合计等于基本支出与项目支出之和；类等于款之和，款等于项之和。

    每一列都要成立。没有数的格视为零；对不上必有一处写错或漏行，因此是错误。
    依据：《预算法实施条例》第六条，一般公共预算支出公开到功能分类的项级。

    外来表通过::

        general-budget 一般公共预算支出情况表 | 支出合计 | 基本支出 | 项目支出
        合计 | 120 | 90 | 30
        201 | 120 | 90 | 30
        20111 | 120 | 90 | 30
        2011101 | 90 | 90 |
        2011102 | 30 | | 30

    外来表不通过::

        general-budget 一般公共预算支出情况表 | 支出合计 | 基本支出 | 项目支出
        合计 | 120 | 90 | 30
        201 | 120 | 90 | 30
        20111 | 120 | 90 | 30
        2011101 | 90 | 90 |
        2011102 | 3 | | 3
    """
    grid = case.grid("general-budget")
    yield from column_sums(grid, "支出合计", ("基本支出", "项目支出"))
    for column in ("支出合计", "基本支出", "项目支出"):
        yield from tree_sums(grid, column, case.registers.functional)


@rule("C1", Severity.ERROR)
def basic_expenditure_table(case: Case) -> Iterator[Result]:
    """一般公共预算基本支出情况表：每行合计等于人员经费与公用经费之和，类等于款之和，合计等于一般公共预算的基本支出。

    301、303 列为人员经费，302、310 列为公用经费；其余各类不限。合计也等于财政拨款支出表一般公共预算的基本支出。
    同一笔基本支出按两种分类编列，总数只能是一个，因此是错误。
    依据：《预算法实施条例》第六条，一般公共预算基本支出按经济分类公开到款级。

    通过::

        基本支出经济分类:
          - {科目: 301, 金额: 80}
          - {科目: 30101, 金额: 70}
          - {科目: 30108, 金额: 10}
          - {科目: 30201, 金额: 10}

    不通过::

        基本支出经济分类:
          - {科目: 301, 金额: 80}
          - {科目: 30101, 金额: 70}
          - {科目: 30108, 金额: 1}
          - {科目: 30201, 金额: 10}
    """
    grid = case.grid("basic")
    yield from column_sums(grid, "合计", ("人员经费", "公用经费"))
    for column in ("合计", "人员经费", "公用经费"):
        yield from tree_sums(grid, column, case.registers.economic)
    at, by_unit = (TOTAL, "合计"), case.grid("appropriation-by-unit")
    yield from same_cells(grid, at, case.grid("general-budget"), (TOTAL, "基本支出"))
    yield from same_cells(grid, at, by_unit, (TOTAL, f"{by_fund(FISCAL_FUNDS[0])}/{TOTAL}/基本支出"))
    yield from _in_other_column(grid)


def _in_other_column(grid: Grid) -> Iterator[Finding]:
    """Find amounts that stand under 公用经费 though their 类 is 人员经费, or the other way round."""
    columns = {"人员经费": OPERATING_CLASSES, "公用经费": PERSONNEL_CLASSES}
    for (row, column), figure in grid.items():
        if row[:3] in columns.get(column, ()) and figure.yuan and figure.is_entered and figure.span:
            right = next(name for name in columns if name != column)
            yield Finding(figure.span, f"{row} 属于{right}，不能列在“{column}”中。请改列“{right}”，或改正科目编码。")


@rule("D3", Severity.ERROR)
def operating_costs_table(case: Case) -> Iterator[Result]:
    """机关运行经费表：合计等于各行之和，每行合计等于基本支出与项目支出之和，且不大于它的来源。

    每行的基本支出不大于基本支出表同一款，项目支出合计不大于一般公共预算的项目支出；部分不能大于整体，因此是错误。
    条件：机关运行经费各地口径不同（有的含项目支出），与公用经费没有固定的相等关系，因此不比较两者。
    依据：《预算法》第十四条，机关运行经费的安排应当作出说明。

    通过::

        机关运行经费:
          - {科目: 30201, 基本支出: 5}
          - {科目: 30211, 基本支出: 4}

    不通过::

        机关运行经费:
          - {科目: 30201, 基本支出: 50}
          - {科目: 30211, 基本支出: 4}
    """
    grid = case.grid("operating-costs")
    yield from column_sums(grid, "合计", ("基本支出", "项目支出"))
    for column in ("合计", "基本支出", "项目支出"):
        rows = tuple(row for row, name in grid if name == column and row != TOTAL)
        yield from row_sum(grid, TOTAL, rows, column)
    basic = case.grid("basic")
    for (row, column), figure in grid.items():
        source = basic.get((row, TOTAL))
        if column == "基本支出" and row != TOTAL and source:
            yield AtMost(figure, source)
    project, whole = grid.get((TOTAL, "项目支出")), case.grid("general-budget").get((TOTAL, "项目支出"))
    if project and whole:
        yield AtMost(project, whole)


@rule("E2", Severity.ERROR)
def procurement_table(case: Case) -> Iterator[Result]:
    """政府采购：合计等于各采购品目之和，也等于货物、工程、服务之和；货物、工程、服务等于各自品目之和。

    货物、工程、服务的金额在文字中公布，采购品目在政府采购预算表中。部分之和就是整体，因此是错误。
    预留给中小企业的不大于政府采购合计，其中预留给小微企业的不大于预留给中小企业的。
    依据：《预算法》第十四条，政府采购的情况应当向社会公开；《政府采购促进中小企业发展管理办法》（财库〔2020〕46号）。

    通过::

        政府采购:
          - {品目: 合计, 金额: 2}
          - {品目: A02010108, 金额: 1.2}
          - {品目: A05040101, 金额: 0.8}

    不通过::

        政府采购:
          - {品目: 合计, 金额: 2}
          - {品目: A02010108, 金额: 12}
          - {品目: A05040101, 金额: 0.8}

    不通过::

        中小企业采购: {中小企业预留: 2.1, 小微企业预留: 1}
    """
    for kind in (f"sheet:{PROCUREMENT}", "procurement"):
        yield from tree_sums(case.grid(kind), AMOUNT, case.registers.procurement)
    reserved, whole = case.grid(f"sheet:{SMALL_BUSINESS}"), case.grid(f"sheet:{PROCUREMENT}").get((TOTAL, AMOUNT))
    steps = (reserved.get(("小微企业预留", AMOUNT)), reserved.get(("中小企业预留", AMOUNT)), whole)
    for lesser, greater in pairwise(figure for figure in steps if figure):
        yield AtMost(lesser, greater)
