"""How amounts are rounded and written."""

from decimal import Decimal

import pytest

from generator.model.money import MoneyUnit, money_text, round_half_up, shown

WRITTEN = [
    ("102.00", False, False, "102.00"),
    ("102.00", True, False, "102"),
    ("102.50", True, False, "102.5"),
    ("1234567.80", False, True, "1,234,567.80"),
    ("1234567.80", True, True, "1,234,567.8"),
    ("100", True, False, "100"),
    ("-5.10", True, False, "-5.1"),
    ("0.00", False, False, "0.00"),
    ("0.00", True, False, "0"),
    ("-0.00", False, False, "0.00"),
    ("-0.00", True, False, "0"),
    ("-0.0000", False, True, "0.0000"),
    ("-0", False, False, "0"),
    ("-0.01", False, False, "-0.01"),
    ("1", False, False, "1"),
]


@pytest.mark.parametrize(("value", "trim", "separators", "text"), WRITTEN)
def test_an_amount_is_written_without_a_minus_before_nothing(
    value: str, trim: bool, separators: bool, text: str
) -> None:
    assert money_text(Decimal(value), trim=trim, separators=separators) == text


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.005", "0.01"), ("0.015", "0.02"), ("-0.005", "-0.01"), ("0.0049", "0.00"), ("1", "1.00")]
)
def test_half_a_cent_rounds_away_from_zero(value: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), 2)) == rounded


def test_an_amount_is_shown_in_its_unit() -> None:
    assert shown(Decimal(4_053_150), MoneyUnit.WAN, 2) == Decimal("405.32")
    assert shown(Decimal("4053149.99"), MoneyUnit.WAN, 2) == Decimal("405.31")
    assert shown(Decimal("0.005"), MoneyUnit.YUAN, 2) == Decimal("0.01")
