"""增加 and 减少 in texts against the changes that they tell."""

import pytest

from tests.check.reading import codes_where

RIGHT = [
    "收入增加15.45万元，增长3.96%。",
    "项目支出减少6万元，下降5.56%。",
    "收入增加了15.45万元。",
    "项目支出下降约6%。",
]
WRONG = [
    "收入减少15.45万元。",
    "收入下降3.96%。",
    "收入降低15.45万元。",
    "项目支出增长5.56%。",
    "项目支出增长为5.56%。",
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_the_right_direction_is_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


@pytest.mark.parametrize("sentence", WRONG)
def test_the_wrong_direction_is_reported(sentence: str) -> None:
    assert codes_where(sentence) == ["P107"]


def test_an_amount_that_is_no_change_has_no_direction() -> None:
    assert codes_where("办公费减少2.25万元以外，其余保障运转。") == []
