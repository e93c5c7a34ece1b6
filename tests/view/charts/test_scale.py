"""Amounts as lengths: nothing is lost in rounding, and nothing that is there is invisible."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.view.charts.scale import SLIGHTEST, edges, length

AMOUNTS = st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1, max_size=40)


def test_the_greatest_amount_is_the_full_length() -> None:
    assert length(Decimal("344.51"), Decimal("344.51"), 3600) == 3600


def test_half_a_unit_is_rounded_up() -> None:
    assert length(Decimal("0.5005"), Decimal(1), 1000) == 501


def test_nothing_has_no_length() -> None:
    assert length(Decimal("0.00"), Decimal("344.51"), 3600) == 0


def test_a_hundredth_beside_a_million_is_still_seen() -> None:
    assert length(Decimal("0.01"), Decimal("1000000"), 3600) == SLIGHTEST


def test_a_negative_amount_is_as_long_as_a_positive_one() -> None:
    assert length(Decimal(-5), Decimal(10), 100) == length(Decimal(5), Decimal(10), 100) == 50


@given(AMOUNTS)
def test_parts_follow_one_another_and_fill_the_whole(values: list[Decimal]) -> None:
    found = edges(values, 3600)
    assert found[0] == 0
    assert list(found) == sorted(found)
    assert found[-1] == (3600 if sum(values) else 0)


def test_three_equal_parts_share_what_cannot_be_shared() -> None:
    assert edges([Decimal(1)] * 3, 100) == (0, 33, 67, 100)
