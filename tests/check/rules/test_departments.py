"""A department that holds its own amounts against its units, and who is listed where."""

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.government import Government, simple

OWN = """
汇总: 否
所属单位:
  - {代码: 156001, 名称: 示例156001, 性质: 行政}
  - {代码: 156002, 名称: 示例156002, 性质: 事业}
"""
BODY = """
收入: {一般公共预算财政拨款收入: 30.01, 事业收入: 5}
支出:
  - {科目: 2010301, 基本支出: 20.01}
  - {科目: 2080505, 基本支出: 10}
  - {科目: 2010350, 资金: 事业收入, 基本支出: 5}
"""
FIRST = """
收入: {一般公共预算财政拨款收入: 15.01, 事业收入: 5}
支出:
  - {科目: 2010301, 基本支出: 10.01}
  - {科目: 2080505, 基本支出: 5}
  - {科目: 2010350, 资金: 事业收入, 基本支出: 5}
"""
SECOND = """
收入: {一般公共预算财政拨款收入: 15}
支出:
  - {科目: 2010301, 基本支出: 10}
  - {科目: 2080505, 基本支出: 5}
"""


def government_of(folder: Path, own: str = BODY, first: str = FIRST, second: str = SECOND) -> Government:
    government = Government(folder)
    government.write("156", 2026, OWN + own)
    government.write("156001", 2026, first)
    government.write("156002", 2026, second)
    return government


def test_own_amounts_that_are_the_units_sums_check_clean(tmp_path: Path) -> None:
    assert government_of(tmp_path).codes("156/2026", *Severity) == []


def test_a_difference_that_rounding_explains_is_a_note(tmp_path: Path) -> None:
    government = government_of(
        tmp_path,
        own=BODY.replace("30.01", "30.02").replace("20.01", "20.02"),
    )
    assert government.codes("156/2026") == []
    (note,) = (each for each in government.problems("156/2026", Severity.NOTE) if "2010301" in each.message)
    assert note.code == "H2"
    assert "尾差" in note.message
    assert "允许 ±0.015" in note.message


@pytest.mark.parametrize("wrong", ["20.03", "19.99", "2.001", "200.10", "-20.01"])
def test_a_difference_beyond_rounding_names_both_files_and_figures(tmp_path: Path, wrong: str) -> None:
    government = government_of(tmp_path, own=BODY.replace("20.01", wrong))
    (problem,) = (each for each in government.problems("156/2026") if each.code == "H2" and "2010301" in each.message)
    assert problem.span.path.endswith("156/2026.yaml")
    assert "20.01" in problem.message
    assert {related.span.path.rsplit("/", 2)[-2] for related in problem.related} == {"156001", "156002"}


def test_money_of_another_fund_is_a_difference_though_the_totals_agree(tmp_path: Path) -> None:
    moved = (
        BODY.replace("30.01, 事业收入: 5", "25.01, 事业收入: 10")
        .replace("基本支出: 10}", "基本支出: 5}")
        .replace("事业收入, 基本支出: 5}", "事业收入, 基本支出: 10}")
        .replace("2010350", "2080505")
    )
    first = FIRST.replace("2010350", "2080505")
    government = government_of(tmp_path, own=moved, first=first)
    assert "H2" in government.codes("156/2026")


def test_an_item_that_only_the_units_have_is_named(tmp_path: Path) -> None:
    government = government_of(
        tmp_path, own=BODY.replace("  - {科目: 2080505, 基本支出: 10}\n", "").replace("20.01", "30.01")
    )
    messages = [problem.message for problem in government.problems("156/2026")]
    assert any("2080505 基本支出合计 10.00，本文件没有这一项" in message for message in messages)


def test_an_item_that_no_unit_has_is_named(tmp_path: Path) -> None:
    government = government_of(tmp_path, own=BODY.replace("20.01", "19.01") + "  - {科目: 2010302, 项目支出: 1}\n")
    messages = [problem.message for problem in government.problems("156/2026")]
    assert any("2010302 项目支出为 1.00，所属单位都没有这一项" in message for message in messages)


def test_with_a_unit_missing_the_department_is_at_least_the_sum_of_the_others(tmp_path: Path) -> None:
    government = government_of(tmp_path)
    government.remove("156002", 2026)
    assert government.codes("156/2026") == []
    government.write("156001", 2026, FIRST.replace("10.01", "40.01").replace("15.01", "45.01"))
    (problem, *_) = government.problems("156/2026")
    assert problem.code == "H2"
    assert "大于" in problem.message


def test_with_a_unit_kept_back_the_department_is_at_least_the_sum_of_the_others(tmp_path: Path) -> None:
    government = government_of(tmp_path)
    government.write("156002", 2026, "状态: 依法不公开\n不公开依据: 《中华人民共和国保守国家秘密法》")
    assert government.codes("156/2026") == []
    table = government.page("156/2026").table("appropriation-by-unit")
    assert table is not None
    assert [row.key for row in table.rows] == ["合计", "156"]


def test_procurement_is_compared_where_the_items_level_does_not_matter(tmp_path: Path) -> None:
    government = government_of(
        tmp_path,
        own=BODY + "政府采购:\n  - {品目: A02010100, 金额: 3}\n",
        first=FIRST + "政府采购:\n  - {品目: A02010105, 金额: 1}\n",
        second=SECOND + "政府采购:\n  - {品目: A02010100, 金额: 2}\n",
    )
    assert government.codes("156/2026") == []
    government.write("156002", 2026, SECOND + "政府采购:\n  - {品目: A02010100, 金额: 2.1}\n")
    assert "H2" in government.codes("156/2026")


def test_a_section_that_the_department_leaves_out_is_not_taken_for_nothing(tmp_path: Path) -> None:
    government = government_of(tmp_path, first=FIRST + "三公经费: {公务接待费: 1}\n")
    assert government.codes("156/2026") == []


SUM = """
所属单位:
  - {代码: 156001, 名称: 示例156001, 性质: 行政}
"""


def sum_of(folder: Path, listed: str = SUM, **units: str) -> Government:
    government = Government(folder)
    government.write("156", 2026, listed)
    for code, text in (units or {"u156001": simple("10")}).items():
        government.write(code.removeprefix("u"), 2026, text)
    return government


def test_amounts_beside_units_are_refused(tmp_path: Path) -> None:
    government = sum_of(tmp_path, SUM + "收入: {一般公共预算财政拨款收入: 10}\n")
    (problem,) = government.problems("156/2026")
    assert (problem.code, problem.span.line) == ("H204", 8)


def test_a_section_that_one_unit_does_not_report_is_a_note(tmp_path: Path) -> None:
    government = sum_of(
        tmp_path,
        SUM + "  - {代码: 156002, 名称: 示例156002, 性质: 事业}\n",
        u156001=simple("10", extra="非税收入: 3"),
        u156002=simple("20"),
    )
    (note,) = government.problems("156/2026", Severity.NOTE)
    assert (note.code, note.span.line) == ("H203", 8)
    assert "156002 示例156002没有填报“非税收入”" in note.message
