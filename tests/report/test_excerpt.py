"""A source line with a caret under the column that is meant, whatever stands before it."""

import pytest

from generator.report.excerpt import excerpt, width

LINES = {
    "plain": ("abc: 12", 6),
    "wide": ("  公务接待费: 0.5", 10),
    "full-width space": ("　甲: 1", 2),
    "full-width digits": ("１２: x", 5),
    "half-width katakana": ("ｱｲ: 1", 5),
    "hidden": ("a\u200bb: 1", 3),
    "combining": ("e\u0301: 1", 5),
    "tab": ("\t甲: 1", 2),
}


@pytest.mark.parametrize("name", LINES)
def test_the_caret_stands_under_the_first_place_of_the_character(name: str) -> None:
    line, column = LINES[name]
    shown, caret = excerpt(line, column)
    before = [end for end in range(len(shown) + 1) if width(shown[:end]) == len(caret) - 1]
    assert any(shown[end:].startswith(line[column - 1]) for end in before)


def test_a_long_line_is_cut_around_the_column() -> None:
    line = "说明: " + "长" * 300 + "错" + "长" * 300
    shown, caret = excerpt(line, line.index("错") + 1)
    assert shown.startswith("…长") and shown.endswith("长…")
    assert width(shown) <= 100
    assert width(shown[: shown.index("错")]) == len(caret) - 1


def test_a_column_behind_the_end_gets_its_caret_at_the_end() -> None:
    assert excerpt("键:", 9) == ("键:", "   ^")
