"""What somebody may have meant who typed an amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.check.edits import Slip, meant


@pytest.mark.parametrize(
    ("typed", "right", "slip"),
    [
        ("29.71", "29.17", Slip.SWAPPED),
        ("20.11", "2.11", Slip.EXTRA),
        ("887.36", "87.36", Slip.EXTRA),
        ("43269.30", "3269.30", Slip.EXTRA),
        ("510.10", "51.01", Slip.SHIFTED),
        ("0.60", "6.00", Slip.SHIFTED),
        ("360100.00", "3601.00", Slip.SHIFTED),
        ("-6.00", "6.00", Slip.SIGN),
        ("0.87", "0.77", Slip.CHANGED),
        ("9.59", "90.59", Slip.MISSING),
        ("26.27", "267.27", Slip.MISSING),
        ("1.20", "2.10", Slip.SWAPPED),
    ],
)
def test_a_slip_of_the_hand_is_recognised(typed: str, right: str, slip: Slip) -> None:
    assert meant(typed)[Decimal(right)] is slip


def test_the_amount_itself_is_no_slip() -> None:
    assert Decimal("10.33") not in meant("10.33")
    assert Decimal("0") not in meant("0.00")


def test_no_more_decimals_are_meant_than_can_be_typed() -> None:
    assert all(value == round(value, 2) for value in meant("51.01"))


def test_two_digits_far_apart_are_no_single_slip() -> None:
    assert Decimal("28.39") not in meant("29.38")


def test_a_slip_that_is_likelier_stands_first() -> None:
    assert Slip.SWAPPED.rank < Slip.SHIFTED.rank < Slip.CHANGED.rank < Slip.NEIGHBOUR.rank < Slip.OTHER.rank
