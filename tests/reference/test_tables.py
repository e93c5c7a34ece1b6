"""Every figure of the reference's tables stands in the table of the same number, under its row and its column."""

from __future__ import annotations

import pytest

from . import expected
from .comparing import (
    compare_columns_of_region,
    compare_region,
    compare_table,
    has_run,
    match_columns,
    nearest_row,
    regions,
    row_runs,
    text_of,
)
from .expected import Table
from .reading import Glyphs, Grid, Page, plain

TABLES = range(1, 14)
EMPTY = {
    10: "2026年未安排政府性基金预算",
    11: "2026年预算无部门管理转移支付",
    12: "2026年未安排国有资本经营预算",
}
FORM_HEADS = {14: ["年度绩效目标", "一级指标"], 15: ["项目名称", "一级指标"]}


def complain(complaints: list[str]) -> None:
    """Fail with every complaint on its own line."""
    if complaints:
        pytest.fail("\n".join([f"{len(complaints)} differences from the reference", *complaints]), pytrace=False)


@pytest.mark.parametrize("number", range(1, 16))
def test_each_table_is_printed_once_under_its_title(page: Page, number: int) -> None:
    sign, title = expected.titles()[number]
    caption = page.grid(number).caption
    assert title in caption, f"table-{number}: caption “{caption}” does not name “{title}”"
    assert sign in caption, f"table-{number}: caption “{caption}” does not carry “{sign}”"


def test_each_table_has_one_title_in_list_and_caption() -> None:
    for number, row in enumerate(expected.lines_of(expected.HERE / "titles.tsv")[1:], 1):
        assert expected.titles()[number][1] == plain(row[2]), f"table-{number}: a difference of titles is not listed"


@pytest.mark.parametrize("number", TABLES)
def test_page_has_every_figure_in_its_row_and_column(page: Page, number: int) -> None:
    complain(compare_table(page.grid(number), expected.table(number)))


@pytest.mark.parametrize("number", TABLES)
def test_every_row_with_figures_has_a_row_header(page: Page, number: int) -> None:
    for row in page.grid(number).body:
        texts = [cell.text for cell in row if cell]
        assert any(cell and cell.is_row_header for cell in row) or not any(texts), (
            f"table-{number}: no <th scope=row> in row {' | '.join(texts)}"
        )


@pytest.mark.parametrize("number", EMPTY)
def test_an_empty_table_has_its_head_its_note_and_no_figure(page: Page, number: int) -> None:
    figures = [cell.text for row in page.grid(number).body for cell in row if cell and any(map(str.isdigit, cell.text))]
    assert figures == [], f"table-{number}: the reference's table is empty, found {figures}"
    assert plain(EMPTY[number]) in page.text, f"table-{number}: no sentence “{EMPTY[number]}”"


def test_table_nine_counts_its_rows_from_the_total(page: Page) -> None:
    grid = page.grid(9)
    column = grid.titles().index(("序号",))
    assert [text_of(row[column]) for row in grid.body] == ["1", "2", "3", "4"]


def test_table_thirteen_names_the_unit(page: Page) -> None:
    names = {cell.text for row in page.grid(13).body for cell in row if cell}
    assert "中共定西市委巡察工作领导小组办公室" in names, f"table-13: found {sorted(names)}"


@pytest.mark.parametrize("number", [2, 3, 6, 7])
def test_rows_keep_the_order_of_their_codes(page: Page, number: int) -> None:
    table = expected.table(number)
    keys = [[row[column] for column in table.groups[0][0]] for row in table.rows]
    wanted = ["".join(key[-1:]) for key in ([keys[0], *sorted(keys[1:])] if number == 7 else keys)]
    column = match_columns(page.grid(number), table).place[table.titles[table.groups[0][0][-1]]]
    assert [text_of(row[column]) for row in page.grid(number).body] == wanted


def complaints_about_runs(grid: Grid, number: int, wanted: list[list[str]]) -> list[str]:
    runs = row_runs(grid)
    return [
        f"table-{number}: no row holds {' | '.join(cells)}; printed: {nearest_row(runs, cells[-2])}"
        for cells in wanted
        if not has_run(runs, cells)
    ]


@pytest.mark.parametrize("part", ["head", "budget"])
def test_overall_performance_prints_its_form(page: Page, part: str) -> None:
    rows = expected.part_of_table(14, part)
    complain(complaints_about_runs(page.grid(14), 14, [[*path.split("/"), text] for path, text in rows if text]))


def test_overall_performance_leaves_blank_what_the_reference_leaves_blank(page: Page) -> None:
    rows = [path.split("/") for path, text in expected.part_of_table(14, "budget") if not text]
    complain(complaints_about_runs(page.grid(14), 14, [[*path, ""] for path in rows]))


@pytest.mark.parametrize("row", expected.part_of_table(14, "indicators"), ids=lambda row: str(row[3]))
def test_overall_performance_prints_each_indicator_in_its_columns(page: Page, row: list[str]) -> None:
    complain(complaints_about_runs(page.grid(14), 14, [row]))


def test_indicators_stand_under_their_titles(page: Page) -> None:
    titles = [plain(title) for title in expected.lines_of(expected.HERE / "tables" / "table-14-indicators.tsv")[0]]
    complain(complaints_about_runs(page.grid(14), 14, [titles]))


def test_weights_are_printed_as_they_are(page: Page) -> None:
    indicators = expected.part_of_table(14, "indicators")
    weights = {first: weight for first, weight, *_ in indicators}
    assert sum(map(int, weights.values())) == 90
    runs = row_runs(page.grid(14))
    for first, weight in weights.items():
        assert has_run(runs, [first, weight]), f"table-14: {first} is not followed by its weight {weight}"


def test_project_prints_its_form(page: Page) -> None:
    complain(
        complaints_about_runs(page.grid(15), 15, [[label, text] for label, text in expected.part_of_table(15, "head")])
    )


def test_project_prints_its_funds_for_both_spans(page: Page) -> None:
    wanted: list[list[str]] = []
    for label, medium, yearly in expected.part_of_table(15, "funds"):
        spans = ("中期" + label, "年度" + label) if label == "资金总额" else (label, label)
        wanted += [[spans[0], medium, spans[1], yearly]]
    complain(complaints_about_runs(page.grid(15), 15, wanted))


@pytest.mark.parametrize("row", expected.part_of_table(15, "indicators"), ids=lambda row: str(row[2]))
def test_project_prints_each_indicator_with_both_values(page: Page, row: list[str]) -> None:
    first, second, third, medium, yearly_third, yearly = row
    runs = row_runs(page.grid(15))
    both = [first, second, third, medium, second, yearly_third, yearly]
    assert third == yearly_third
    assert has_run(runs, both) or has_run(runs, [first, second, third, medium, yearly]), (
        f"table-15: no row holds {' | '.join(both)}; printed: {nearest_row(runs, third)}"
    )


@pytest.mark.parametrize(("number", "label", "text"), expected.goals())
def test_goals_are_printed_in_full(page: Page, number: int, label: str, text: str) -> None:
    texts = {cell.text for row in [*page.grid(number).head, *page.grid(number).body] for cell in row if cell}
    printed = "".join(sorted(texts)) + page.text
    assert text in printed, f"table-{number}: {label} is not printed as in the reference: {text}"


def heads() -> dict[int, list[str]]:
    """For each table the words of its head that must follow its caption."""
    found = dict(FORM_HEADS)
    for number in TABLES:
        table: Table = expected.table(number)
        found[number] = [table.titles[column][-1] for _, figures in table.groups for column in figures]
    return found


def test_pdf_has_every_figure_in_its_row_in_order(page: Page, pdf: Glyphs) -> None:
    found, complaints = regions(pdf, {number: page.grid(number).caption for number in range(1, 16)}, heads())
    for number in TABLES:
        if number in found:
            complaints += compare_region(found[number], expected.table(number))
            complaints += compare_columns_of_region(found[number], expected.table(number), pdf)
    complain(complaints)


def test_pdf_has_every_row_of_the_performance_tables(page: Page, pdf: Glyphs) -> None:
    found, complaints = regions(pdf, {number: page.grid(number).caption for number in range(1, 16)}, heads())
    wanted = {
        14: [[*path.split("/")[-1:], text] for path, text in expected.part_of_table(14, "budget") if text]
        + [row[3:] for row in expected.part_of_table(14, "indicators")],
        15: [[medium, yearly] for _, medium, yearly in expected.part_of_table(15, "funds") if medium]
        + [[third, medium] for _, _, third, medium, _, _ in expected.part_of_table(15, "indicators")]
        + [[yearly] for *_, yearly in expected.part_of_table(15, "indicators")],
    }
    for number, rows in wanted.items():
        if number not in found:
            continue
        for row in rows:
            if not in_order(found[number].text, row):
                complaints.append(f"table-{number} of the PDF: no row {' | '.join(row)}")
    complain(complaints)


def in_order(text: str, cells: list[str]) -> bool:
    """Whether the cells follow each other; between the two funds of a row stands only the second label."""
    if "".join(cells) in text:
        return True
    return len(cells) == 2 and any(
        cells[0] + between + cells[1] in text for between in ("年度资金总额", "年度资金总额:", "其中:财政拨款")
    )
