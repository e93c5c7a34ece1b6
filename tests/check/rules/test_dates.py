"""Approval, publication, review and correction, in their order and time."""

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.government import Government, simple

CASES = {
    "approved and published within twenty days": ("批复日期: 2026-01-20\n公开日期: 2026-02-09", []),
    "on the twenty-first day": ("批复日期: 2026-01-20\n公开日期: 2026-02-10", ["T102"]),
    "the same day": ("批复日期: 2026-01-20\n公开日期: 2026-01-20", []),
    "published before it was approved": ("批复日期: 2026-02-09\n公开日期: 2026-01-20", ["T101"]),
    "a mistyped year": ("批复日期: 2062-01-20\n公开日期: 2026-02-09", ["T101", "T103"]),
    "both years mistyped": ("批复日期: 2062-01-20\n公开日期: 2062-02-09", ["T103", "T103"]),
    "last year's approval left standing": ("批复日期: 2025-01-20\n公开日期: 2026-02-09", ["T102"]),
    "approved and not yet published": ("批复日期: 2026-01-20", []),
    "reviewed before publication": ("公开日期: 2026-02-09\n保密审查: {审查人: 示例, 日期: 2026-02-08}", []),
    "reviewed on the day": ("公开日期: 2026-02-09\n保密审查: {审查人: 示例, 日期: 2026-02-09}", []),
    "reviewed after publication": ("公开日期: 2026-02-09\n保密审查: {审查人: 示例, 日期: 2026-02-10}", ["T101"]),
    "corrected afterwards": ("公开日期: 2026-02-09\n更正:\n  - {日期: 2026-03-01, 说明: 示例}", []),
    "corrected before publication": ("公开日期: 2026-02-09\n更正:\n  - {日期: 2026-02-01, 说明: 示例}", ["T101"]),
    "corrections in the wrong order": (
        "公开日期: 2026-02-09\n更正:\n  - {日期: 2026-04-01, 说明: 甲}\n  - {日期: 2026-03-01, 说明: 乙}",
        ["T101"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_dates(tmp_path: Path, case: str) -> None:
    text, codes = CASES[case]
    government = Government(tmp_path)
    government.write("156001", 2026, text + simple("10"))
    assert government.codes("156001/2026") == codes


def test_a_late_publication_is_a_warning_that_counts_the_days(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, "批复日期: 2026-01-20\n公开日期: 2026-03-01" + simple("10"))
    (problem,) = government.problems("156001/2026")
    assert problem.severity is Severity.WARNING
    assert (problem.span.line, problem.span.column) == (7, 7)
    assert "2026年1月20日批复，2026年3月1日公开，相隔 40 天" in problem.message


@pytest.mark.parametrize("typed", ["2026-02-30", "20260209", "2026年2月9日", "2026/2/9"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, typed: str) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, f"公开日期: {typed}" + simple("10"))
    assert [code[0] for code in government.codes("156001/2026")] in (["S"], ["Y"])


def test_each_correction_makes_the_next_revision(tmp_path: Path) -> None:
    government = Government(tmp_path)
    corrections = "更正:\n  - {日期: 2026-03-01, 说明: 甲}\n  - {日期: 2026-04-01, 说明: 乙}"
    government.write("156001", 2026, corrections + simple("10"))
    disclosure = government.page("156001/2026").disclosure
    assert disclosure.revision == 3
    assert [correction.revision for correction in disclosure.corrections] == [2, 3]
