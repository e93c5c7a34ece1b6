"""Every figure of the second reference's nine tables stands in the table of the same number, in page and PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reference import expected
from tests.reference.comparing import compare_columns_of_region, compare_region, compare_table, regions, text_of
from tests.reference.expected import Table
from tests.reference.reading import Glyphs, Page, plain
from tests.reference.test_tables import complain

HERE = Path(__file__).parent
TITLES = {
    1: "2025年部门财务收支预算总表",
    2: "2025年部门收入预算总表",
    3: "2025年部门支出预算总表",
    4: "2025年部门财政拨款收支预算总表",
    5: "2025年部门一般公共预算支出功能分类预算表",
    6: "2025年部门政府性基金预算支出功能分类预算表",
    7: "2025年部门国有资本经营预算支出功能分类预算表",
    8: "2025年部门一般公共预算基本支出部门预算经济分类预算表",
    9: "2025年部门“三公”经费和机关运行经费预算表",
}
WITH_ROWS = range(1, 9)
EMPTY = {
    6: "注:本部门2025年无政府性基金预算财政拨款安排的预算，故本表为空表。",
    7: "注:本部门2025年无国有资本经营预算财政拨款安排的预算，故本表为空表。",
}


def table(number: int) -> Table:
    return expected.table(number, HERE)


@pytest.mark.parametrize("number", TITLES)
def test_each_table_has_its_title_and_its_unit_of_money(page: Page, number: int) -> None:
    unit = "万元" if number == 9 else "元"
    assert page.grid(number).caption == plain(f"{TITLES[number]}单位：{unit}")


def test_there_are_nine_tables_in_their_order_in_page_and_contents(page: Page) -> None:
    assert page.tree.xpath("//main//table/@id") == [f"table-{number}" for number in TITLES]
    contents = [plain(text) for text in page.tree.xpath("//nav//a/text()")]
    assert [entry for entry in contents if entry.endswith("表") and entry[0].isdigit()] == [
        plain(f"{number}. {title}") for number, title in TITLES.items()
    ]


@pytest.mark.parametrize("number", WITH_ROWS)
def test_page_has_every_figure_in_its_row_and_column(page: Page, number: int) -> None:
    complain(compare_table(page.grid(number), table(number)))


@pytest.mark.parametrize("number", [2, 3, 5, 8])
def test_rows_stand_in_the_order_of_the_reference(page: Page, number: int) -> None:
    names = [text_of(cell) for row in page.grid(number).body for cell in row if cell and cell.is_row_header]
    assert list(dict.fromkeys(names)) == list(dict.fromkeys(expected.row_key(row[:4])[-1] for row in named(number)))


def named(number: int) -> list[list[str]]:
    """The rows of a table with what names them alone."""
    spec = table(number)
    return [[row[column] for column in spec.groups[0][0]] for row in spec.rows]


def test_the_ninth_table_is_one_row_in_ten_thousands(page: Page) -> None:
    grid, (titles, figures) = page.grid(9), expected.lines_of(HERE / "tables" / "table-09.tsv")
    (row,) = grid.body
    assert grid.titles() == [tuple(map(plain, title.split("/"))) for title in titles]
    assert [text_of(cell) for cell in row] == figures


@pytest.mark.parametrize("number", EMPTY)
def test_an_empty_table_is_printed_whole_with_its_note(page: Page, number: int) -> None:
    rows = page.grid(number).body
    assert [text_of(cell) for cell in rows[-1]] == ["合计"] * 4 + [""] * 3
    assert not any(map(str.isdigit, "".join(text_of(cell) for row in rows for cell in row)))
    assert plain(EMPTY[number]) in page.text


def test_pdf_has_every_figure_in_its_row_in_order(page: Page, pdf: Glyphs) -> None:
    heads = {
        number: [table(number).titles[column][-1] for column in table(number).groups[-1][1]] for number in WITH_ROWS
    }
    heads[9] = ["公务接待费", "运行费"]
    found, complaints = regions(pdf, {number: page.grid(number).caption for number in TITLES}, heads)
    for number in WITH_ROWS:
        if number in found:
            complaints += compare_region(found[number], table(number))
            complaints += compare_columns_of_region(found[number], table(number), pdf)
    assert "1.001.00171.01" in found[9].text
    complain(complaints)
