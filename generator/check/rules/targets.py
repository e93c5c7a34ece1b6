"""E1, F1, F2: what cannot exceed something else, and the performance tables against the budget's."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Result, rule
from generator.check.outcome import AtMost, Same
from generator.check.trees import column_sums, fixed_sums, row_sum
from generator.model.codes import TOTAL
from generator.model.figures import total_of
from generator.model.sheets import AMOUNT, FISCAL_FUNDS, PROJECT, by_fund
from generator.problems import Severity

_PROJECT_ROWS = {"资金总额": None, "财政拨款": "资金总额", "其他资金": "资金总额"}


@rule("E1", Severity.ERROR)
def managed_transfers(case: Case) -> Iterator[Result]:
    """部门管理转移支付：合计等于三种资金之和，每种资金不大于该资金的项目支出。

    部门管理转移支付由项目支出安排。
    """
    grid = case.grid("managed-transfers")
    yield from column_sums(grid, TOTAL, tuple(f"{fund}项目支出" for fund in FISCAL_FUNDS))
    for fund in FISCAL_FUNDS:
        part, whole = grid.get((TOTAL, f"{fund}项目支出")), case.grid(f"sheet:{by_fund(fund)}").get((TOTAL, "项目支出"))
        if part and whole:
            yield AtMost(part, whole)


@rule("F1", Severity.ERROR)
def overall_targets_budget(case: Case) -> Iterator[Result]:
    """整体支出绩效目标表的人员经费、公用经费、项目支出、支出合计、收入合计与预算各表一致。

    依据：《关于全面实施预算绩效管理的意见》，绩效目标与预算同步编报。
    """
    targets = case.grid("overall")
    places = (
        ("人员经费", "basic", (TOTAL, "人员经费")),
        ("公用经费", "basic", (TOTAL, "公用经费")),
        ("项目支出", "expenditure", (TOTAL, "项目支出")),
        ("支出预算合计", "expenditure", (TOTAL, "支出合计")),
        ("收入预算合计", "revenue-expenditure", ("收入总计", AMOUNT)),
    )
    for row, kind, there in places:
        figure, source = targets.get((row, TOTAL)), case.grid(kind).get(there)
        if figure and source:
            yield Same(figure, source)


@rule("F2", Severity.ERROR)
def project_money(case: Case) -> Iterator[Result]:
    """项目资金：总额等于财政拨款与其他资金之和，中期不小于年度，各项目年度资金之和不大于项目支出。

    写了预算安排的，财政拨款等于各项内容之和。
    依据：《关于全面实施预算绩效管理的意见》，项目绩效目标与项目预算对应。
    """
    tables = [grid for kind, grid in case.grids.items() if kind.startswith("project-")]
    money = [grid for kind, grid in case.grids.items() if kind.startswith(f"sheet:{PROJECT}")]
    for grid in tables or money:
        for period in ("中期", "年度"):
            yield from fixed_sums(grid, _PROJECT_ROWS, period)
        this, medium = grid.get(("资金总额", "年度")), grid.get(("资金总额", "中期"))
        if this and medium:
            yield AtMost(this, medium)
    for grid in money:
        arranged = tuple(row for row, column in grid if column == "年度" and row not in _PROJECT_ROWS)
        yield from row_sum(grid, "财政拨款", arranged, "年度")
    annual = [grid["资金总额", "年度"] for grid in tables or money if ("资金总额", "年度") in grid]
    whole = case.grid("expenditure").get((TOTAL, "项目支出"))
    if whole and annual:
        yield AtMost(annual[0] if len(annual) == 1 else total_of("项目", "资金总额", "年度", annual), whole)
