"""Last year's figures as typed against last year's file."""

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.derive.test_accounts import SAME_IN_THIS_FILE, THIS, two_years
from tests.editing import line_of
from tests.government import Government, simple

BOTH = THIS + SAME_IN_THIS_FILE


def lines(government: Government, address: str) -> str:
    return (government.folder / f"{address}.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "mistyped", "published"),
    [
        ("{收入总计: 100}", "{收入总计: 100.01}", "收入: {一般公共预算财政拨款收入: 100}"),
        ("科目: 201, 支出合计: 90", "科目: 201, 支出合计: 900", "科目: 2010301, 基本支出: 60"),
        ("科目: 201, 支出合计: 90", "科目: 201, 支出合计: 9", "科目: 2010301, 基本支出: 60"),
        ("科目: 208, 支出合计: 10", "科目: 208, 支出合计: 9.99", "科目: 2080505, 基本支出: 10"),
        ("公务接待费: 1,", "公务接待费: 2,", "公务接待费: 1,"),
        ("培训费: 0.5", "培训费: 0.05", "培训费: 0.5"),
        ("{科目: 合计, 合计: 10}", "{科目: 合计, 合计: 10.1}", "科目: 30201, 金额: 10"),
    ],
)
def test_a_changed_figure_is_an_error_that_names_both_files_and_lines(
    tmp_path: Path, typed: str, mistyped: str, published: str
) -> None:
    before, _, after = BOTH.partition("上年:")
    government = two_years(tmp_path, this=f"{before}上年:{after.replace(typed, mistyped)}")
    (problem,) = (each for each in government.problems("156001/2026") if each.code == "H101")
    this, last = lines(government, "156001/2026"), lines(government, "156001/2025")
    assert problem.severity is Severity.ERROR
    assert problem.span.line == this.count("\n", 0, this.index("上年:") + len("上年:") + after.index(typed)) + 1
    assert f"156001/2026.yaml:{problem.span.line}）" in problem.message
    assert f"156001/2025.yaml:{line_of(last, published)}）" in problem.message


def test_a_code_that_last_years_file_does_not_have_is_an_error(tmp_path: Path) -> None:
    known = "    - {科目: 208, 支出合计: 10}\n"
    government = two_years(tmp_path, this=BOTH.replace(known, known + "    - {科目: 210, 支出合计: 3}\n"))
    assert any("210 支出合计" in each.message for each in government.problems("156001/2026") if each.code == "H101")


def test_a_fund_that_last_years_file_does_not_have_is_an_error(tmp_path: Path) -> None:
    extra = "    - {科目: 208, 支出合计: 10}\n    - {科目: 2120803, 资金: 政府性基金预算, 项目支出: 3}\n"
    government = two_years(tmp_path, this=BOTH.replace("    - {科目: 208, 支出合计: 10}\n", extra))
    assert any("政府性基金预算" in each.message for each in government.problems("156001/2026") if each.code == "H101")


def test_a_department_cannot_be_a_cent_off_what_its_units_sum_was_printed_as(tmp_path: Path) -> None:
    government = Government(tmp_path)
    units = "所属单位:\n" + "".join(f"  - {{代码: 15600{n}, 名称: 示例15600{n}, 性质: 事业}}\n" for n in (1, 2, 3))
    for year in (2025, 2026):
        government.write("156", year, units)
        for number in (1, 2, 3):
            government.write(f"15600{number}", year, simple("10.01"))
    government.write("156", 2026, units + "上年: {口径: 年初预算, 收入: {收入总计: 30.03}}")
    assert government.codes("156/2026") == []
    government.write("156", 2026, units + "上年: {口径: 年初预算, 收入: {收入总计: 30.04}}")
    assert government.codes("156/2026") == ["H101"]


def test_a_figure_typed_in_元_is_the_published_one_if_it_rounds_to_it(tmp_path: Path) -> None:  # noqa: N802
    block = "上年: {口径: 年初预算, 金额单位: 元, 收入: {收入总计: 1000049.99}}"
    assert two_years(tmp_path, this=THIS + block).codes("156001/2026") == []


def test_a_figure_typed_in_元_that_rounds_to_another_is_an_error(tmp_path: Path) -> None:  # noqa: N802
    block = "上年: {口径: 年初预算, 金额单位: 元, 收入: {收入总计: 1000050.01}}"
    assert "H101" in two_years(tmp_path, this=THIS + block).codes("156001/2026")


@pytest.mark.parametrize("basis", ["执行数", "调整预算", "决算"])
def test_figures_on_another_basis_may_differ_from_last_years_budget(tmp_path: Path, basis: str) -> None:
    government = two_years(tmp_path, this=f"{THIS}上年: {{口径: {basis}, 收入: {{收入总计: 150}}}}")
    assert government.codes("156001/2026") == []


@pytest.mark.parametrize(("change", "is_error"), [("20", False), ("20.02", True), ("-20", True)])
def test_a_typed_difference_agrees_with_last_years_file(tmp_path: Path, change: str, *, is_error: bool) -> None:
    block = f"上年: {{口径: 年初预算, 增减额: {{收入: {{收入总计: {change}}}}}}}"
    assert two_years(tmp_path, this=THIS + block).codes("156001/2026") == (["H101"] if is_error else [])


EXPLAINED = """
  差异说明:
    - {适用: [201], 原因: 机构划转，按可比口径调整}
"""


def test_an_explained_difference_is_a_note_with_both_figures_and_the_reason(tmp_path: Path) -> None:
    this = BOTH.replace("科目: 201, 支出合计: 90", "科目: 201, 支出合计: 89.99") + EXPLAINED.lstrip("\n")
    government = two_years(tmp_path, this=this)
    assert government.codes("156001/2026") == []
    (note,) = (each for each in government.problems("156001/2026", Severity.NOTE) if each.code == "H102")
    assert "89.99" in note.message
    assert "90.00" in note.message
    assert "156001/2025.yaml:" in note.message
    assert "机构划转，按可比口径调整" in note.message


def test_an_explanation_of_another_figure_explains_nothing(tmp_path: Path) -> None:
    this = BOTH.replace("科目: 208, 支出合计: 10", "科目: 208, 支出合计: 9.99") + EXPLAINED.lstrip("\n")
    assert sorted(two_years(tmp_path, this=this).codes("156001/2026")) == ["H101", "H103"]


def test_a_needless_explanation_is_a_warning(tmp_path: Path) -> None:
    government = two_years(tmp_path, this=BOTH + EXPLAINED.lstrip("\n"))
    (problem,) = government.problems("156001/2026")
    assert (problem.code, problem.severity) == ("H103", Severity.WARNING)
    assert "“201”没有差异" in problem.message


def test_an_explanation_that_nothing_can_be_held_against_is_let_stand(tmp_path: Path) -> None:
    government = two_years(tmp_path, this=BOTH + EXPLAINED.lstrip("\n"))
    government.remove("156001", 2025)
    assert government.codes("156001/2026") == []
