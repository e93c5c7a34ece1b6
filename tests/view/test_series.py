"""Amounts per head on a unit's page: from the printed amounts, only where the number of persons is told."""

from pathlib import Path

import pytest

from generator.view.collection import Collection
from generator.view.series import unit_page
from generator.view.summary import summary_from_page
from tests.government import Government, simple
from tests.view.summaries import summary


@pytest.mark.parametrize(
    ("yuan", "staff", "each"), [("1000000", 3, "33.33"), ("1000000", 8, "12.50"), ("200", 3, "0.01")]
)
def test_an_amount_per_head_is_the_printed_amount_divided_and_rounded_half_up(yuan: str, staff: int, each: str) -> None:
    (per_head,) = unit_page(Collection([summary("101", 2026, total=yuan, staff=staff)]), "101").per_head
    assert (per_head.year, per_head.staff, per_head.amounts) == (2026, staff, {"支出总计": each})


@pytest.mark.parametrize("staff", [None, 0])
def test_nothing_is_told_per_head_where_nobody_is_told_of(staff: int | None) -> None:
    assert unit_page(Collection([summary("101", 2026, staff=staff)]), "101").per_head == ()


def test_those_who_retired_are_not_employed(tmp_path: Path) -> None:
    government = Government(tmp_path)
    staff = "人员情况:\n  行政: {编制: 20, 实有: 18}\n  事业: {编制: 5, 实有: 5}\n  离退休: {实有: 3}\n"
    government.write("101001", 2026, simple("100.00", extra=staff))
    assert summary_from_page(government.page("101001/2026")).staff == 23
