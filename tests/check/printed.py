"""The reference as printed, and the question whether any true figures could have been printed like that.

The identities are written here anew, over the printed cells of the official tables, without the program's rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from generator.view.page import DisclosurePage

from .exact_lp import LinearProgramme

Cell = tuple[str, str, str]
"""Kind of table, row, column."""
Cells = Mapping[Cell, str]

HALF_A_CENT = Fraction(1, 200)
INCOMES = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算收入",
    "教育专户核算",
    "事业收入",
    "上级补助收入",
    "附属单位上缴收入",
    "经营收入",
    "其他收入",
)
GENERAL_BY_UNIT = {column: f"支出·一般公共预算/合计/{column}" for column in ("支出合计", "基本支出", "项目支出")}
ONE_FACT_IN_TWO_CLASSIFICATIONS = {"30108": "2080505", "30109": "2080506", "30112": "2089999", "30113": "2210201"}
OVERALL = {
    "人员经费": ("basic", "合计", "人员经费"),
    "公用经费": ("basic", "合计", "公用经费"),
    "基本支出": ("general-budget", "合计", "基本支出"),
    "项目支出": ("general-budget", "合计", "项目支出"),
    "支出预算合计": ("revenue-expenditure", "支出总计", "金额"),
    "收入预算合计": ("revenue-expenditure", "收入总计", "金额"),
}


def printed_cells(page: DisclosurePage) -> dict[Cell, str]:
    """Return the text of every amount that the official tables print; blank cells are left out."""
    return {
        (table.kind, *cell.at): cell.text
        for table in page.tables
        for row in table.rows
        for cell in row.cells
        if cell.at and cell.is_amount and cell.text
    }


def is_possible(cells: Cells) -> bool:
    """Say whether true figures exist, each within half a cent of the one printed, that fulfil every identity."""
    programme = LinearProgramme()
    for cell, text in cells.items():
        value = Fraction(text)
        away = HALF_A_CENT if value else 0
        programme.variable(cell, value - away, value + away)
    for total, parts in _sums(cells):
        listed = [part for part in parts if part in cells]
        if total in cells and listed:
            programme.equal({total: 1} | dict.fromkeys(listed, -1))
    for lesser, greater in _orders(cells):
        if lesser in cells and greater in cells:
            programme.at_most({lesser: 1, greater: -1})
    return programme.is_feasible()


Sum = tuple[Cell, list[Cell]]


def _sums(cells: Cells) -> Iterator[Sum]:
    yield from _overall(cells)
    yield from _appropriations(cells)
    for kind, columns in (
        ("expenditure", ("支出合计", "基本支出", "项目支出", "上年结转")),
        ("general-budget", ("支出合计", "基本支出", "项目支出")),
        ("basic", ("合计", "人员经费", "公用经费")),
    ):
        yield from _tree(cells, kind, columns)
    for kind, columns in (("operating-costs", ("合计", "基本支出", "项目支出")), ("procurement", ("金额",))):
        rows = [row for row in _rows(cells, kind) if row != "合计"]
        yield from (((kind, "合计", column), [(kind, row, column) for row in rows]) for column in columns)
        yield from (((kind, row, "合计"), [(kind, row, column) for column in columns[1:]]) for row in ["合计", *rows])
    yield from _two_classifications()
    yield from ((("overall", row, "合计"), [there]) for row, there in OVERALL.items())
    yield from ((("project-1", "资金总额", time), [("project-1", "财政拨款", time)]) for time in ("中期", "年度"))


def _overall(cells: Cells) -> Iterator[Sum]:
    kind, money = "revenue-expenditure", "金额"
    classes = [row for row in _rows(cells, kind) if row.isdigit()]
    yield (kind, "本年收入合计", money), [(kind, row, money) for row in INCOMES]
    yield (kind, "收入总计", money), [(kind, row, money) for row in ("本年收入合计", "上年结转结余")]
    yield (kind, "本年支出合计", money), [(kind, row, money) for row in classes]
    yield (kind, "支出总计", money), [(kind, row, money) for row in ("本年支出合计", "年终结转结余")]
    yield (kind, "收入总计", money), [(kind, "支出总计", money)]
    for row in ("一般公共预算财政拨款收入", "本年收入合计", "收入总计"):
        yield (kind, row, money), [("revenue", row, money)]
    for row in classes:
        yield (kind, row, money), [("expenditure", row, "支出合计")]
    yield (kind, "本年支出合计", money), [("expenditure", "合计", "支出合计")]


def _appropriations(cells: Cells) -> Iterator[Sum]:
    kind, money, by_unit = "appropriation-balance", "金额", "appropriation-by-unit"
    classes = [row for row in _rows(cells, kind) if row.isdigit()]
    yield (kind, "收入总计", money), [(kind, "支出总计", money)]
    yield (kind, "收入总计", money), [(kind, "本年收入", money)]
    yield (kind, "本年收入", money), [(kind, row, money) for row in INCOMES[:3]]
    yield (kind, "本年支出", money), [(kind, row, money) for row in classes]
    yield (kind, "本年支出", money), [(by_unit, "合计", "财政拨款支出/合计/支出合计")]
    yield (kind, "本年支出", money), [("general-budget", "合计", "支出合计")]
    yield from (((kind, row, money), [("revenue-expenditure", row, money)]) for row in (INCOMES[0], *classes))
    for row in _rows(cells, by_unit):
        total, basic, project = GENERAL_BY_UNIT.values()
        yield (by_unit, row, total), [(by_unit, row, basic), (by_unit, row, project)]
        yield (by_unit, row, "财政拨款支出/合计/支出合计"), [(by_unit, row, total)]
        if row != "合计":
            yield from (((by_unit, "合计", column), [(by_unit, row, column)]) for column in GENERAL_BY_UNIT.values())
    for column, address in GENERAL_BY_UNIT.items():
        yield (by_unit, "合计", address), [("general-budget", "合计", column)]
    yield ("basic", "合计", "合计"), [("general-budget", "合计", "基本支出")]


def _tree(cells: Cells, kind: str, columns: tuple[str, ...]) -> Iterator[Sum]:
    """Each row across, and each row down one level; that leaves add up to the top follows."""
    rows = _rows(cells, kind)
    for row in rows:
        yield (kind, row, columns[0]), [(kind, row, column) for column in columns[1:]]
        for column in columns:
            below = [other for other in rows if _above(other) == row]
            yield (kind, row, column), [(kind, other, column) for other in below]


def _above(row: str) -> str:
    return "" if row == "合计" else "合计" if len(row) == 3 else row[:-2]


def _two_classifications() -> Iterator[Sum]:
    for economic, functional in ONE_FACT_IN_TWO_CLASSIFICATIONS.items():
        yield ("basic", economic, "合计"), [("general-budget", functional, "基本支出")]
    yield ("general-budget", "21011", "基本支出"), [("basic", code, "合计") for code in ("30110", "30111")]


def _orders(cells: Cells) -> Iterator[tuple[Cell, Cell]]:
    expenses = {"30217": "公务接待费", "30212": "因公出国境费用", "30231": "公务用车运行费"}
    for code, expense in expenses.items():
        yield ("basic", code, "合计"), ("three-public", "合计", f"三公经费/{expense}")
    for row in _rows(cells, "operating-costs"):
        yield ("operating-costs", row, "基本支出"), ("basic", row, "合计")
    yield ("operating-costs", "合计", "项目支出"), ("general-budget", "合计", "项目支出")
    yield ("project-1", "资金总额", "年度"), ("project-1", "资金总额", "中期")
    yield ("project-1", "资金总额", "年度"), ("expenditure", "合计", "项目支出")


def _rows(cells: Iterable[Cell], kind: str) -> list[str]:
    return list(dict.fromkeys(row for table, row, _ in cells if table == kind))
