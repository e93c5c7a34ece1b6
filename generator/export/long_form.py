"""All figures of disclosures one to a row, in a form in which no amount need be counted twice.

Sheets that are views of others are left out. Of what is left, the amounts marked as leaves add up to their
classification's total within one disclosure, but for the rounding of what is typed; over units, only disclosures that
stand below no other one are counted.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from generator.export import comma
from generator.export.data import BASES
from generator.export.database import Value, values_from_text
from generator.model import sheets
from generator.model.disclosure import GENERAL_FUND
from generator.model.figures import Sheet
from generator.model.money import plain
from generator.view.page import DisclosurePage

BY_FUNCTION = "支出功能分类"
COLUMNS: Mapping[str, str] = {
    "code": "单位代码",
    "unit": "部门（单位）",
    "year": "年度",
    "department": "主管部门",
    "is_top": "其上没有本数据中同年度的部门（单位）",
    "classification": "分类",
    "item": "科目编码或项目",
    "name": "科目或项目名称",
    "level": "层级，合计为 0",
    "is_leaf": "其下没有明细",
    "fund": "资金",
    "column": "金额栏",
    "amount": "金额（元）",
    "basis": "来源：typed 填报，stated 填报的合计，computed 计算",
}
"""The columns with their titles."""

SHEETS: Mapping[str, tuple[str, str]] = {
    sheets.INCOME: ("收入", ""),
    **{sheets.by_fund(fund): (BY_FUNCTION, fund) for fund in sheets.FUNDS},
    sheets.BALANCE: ("支出总计", ""),
    sheets.BASIC: ("基本支出经济分类", GENERAL_FUND),
    sheets.THREE_PUBLIC: ("", ""),
    sheets.OPERATING: ("机关运行经费", ""),
    sheets.PROCUREMENT: ("政府采购", ""),
    sheets.SMALL_BUSINESS: ("", ""),
    sheets.SERVICES: ("政府购买服务", ""),
    sheets.TRANSFERS: ("部门管理转移支付", ""),
    sheets.NEW_ASSETS: ("新增资产配置", ""),
    sheets.ASSETS: ("", ""),
    sheets.OTHER: ("", ""),
    sheets.TARGETS: ("绩效目标涉及金额", ""),
}
"""The classification and the fund of each sheet; where none is named, each topmost row is a classification itself."""


def long_rows(page: DisclosurePage) -> bytes:
    """Write a disclosure's rows of the long form, as text without heads and as the database has them.

    Those of many can be joined by `join`, and put into one database by `amounts_of`, without being read again.
    """
    disclosure = page.disclosure
    neighbours = page.neighbours
    head = (
        disclosure.code,
        comma.harmless(disclosure.name),
        str(disclosure.year),
        comma.harmless(neighbours.department_name),
        comma.yes_or_no(not neighbours.is_counted_above),
    )
    found = ((page.budget.sheets.get(name), *about) for name, about in SHEETS.items())
    rows = [
        (*head, *row) for sheet, classification, fund in found if sheet for row in _rows(sheet, classification, fund)
    ]
    return msgspec.msgpack.encode((comma.lines(rows), [value for row in rows for value in values_from_text(row)]))


def join(fragments: Iterable[bytes]) -> bytes:
    """Set what `long_rows` wrote for disclosures one below the other, under the heads of the columns."""
    texts = (msgspec.msgpack.decode(each, type=tuple[bytes, msgspec.Raw])[0] for each in fragments)
    return comma.MARK + comma.lines([tuple(COLUMNS)]) + b"".join(texts)


def amounts_of(fragments: Iterable[bytes]) -> list[Value]:
    """Return the values of the rows that `long_rows` wrote for disclosures, as the database has them."""
    values: list[Value] = []
    for each in fragments:
        values += msgspec.msgpack.decode(each, type=tuple[msgspec.Raw, list[Value]])[1]
    return values


def _rows(sheet: Sheet, classification: str, fund: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one sheet: a leaf has no row below it, and is no total of the columns beside it."""
    with_rows_below = {sheet.parents[row] for row, _ in sheet.cells}
    total, *parts = sheet.columns
    with_parts = {row for row, column in sheet.cells if column in parts}
    for (row, column), figure in sheet.cells.items():
        is_leaf = row not in with_rows_below and not (column == total and row in with_parts)
        source = figure.source
        yield (
            classification or _topmost(sheet, row),
            comma.harmless(row),
            comma.harmless(sheet.names.get(row, row)),
            str(sheet.depth(row)),
            comma.yes_or_no(is_leaf),
            fund,
            column,
            plain(source.yuan),
            BASES[source.basis],
        )


def _topmost(sheet: Sheet, row: str) -> str:
    above = sheet.parents[row]
    return row if above is None else _topmost(sheet, above)
