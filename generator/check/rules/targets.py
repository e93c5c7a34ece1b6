"""E1, F1, F2, F4: what cannot exceed something else, and the performance tables against the budget's."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Filed, Finding, Result, rule, rule_of_file
from generator.check.outcome import AtMost
from generator.check.trees import column_sums, fixed_sums, row_sum, same_cells, total_of
from generator.load.nodes import Kind, Mapping, Node, Scalar
from generator.model.codes import TOTAL
from generator.model.disclosure import CARRIED_FORWARD
from generator.model.sheets import AMOUNT, FISCAL_FUNDS, PROJECT, by_fund
from generator.problems import Severity
from generator.source import Span

_WORK = (
    ("目标管理", ("公开数",), "绩效目标数"),
    ("运行监控", ("监控项目数",), "项目总数"),
    ("运行监控", ("如期完成数",), "监控项目数"),
    ("绩效自评", ("整体支出", "项目支出"), "应评数"),
)
"""Stages of performance management with what is a part and of what, as their keys."""
_PROJECT_ROWS = {"资金总额": None, "财政拨款": "资金总额", "其他资金": "资金总额"}


@rule("E1", Severity.ERROR)
def managed_transfers(case: Case) -> Iterator[Result]:
    """部门管理转移支付：合计等于三种资金之和，每种资金不大于该资金的项目支出。

    部门管理转移支付由项目支出安排，部分不能大于整体，因此是错误。条件：该资金列有项目支出。
    依据：财预〔2016〕143号，对下转移支付应当公开。

    通过::

        部门管理转移支付:
          - {单位: 某县档案馆, 一般公共预算项目支出: 30}

    不通过::

        部门管理转移支付:
          - {单位: 某县档案馆, 一般公共预算项目支出: 300}
    """
    grid, by_unit = case.grid("managed-transfers"), case.grid("appropriation-by-unit")
    columns = tuple(f"{fund}项目支出" for fund in FISCAL_FUNDS)
    yield from column_sums(grid, TOTAL, columns)
    for column in (TOTAL, *columns):
        yield from row_sum(grid, TOTAL, tuple(row for row, name in grid if name == column and row != TOTAL), column)
    for fund, column in zip(FISCAL_FUNDS, columns, strict=True):
        part = grid.get((TOTAL, column))
        whole = by_unit.get((TOTAL, f"{by_fund(fund)}/{TOTAL}/项目支出"))
        if part and whole:
            yield AtMost(part, whole)


@rule("F1", Severity.ERROR)
def overall_targets_budget(case: Case) -> Iterator[Result]:
    """整体支出绩效目标表的人员经费、公用经费、基本支出、项目支出、支出合计、收入合计与预算各表一致。

    项目支出取支出总体情况表的合计（包括各种资金）。同一个数写在两处必须相同，因此是错误。
    依据：《关于全面实施预算绩效管理的意见》，绩效目标与预算同步编报。

    在本程序的数据文件中，绩效目标表取自预算的数，必然一致；核对的是从外面读入的表。

    外来表通过::

        overall 部门（单位）整体支出绩效目标表 | 合计
        人员经费 | 80
        公用经费 | 10

        basic 一般公共预算基本支出情况表 | 人员经费 | 公用经费
        合计 | 80 | 10

    外来表不通过::

        overall 部门（单位）整体支出绩效目标表 | 合计
        人员经费 | 80
        公用经费 | 10

        basic 一般公共预算基本支出情况表 | 人员经费 | 公用经费
        合计 | 80 | 11
    """
    targets = case.grid("overall")
    places = (
        ("人员经费", "basic", (TOTAL, "人员经费")),
        ("公用经费", "basic", (TOTAL, "公用经费")),
        ("基本支出", "general-budget", (TOTAL, "基本支出")),
        ("项目支出", "expenditure", (TOTAL, "项目支出")),
        ("支出预算合计", "revenue-expenditure", ("本年支出合计", AMOUNT)),
        ("收入预算合计", "revenue-expenditure", ("收入总计", AMOUNT)),
    )
    for row, kind, there in places:
        yield from same_cells(targets, (row, TOTAL), case.grid(kind), there)


@rule("F2", Severity.ERROR)
def project_money(case: Case) -> Iterator[Result]:
    """项目资金：总额等于财政拨款与其他资金之和，中期不小于年度，各项目年度资金之和不大于项目支出。

    项目支出取支出总体情况表的合计，有上年结转的一并计入。部分不能大于整体，因此是错误。
    写了预算安排的，财政拨款等于各项内容之和。
    条件：中期和年度都填写时才比较；不是每个项目都公开绩效目标，因此不要求相等。
    依据：《关于全面实施预算绩效管理的意见》，项目绩效目标与项目预算对应。

    通过::

        项目:
          - 名称: 档案整理
            科目: 2011102
            年度: {资金总额: 30, 财政拨款: 30, 其他资金: 0}
            中期: {财政拨款: 90}
            年度目标: 整理档案五千卷。
            指标:
              - 一级指标: 产出指标
                二级指标:
                  - 名称: 数量指标
                    三级指标: [{名称: 整理档案, 年度: 5000}]

    不通过::

        项目:
          - 名称: 档案整理
            科目: 2011102
            年度: {资金总额: 30, 财政拨款: 30, 其他资金: 10}
            中期: {财政拨款: 90}
            年度目标: 整理档案五千卷。
            指标:
              - 一级指标: 产出指标
                二级指标:
                  - 名称: 数量指标
                    三级指标: [{名称: 整理档案, 年度: 5000}]
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
    spent = case.grid("expenditure")
    whole = [spent[TOTAL, column] for column in ("项目支出", CARRIED_FORWARD) if (TOTAL, column) in spent]
    if whole and annual:
        yield AtMost(total_of("项目", "资金总额", "年度", annual), total_of("支出", TOTAL, "项目支出", whole))


@rule_of_file("F4", Severity.WARNING)
def performance_work(filed: Filed) -> Iterator[Result]:
    """绩效管理中的部分不大于整体：公开数不大于绩效目标数，监控项目数不大于项目总数，自评数不大于应评数。

    这些数印在同一句话中，部分比整体多，多半是写颠倒或者抄错。
    依据：《关于全面实施预算绩效管理的意见》，绩效目标随同预算公开。

    通过::

        绩效管理:
          概述: 预算绩效管理各项工作按期完成。
          目标管理: {绩效目标数: 2, 公开数: 1}
          运行监控: {开展时间: 7月, 监控期间: 1-6月, 监控项目数: 1, 项目总数: 1, 截至: 7月底, 如期完成数: 1}
          绩效自评: {整体支出: 1, 项目支出: 1, 应评数: 2}
          结果应用: {调整项目数: 0}

    不通过::

        绩效管理:
          概述: 预算绩效管理各项工作按期完成。
          目标管理: {绩效目标数: 2, 公开数: 20}
          运行监控: {开展时间: 7月, 监控期间: 1-6月, 监控项目数: 1, 项目总数: 1, 截至: 7月底, 如期完成数: 1}
          绩效自评: {整体支出: 1, 项目支出: 1, 应评数: 2}
          结果应用: {调整项目数: 0}
    """
    for stage, parts, whole in _WORK:
        numbers = _numbers(filed, stage)
        there = [numbers[part] for part in parts if part in numbers]
        if whole in numbers and len(there) == len(parts):
            total = sum(number for number, _ in there)
            if total > numbers[whole][0]:
                said = "与".join(f"“{part}”" for part in parts) + ("之和" if len(parts) > 1 else "")
                message = f"{said}是 {total}，大于“{whole}” {numbers[whole][0]}。请核对。"
                yield Finding(there[0][1], message)


def _numbers(filed: Filed, stage: str) -> dict[str, tuple[int, Span]]:
    """Return the whole numbers of one stage of performance management with their places."""
    node: Node | None = filed.document.root
    for key in ("绩效管理", stage):
        node = node.entries.get(key) if isinstance(node, Mapping) else None
    entries = node.entries.items() if isinstance(node, Mapping) else ()
    return {
        key: (int(value.text), value.span)
        for key, value in entries
        if isinstance(value, Scalar) and value.kind is Kind.NUMBER
    }
