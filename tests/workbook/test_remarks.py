"""What cannot be placed is said with its place, what was found and what was expected; nothing is guessed."""

from decimal import Decimal
from pathlib import Path

from generator.problems import Severity
from tests.workbook.importing import imported
from tests.workbook.printed import TITLES, Make, Row, sheet, stacked, write
from tests.workbook.test_changes import table


def test_a_mistyped_amount_keeps_what_the_file_has(tmp_path: Path) -> None:
    rows = table(6, ("2080505", 3, "28.3.9"))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    assert outcome.said() == ["表六!D12 “28.3.9”不是金额，应为以万元为单位的数。这一格没有导入。"]
    assert outcome.changes() == []


def test_a_mistyped_separator_is_no_amount(tmp_path: Path) -> None:
    rows = table(6, ("2080505", 3, "2,8.39"))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    assert outcome.said() == ["表六!D12 “2,8.39”不是金额，应为以万元为单位的数。这一格没有导入。"]


def test_another_unit_in_a_cell_is_no_amount(tmp_path: Path) -> None:
    rows = table(6, ("2080505", 3, "283900元"))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    assert outcome.said() == ["表六!D12 “283900元”不是金额，应为以万元为单位的数。这一格没有导入。"]


def test_a_row_that_no_register_knows_is_said_and_its_line_stays(tmp_path: Path) -> None:
    rows = table(6, ("2080505", 0, "208O505"))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    wanted = "“208O505”（28.39、28.39）没有导入：应为支出功能分类科目的编码，或目录中唯一的名称。"
    assert outcome.said() == [f"表六!C12 {wanted}"]
    assert outcome.changes() == []


def test_a_row_without_name_or_amount_is_nothing(tmp_path: Path) -> None:
    rows: list[Row] = [*table(12), ["", Decimal(0)], ["总计", Decimal("0.00")]]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表十二": rows}))
    assert outcome.said() == []


def test_a_code_that_stands_twice_is_said(tmp_path: Path) -> None:
    rows = table(6)
    rows.append(["2080505", "", Decimal("1.00"), Decimal("1.00"), ""])
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    assert outcome.said()[0].startswith("表六!C23 “2080505”在本表第 12 行已经有了")


def test_a_code_under_another_name_is_read_by_its_code_and_said(tmp_path: Path) -> None:
    rows = table(6, ("2080505", 1, "住房公积金"))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    (said,) = outcome.said(Severity.WARNING)
    assert said == "表六!A12 2080505 的名称写作“住房公积金”，目录中是“机关事业单位基本养老保险缴费支出”。按编码导入。"


def test_no_unit_of_money_is_guessed(tmp_path: Path) -> None:
    rows = [row for row in sheet(6, Make(heads=stacked)) if row != ["单位：万元"]]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    (said,) = outcome.said()
    assert said.startswith("表六!A1 “一般公共预算支出情况表”没有写金额单位，整个工作簿都没有写单位。")
    assert not outcome.done.is_written


def test_a_table_without_unit_among_others_takes_theirs_and_that_is_said(tmp_path: Path) -> None:
    rows = [row for row in sheet(6, Make(heads=stacked)) if row != ["单位：万元"]]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows, "表三": table(3)}))
    assert outcome.said() == []
    assert outcome.said(Severity.WARNING) == [
        "表六!A1 “一般公共预算支出情况表”没有写金额单位，按其他各表写的“万元”读。"
    ]


def test_two_tables_of_one_kind_are_both_left(tmp_path: Path) -> None:
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"甲": table(6), "乙": table(6)}))
    assert (
        outcome.said()[0] == "甲!A1 “一般公共预算支出情况表”有几张（另见 乙），不知道用哪一张，都没有导入。应只留一张。"
    )


def test_a_sheet_of_something_else_is_said(tmp_path: Path) -> None:
    other: list[Row] = [["人员情况表"], ["编制", "实有"], [Decimal(12), Decimal(11)]]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": table(6), "人员": other}))
    assert outcome.said(Severity.WARNING) == ["人员 这张工作表不是版式中的表（标题和表头都不符），没有导入。"]


def test_amounts_as_text_in_a_sheet_of_something_else_are_no_mere_note(tmp_path: Path) -> None:
    other: list[Row] = [["结转情况"], ["单位：元"], ["事项", "余额"], ["办公楼", "1,200.50"]]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": table(6), "其他": other}))
    assert outcome.said(Severity.WARNING) == ["其他 这张工作表不是版式中的表（标题和表头都不符），没有导入。"]


def test_a_column_that_the_table_does_not_have_is_said(tmp_path: Path) -> None:
    rows = [[*row, Decimal(7)] if len(row) == 5 and row[2] != "合计" else row for row in table(6)]
    rows[3] = [*rows[3], "上年预算数"]
    rows[2] = [*rows[2], ""]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    assert any("“上年预算数”不是本表的列" in said for said in outcome.said(Severity.WARNING))


def test_a_subtotal_is_no_fact(tmp_path: Path) -> None:
    rows: list[Row] = [*table(6), ["", "小计", Decimal(5), Decimal(5), ""]]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    assert outcome.said() == []
    assert any("小计，由程序计算" in said for said in outcome.said(Severity.NOTE))


def test_the_same_fact_in_two_tables_must_be_the_same(tmp_path: Path) -> None:
    rows = table(4, ("（八）社会保障和就业支出", 3, Decimal("29.18")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表四": rows, "表六": table(6)}))
    assert outcome.said() == ["表四!D13 29.18，与 表六!C10 的 29.17 是同一个数，应当相同。按 表六!C10 导入。"]


def test_a_total_that_rounding_does_not_explain_is_said_and_not_typed(tmp_path: Path) -> None:
    rows = table(6, ("20111", 2, Decimal("345.51")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": rows}))
    (said,) = outcome.said()
    assert said.startswith("表六!C7 345.51，")
    assert "应为 344.51万元" in said or "与 表六!C6 的 344.51 是同一个数" in said
    assert outcome.changes() == []


def test_the_rules_run_over_the_result(tmp_path: Path) -> None:
    rows = table(1, ("一、一般公共预算财政拨款收入", 1, Decimal("406.31")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表一": rows}))
    assert "A4" in {problem.code for problem in outcome.done.problems}


def test_money_that_could_be_of_several_funds_is_said(tmp_path: Path) -> None:
    rows = table(3, ("行政运行", 2, Decimal("252.51")), ("行政运行", 1, Decimal("252.51")))
    income = table(1, ("五、事业收入", 1, Decimal("5.00")), ("九、其他收入", 1, Decimal("5.00")))
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"一": income, "三": rows, "六": table(6)}))
    wanted = "2011101 的基本支出 252.51，比财政拨款的各表多 100000元，不知道是哪种资金（事业收入、其他收入）。"
    assert any(wanted in said for said in outcome.said())


def test_contents_are_no_tables(tmp_path: Path) -> None:
    contents: list[Row] = [["目录"], *([title] for title in TITLES)]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"目录": contents, "表六": table(6)}))
    assert outcome.said() == []
    assert outcome.done.is_kept


def test_a_table_without_rows_that_every_unit_fills_is_said(tmp_path: Path) -> None:
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表六": table(6)[:4]}))
    assert outcome.said() == ["表六 这张表没有填任何一行，没有导入，文件中原有的数不动。"]
    assert outcome.changes() == []


def test_fixed_rows_of_a_blank_table_stay_and_are_said(tmp_path: Path) -> None:
    rows = [[cell for cell in row if not isinstance(cell, Decimal)] for row in table(8)]
    outcome = imported(tmp_path, write(tmp_path / "t.xlsx", {"表八": rows, "表六": table(6)}))
    assert "空白，按导入的数" in outcome.said()[0]
    assert outcome.changes() == []
