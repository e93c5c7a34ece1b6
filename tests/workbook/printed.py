"""The reference document's thirteen tables as workbooks of many makes, from the figures as published alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook

from tests.editing import ROOT

TABLES = ROOT / "tests" / "reference" / "tables"
TITLES = (
    "部门收支总体情况表",
    "部门收入总体情况表",
    "部门支出总体情况表",
    "财政拨款收支总体情况表",
    "财政拨款支出表",
    "一般公共预算支出情况表",
    "一般公共预算基本支出表",
    "一般公共预算“三公”经费、会议费、培训费支出情况表",
    "一般公共预算机关运行经费表",
    "政府性基金预算支出情况表",
    "部门管理转移支付表",
    "国有资本经营预算支出情况表",
    "政府采购预算表",
)
Row = list[object]


@dataclass(frozen=True)
class Make:
    """How a workbook is laid out: each part does to a table what some program or clerk does."""

    unit: str = "万元"
    amount: Callable[[Decimal], object] = lambda number: number
    code: Callable[[str], object] = lambda code: code
    heads: Callable[[list[list[str]]], list[Row]] = lambda heads: [list(row) for row in heads]
    name: Callable[[int], str] = lambda number: f"Sheet{number}"
    above: tuple[str, ...] = ()
    blank: object = ""
    order: tuple[int, ...] = tuple(range(1, 14))


def published(number: int) -> tuple[list[list[str]], list[list[str]]]:
    """Return a table's heads, each column's from the top, and its rows, as texts."""
    first, *rows = (TABLES / f"table-{number:02}.tsv").read_text("utf-8").rstrip("\n").split("\n")
    heads = [head.lstrip("#-").split("/") for head in first.split("\t")]
    width = len(heads)
    return heads, [(row.split("\t") + [""] * width)[:width] for row in rows]


def stacked(heads: list[list[str]]) -> list[Row]:
    """Put heads one below the other, a group's once above its columns, nothing merged."""
    depth = max(map(len, heads))
    rows: list[Row] = [[head[level] if level < len(head) else "" for head in heads] for level in range(depth)]
    for row in rows[:-1]:
        for column in range(len(row) - 1, 0, -1):
            if row[column] == row[column - 1]:
                row[column] = ""
    return rows


def flat(heads: list[list[str]]) -> list[Row]:
    """Write the lowest heads alone, in one row."""
    return [[head[-1] for head in heads]]


def workbook(path: Path, make: Make) -> Path:
    """Write the thirteen tables as a make lays them out."""
    return write(path, {make.name(number): sheet(number, make) for number in make.order})


def sheet(number: int, make: Make) -> list[Row]:
    """Lay one table out: what stands above it, title, unit, heads, rows."""
    heads, rows = published(number)
    lines: list[Row] = [[text] for text in make.above]
    lines += [[TITLES[number - 1]], [f"单位：{make.unit}"], *make.heads(heads)]
    return lines + [[_cell(text, make) for text in row] for row in rows]


def _cell(text: str, make: Make) -> object:
    if not text:
        return make.blank
    if text.isdigit() and len(text) in (3, 5, 7):
        return make.code(text)
    try:
        return make.amount(Decimal(text))
    except ArithmeticError:
        return text


def write(path: Path, sheets: dict[str, Iterable[Row]]) -> Path:
    """Write sheets of texts and numbers."""
    with Workbook(path) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, str):
                        page.write_string(row, column, value) if value else None
                    else:
                        page.write_number(row, column, value)
    return path
