"""B1–B5: the tables of fiscal appropriations against one another and against the overall tables."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Grid, Result, rule
from generator.check.outcome import AtMost, Same, Sum
from generator.check.trees import column_sums, row_sum, unit_sums
from generator.model.codes import TOTAL
from generator.model.sheets import AMOUNT, FISCAL_FUNDS, by_fund
from generator.problems import Severity

_INCOME = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算收入")
_NON_FISCAL = ("教育专户核算", "事业收入", "上级补助收入", "附属单位上缴收入", "经营收入", "其他收入", "上年结转结余")
_TABLE_OF_FUND = dict(zip(FISCAL_FUNDS, ("general-budget", "government-funds", "state-capital"), strict=True))


def _is_class(row: str) -> bool:
    return len(row) == 3 and row.isdigit()


def _same(one: Grid, at: tuple[str, str], other: Grid, there: tuple[str, str]) -> Iterator[Same]:
    if at in one and there in other:
        yield Same(one[at], other[there])


@rule("B1", Severity.ERROR)
def appropriation_balance(case: Case) -> Iterator[Result]:
    """财政拨款收支总体情况表：收入总计等于支出总计，本年收入等于三项拨款之和，并与收支总体情况表的对应收入一致。

    收入总计等于本年收入加上年结转，支出总计等于本年支出、上年结转安排的支出和结转下年之和。
    依据：财预〔2016〕143号，财政拨款收支总表反映部门全部财政拨款的收支。
    """
    grid, overall = case.grid("appropriation-balance"), case.grid("revenue-expenditure")
    yield from _same(grid, ("收入总计", AMOUNT), grid, ("支出总计", AMOUNT))
    yield from row_sum(grid, "本年收入", _INCOME, AMOUNT)
    yield from row_sum(grid, "收入总计", ("本年收入", "上年结转"), AMOUNT)
    yield from row_sum(grid, "支出总计", ("本年支出", "上年结转支出", "结转下年"), AMOUNT)
    for row in _INCOME:
        yield from _same(grid, (row, AMOUNT), overall, (row, AMOUNT))


@rule("B2", Severity.ERROR)
def appropriation_by_fund(case: Case) -> Iterator[Result]:
    """财政拨款支出等于一般公共预算、政府性基金预算、国有资本经营预算支出之和，也等于财政拨款支出表的合计。

    依据：《预算法》第五条，三本预算应当保持完整、独立并相互衔接。
    """
    grid, by_unit = case.grid("appropriation-balance"), case.grid("appropriation-by-unit")
    spent = grid.get(("本年支出", AMOUNT))
    funds = tuple(
        figure for kind in _TABLE_OF_FUND.values() if (figure := case.grid(kind).get((TOTAL, "支出合计"))) is not None
    )
    if spent and funds:
        yield Sum(spent, funds)
    yield from _same(grid, ("本年支出", AMOUNT), by_unit, (TOTAL, f"财政拨款支出/{TOTAL}/支出合计"))
    classes = tuple(row for row, _ in grid if _is_class(row))
    yield from row_sum(grid, "本年支出", classes, AMOUNT)


@rule("B3", Severity.ERROR)
def appropriation_within_expenditure(case: Case) -> Iterator[Result]:
    """每一类支出中，财政拨款不大于全部支出；没有非财政拨款收入和结转时，两者相同。

    条件：收入总体情况表中事业、经营、其他、专户等收入和上年结转都为零时才要求相同。
    """
    grid, overall = case.grid("appropriation-balance"), case.grid("revenue-expenditure")
    others = [overall.get((row, AMOUNT)) for row in _NON_FISCAL]
    is_all_fiscal = all(figure is None or figure.yuan == 0 for figure in others)
    for row, column in grid:
        if _is_class(row) and (row, AMOUNT) in overall:
            whole = overall[row, AMOUNT]
            yield Same(grid[row, column], whole) if is_all_fiscal else AtMost(grid[row, column], whole)


@rule("B4", Severity.ERROR)
def appropriation_by_unit(case: Case) -> Iterator[Result]:
    """财政拨款支出表：每种资金的合计等于基本支出与项目支出之和，总合计等于三种资金之和，部门行等于所属单位行之和。

    依据：《关于推进部门所属单位预算公开的指导意见》，部门预算由本级和所属单位预算组成。
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

    同一笔支出在按单位和按科目的两张表中只能是一个数。
    """
    by_unit = case.grid("appropriation-by-unit")
    for fund, kind in _TABLE_OF_FUND.items():
        grid = case.grid(kind)
        for column in ("支出合计", "基本支出", "项目支出"):
            yield from _same(by_unit, (TOTAL, f"{by_fund(fund)}/{TOTAL}/{column}"), grid, (TOTAL, column))
