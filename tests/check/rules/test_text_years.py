"""Years that a clerk leaves from last year's file, or changes half."""

import pytest

from tests.check.reading import codes_of, codes_where, pointed_at, said_of, written
from tests.editing import edited

KNOWN = [
    "2026年完成两轮，2025年完成一轮，到2028年实现全覆盖。",
    "2026-2028年共六轮。",
    "按照《巡察工作规划（2018-2022年）》执行。",
    "按照定办发〔2019〕12号文件和（2020）3号批复执行。",
    "2019年3月1日划入本办。",
    "自2019.3.1起划入本办。",
    "与2025年相比，科室没有变化。",
    "2027年比2026年增加一轮。",
    "完成2025年决算公开。",
    "组织2026年预决算审核。",
    "同2026年预算同步编制绩效目标。",
]


@pytest.mark.parametrize("sentence", KNOWN)
def test_a_year_that_is_right_is_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


WRONG = {
    "2024年完成两轮。": ["P103"],
    "到2030年实现全覆盖。": ["P103"],
    "2023-2026年共六轮。": ["P103"],
    "2019年3月划入本办。": ["P103"],
    "与2026年相比，人员增加。": ["P111"],
    "与2026年预算数相比，人员增加。": ["P111"],
    "人员比2026年增加2人。": ["P111"],
    "经费较2026年有所下降。": ["P111"],
    "与2026年持平。": ["P111"],
    "2026年决算已公开。": ["P113"],
    "2026年执行数较好。": ["P113"],
    "现将2025年预算公开如下。": ["P112"],
    "现将二〇二五年部门预算公开如下。": ["P112"],
    "现将二〇二六年部门预算公开如下。": [],
}


@pytest.mark.parametrize("sentence", WRONG)
def test_a_year_that_is_wrong_is_reported(sentence: str) -> None:
    assert codes_where(sentence) == WRONG[sentence]


def test_last_year_left_in_the_preface_is_an_error_at_its_place() -> None:
    text = edited(("现将2026年部门预算公开", "现将2025年部门预算公开"))
    (problem,) = said_of(text)
    assert problem.code == "P112"
    assert pointed_at(text, problem).startswith("2025年部门预算公开")
    assert problem.suggestions == ("把“2025年”改为“2026年”",)


def test_last_year_left_in_other_words_of_the_preface_is_an_error() -> None:
    assert codes_of(("现将2026年部门预算公开如下", "2025年部门预算信息如下")) == ["P112"]


def test_last_year_left_in_the_goals_of_the_year_is_reported_at_its_place() -> None:
    text = edited(("职能。2026年度计划", "职能。2025年度计划"))
    (problem,) = said_of(text)
    assert problem.code == "P114"
    assert pointed_at(text, problem).startswith("2025年度计划")


@pytest.mark.parametrize("period", ["2025年", "2023年-2025年", "2027年"])
def test_a_project_outside_the_year_is_reported(period: str) -> None:
    assert codes_of(("日期: 2026年\n", f"日期: {period}\n")) == ["P115"]


@pytest.mark.parametrize("period", ["2026年", "2024年-2026年", "2026.01-2026.12", "全年"])
def test_a_project_within_the_year_is_silent(period: str) -> None:
    assert codes_of(("日期: 2026年\n", f"日期: {period}\n")) == []


def test_the_years_of_a_project_may_be_written() -> None:
    assert codes_of(written("2024年启动建设。"), ("日期: 2026年\n", "日期: 2024年-2026年\n")) == []


def test_a_year_in_the_value_of_an_indicator_is_held_to_the_years() -> None:
    change = "{名称: 政府采购合理性, 比较: 定性, 指标值: 合理}"
    assert codes_of((change, change.replace("指标值: 合理", "指标值: 2023年底前完成"))) == ["P103"]


def test_a_medium_term_that_is_over_is_reported() -> None:
    assert "P115" in codes_of(("起始年: 2026, 截止年: 2028", "起始年: 2023, 截止年: 2025"))
