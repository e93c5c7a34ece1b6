"""Waivers: a problem is let pass where the file says so, never silently; a waiver that does no good is a problem."""

import json
from pathlib import Path

import pytest

from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace
from generator.problems import Problem, Severity
from tests.check.sampling import file_of
from tests.editing import disclose, edited, line_of, placed

WEIGHT = "      权重: 10\n"


def unit_of(folder: Path, text: str) -> Unit:
    (unit,) = read_units([placed(folder, text) / "156001" / "2026.yaml"], Workspace())
    return unit


def said(unit: Unit, code: str) -> list[tuple[int, Severity]]:
    return [(problem.span.line, problem.severity) for problem in unit.problems if problem.code == code]


def three_public(waiver: str, reception: str = "0.5") -> str:
    """A file whose 公务接待费 is less than what is paid for it from basic expenditure, with a waiver beside it."""
    others = "  因公出国境费用: 0\n  公务用车购置费: 0\n  公务用车运行费: 0\n"
    return file_of(f"三公经费:\n  公务接待费: {reception}\n  {waiver}\n{others}")


def test_a_waived_warning_is_a_note_that_says_why(tmp_path: Path) -> None:
    unit = unit_of(tmp_path, three_public("豁免: [{规则: D2, 理由: 批复后调减}]"))
    (note,) = unit.problems
    assert (note.code, note.severity, note.waived) == ("D2", Severity.NOTE, "批复后调减")
    assert note.message.startswith("已豁免（批复后调减）：矛盾：")
    assert [(waived.waiver.rule, waived.problem.severity) for waived in unit.waived] == [("D2", Severity.WARNING)]


def test_a_waived_error_no_longer_refuses_the_file(tmp_path: Path) -> None:
    fragment = "三公经费: {三公经费: 9, 公务接待费: 1, 因公出国境费用: 0, 公务用车购置费: 0, 公务用车运行费: 0%s}\n"
    refused = unit_of(tmp_path / "one", file_of(fragment % ""))
    assert [problem.severity for problem in refused.problems] == [Severity.ERROR]
    passed = unit_of(tmp_path / "two", file_of(fragment % ", 豁免: [{规则: D1, 理由: 原件如此}]"))
    assert [problem.severity for problem in passed.problems] == [Severity.NOTE]


def test_the_last_day_of_a_waiver_is_told(tmp_path: Path) -> None:
    (note,) = unit_of(tmp_path, three_public("豁免: [{规则: D2, 理由: 调减, 截止: 2026-02-02}]")).problems
    assert note.message.startswith("已豁免（调减，有效至 2026-02-02）：")


PLACES = {
    "on the first level": (
        ("收支范围: 机关预算\n", "收支范围: 机关预算\n豁免: [{规则: F3, 理由: 另有执行率}]\n"),
        True,
    ),
    "in the block": (("整体绩效:\n", "整体绩效:\n  豁免: [{规则: F3, 理由: 另有执行率}]\n"), True),
    "beside the figure": ((WEIGHT, f"{WEIGHT}      豁免: [{{规则: F3, 理由: 另有执行率}}]\n"), True),
    "beside another figure": (
        ("      权重: 20\n", "      权重: 20\n      豁免: [{规则: F3, 理由: 另有执行率}]\n"),
        False,
    ),
    "in the block before": (("\n资产:\n", "\n资产:\n  豁免: [{规则: F3, 理由: 另有执行率}]\n"), False),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_waiver_reaches_over_the_block_it_stands_in(place: str, tmp_path: Path) -> None:
    change, reaches = PLACES[place]
    unit = unit_of(tmp_path, edited(change))
    codes = [problem.code for problem in unit.problems if problem.severity is Severity.WARNING]
    assert sorted(codes) == ([] if reaches else ["F3", "V104"])


def test_a_waiver_on_one_line_of_a_list_leaves_the_other_lines_alone(tmp_path: Path) -> None:
    text = edited(
        ("{科目: 208, 基本支出: 29.17}", "{科目: 208, 基本支出: 29.71, 豁免: [{规则: A7, 理由: 批复数}]}"),
        ("{科目: 21011, 基本支出: 10.33}", "{科目: 21011, 基本支出: 13.33}"),
    )
    unit = unit_of(tmp_path, text)
    errors = [line for line, severity in said(unit, "A7") if severity is Severity.ERROR]
    assert line_of(text, "{科目: 208, 基本支出") not in errors
    assert line_of(text, "{科目: 21011, 基本支出") in errors


FAULTS = {
    "unknown code": ("豁免: [{规则: D9, 理由: 调减}]", "V101", Severity.ERROR, "D9"),
    "lower case is no pattern": ("豁免: [{规则: d2, 理由: 调减}]", "S105", Severity.ERROR, "d2"),
    "of the schema": ("豁免: [{规则: S101, 理由: 调减}]", "V102", Severity.ERROR, "不能豁免"),
    "of the loader": ("豁免: [{规则: Y104, 理由: 调减}]", "V102", Severity.ERROR, "不能豁免"),
    "of the file's place": ("豁免: [{规则: N105, 理由: 调减}]", "V102", Severity.ERROR, "不能豁免"),
    "of waivers": ("豁免: [{规则: V104, 理由: 调减}]", "V102", Severity.ERROR, "不能豁免"),
    "expired": ("豁免: [{规则: D2, 理由: 调减, 截止: 2026-02-01}]", "V103", Severity.WARNING, "2026-02-02"),
    "of another rule": ("豁免: [{规则: D1, 理由: 调减}]", "V104", Severity.WARNING, "D1"),
    "twice": (
        "豁免: [{规则: D2, 理由: 调减}, {规则: D2, 理由: 又一次}]",
        "V104",
        Severity.WARNING,
        "D2",
    ),
    "without a reason": ("豁免: [{规则: D2}]", "S102", Severity.ERROR, "理由"),
    "with an empty reason": ('豁免: [{规则: D2, 理由: ""}]', "S108", Severity.ERROR, "不能为空"),
    "with no date": ("豁免: [{规则: D2, 理由: 调减, 截止: 年底}]", "S106", Severity.ERROR, "年底"),
    "misspelt": ("豁免: [{规则: D2, 理由: 调减, 截至: 2026-12-31}]", "S101", Severity.ERROR, "截止"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_waiver_that_does_no_good_is_a_problem_at_its_place(fault: str, tmp_path: Path) -> None:
    waiver, code, severity, word = FAULTS[fault]
    text = three_public(waiver)
    unit = unit_of(tmp_path, text)
    found = [problem for problem in unit.problems if problem.code == code]
    assert [(problem.span.line, problem.severity) for problem in found] == [(line_of(text, "豁免:"), severity)]
    assert word in found[0].message + "".join(found[0].suggestions)


def test_an_expired_waiver_excuses_nothing(tmp_path: Path) -> None:
    unit = unit_of(tmp_path, three_public("豁免: [{规则: D2, 理由: 调减, 截止: 2026-02-01}]"))
    assert [severity for _, severity in said(unit, "D2")] == [Severity.WARNING]


def test_a_waiver_of_a_rounding_difference_is_needless(tmp_path: Path) -> None:
    change = ("{科目: 208, 基本支出: 29.17}", "{科目: 208, 基本支出: 29.17, 豁免: [{规则: A7, 理由: 批复数}]}")
    assert [severity for _, severity in said(unit_of(tmp_path, edited(change)), "V104")] == [Severity.WARNING]


DATES = {
    "publication comes first": "公开日期: 2026-03-01\n批复日期: 2026-02-10\n编制日期: 2026-01-05\n",
    "then approval": "批复日期: 2026-03-01\n编制日期: 2026-01-05\n",
    "then preparation": "编制日期: 2026-03-01\n",
}


@pytest.mark.parametrize("dates", DATES)
@pytest.mark.parametrize(("until", "expired"), [("2026-03-01", False), ("2026-02-28", True)])
def test_the_last_day_is_compared_with_the_dates_of_the_file(
    dates: str, until: str, expired: bool, tmp_path: Path
) -> None:
    waiver = f"三公经费: {{公务接待费: 0.5, 豁免: [{{规则: D2, 理由: 调减, 截止: {until}}}]}}\n"
    unit = unit_of(tmp_path, file_of(DATES[dates] + waiver))
    assert bool(said(unit, "V103")) == expired


def test_a_file_without_dates_counts_from_the_first_day_of_its_year(tmp_path: Path) -> None:
    text = three_public("豁免: [{规则: D2, 理由: 调减, 截止: 2025-12-31}]").replace("编制日期: 2026-02-02\n", "")
    (problem,) = [problem for problem in unit_of(tmp_path, text).problems if problem.code == "V103"]
    assert "2026-01-01" in problem.message


def test_strict_passes_what_is_waived_and_json_tells_the_reason(tmp_path: Path) -> None:
    units = placed(tmp_path, edited(PLACES["in the block"][0]))
    run = disclose("check", "--strict", "--format", "json", "--units", units)
    assert run.code == 0
    assert [problem["waived"] for problem in json.loads(run.out) if problem["code"] == "F3"] == ["另有执行率"]


def test_problems_keep_their_order(tmp_path: Path) -> None:
    problems: tuple[Problem, ...] = unit_of(tmp_path, edited(PLACES["beside another figure"][0])).problems
    assert list(problems) == sorted(problems, key=lambda problem: problem.place)
