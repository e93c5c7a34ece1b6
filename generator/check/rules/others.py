"""D1, F3, G1, H1, H3, H4: sums that stand in the text, in last year's figures and in the targets."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Filed, Finding, Grid, Result, rule, rule_of_file
from generator.check.outcome import Sum
from generator.check.rules.conventions import three_public
from generator.check.trees import column_sums, fixed_sums, is_class, same_cells, tree_sums, unit_sums
from generator.model.codes import TOTAL
from generator.model.figures import Basis, Figure
from generator.model.money import ZERO
from generator.model.sheets import AMOUNT, ASSETS, BALANCE, EXPENDITURE, FIXED_ROWS, INCOME, THREE_PUBLIC
from generator.problems import Severity


@rule("D1", Severity.ERROR)
def three_public_expenses(case: Case) -> Iterator[Result]:
    """“三公”经费等于因公出国（境）费用、公务接待费、公务用车购置及运行费之和；公务用车等于购置费与运行费之和。

    安排表的合计行等于各部门、各单位行之和。部分之和就是整体，因此是错误。
    依据：财预〔2016〕143号，“三公”经费分项公开。

    通过::

        三公经费: {三公经费: 1, 因公出国境费用: 0, 公务接待费: 1, 公务用车购置及运行费: 0}

    不通过::

        三公经费: {三公经费: 1, 因公出国境费用: 0, 公务接待费: 1, 公务用车购置及运行费: 3}
    """
    yield from fixed_sums(three_public(case), FIXED_ROWS[THREE_PUBLIC], AMOUNT)
    yield from unit_sums(case.grid("three-public"))


@rule("H3", Severity.ERROR)
def assets(case: Case) -> Iterator[Result]:
    """固定资产等于各类固定资产之和，无形资产等于其各项之和。

    部分之和就是整体，因此是错误。
    依据：《行政事业性国有资产管理条例》，资产分类报告。

    通过::

        资产:
          截止日期: 2025-12-31
          固定资产: {固定资产: 25, 设备: 20, 家具和用具: 5}

    不通过::

        资产:
          截止日期: 2025-12-31
          固定资产: {固定资产: 25, 设备: 20, 家具和用具: 50}
    """
    yield from fixed_sums(case.grid(f"sheet:{ASSETS}"), FIXED_ROWS[ASSETS], AMOUNT)


@rule_of_file("H4", Severity.ERROR)
def vehicles_by_use(filed: Filed) -> Iterator[Result]:
    """车辆数等于各种用途的车辆数之和。

    同一批车在文中说两次，对不上必有一处写错，因此是错误。条件：车辆数和车辆用途都填写。
    依据：财预〔2016〕143号，国有资产占用情况应当说明。

    通过::

        资产:
          截止日期: 2025-12-31
          固定资产: {设备: 20, 家具和用具: 5}
          无形资产: {土地使用权: 0}
          车辆: {数量: 3, 价值: 20}
          车辆用途: {机要通信用车: 2, 其他用车: 1}

    不通过::

        资产:
          截止日期: 2025-12-31
          车辆: {数量: 2, 价值: 20}
          车辆用途: {机要通信用车: 2, 其他用车: 1}
    """
    typed, uses = filed.page.disclosure.vehicles.get("数量"), filed.page.counts_below(ASSETS, "车辆用途")
    total = sum(number for _, number in uses)
    if typed and uses and typed.value != total:
        listed = " + ".join(str(number) for _, number in uses)
        yield Finding(typed.span, f"车辆数量是 {typed.value:f} 辆，各种用途之和是 {total} 辆（{listed}）。请核对。")


@rule("H1", Severity.ERROR)
def last_year(case: Case) -> Iterator[Result]:
    """上年数自身也要勾稽：合计等于各类之和，支出等于基本支出与项目支出之和，收入总计等于支出总计。

    上年数是比较的基数，抄错一个数，增减额和增减率就都错了，因此是错误。
    条件：上年数是年初预算或调整预算时才要求收支相等；执行数和决算数有结余，不比较。
    依据：财预〔2016〕143号，收支增减变化应当说明。

    通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 合计, 支出合计: 110, 基本支出: 80, 项目支出: 30}

    不通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 合计, 支出合计: 110, 基本支出: 80, 项目支出: 3}
    """
    spent = case.grid(f"last:{EXPENDITURE}")
    for column in ("支出合计", "基本支出", "项目支出"):
        yield from tree_sums(spent, column, case.registers.functional)
    yield from column_sums(spent, "支出合计", ("基本支出", "项目支出", "上年结转"))
    for sheet in (INCOME, THREE_PUBLIC):
        yield from fixed_sums(case.grid(f"last:{sheet}"), FIXED_ROWS[sheet], AMOUNT)
    if _balances(case.filed):
        income, balance = case.grid(f"last:{INCOME}"), case.grid(f"last:{BALANCE}")
        yield from same_cells(income, ("收入总计", AMOUNT), balance, ("支出总计", AMOUNT))


def _balances(filed: Filed | None) -> bool:
    """Say whether last year's figures are a budget, which balances, and not what was carried out."""
    bases = {base.basis for base in filed.page.bases} if filed else set()
    return len(bases) < 2 and bases <= {"年初预算", "调整预算"}


@rule("G1", Severity.WARNING)
def changes_by_class(case: Case) -> Iterator[Result]:
    """各类支出的增减额之和等于支出合计的增减额。

    文中逐类说明的增减额，读者会加起来与总的增减额核对；增减额由公布的数相减得出，舍入的影响可能更大，因此是警告。
    条件：两年都列出了各类支出。只在一年有数的类，另一年视为零。
    依据：财预〔2016〕143号，收支增减变化应当说明。

    通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 合计, 支出合计: 110}
            - {科目: 201, 支出合计: 90}
            - {科目: 208, 支出合计: 8}
            - {科目: 210, 支出合计: 6}
            - {科目: 221, 支出合计: 6}

    不通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 合计, 支出合计: 110}
            - {科目: 201, 支出合计: 19}
            - {科目: 208, 支出合计: 8}
    """
    this, last = _class_totals(case.grid(f"sheet:{EXPENDITURE}")), _class_totals(case.grid(f"last:{EXPENDITURE}"))
    if TOTAL in this and TOTAL in last and len(this) > 1 and len(last) > 1:
        changes = {row: _change(row, this.get(row), last.get(row)) for row in (*this, *(last.keys() - this.keys()))}
        yield Sum(changes.pop(TOTAL), tuple(changes[row] for row in sorted(changes)))


def _class_totals(grid: Grid) -> dict[str, Figure]:
    return {
        row: figure
        for (row, column), figure in grid.items()
        if column == "支出合计" and (row == TOTAL or is_class(row))
    }


def _change(row: str, this: Figure | None, last: Figure | None) -> Figure:
    """Return the change of one row as it is told: in a class that one of the years does not have, all of it."""
    after, before = (figure.yuan if figure else ZERO for figure in (this, last))
    known = [figure for figure in (last, this) if figure]
    grain = max(figure.grain for figure in known)
    return Figure("支出增减额", row, "支出合计", after - before, grain, Basis.COMPUTED, known[0].place)


@rule_of_file("F3", Severity.WARNING)
def weights(filed: Filed) -> Iterator[Result]:
    """整体绩效各一级指标的权重相加应为 100。

    有的地方把 10 分留给预算执行率，不在表中列出；因此这是警告，不是错误。条件：填写了权重。
    依据：《关于全面实施预算绩效管理的意见》，绩效指标应当量化、可衡量。

    通过::

        整体绩效:
          年度目标: 完成档案的接收、整理和利用。
          指标:
            - 一级指标: 重点履职指标
              权重: 100
              二级指标:
                - {名称: 数量指标, 三级指标: [{名称: 接收档案, 指标值: 5000}]}

    不通过::

        整体绩效:
          年度目标: 完成档案的接收、整理和利用。
          指标:
            - 一级指标: 重点履职指标
              权重: 90
              二级指标:
                - {名称: 数量指标, 三级指标: [{名称: 接收档案, 指标值: 5000}]}
    """
    overall = filed.page.disclosure.overall
    entries = [dimension.weight for dimension in overall.dimensions if dimension.weight] if overall else []
    total = sum(entry.value for entry in entries)
    if entries and total != 100:
        listed = " + ".join(f"{entry.value:f}" for entry in entries)
        yield Finding(
            entries[0].span, f"整体绩效的权重 {listed} = {total:f}，不是 100。如另有 10 分留给预算执行，可以保留。"
        )
