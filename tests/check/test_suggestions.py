"""What to try about a contradiction: the edits that a clerk would find, in the order in which they help."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.problems import Problem, Severity
from tests.editing import edited, line_of

from .grids import grid, problems
from .test_reconciliation import checked, errors

SLIPS = {
    "two digits exchanged": ("{科目: 208, 基本支出: 29.17}", "{科目: 208, 基本支出: 29.71}", "若改 29.71 为 29.17"),
    "one digit wrong": (
        "{科目: 2011101, 基本支出: 242.51}",
        "{科目: 2011101, 基本支出: 243.51}",
        "若改 243.51 为 242.51",
    ),
    "a digit twice": ("{科目: 30102, 金额: 54.72}", "{科目: 30102, 金额: 554.72}", "若改 554.72 为 54.72"),
    "ten times": ("{科目: 30103, 金额: 51.01}", "{科目: 30103, 金额: 510.1}", "若改 510.10 为 51.01"),
    "a tenth": ("{品目: C22010000, 金额: 0.6}", "{品目: C22010000, 金额: 0.06}", "若改 0.06 为 0.60"),
    "a hundred times": ("{科目: 2101103, 基本支出: 0.74}", "{科目: 2101103, 基本支出: 74}", "若改 74.00 为 0.74"),
    "a sign": ("{科目: 2101103, 基本支出: 0.74}", "{科目: 2101103, 基本支出: -0.74}", "若改 -0.74 为 0.74"),
    "income": ("一般公共预算财政拨款收入: 405.31", "一般公共预算财政拨款收入: 405.13", "若改 405.13 为 405.31"),
    "far from the right amount, known elsewhere": (
        "{科目: 30108, 金额: 28.39}",
        "{科目: 30108, 金额: 29.38}",
        "若改 29.38 为 28.39，则为尾差（允许 ±0.05），且与 2080505 相同",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_first_edit_suggested_is_the_right_one(slip: str, tmp_path: Path) -> None:
    right, wrong, suggestion = SLIPS[slip]
    text = edited((right, wrong))
    advised = [problem for problem in errors(checked(tmp_path, text)[0]) if problem.suggestions]
    assert advised
    leading = [problem.suggestions[0] for problem in advised]
    assert any(first.startswith(suggestion) for first in leading), leading
    assert any(f"第 {line_of(text, wrong)} 行" in first for first in leading)
    assert all(len(problem.suggestions) <= 3 for problem in advised)


def first_of(found: list[Problem]) -> str:
    return next(problem.suggestions[0] for problem in found if problem.suggestions)


def test_what_becomes_exact_is_called_so() -> None:
    tables = {"basic": grid("basic", " 人员经费\n301 7.50\n30101 2.50\n30102 50.00")}
    assert first_of(problems(tables)).startswith("若改 50.00 为 5.00，则一致（第 4 行")


def test_a_neighbours_amount_is_named_as_such() -> None:
    tables = {"basic": grid("basic", " 人员经费\n301 93.71\n30101 41.22\n30102 41.22\n30103 16.35")}
    found = problems(tables)
    assert any("若改 41.22 为 36.14" in each and "与相邻行的数相同" in each for each in found[0].suggestions)


def test_an_edit_that_would_break_something_else_is_not_suggested() -> None:
    tables = {
        "basic": grid("basic", " 合计 人员经费\n301 7.50 7.50\n30101 2.50 2.50\n30102 5.50 5.00"),
    }
    suggested = [each for problem in problems(tables) for each in problem.suggestions]
    assert any(each.startswith("若改 5.50 为 5.00") for each in suggested)
    assert not any("若改 7.50" in each for each in suggested)


def test_disagreement_with_the_same_fact_elsewhere_is_said() -> None:
    tables = {
        "general-budget": grid("general-budget", " 基本支出\n208 2.90\n2080505 2.00\n2089999 0.80"),
        "basic": grid("basic", " 合计\n30112 0.80\n30108 2.00"),
    }
    [found] = [problem for problem in problems(tables) if problem.code == "B6"]
    told = [each for each in found.suggestions if "2089999" in each]
    assert told
    assert all("但与 30112 不同" in each for each in told)
    assert "若改 2.90 为 2.80，则一致（第 2 行" in found.suggestions[0]


def test_hints_are_not_advised_about() -> None:
    tables = {
        "general-budget": grid("general-budget", " 基本支出\n2089999 0.80"),
        "basic": grid("basic", " 合计\n30112 0.70"),
    }
    [found] = problems(tables)
    assert (found.severity, found.suggestions) == (Severity.NOTE, ())


def test_no_amount_below_nothing_is_suggested() -> None:
    tables = {"basic": grid("basic", " 人员经费\n301 1.00\n30101 2.50\n30102 0.30")}
    suggested = [each for problem in problems(tables) for each in problem.suggestions]
    assert suggested
    assert not any("为 -" in each for each in suggested)


def test_a_handful_of_contradictions_is_advised_about_at_once(tmp_path: Path) -> None:
    text = edited(*(change[:2] for change in list(SLIPS.values())[:5]))
    started = time.perf_counter()
    [unit] = checked(tmp_path, text)
    assert time.perf_counter() - started < 3, "some tenths of a second are expected"
    assert sum(bool(problem.suggestions) for problem in unit.problems) >= 5
