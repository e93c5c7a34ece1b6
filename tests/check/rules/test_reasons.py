"""Reasons for changes: blank, superfluous, missing, for nothing, and told twice."""

import pytest

from tests.check.reading import codes_of, pointed_at, said_of
from tests.editing import edited

CUTS = "原因: 本年度项目预算经费减少"
RECEPTION = "    公务接待费: 0.27\n    公务用车购置费: 0"


@pytest.mark.parametrize(
    "typed", ["无", "无。", "没有", "略", "同上", "。", '"——"', '"  "', "主要原因是", "主要原因是：", "原因为。"]
)
def test_a_blank_reason_is_an_error(typed: str) -> None:
    assert codes_of((CUTS, f"原因: {typed}"))[:1] == ["P301"]


def test_a_reason_that_breaks_off_is_an_error_at_its_place() -> None:
    text = edited((CUTS, "原因: 比上年减少，主要原因是。"))
    problem = said_of(text)[0]
    assert problem.code == "P301"
    assert pointed_at(text, problem).startswith("比上年减少")


def test_an_empty_reason_is_refused_by_the_schema() -> None:
    assert codes_of((CUTS, '原因: ""')) == ["S108"]


def test_a_reason_for_what_is_level_is_reported() -> None:
    text = edited(("适用: [机关运行经费]", "适用: [机关运行经费, 公务接待费]"))
    (problem,) = said_of(text)
    assert problem.code == "P302"
    assert pointed_at(text, problem).startswith("公务接待费]")


def test_a_reason_for_nothing_against_nothing_is_reported() -> None:
    assert codes_of(("适用: [机关运行经费]", "适用: [机关运行经费, 会议费]")) == ["P302"]


@pytest.mark.parametrize("name", ["208", "210", "221", "项目支出", "机关运行经费"])
def test_a_change_without_a_reason_is_reported(name: str) -> None:
    other = "三公经费" if name != "三公经费" else "会议费"
    text = edited((f"适用: [{name}]", f"适用: [{other}]"))
    found = {problem.code: problem for problem in said_of(text)}
    assert found.keys() == {"P302", "P303"}
    assert f"“{name}”" in found["P303"].message


def test_a_change_that_comes_with_an_edit_needs_a_reason() -> None:
    before = (
        "  三公经费:\n    因公出国境费用: 0\n    公务接待费: 0.27",
        "  三公经费:\n    因公出国境费用: 0\n    公务接待费: 0.30",
    )
    assert codes_of(before) == ["P303", "P303"]


def test_a_new_figure_needs_a_reason_and_a_rate_is_not_asked_for() -> None:
    (problem,) = said_of(edited(("会议费: 0\n培训费: 0\n\n#", "会议费: 0.5\n培训费: 0\n\n#")))
    assert problem.code == "P303"
    assert "0.5万元" in problem.message


@pytest.mark.parametrize("name", ["213", "205"])
def test_a_class_that_is_not_there_is_reported(name: str) -> None:
    text = edited(("适用: [208]", f"适用: [208, {name}]"))
    (problem,) = said_of(text)
    assert problem.code == "P304"
    assert pointed_at(text, problem).startswith(name)


def test_a_reason_for_what_has_no_last_year_is_reported() -> None:
    assert codes_of(("  会议费: 0\n  培训费: 0\n  机关", "  机关"), ("适用: [208]", "适用: [208, 会议费]")) == ["P304"]


@pytest.mark.parametrize(
    "typed",
    [
        "主要原因是经费减少",
        "原因是经费减少",
        "其主要原因为经费减少",
        "经费减少。",
        "经费减少；",
        "主要原因是经费减少。",
    ],
)
def test_what_the_sentence_adds_itself_is_reported(typed: str) -> None:
    (problem,) = said_of(edited((CUTS, f"原因: {typed}")))
    assert problem.code == "P305"
    assert problem.suggestions == ("改为“经费减少”",)


def test_a_second_reason_for_one_figure_names_both_lines() -> None:
    text = edited(("适用: [208]", "适用: [208, 项目支出]"))
    found = {problem.code: problem for problem in said_of(text)}
    assert found["P306"].related[0].span.line < found["P306"].span.line


AGAINST = {
    "项目经费增加": "P307",
    "新增巡察项目": "P307",
    "工作任务增加，差旅费用上调": "P307",
}
WITH = [
    "压减经费",
    "项目减少",
    "任务增加，但压减经费",
    "上年一次性项目增加较多",
    "退休人员增加",
    "不再新增项目",
    "厉行节约，提高资金使用效率",
    "未安排新增项目",
    "2025年新增的一次性项目已完成",
]


@pytest.mark.parametrize("typed", AGAINST)
def test_a_reason_against_the_direction_is_reported(typed: str) -> None:
    assert codes_of((CUTS, f"原因: {typed}")) == ["P307"]


@pytest.mark.parametrize("typed", WITH)
def test_a_reason_that_may_be_true_is_silent(typed: str) -> None:
    assert codes_of((CUTS, f"原因: {typed}")) == []


def test_a_reason_of_less_under_more_is_reported_for_each_figure() -> None:
    reason = "  - 适用: [210]\n    原因: 上年度基本工资调标，工资缴费基数同步调增，公务员医疗补助相应增加"
    assert codes_of((reason, "  - 适用: [210]\n    原因: 缴费人数减少")) == ["P307"]
