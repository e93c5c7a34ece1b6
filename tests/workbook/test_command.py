"""`disclose export` and `disclose import` as a person runs them."""

from pathlib import Path

from tests.editing import REFERENCE, disclose, edited, placed
from tests.workbook.importing import FIXTURES

WORKBOOK = FIXTURES / "reference-tables.xlsx"


def test_a_form_goes_out_and_comes_back(tmp_path: Path) -> None:
    units, form = placed(tmp_path, edited()), tmp_path / "form.xlsx"
    out = disclose("export", "156001/2026", "--xlsx", form, "--units", units)
    assert (out.code, out.out) == (0, "")
    back = disclose("import", form, "--units", units)
    assert back.code == 0
    assert back.err.strip().endswith("没有要改的。")
    assert (units / "156001" / "2026.yaml").read_bytes() == REFERENCE.read_bytes()


def test_a_year_is_started_and_filled_from_a_workbook(tmp_path: Path) -> None:
    units = placed(tmp_path, edited())
    assert disclose("new", "156001", "2027", "--units", units).code == 0
    run = disclose("import", WORKBOOK, "--units", units, "--code", "156001", "--year", "2027")
    text = (units / "156001" / "2027.yaml").read_text("utf-8")
    assert "  - {科目: 208, 基本支出: 29.17}\n  - {科目: 2080505, 基本支出: 28.39}\n" in text
    assert "\n年终结转结余: 0\n" in text
    assert "还有 23 处待填" in run.err


def test_nothing_says_whose_the_workbook_is(tmp_path: Path) -> None:
    run = disclose("import", WORKBOOK, "--units", tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "工作簿中没有写单位代码，请用 --code 写明" in run.err


def test_a_code_leads_nowhere_else(tmp_path: Path) -> None:
    run = disclose("import", WORKBOOK, "--units", tmp_path, "--code", "../156", "--year", "2026")
    assert (run.code, run.out) == (2, "")
    assert "“../156”不是单位代码" in run.err


def test_a_new_file_needs_a_layout(tmp_path: Path) -> None:
    run = disclose("import", WORKBOOK, "--units", tmp_path, "--code", "156001", "--year", "2026")
    assert run.code == 2
    assert "新文件要用 --profile 写明版式" in run.err


def test_a_file_with_errors_is_not_touched(tmp_path: Path) -> None:
    text = edited(("年度: 2026", "年度: 2026年"))
    units = placed(tmp_path, text)
    run = disclose("import", WORKBOOK, "--units", units, "--code", "156001", "--year", "2026")
    assert run.code == 1
    assert "2026.yaml:5:" in run.out
    assert (units / "156001" / "2026.yaml").read_text("utf-8") == text


def test_what_was_not_placed_is_said_before_what_the_rules_find(tmp_path: Path) -> None:
    units = placed(tmp_path, edited())
    run = disclose("import", WORKBOOK, "--units", units, "--code", "156001", "--year", "2026")
    first, second = run.out.split("\n")[:2]
    assert "reference-tables.xlsx：表八!B7: warning 单位名称“中共定西市巡察工作领导小组办公室”" in first
    assert "2026.yaml:164:11: warning F3" in second


def test_there_is_nothing_to_export(tmp_path: Path) -> None:
    run = disclose("export", "156001/2026", "--xlsx", tmp_path / "x.xlsx", "--units", tmp_path)
    assert run.code == 2
    assert "没有这个文件" in run.err


def test_a_budget_is_named_by_code_and_year(tmp_path: Path) -> None:
    run = disclose("export", "156001", "--xlsx", tmp_path / "x.xlsx")
    assert run.code == 2
    assert "应写作 156001/2026" in run.err
