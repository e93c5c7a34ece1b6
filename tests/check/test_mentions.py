"""Numbers as texts write them: which are read, and how precisely."""

from decimal import Decimal

import pytest

from generator.check.mentions import AMOUNT, PERCENTAGE, YEAR, mention_from_match, numbers_in

AMOUNTS = {
    "安排405.31万元": ("4053100", "100"),
    "安排405万元": ("4050000", "10000"),
    "安排1,405.30万元": ("14053000", "100"),
    "安排4053100元": ("4053100", "1"),
    "安排0.04亿元": ("4000000", "1000000"),
    "安排5百万元": ("5000000", "1000000"),
    "安排 405.31 万元": ("4053100", "100"),
    "约400万元": ("4000000", "1000000"),
    "400余万元": ("4500000", "1000000"),
    "逾400万元": ("4500000", "1000000"),
    "近400万元": ("3500000", "1000000"),
    "405万元左右": ("4050000", "10000"),
    "180元/人": ("180", "1"),
}


@pytest.mark.parametrize("text", AMOUNTS)
def test_an_amount_is_read_in_yuan_with_its_grain(text: str) -> None:
    match = AMOUNT.search(text)
    assert match
    mention = mention_from_match(match)
    assert (mention.value, mention.grain) == tuple(map(Decimal, AMOUNTS[text]))


@pytest.mark.parametrize(
    "text",
    [
        "2026元旦",
        "3元素",
        "5.2万人",
        "3万亩",
        "万元",
        "三百万元",
        "A4号2元件",
        "1234567890123456789012345万元",
        "2元首",
    ],
)
def test_what_is_no_amount_is_not_read(text: str) -> None:
    assert not AMOUNT.search(text)


@pytest.mark.parametrize(("text", "value"), [("95%", "95"), ("3.96％", "3.96"), ("下降5.56%", "5.56"), ("0%", "0")])
def test_a_percentage_is_read(text: str, value: str) -> None:
    match = PERCENTAGE.search(text)
    assert match
    assert mention_from_match(match).value == Decimal(value)


YEARS = {
    "2026年度计划": ["2026"],
    "2022-2026年": ["2022", "2026"],
    "2024年—2026年": ["2024", "2026"],
    "2024至2026年": ["2024", "2026"],
    "2026年2月2日印发": [],
    "2026年2月印发": ["2026"],
    "2026-02-02": [],
    "2026.2.2": [],
    "2026/2/2": [],
    "12026年": [],
    "2011102科目": [],
    "2026个": [],
    "1998年成立": ["1998"],
}


@pytest.mark.parametrize("text", YEARS)
def test_years_are_read_and_parts_of_days_are_not(text: str) -> None:
    assert [match["year"] for match in YEAR.finditer(text)] == YEARS[text]


def test_a_short_text_gives_all_its_numbers() -> None:
    assert numbers_in("2009年的100万元，占5%") == {
        ("年份", Decimal(2009)),
        ("金额", Decimal(1_000_000)),
        ("百分比", Decimal(5)),
    }
