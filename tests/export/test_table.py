"""One table's cells as fields and as cells of a workbook, where amounts and texts look alike."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.export.grid import Grid, grid_of
from generator.export.table import table_csv
from generator.export.workbook import workbook
from generator.model.site import Site
from generator.model.tables import Cell, HeadCell, Row, Table
from generator.view.page import DisclosurePage
from tests.editing import REFERENCE


@pytest.fixture(scope="module")
def page() -> DisclosurePage:
    (unit,) = read_units([REFERENCE], Workspace())
    assert unit.page
    return unit.page


def grid(*cells: Cell, title: str = "试") -> Grid:
    heads = (tuple(HeadCell(f"列{place}") for place in range(len(cells))),)
    return grid_of(Table("试", 1, title, "元", heads, (50,) * len(cells), (Row("", cells),), ""))


def amount(text: str) -> Cell:
    return Cell(text, is_amount=True)


def cells_of(page: DisclosurePage, *cells: Cell) -> list[object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(page, [grid(*cells)], Site())))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)[3]


def test_a_negative_amount_is_a_number_and_the_same_typed_as_text_is_not(page: DisclosurePage) -> None:
    cells = (amount("-2.00"), Cell("-2.00"))
    assert table_csv(grid(*cells)).endswith(b"\r\n-2.00,'-2.00\r\n")
    assert cells_of(page, *cells) == [-2.0, "-2.00"]


def test_separators_of_thousands_are_printed_and_not_exported(page: DisclosurePage) -> None:
    cells = (amount("371,514,655.00"), amount(""))
    assert table_csv(grid(*cells)).endswith(b"\r\n371514655.00,\r\n")
    assert cells_of(page, *cells) == [371514655.0, ""]


def test_an_amount_with_more_digits_than_spreadsheets_keep_stays_text(page: DisclosurePage) -> None:
    assert cells_of(page, amount("9999999999999.99"), amount("99999999999999.99")) == [
        9999999999999.99,
        "99999999999999.99",
    ]


@pytest.mark.parametrize(
    ("text", "pattern"), [("3.50", "0.00"), ("3.5", "0.0"), ("1,234", "#,##0"), ("1,234.50", "#,##0.00")]
)
def test_a_number_shows_the_decimals_and_separators_that_are_printed(
    page: DisclosurePage, text: str, pattern: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(page, [grid(amount(text))], Site()))) as book:
        styles = book.read("xl/styles.xml").decode()
    assert re.findall(r'formatCode="([^"]*)"', styles) == [pattern]


def test_a_row_is_as_high_as_the_longest_text_in_it_needs(page: DisclosurePage) -> None:
    cells = (Cell("目标" * 200, is_prose=True), Cell("短", is_prose=True))
    with zipfile.ZipFile(io.BytesIO(workbook(page, [grid(*cells)], Site()))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    (height,) = re.findall(r'<row r="4"[^>]* ht="(\d+)"', sheet)
    assert int(height) == 15 * 16, "400 characters of two places in 55 take 15 lines"


def test_a_row_with_nothing_in_it_is_left_out_of_a_csv() -> None:
    assert table_csv(grid(Cell(""), amount(""))).decode("utf-8-sig") == "列0,列1\r\n"


def test_a_sheet_is_named_by_number_and_title_as_far_as_spreadsheets_allow(page: DisclosurePage) -> None:
    title = "[项目]: 支出*绩效?目标/表\\" + "长" * 40 + "'"
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(page, [grid(Cell("甲"), title=title)], Site())))
    (name,) = book.sheet_names
    assert name.startswith("1 ［项目］： 支出＊绩效？目标／表＼")
    assert len(name) == 31
