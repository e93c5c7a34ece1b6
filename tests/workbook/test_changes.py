"""What a workbook changes in a file: the lines whose figures changed, and nothing else."""

from decimal import Decimal
from pathlib import Path

from tests.editing import edited
from tests.workbook.importing import imported
from tests.workbook.printed import TITLES, Make, Row, sheet, stacked, write

MAKE = Make(heads=stacked)


def table(number: int, *changes: tuple[str, int, object]) -> list[Row]:
    """A published table with cells changed: the row's code or name, the column, the new value."""
    rows = [list(row) for row in sheet(number, MAKE)]
    body = next((index for index, row in enumerate(rows) if any(isinstance(cell, Decimal) for cell in row)), 0)
    for name, column, value in changes:
        next(row for row in rows[body:] if name in row)[column] = value
    return rows


def without(rows: list[Row], name: str) -> list[Row]:
    return [row for row in rows if name not in row]


def raised() -> list[Row]:
    """表六 with one item more by a cent, all the way up."""
    up = [("2080505", "28.40"), ("20805", "28.40"), ("208", "29.18"), ("合计", "303.32")]
    cells = [(name, column, Decimal(value)) for name, value in up[:3] for column in (2, 3)]
    return table(6, *cells, ("合计", 3, Decimal("303.32")), ("合计", 2, Decimal("405.32")))


def test_a_changed_figure_changes_its_line_and_the_totals_typed_above_it(tmp_path: Path) -> None:
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"六": raised()}))
    assert outcome.changes() == [
        "-  - {科目: 合计, 基本支出: 303.31}",
        "+  - {科目: 合计, 基本支出: 303.32}",
        "-  - {科目: 208, 基本支出: 29.17}",
        "-  - {科目: 2080505, 基本支出: 28.39}",
        "+  - {科目: 208, 基本支出: 29.18}",
        "+  - {科目: 2080505, 基本支出: 28.40}",
    ]


def test_comments_spacing_quotation_and_line_ends_stay(tmp_path: Path) -> None:
    text = edited(
        ("  - {科目: 2080505, 基本支出: 28.39}", "  - { 科目: '2080505' ,基本支出:  28.39 }  # 养老"),
        ("  - {科目: 30108, 金额: 28.39}", "  - 科目: 30108\n    # 同上\n    金额: 28.390"),
    ).replace("\n", "\r\n")
    rows = table(7, ("30108", 2, Decimal("28.40")), ("30108", 3, Decimal("28.40")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"六": raised(), "七": rows}), text)
    assert "  - { 科目: '2080505' ,基本支出:  28.40 }  # 养老\r\n" in outcome.after
    assert "  - 科目: 30108\r\n    # 同上\r\n    金额: 28.40\r\n" in outcome.after
    assert outcome.after.count("\r\n") == outcome.after.count("\n") == text.count("\n")


def test_a_new_row_stands_where_its_code_comes(tmp_path: Path) -> None:
    rows = table(6)
    after = next(index for index, row in enumerate(rows) if "2080505" in row)
    rows.insert(after + 1, ["2080506", "", Decimal("1.00"), Decimal("1.00"), ""])
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"六": rows}))
    assert "  - {科目: 2080505, 基本支出: 28.39}\n  - {科目: 2080506, 基本支出: 1.00}\n" in outcome.after
    assert len(outcome.changes()) == 1


def test_a_row_that_is_gone_is_taken_out_and_said(tmp_path: Path) -> None:
    rows = without(table(6), "2101199")
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"六": rows}))
    assert outcome.changes() == ["-  - {科目: 2101199, 基本支出: 0.10}"]
    assert any("2101199（基本支出 0.10）工作簿中没有，已从文件中删去" in remark.text for remark in outcome.done.remarks)


def test_an_emptied_list_is_an_empty_list(tmp_path: Path) -> None:
    rows: list[Row] = [[TITLES[12]], ["单位：万元"], ["单位名称", "采购品目", "采购金额"]]
    text = edited(("  - {品目: 合计, 金额: 10.19}\n", ""), ("  - {品目: A, 金额: 3.59}\n", ""))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"十三": rows}), text)
    assert "\n政府采购: []\n" in outcome.after


def test_a_second_amount_of_a_row_stands_after_the_first(tmp_path: Path) -> None:
    rows = table(6, ("2011101", 4, Decimal("2.00")), ("2011101", 2, Decimal("244.51")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"六": rows}))
    assert "+  - {科目: 2011101, 基本支出: 242.51, 项目支出: 2.00}" in outcome.changes()


def test_marks_are_filled_in_and_others_stay(tmp_path: Path) -> None:
    text = edited(
        ("状态: 已公开", "状态: 草稿"),
        ("  - {科目: 2080505, 基本支出: 28.39}", "  - {科目: 2080505, 基本支出: TODO}"),
        ("  政府性基金预算财政拨款收入: 0", "  政府性基金预算财政拨款收入: TODO"),
        ("部门管理转移支付: []", "部门管理转移支付: TODO"),
        ("非税收入: 0", "非税收入: TODO"),
    )
    tables = {str(number): table(number) for number in (1, 6, 11)}
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", tables), text)
    assert "  - {科目: 2080505, 基本支出: 28.39}\n" in outcome.after
    assert "  政府性基金预算财政拨款收入: 0\n" in outcome.after
    assert "\n部门管理转移支付: []\n非税收入: TODO\n" in outcome.after
    assert outcome.done.blanks == 1


def test_amounts_finer_than_the_file_holds_are_rounded_and_that_is_said(tmp_path: Path) -> None:
    rows = table(1, ("一、一般公共预算财政拨款收入", 1, Decimal("405.3149")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"一": rows}))
    assert outcome.changes() == []
    rows = table(1, ("一、一般公共预算财政拨款收入", 1, Decimal("405.325")))
    outcome = imported(tmp_path / "2", write(tmp_path / "t.xlsx", {"一": rows}))
    assert "+  一般公共预算财政拨款收入: 405.33" in outcome.changes()
    assert any("405.325 按文件的单位四舍五入为 405.33万元" in remark.text for remark in outcome.done.remarks)


def test_a_sum_that_binary_numbers_smear_is_read_as_the_cell_shows_it(tmp_path: Path) -> None:
    rows = table(1, ("一、一般公共预算财政拨款收入", 1, 405.01 + 0.3 + 1e-13))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"一": rows}))
    assert outcome.changes() == []
    assert any("按表格显示的 15 位有效数字读作 405.31。" in remark.text for remark in outcome.done.remarks)


def test_a_fund_whose_table_gives_only_sums_takes_its_kind_from_the_table_of_all(tmp_path: Path) -> None:
    fund: list[Row] = [[TITLES[9]], ["单位：万元"], ["科目编码", "项目", "预算数"]]
    fund += [["212", "", Decimal(5)], ["21208", "", Decimal(5)], ["2120803", "", Decimal(5)]]
    every = table(3)
    names = ("城乡社区支出", "国有土地使用权出让收入安排的支出", "城市建设支出")
    every += [[name, Decimal(5), "", Decimal(5), ""] for name in names]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"十": fund, "三": every}))
    assert "+  - {科目: 2120803, 资金: 政府性基金预算, 项目支出: 5.00}" in outcome.changes()


def test_what_is_left_of_all_expenditure_is_the_only_other_income(tmp_path: Path) -> None:
    rows = table(3, ("行政运行", 2, Decimal("252.51")), ("行政运行", 1, Decimal("252.51")))
    income = table(1, ("五、事业收入", 1, Decimal("10.00")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"一": income, "三": rows, "六": table(6)}))
    assert "+  - {科目: 2011101, 资金: 事业收入, 基本支出: 10.00}" in outcome.changes()
