"""D1, F3, H3 and the comparison block: sums that stand in the text or in last year's figures."""

from collections.abc import Iterator

from generator.check.catalogue import Case, Finding, Result, rule
from generator.check.outcome import Sum
from generator.check.trees import column_sums, tree_sums
from generator.model.figures import Sheet
from generator.model.sheets import ASSETS, EXPENDITURE, INCOME, THREE_PUBLIC
from generator.problems import Severity


def _fixed_sums(sheet: Sheet) -> Iterator[Result]:
    """Yield every stated or computed row of a fixed tree as the sum of the rows below it."""
    for row in sheet.rows():
        for column in sheet.columns:
            total = sheet.cell(row, column)
            parts = tuple(part for child in sheet.children(row) if (part := sheet.cell(child, column)))
            if total and parts:
                yield Sum(total, parts)


@rule("D1", Severity.ERROR)
def three_public_expenses(case: Case) -> Iterator[Result]:
    """“三公”经费等于因公出国（境）费用、公务接待费、公务用车购置及运行费之和；公务用车等于购置费与运行费之和。

    依据：财预〔2016〕143号，“三公”经费分项公开。
    """
    yield from _fixed_sums(case.page.budget.sheets[THREE_PUBLIC])


@rule("H3", Severity.ERROR)
def assets(case: Case) -> Iterator[Result]:
    """固定资产等于各类固定资产之和，无形资产等于其各项之和。

    依据：《行政事业性国有资产管理条例》，资产分类报告。
    """
    yield from _fixed_sums(case.page.budget.sheets[ASSETS])


@rule("H1", Severity.ERROR)
def last_year(case: Case) -> Iterator[Result]:
    """上年数自身也要勾稽：合计等于各类之和，支出等于基本支出与项目支出之和，收入等于支出。

    上年数是比较的基数，抄错一个数，增减额和增减率就都错了。
    """
    last = case.page.last
    if last is None:
        return
    cells = last.sheets[EXPENDITURE].cells
    for column in ("支出合计", "基本支出", "项目支出"):
        yield from tree_sums(cells, column, case.registers.functional)
    yield from column_sums(cells, "支出合计", ("基本支出", "项目支出", "上年结转"))
    for sheet in (INCOME, THREE_PUBLIC):
        yield from _fixed_sums(last.sheets[sheet])


@rule("F3", Severity.WARNING)
def weights(case: Case) -> Iterator[Result]:
    """整体绩效各一级指标的权重相加应为 100。

    有的地方把 10 分留给预算执行率，不在表中列出；因此这是警告，不是错误。
    """
    overall = case.page.disclosure.overall
    entries = [dimension.weight for dimension in overall.dimensions if dimension.weight] if overall else []
    total = sum(entry.value for entry in entries)
    if entries and total != 100:
        listed = " + ".join(f"{entry.value:f}" for entry in entries)
        yield Finding(
            entries[0].span, f"整体绩效的权重 {listed} = {total:f}，不是 100。如另有 10 分留给预算执行，可以保留。"
        )
