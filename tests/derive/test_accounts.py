"""What a disclosure is compared with: last year's file, what it types itself, and what changed its name or code."""

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.government import Government, simple

LAST = """
收入: {一般公共预算财政拨款收入: 100}
支出:
  - {科目: 2010301, 基本支出: 60}
  - {科目: 2010350, 基本支出: 10}
  - {科目: 2010302, 项目支出: 20}
  - {科目: 2080505, 基本支出: 10}
基本支出经济分类:
  - {科目: 30101, 金额: 70}
  - {科目: 30201, 金额: 10}
三公经费: {因公出国境费用: 0, 公务接待费: 1, 公务用车购置费: 0, 公务用车运行费: 2}
会议费: 0
培训费: 0.5
机关运行经费:
  - {科目: 30201}
"""
THIS = """
收入: {一般公共预算财政拨款收入: 120}
支出:
  - {科目: 2010301, 基本支出: 75}
  - {科目: 2010302, 项目支出: 30}
  - {科目: 2080505, 基本支出: 15}
基本支出经济分类:
  - {科目: 30101, 金额: 80}
  - {科目: 30201, 金额: 10}
三公经费: {因公出国境费用: 0, 公务接待费: 0.8, 公务用车购置费: 0, 公务用车运行费: 2}
会议费: 0.1
培训费: 0.5
机关运行经费:
  - {科目: 30201}
变动原因:
  - {适用: [收入总计, 支出合计, 201, 208, 基本支出, 项目支出], 原因: 人员增加}
"""
SAME_IN_THIS_FILE = """
上年:
  口径: 年初预算
  收入: {收入总计: 100}
  支出:
    - {科目: 合计, 支出合计: 100, 基本支出: 80, 项目支出: 20}
    - {科目: 201, 支出合计: 90}
    - {科目: 208, 支出合计: 10}
  三公经费: {因公出国境费用: 0, 公务接待费: 1, 公务用车购置费: 0, 公务用车运行费: 2}
  会议费: 0
  培训费: 0.5
  机关运行经费:
    - {科目: 合计, 合计: 10}
"""


def two_years(folder: Path, last: str = LAST, this: str = THIS) -> Government:
    government = Government(folder)
    government.write("156001", 2025, last)
    government.write("156001", 2026, this)
    return government


def told(government: Government, address: str, of: str = "156001/2026") -> str:
    """A figure's change as the sentence says it: base, direction, difference, rate."""
    figure = government.page(of).tell(address)
    assert figure is not None
    if figure.change is None:
        return "-"
    words = (figure.basis, figure.last, figure.change.direction.value, figure.difference, figure.rate)
    return " ".join(word for word in words if word)


def test_last_years_file_is_the_base(tmp_path: Path) -> None:
    government = two_years(tmp_path)
    assert told(government, "收入/收入总计") == "年初预算 100 增加 20 20"
    assert told(government, "支出/201/支出合计") == "年初预算 90 增加 15 16.67"
    assert told(government, "三公经费/公务接待费") == "年初预算 1 减少 0.2 20"
    assert told(government, "三公经费/会议费") == "年初预算 0 上年无此项 0.1"
    assert told(government, "机关运行经费/合计/合计") == "年初预算 10 持平 0"


def test_the_same_figures_typed_in_this_years_file_print_the_same_page(tmp_path: Path) -> None:
    government = two_years(tmp_path)
    from_file = government.text("156001/2026")
    government.remove("156001", 2025)
    without = government.text("156001/2026")
    government.write("156001", 2026, THIS + SAME_IN_THIS_FILE)
    assert government.text("156001/2026") == from_file
    assert without != from_file


def test_both_together_print_the_same_page_and_are_no_problem(tmp_path: Path) -> None:
    government = two_years(tmp_path)
    from_file = government.text("156001/2026")
    government.write("156001", 2026, THIS + SAME_IN_THIS_FILE)
    assert government.text("156001/2026") == from_file
    assert government.codes("156001/2026") == []


@pytest.mark.parametrize("state", ["草稿", "依法不公开"])
def test_a_last_years_file_that_was_not_published_is_no_base(tmp_path: Path, state: str) -> None:
    last = LAST if state == "草稿" else "不公开依据: 《中华人民共和国保守国家秘密法》"
    government = two_years(tmp_path, last=f"状态: {state}\n{last}")
    assert government.page("156001/2026").bases == ()


def test_a_new_unit_is_compared_with_nothing(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, THIS)
    assert "与上年" not in government.text("156001/2026")
    assert "增长" not in government.text("156001/2026")


def test_execution_typed_beside_last_years_file_is_the_base_of_what_it_knows(tmp_path: Path) -> None:
    block = "上年:\n  口径: 执行数\n  三公经费: {公务接待费: 0.5}\n"
    government = two_years(tmp_path, this=THIS + block)
    assert told(government, "三公经费/公务接待费") == "执行数 0.5 增加 0.3 60"
    assert told(government, "收入/收入总计") == "年初预算 100 增加 20 20"
    text = "".join(government.text("156001/2026").split())
    assert "与上年执行数0.5万元相比增加0.3万元，增长60%" in text
    assert "与上年100万元相比增加20万元，增长20%" in text
    assert government.codes("156001/2026") == []


def test_a_total_is_not_compared_with_the_sum_of_some_of_its_parts(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, THIS + "上年: {口径: 年初预算, 三公经费: {公务接待费: 0.5}}")
    assert told(government, "三公经费/公务接待费") == "年初预算 0.5 增加 0.3 60"
    assert told(government, "三公经费/三公经费") == "-"
    (note,) = government.problems("156001/2026", Severity.NOTE)
    assert note.code == "H107"
    assert "没有填因公出国境费用、公务用车购置及运行费，“三公经费”不与上年比较" in note.message


def test_a_total_is_compared_where_every_part_is_known_or_itself_is(tmp_path: Path) -> None:
    government = Government(tmp_path)
    parts = "因公出国境费用: 0, 公务接待费: 0.5, 公务用车购置及运行费: 2"
    for known in (parts, "三公经费: 2.5"):
        government.write("156001", 2026, f"{THIS}上年: {{口径: 年初预算, 三公经费: {{{known}}}}}")
        assert told(government, "三公经费/三公经费") == "年初预算 2.5 增加 0.3 12"
        assert government.codes("156001/2026", *Severity) == []


def test_income_of_one_kind_is_the_whole_where_there_is_no_other_this_year(tmp_path: Path) -> None:
    government = Government(tmp_path)
    block = "上年: {口径: 年初预算, 收入: {一般公共预算财政拨款收入: 100}}"
    government.write("156001", 2026, THIS + block)
    assert told(government, "收入/收入总计") == "年初预算 100 增加 20 20"
    government.write("156001", 2026, THIS.replace("拨款收入: 120", "拨款收入: 118, 事业收入: 2") + block)
    assert told(government, "收入/收入总计") == "-"


@pytest.mark.parametrize("basis", ["执行数", "调整预算", "决算"])
def test_the_sentence_says_the_base_where_it_is_not_last_years_budget(tmp_path: Path, basis: str) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, f"{THIS}上年:\n  口径: {basis}\n  会议费: 0.3\n")
    assert f"与上年{basis}0.3万元相比减少0.2万元，下降66.67%" in government.text("156001/2026")


def test_blocks_of_several_bases_are_asked_in_their_order(tmp_path: Path) -> None:
    government = Government(tmp_path)
    blocks = """
上年:
  - 口径: 执行数
    三公经费: {公务接待费: 0.5}
  - 口径: 年初预算
    三公经费: {公务接待费: 1, 公务用车运行费: 4}
"""
    government.write("156001", 2026, THIS + blocks)
    assert told(government, "三公经费/公务接待费").startswith("执行数 0.5")
    assert told(government, "三公经费/公务用车运行费").startswith("年初预算 4 减少 2")


def test_where_only_the_difference_is_known_only_the_difference_is_told(tmp_path: Path) -> None:
    government = Government(tmp_path)
    block = """
上年:
  口径: 执行数
  金额单位: 元
  增减额:
    收入: {收入总计: -15450.5}
    会议费: 1000
    三公经费: {公务接待费: 0}
"""
    government.write("156001", 2026, THIS + block)
    assert told(government, "收入/收入总计") == "执行数 减少 1.55"
    assert told(government, "三公经费/会议费") == "执行数 增加 0.1"
    assert told(government, "三公经费/公务接待费") == "执行数 持平 0"
    text = government.text("156001/2026")
    assert "与上年执行数相比减少1.55万元" in text
    assert "公务接待费<data" in text
    assert "0.8</data>万元，与上年执行数相比持平" in text


def test_last_years_figures_may_be_typed_in_their_own_unit_of_money(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, THIS + "上年: {口径: 年初预算, 金额单位: 元, 收入: {收入总计: 1000050}}")
    assert told(government, "收入/收入总计") == "年初预算 100.01 增加 19.99 19.99"


def test_a_replaced_function_code_takes_last_years_amount_with_it(tmp_path: Path) -> None:
    this = THIS.replace("2010301, 基本支出: 75", "2013901, 基本支出: 75")
    change = "上年: {口径: 年初预算, 科目变更: [{原科目: 2010301, 现科目: 2013901}]}"
    government = two_years(tmp_path, this=this + change)
    assert told(government, "支出·一般公共预算/20139/支出合计") == "年初预算 60 增加 15 25"
    assert told(government, "支出·一般公共预算/20103/支出合计") == "年初预算 30 持平 0"
    assert told(government, "支出/201/支出合计") == "年初预算 90 增加 15 16.67"


def test_totals_stated_above_a_replaced_code_do_not_count_it_twice(tmp_path: Path) -> None:
    last = LAST.replace(
        "支出:\n",
        "支出:\n  - {科目: 合计, 支出合计: 100}\n  - {科目: 201, 基本支出: 70}\n  - {科目: 208, 基本支出: 10}\n",
        1,
    )
    change = "上年: {口径: 年初预算, 科目变更: [{原科目: 2010350, 现科目: 2080502}]}"
    government = two_years(tmp_path, last=last, this=THIS + change)
    assert told(government, "支出/201/支出合计") == "年初预算 80 增加 25 31.25"
    assert told(government, "支出/208/支出合计") == "年初预算 20 减少 5 25"
    assert told(government, "支出/合计/支出合计") == "年初预算 100 增加 20 20"
    assert government.codes("156001/2026") == []


def test_typed_figures_of_last_year_are_put_under_the_new_code_too(tmp_path: Path) -> None:
    government = Government(tmp_path)
    block = """
上年:
  口径: 年初预算
  支出:
    - {科目: 2010301, 基本支出: 60}
    - {科目: 2080505, 基本支出: 10}
  科目变更:
    - {原科目: 2010301, 现科目: 2130306}
"""
    government.write("156001", 2026, THIS.replace("2010301, 基本支出: 75", "2130306, 基本支出: 75") + block)
    assert told(government, "支出/213/支出合计") == "年初预算 60 增加 15 25"


def test_a_changed_unit_code_brings_last_years_figures_along(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2025, LAST)
    government.write("157004", 2026, "原代码: 156001\n原名称: 示例156001" + THIS)
    assert told(government, "收入/收入总计", of="157004/2026") == "年初预算 100 增加 20 20"
    assert government.codes("157004/2026") == []


DEPARTMENT = "所属单位:\n"


def listed(*codes: str) -> str:
    return DEPARTMENT + "".join(f"  - {{代码: {code}, 名称: 示例{code}, 性质: 事业}}\n" for code in codes)


def test_a_department_is_compared_with_the_units_that_it_had_last_year(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2025, listed("156001", "156002"))
    government.write("156001", 2025, simple("10"))
    government.write("156002", 2025, simple("20"))
    government.write("156", 2026, listed("156001", "156003"))
    government.write("156001", 2026, simple("11"))
    government.write("156003", 2026, simple("25"))
    assert told(government, "收入/收入总计", of="156/2026") == "年初预算 30 增加 6 20"
    assert told(government, "收入/收入总计", of="156003/2026") == "-"
    assert [address for address in government.units() if government.codes(address)] == []


def test_a_department_with_a_unit_missing_last_year_has_no_base(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2025, listed("156001", "156002"))
    government.write("156001", 2025, simple("10"))
    government.write("156", 2026, listed("156001"))
    government.write("156001", 2026, simple("11"))
    assert told(government, "收入/收入总计", of="156/2026") == "-"


def test_a_departments_replaced_code_is_followed_in_its_units(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2025, listed("156001"))
    government.write("156001", 2025, simple("10", "2010301"))
    change = "上年: {口径: 年初预算, 科目变更: [{原科目: 2010301, 现科目: 2130306}]}\n"
    government.write("156", 2026, listed("156001") + change)
    government.write("156001", 2026, simple("12", "2130306", extra=change))
    assert told(government, "支出/213/支出合计", of="156/2026") == "年初预算 10 增加 2 20"
    assert [address for address in government.units() if government.codes(address)] == []
