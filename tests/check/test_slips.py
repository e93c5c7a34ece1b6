"""Which known number a mistyped one was meant for."""

from decimal import Decimal

import pytest

from generator.check.facts import Fact
from generator.check.mentions import AMOUNT, Mention, mention_from_match
from generator.check.slips import likeness, meant


def mention(text: str) -> Mention:
    match = AMOUNT.search(text)
    assert match
    return mention_from_match(match)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("4053.1", "405.31"),
        ("40531", "405.31"),
        ("43269.3", "3269.3"),
        ("887.36", "87.36"),
        ("45.31", "405.31"),
        ("450.31", "405.31"),
        ("405.13", "405.31"),
        ("405.37", "405.31"),
    ],
)
def test_a_single_slip_is_recognised(typed: str, known: str) -> None:
    assert likeness(typed, known) is not None


@pytest.mark.parametrize(
    ("typed", "known"),
    [("405.31", "102"), ("12", "21"), ("1.5", "15.45"), ("531.40", "405.31"), ("100", "10"), ("9.37", "9.35")],
)
def test_other_numbers_are_not_alike(typed: str, known: str) -> None:
    assert likeness(typed, known) is None


def test_at_most_three_are_named_the_likeliest_first() -> None:
    facts = [
        Fact(str(value), Decimal(value) * 10000, Decimal(100)) for value in ("405.37", "405.13", "405.1", "4053.1")
    ]
    found = [digits for digits, _ in meant(mention("405.31万元"), facts)]
    assert found == ["4053.1", "405.1", "405.13"]


def test_nothing_is_meant_by_nothing() -> None:
    assert meant(mention("1000万元"), [Fact("零", Decimal(0), Decimal(100))]) == []
