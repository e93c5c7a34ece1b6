"""Text in comma-separated files: what would be a formula is disarmed, all else stays as it is."""

import pytest

from generator.export.comma import MARK, harmless, lines
from tests.export.conftest import HOSTILE


@pytest.mark.parametrize("text", [*HOSTILE.values(), "\t1", "\r1", "\n=1", "－2", "＋1", "＠A1"])
def test_what_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "合计", "2010301", "≥95%", "a=b", "2026-02-02", "=", "-", "'引号", "一、一般公共服务支出"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_fields_are_quoted_where_they_must_be_and_lines_end_as_windows_expects() -> None:
    assert lines([["a,b", 'say "x"', "two\nlines"], ["1", "", "3"]]) == b'"a,b","say ""x""","two\nlines"\r\n1,,3\r\n'


def test_the_mark_is_that_of_utf_8() -> None:
    assert MARK.decode("utf-8") == "\N{ZERO WIDTH NO-BREAK SPACE}"
