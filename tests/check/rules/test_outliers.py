"""Amounts ten times as large as last year's, or a tenth of them, are noted for the reviewer; nothing else is."""

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.derive.test_accounts import LAST, THIS, two_years


def noted(folder: Path, old: str, new: str) -> list[str]:
    government = two_years(folder, this=THIS.replace(old, new))
    found = [each for each in government.problems("156001/2026", *Severity) if each.code == "H108"]
    assert all(each.severity is Severity.NOTE for each in found)
    return [each.message for each in found]


@pytest.mark.parametrize(("typed", "this", "last"), [("200", "200.00", "20.00"), ("2", "2.00", "20.00")])
def test_a_digit_too_many_or_too_few_is_noted_with_both_amounts(
    tmp_path: Path, typed: str, this: str, last: str
) -> None:
    (message,) = noted(tmp_path, "项目支出: 30", f"项目支出: {typed}")
    assert f"本年 {this}万元，上年 {last}万元" in message


@pytest.mark.parametrize("typed", ["199.99", "2.01", "0"])
def test_what_is_less_far_or_nothing_is_not_noted(tmp_path: Path, typed: str) -> None:
    assert noted(tmp_path, "项目支出: 30", f"项目支出: {typed}") == []


def test_what_is_small_both_years_is_not_noted(tmp_path: Path) -> None:
    assert noted(tmp_path, "培训费: 0.5", "培训费: 0.05") == []


def test_the_place_of_last_year_is_named(tmp_path: Path) -> None:
    government = two_years(tmp_path, this=THIS.replace("项目支出: 30", "项目支出: 300"))
    (problem,) = [each for each in government.problems("156001/2026", *Severity) if each.code == "H108"]
    (related,) = problem.related
    assert related.span.path.endswith("156001/2025.yaml")
    assert related.span.line == LAST.split("项目支出: 20")[0].count("\n") + 5


def test_a_file_in_the_wrong_unit_is_told_once_and_not_figure_by_figure(tmp_path: Path) -> None:
    government = two_years(tmp_path, this="金额单位: 元" + THIS)
    found = [each for each in government.problems("156001/2026", *Severity) if each.code in ("H108", "H109")]
    assert [(each.code, each.severity) for each in found] == [("H109", Severity.ERROR)]
    assert "金额单位" in found[0].message
