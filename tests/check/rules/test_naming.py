"""Names that are not what they should be called."""

import pytest

from tests.check.reading import codes_of, codes_where, pointed_at, said_of, written
from tests.editing import edited

FORMER = [
    "用于文化体育与传媒支出。",
    "用于医疗卫生与计划生育支出。",
    "用于国土海洋气象等支出。",
    "用于资源勘探信息等支出。",
]
CURRENT = [
    "用于文化旅游体育与传媒支出。",
    "用于卫生健康支出。",
    "用于自然资源海洋气象等支出。",
    "用于资源勘探工业信息等支出。",
    "开展法律援助，管理公益性岗位补贴。",
    "管理行政事业单位离退休人员。",
]


@pytest.mark.parametrize("sentence", FORMER)
def test_a_former_class_name_is_reported_with_the_present_one(sentence: str) -> None:
    (problem,) = said_of(edited(written(sentence)))
    assert problem.code == "P207"
    assert "现名" in problem.message


@pytest.mark.parametrize("sentence", CURRENT)
def test_a_present_name_is_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


SECOND = [
    "市巡察办负责。",
    "市委巡查办负责。",
    "市委巡视办负责。",
    "市委察巡办负责。",
    "市委巡察察办负责。",
    "市委巡办负责。",
    "中共定西市委巡察领导小组办公室负责。",
    "中共定西市委巡查工作领导小组办公室负责。",
    "中共定西市巡察工作领导小组办公室负责。",
]
OTHERS = [
    "市委巡察办指导市委巡察组。",
    "市委巡察机构和市巡察信息中心。",
    "省委巡视办、县委巡察办。",
    "市委编办、市委督查室、市委办公室。",
    "定西市委巡察工作领导小组办公室。",
    "中共定西市委巡察工作领导小组办公室。",
]


@pytest.mark.parametrize("sentence", SECOND)
def test_a_second_spelling_is_reported(sentence: str) -> None:
    assert codes_where(sentence) == ["P208"]


@pytest.mark.parametrize("sentence", OTHERS)
def test_another_name_is_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


def test_the_report_points_at_the_spelling() -> None:
    text = edited(("主管部门: 市委巡察办", "主管部门: 市巡察办"))
    (problem,) = said_of(text)
    assert pointed_at(text, problem).startswith("市巡察办")
    assert problem.suggestions == ("把“市巡察办”改为“市委巡察办”",)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("市财政局", "会同市民政局办理。"),
        ("某县安定区财政局", "会同某县安定区民政局办理。"),
        ("甘肃省定西市第一中学", "与甘肃省定西市第二中学联办。"),
        ("市委组织部", "培训市委组织干部。"),
        ("市委宣传部", "市委党校、市委统战部参加。"),
    ],
)
def test_a_like_name_of_another_unit_is_silent(name: str, sentence: str) -> None:
    assert codes_of(written(sentence), ("简称: 市委巡察办", f"简称: {name}")) == []
