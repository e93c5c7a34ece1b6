"""Amounts and percentages that a clerk types into the reference's duties."""

import pytest

from tests.check.reading import codes_of, codes_where, pointed_at, said_of, written
from tests.editing import edited

KNOWN = [
    "2026年支出405.31万元。",
    "2026年支出405.3万元。",
    "2026年支出405万元。",
    "2026年支出4053100元。",
    "2026年支出约400万元。",
    "2026年支出400余万元。",
    "2026年支出0.04亿元。",
    "上年为389.86万元。",
    "2026年支出近500万元。",
    "比上年增加15.45万元，增长3.96%。",
    "比上年增长4%。",
    "项目支出102万元，比上年减少6万元，下降5.56%。",
    "中期安排306万元。",
    "固定资产61.59万元。",
    "基本支出占支出合计的74.83%。",
    "项目支出占比25.17%。",
    "预算执行率达到95%以上。",
    "按时公开率100%。",
    "公务接待费0.27万元，会议费0万元。",
    "政府采购10.19万元。",
]


@pytest.mark.parametrize("sentence", KNOWN)
def test_a_known_number_is_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


UNKNOWN = {
    "2026年支出405.32万元。": "P101",
    "2026年支出406万元。": "P101",
    "2026年支出4053151元。": "P101",
    "2026年支出约500万元。": "P101",
    "比上年增加15.54万元。": "P101",
    "购置100万元以上的设备。": "P101",
    "比上年增长3.81%。": "P102",
    "比上年增长100%。": "P102",
    "完成率达到96%。": "P102",
    "基本支出占支出合计的87.13%。": "P102",
    "基本支出为74.83%。": "P102",
    "2026年支出405.31元。": "P104",
    "2026年支出405.31亿元。": "P104",
    "2026年接待0.27元。": "P104",
    "比上年增长3.96，": "P105",
    "完成率为95。": "P105",
}


@pytest.mark.parametrize("sentence", UNKNOWN)
def test_an_unknown_number_is_reported_once(sentence: str) -> None:
    assert codes_where(sentence) == [UNKNOWN[sentence]]


def test_the_report_points_at_the_number() -> None:
    text = edited(written("2026年支出4405.31万元。"))
    (problem,) = said_of(text)
    assert pointed_at(text, problem).startswith("4405.31万元")
    assert "4405.31万元" in problem.message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("4405.31万元", "405.31万元"), ("40.531万元", "405.31万元"), ("450.31万元", "405.31万元"), ("3.69%", "3.96%")],
)
def test_a_slip_of_digits_suggests_the_known_number(typed: str, meant: str) -> None:
    (problem,) = said_of(edited(written(f"2026年为{typed}。")))
    assert f"“{meant}”" in problem.suggestions[0]
    assert len(problem.suggestions) <= 3


def test_the_wrong_unit_suggests_the_right_one() -> None:
    (problem,) = said_of(edited(written("2026年支出405.31元。")))
    assert problem.suggestions == ("把“405.31元”改为“405.31万元”",)


def test_an_amount_in_the_title_of_a_document_is_none() -> None:
    assert codes_where("按照《关于50万元以上项目的规定》执行。") == []


def test_a_figure_that_is_changed_in_its_list_is_missed_in_the_text() -> None:
    sentence = written("2026年会议费0.5万元。")
    assert codes_of(sentence, ("会议费: 0\n培训费: 0\n\n#", "会议费: 0.5\n培训费: 0\n\n#"))[:1] != ["P101"]
    assert codes_of(sentence) == ["P101"]


RATE = '{名称: 预算执行率, 比较: ≥, 指标值: 95, 计量单位: "%"}'


def test_an_indicator_of_a_rate_needs_its_percent_sign() -> None:
    text = edited((RATE, "{名称: 预算执行率, 比较: ≥, 指标值: 95}"))
    (problem,) = said_of(text)
    assert problem.code == "P105"
    assert pointed_at(text, problem).startswith("预算执行率")


def test_a_percentage_typed_as_the_value_of_an_indicator_is_a_fact() -> None:
    assert codes_where("执行率达到97%。", (RATE, '{名称: 预算执行率, 比较: ≥, 指标值: "97%"}')) == []
