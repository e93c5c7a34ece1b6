"""D1, F3, G1, H1, H3: sums that stand in the text, in last year's figures and in the targets."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Filed, Finding, Result, rule, rule_of_file
from generator.check.outcome import Sum
from generator.check.trees import column_sums, fixed_sums, tree_sums
from generator.model.codes import TOTAL
from generator.model.figures import Basis, Figure
from generator.model.sheets import AMOUNT, ASSETS, EXPENDITURE, FIXED_ROWS, INCOME, THREE_PUBLIC
from generator.problems import Severity


@rule("D1", Severity.ERROR)
def three_public_expenses(case: Case) -> Iterator[Result]:
    """“三公”经费等于因公出国（境）费用、公务接待费、公务用车购置及运行费之和；公务用车等于购置费与运行费之和。

    依据：财预〔2016〕143号，“三公”经费分项公开。

    通过::

        三公经费: {三公经费: 1, 因公出国境费用: 0, 公务接待费: 1, 公务用车购置及运行费: 0}

    不通过::

        三公经费: {三公经费: 1, 因公出国境费用: 0, 公务接待费: 1, 公务用车购置及运行费: 3}
    """
    yield from fixed_sums(case.grid(f"sheet:{THREE_PUBLIC}"), FIXED_ROWS[THREE_PUBLIC], AMOUNT)


@rule("H3", Severity.ERROR)
def assets(case: Case) -> Iterator[Result]:
    """固定资产等于各类固定资产之和，无形资产等于其各项之和。

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


@rule("H1", Severity.ERROR)
def last_year(case: Case) -> Iterator[Result]:
    """上年数自身也要勾稽：合计等于各类之和，支出等于基本支出与项目支出之和。

    上年数是比较的基数，抄错一个数，增减额和增减率就都错了。

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


@rule("G1", Severity.WARNING)
def changes_by_class(case: Case) -> Iterator[Result]:
    """各类支出的增减额之和等于支出合计的增减额。

    文中逐类说明的增减额，读者会加起来与总的增减额核对。

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
    this, last = case.grid(f"sheet:{EXPENDITURE}"), case.grid(f"last:{EXPENDITURE}")
    changes = {}
    for at in (at for at in this if at in last and at[1] == "支出合计" and (at[0] == TOTAL or len(at[0]) == 3)):
        difference = this[at].yuan - last[at].yuan
        changes[at[0]] = Figure("支出增减额", *at, difference, this[at].grain, Basis.COMPUTED, last[at].place)
    parts = tuple(figure for row, figure in changes.items() if row != TOTAL)
    if TOTAL in changes and parts:
        yield Sum(changes[TOTAL], parts)


@rule_of_file("F3", Severity.WARNING)
def weights(filed: Filed) -> Iterator[Result]:
    """整体绩效各一级指标的权重相加应为 100。

    有的地方把 10 分留给预算执行率，不在表中列出；因此这是警告，不是错误。

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
