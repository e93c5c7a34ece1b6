"""A3, A4, A6, A7: the expenditure side, and revenue against expenditure."""

from collections.abc import Iterator
from itertools import pairwise

from generator.check.catalogue import Case, Result, rule
from generator.check.outcome import AtMost, Same
from generator.check.trees import column_sums, row_sum, tree_sums
from generator.model.codes import TOTAL
from generator.model.sheets import AMOUNT, BALANCE, PROCUREMENT, SMALL_BUSINESS
from generator.problems import Severity


def _is_class(row: str) -> bool:
    return len(row) == 3 and row.isdigit()


@rule("A3", Severity.ERROR)
def expenditure_of_the_year(case: Case) -> Iterator[Result]:
    """收支总体情况表：本年支出合计等于各类支出之和，支出总计等于本年支出合计加年终结转结余。

    依据：《预算法实施条例》第六条，支出按功能分类编列。
    """
    grid = case.grid("revenue-expenditure", BALANCE)
    classes = tuple(row for row, _ in grid if _is_class(row))
    yield from row_sum(grid, "本年支出合计", classes, AMOUNT)
    yield from row_sum(grid, "支出总计", ("本年支出合计", "年终结转结余"), AMOUNT)


@rule("A4", Severity.ERROR)
def revenue_equals_expenditure(case: Case) -> Iterator[Result]:
    """收支平衡：收入总计等于支出总计，也等于收入总体情况表的收入合计。

    依据：《预算法》第十二条，各级预算应当遵循收支平衡的原则。
    """
    grid, revenue = case.grid("revenue-expenditure"), case.grid("revenue")
    income, spending = grid.get(("收入总计", AMOUNT)), grid.get(("支出总计", AMOUNT))
    if income and spending:
        yield Same(income, spending)
    listed = revenue.get(("收入总计", AMOUNT))
    if income and listed:
        yield Same(listed, income)


@rule("A6", Severity.ERROR)
def expenditure_table_matches_overall(case: Case) -> Iterator[Result]:
    """支出总体情况表：合计和各类支出与收支总体情况表的支出一致。

    支出总体情况表的合计等于支出总计减去年终结转结余，即本年支出合计。
    """
    grid, overall = case.grid("expenditure"), case.grid("revenue-expenditure")
    for row, column in grid:
        counterpart = overall.get(("本年支出合计" if row == TOTAL else row, AMOUNT))
        if column == "支出合计" and counterpart and (row == TOTAL or _is_class(row)):
            yield Same(grid[row, column], counterpart)


@rule("A7", Severity.ERROR)
def expenditure_table(case: Case) -> Iterator[Result]:
    """支出总体情况表：每行合计等于基本支出、项目支出、上年结转之和；类等于款之和，款等于项之和。

    依据：《预算法实施条例》第六条，支出公开到功能分类的项级。
    """
    grid = case.grid("expenditure")
    yield from column_sums(grid, "支出合计", ("基本支出", "项目支出", "上年结转"))
    for column in ("支出合计", "基本支出", "项目支出", "上年结转"):
        yield from tree_sums(grid, column, case.registers.functional)


@rule("B6", Severity.ERROR)
def general_budget_table(case: Case) -> Iterator[Result]:
    """一般公共预算支出情况表：每行合计等于基本支出与项目支出之和；类等于款之和，款等于项之和。

    依据：《预算法实施条例》第六条，一般公共预算支出公开到功能分类的项级。
    """
    grid = case.grid("general-budget")
    yield from column_sums(grid, "支出合计", ("基本支出", "项目支出"))
    for column in ("支出合计", "基本支出", "项目支出"):
        yield from tree_sums(grid, column, case.registers.functional)


@rule("C1", Severity.ERROR)
def basic_expenditure_table(case: Case) -> Iterator[Result]:
    """一般公共预算基本支出情况表：每行合计等于人员经费与公用经费之和，类等于款之和，合计等于一般公共预算的基本支出。

    依据：《预算法实施条例》第六条，一般公共预算基本支出按经济分类公开到款级。
    """
    grid, general = case.grid("basic"), case.grid("general-budget")
    yield from column_sums(grid, "合计", ("人员经费", "公用经费"))
    for column in ("合计", "人员经费", "公用经费"):
        yield from tree_sums(grid, column, case.registers.economic)
    total, basic = grid.get((TOTAL, "合计")), general.get((TOTAL, "基本支出"))
    if total and basic:
        yield Same(total, basic)


@rule("D3", Severity.ERROR)
def operating_costs_table(case: Case) -> Iterator[Result]:
    """机关运行经费表：合计等于各行之和，每行合计等于基本支出与项目支出之和，且不大于它的来源。

    每行的基本支出不大于基本支出表同一款，项目支出合计不大于一般公共预算的项目支出。机关运行经费各地口径不同，与公用经费
    没有固定的相等关系。
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

    预留给中小企业的不大于政府采购合计，其中预留给小微企业的不大于预留给中小企业的。
    依据：《预算法》第十四条，政府采购的情况应当向社会公开；《政府采购促进中小企业发展管理办法》（财库〔2020〕46号）。
    """
    grid, reserved = case.grid(f"sheet:{PROCUREMENT}"), case.grid(f"sheet:{SMALL_BUSINESS}")
    yield from tree_sums(grid, AMOUNT, case.registers.procurement)
    steps = (reserved.get(("小微企业预留", AMOUNT)), reserved.get(("中小企业预留", AMOUNT)), grid.get((TOTAL, AMOUNT)))
    known = [figure for figure in steps if figure]
    for lesser, greater in pairwise(known):
        yield AtMost(lesser, greater)
