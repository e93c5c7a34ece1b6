"""The whole text of the second reference stands in page and PDF, every quantity of it beside its label."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.reference import expected
from tests.reference.comparing import compare_sentences, quantities, sections, sentence_pattern
from tests.reference.reading import plain
from tests.reference.test_sentences import text_of_medium

HERE = Path(__file__).parent
SENTENCES = expected.sentences(HERE)
HEADINGS = list(dict.fromkeys(sentence.heading for sentence in SENTENCES))
CHANGED = [difference for difference in expected.differences(HERE) if plain(difference.place) in HEADINGS]


def test_no_quantity_of_a_sentence_is_left_unchecked() -> None:
    for sentence in SENTENCES:
        assert quantities(sentence.text) == [check for check in sentence.checks if quantities(check)], sentence.text
        assert sentence_pattern(sentence.checks).search(sentence.text), sentence.text


@pytest.mark.parametrize("medium", ["page", "pdf"])
def test_every_sentence_is_printed(medium: str, request: pytest.FixtureRequest) -> None:
    complaints = compare_sentences(text_of_medium(medium, request), SENTENCES)
    if complaints:
        pytest.fail("\n".join([f"{medium}: {len(complaints)} differences", *complaints]), pytrace=False)


@pytest.mark.parametrize("medium", ["page", "pdf"])
def test_a_contradiction_of_the_original_is_printed_one_way(medium: str, request: pytest.FixtureRequest) -> None:
    found, _ = sections(text_of_medium(medium, request), HEADINGS)
    for difference in CHANGED:
        assert plain(difference.original) not in found[plain(difference.place)], difference


def test_no_difference_is_idle() -> None:
    for difference in expected.differences(HERE):
        assert all((difference.place, difference.original, difference.printed, difference.why)), difference
        texts = [s for heading, s, _ in expected.lines_of(HERE / "sentences.tsv")[1:] if heading == difference.place]
        assert difference.place == "layout" or any(difference.original in text for text in texts), difference


@pytest.mark.parametrize("medium", ["page", "pdf"])
def test_a_pasted_paragraph_is_printed_once(medium: str, request: pytest.FixtureRequest) -> None:
    text = text_of_medium(medium, request)
    for start in (
        "8、组织协调本区工商业",
        "9、组织协调本区商品",
        "10、提供有关境外",
        "11、负责依法管理",
        "12、负责贯彻执行",
    ):
        assert text.count(plain(start)) == 1, start
    assert plain("负责导本区") not in text


def test_money_in_text_has_one_form(request: pytest.FixtureRequest) -> None:
    text = text_of_medium("page", request)
    amounts = [quantity.removesuffix("万元") for quantity in quantities(text) if quantity.endswith("万元")]
    assert {amount for amount in amounts if "." not in amount} == {"0", "100"}, "nothing is 0, 100万元 is a threshold"
    for amount in amounts:
        assert "." not in amount or amount == f"{Decimal(amount.replace(',', '')):,.2f}", amount
