"""Outcomes of rules before and after."""

from pathlib import Path

import pytest

from tests.editing import REFERENCE, edited
from tests.history import History

SLIP = ("  - {科目: 208, 基本支出: 29.17}", "  - {科目: 208, 基本支出: 29.71}")
WAIVED = (SLIP[0], "  - {科目: 208, 基本支出: 29.71, 豁免: [{规则: A7, 理由: 批复数如此}]}")


@pytest.fixture
def history(tmp_path: Path) -> History:
    found = History(tmp_path)
    found.write(REFERENCE.read_text("utf-8"))
    found.commit()
    return found


def outcomes(history: History) -> set[tuple[str, str]]:
    (unit,) = history.diff()
    return {(each["before"], each["after"]) for each in unit["outcomes"] if "208" in each["name"]}


def test_a_contradiction_that_is_waived_is_said_to_be(history: History) -> None:
    history.write(edited(WAIVED))
    assert ("尾差", "矛盾（已豁免）") in outcomes(history)


def test_what_is_put_right_is_told_and_is_no_new_error(history: History) -> None:
    history.write(edited(SLIP))
    history.commit()
    history.write(REFERENCE.read_text("utf-8"))
    (unit,) = history.diff()
    assert ("矛盾", "尾差") in {(each["before"], each["after"]) for each in unit["outcomes"]}
    assert not unit["has_new_errors"]


def test_a_problem_that_only_moved_to_another_line_is_no_change(history: History) -> None:
    history.write(edited(("会议费: 0\n培训费: 0\n\n# 基本", "\n\n会议费: 0\n培训费: 0\n\n# 基本")))
    assert history.diff() == []
