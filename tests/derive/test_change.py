"""How a figure moved against last year's."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.change import Direction, change, percentage

CASES = [
    ("405.31", "389.86", Direction.INCREASE, "15.45", "3.96"),
    ("102", "108", Direction.DECREASE, "6", "5.56"),
    ("0.27", "0.27", Direction.LEVEL, "0", None),
    ("0", "0", Direction.NONE, "0", None),
    ("5", "0", Direction.NEW, "5", None),
    ("0", "5", Direction.DECREASE, "5", "100.00"),
    ("121.47", "127.09", Direction.DECREASE, "5.62", "4.42"),
]


@pytest.mark.parametrize(("this", "last", "direction", "difference", "rate"), CASES)
def test_direction_difference_and_rate(
    this: str, last: str, direction: Direction, difference: str, rate: str | None
) -> None:
    moved = change(Decimal(this), Decimal(last))
    assert moved.direction is direction
    assert moved.difference == Decimal(difference)
    assert (None if moved.rate is None else str(moved.rate)) == rate


AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)


@given(AMOUNTS, AMOUNTS)
def test_the_rate_is_on_the_base_of_last_year_rounded_half_up(this: Decimal, last: Decimal) -> None:
    moved = change(this, last)
    if moved.rate is None:
        assert last == 0 or this == last
    else:
        exact = abs(Fraction(this) - Fraction(last)) / Fraction(last) * 10000
        assert Fraction(moved.rate) * 100 == (exact + Fraction(1, 2)).__floor__()


def test_half_a_hundredth_of_a_percent_rounds_up() -> None:
    assert percentage(Decimal(1), Decimal(8000)) == Decimal("0.01")
    assert percentage(Decimal(1), Decimal(20000)) == Decimal("0.01")
    assert percentage(Decimal("0.9"), Decimal(20000)) == Decimal("0.00")


def test_a_rate_of_any_size_is_computed() -> None:
    assert change(Decimal(10) ** 24, Decimal("0.01")).rate == (Decimal(10) ** 24 - Decimal("0.01")) * 10000
