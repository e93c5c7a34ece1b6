"""Punctuation and list numbers as a clerk types them."""

import pytest

from tests.check.reading import codes_where, pointed_at, said_of, written
from tests.editing import edited

WRONG = [
    "负责巡察。。",
    "负责巡察，，督查。",
    "负责巡察、。",
    "负责巡察，。",
    "负责巡察；；",
    "负责巡察。，督查。",
    "负责巡察，,督查。",
    "负责巡察,督查。",
    "职责:负责巡察。",
    "负责巡察?督查。",
    "负责巡察.",
    "负责巡察;",
    "负责巡察。 。",
    "（，负责巡察）",
    "““四个聚焦”监督。",
    "举办培训２次。",
    "怎么办？。",
]
RIGHT = [
    "负责巡察。督查、整改；培训！",
    "“回头看”，“过紧日子”。",
    "（含网上信访）。",
    "《条例》《规划》。",
    "“‘一把手’监督”",
    "比例为3:2，版本2.0。",
    "R&D, GDP等指标。",
    "时间为9:30。",
    "怎么办？！",
    "做好等方面工作;计划组织开展",
    "买买提.吐尔逊负责。",
]


@pytest.mark.parametrize("sentence", WRONG)
def test_wrong_punctuation_is_reported(sentence: str) -> None:
    assert codes_where(sentence) == ["P205"]


@pytest.mark.parametrize("sentence", RIGHT)
def test_right_punctuation_is_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


def test_several_in_one_text_are_one_report_with_all_places() -> None:
    text = edited(written("负责巡察,督查,整改。。"))
    (problem,) = said_of(text)
    assert pointed_at(text, problem).startswith(",督查")
    assert "3 处" in problem.message
    assert len(problem.related) == 2


NUMBERED_RIGHT = [
    "\n\n  1.巡察；\n  2.督查；\n  3.整改。",
    "\n\n  一、巡察；\n  二、督查。",
    "\n\n  （一）巡察；\n  （二）督查。",
    "\n\n  一、甲\n  （一）乙\n  （二）丙\n  二、丁\n  （一）戊",
    "\n\n  1.甲\n  2.乙\n\n  1.丙\n  2.丁",
]
NUMBERED_WRONG = [
    "\n\n  1.巡察；\n  3.整改。",
    "\n\n  1.巡察；\n  2.督查；\n  2.整改。",
    "\n\n  一、巡察；\n  三、督查。",
    "\n\n  （二）督查。",
    "\n\n  4. 2026年培训费减少。",
    "\n\n  十一、巡察。",
]


@pytest.mark.parametrize("text", NUMBERED_RIGHT)
def test_numbers_that_run_from_one_are_silent(text: str) -> None:
    assert codes_where(text) == []


@pytest.mark.parametrize("text", NUMBERED_WRONG)
def test_numbers_that_do_not_are_reported(text: str) -> None:
    assert codes_where(text) == ["P206"]


def test_numbers_up_to_twenty_run_on() -> None:
    digits = "一二三四五六七八九十"
    numbers = [*digits, *(f"十{digit}" for digit in digits[:9]), "二十", "二十一"]
    assert codes_where("\n" + "".join(f"\n  {number}、工作" for number in numbers)) == []


def test_numbers_of_one_text_do_not_go_on_in_another() -> None:
    first = ("完成市委和省委巡视办交办的其他任务。", "完成市委和省委巡视办交办的其他任务。\n\n  1.甲")
    second = ("机关内设机构: 市委巡察办为市委工作机关", "机关内设机构: 2.市委巡察办为市委工作机关")
    text = edited(first, second)
    (problem,) = said_of(text)
    assert (problem.code, pointed_at(text, problem)[:2]) == ("P206", "2.")
