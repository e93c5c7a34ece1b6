"""Every amount and percentage of parts one and two stands in the text, under its heading and beside its label."""

from __future__ import annotations

import pytest

from . import expected
from .comparing import compare_sentences, quantities, sections, sentence_pattern
from .reading import Glyphs, Page, plain

CHANGED = [d for d in expected.differences() if any(s.heading == plain(d.place) for s in expected.sentences())]


@pytest.mark.parametrize("sentence", expected.sentences(), ids=lambda s: f"{s.heading}-{s.checks[0]}")
def test_no_quantity_of_a_sentence_is_left_unchecked(sentence: expected.Sentence) -> None:
    checked = [check for check in sentence.checks if quantities(check)]
    assert quantities(sentence.text) == [check for check in checked if not check.startswith("?")]
    assert sentence_pattern(sentence.checks).search(sentence.text), "the sentence itself does not pass its checks"


@pytest.mark.parametrize("medium", ["page", "pdf"])
def test_every_sentence_is_printed(medium: str, request: pytest.FixtureRequest) -> None:
    complaints = compare_sentences(text_of_medium(medium, request), expected.sentences())
    if complaints:
        pytest.fail("\n".join([f"{medium}: {len(complaints)} differences", *complaints]), pytrace=False)


@pytest.mark.parametrize("medium", ["page", "pdf"])
@pytest.mark.parametrize("difference", CHANGED, ids=lambda d: f"{d.place}-{d.printed[:20]}")
def test_what_is_printed_otherwise_is_not_printed_as_it_was(
    medium: str, difference: expected.Difference, request: pytest.FixtureRequest
) -> None:
    headings = list(dict.fromkeys(sentence.heading for sentence in expected.sentences()))
    found, _ = sections(text_of_medium(medium, request), headings)
    section = found[plain(difference.place)]
    original, printed = plain(difference.original), plain(difference.printed)
    if original in printed:
        assert section.count(original) == section.count(printed)
    else:
        assert original.removesuffix("等") not in section.replace(printed, ""), (
            f"{difference.place}: “{original}” is printed"
        )


@pytest.mark.parametrize("medium", ["page", "pdf"])
@pytest.mark.parametrize(
    "difference", [d for d in CHANGED if "、" in d.original], ids=lambda d: f"{d.place}-{d.printed[:20]}"
)
def test_a_list_does_not_name_an_item_without_a_figure(
    medium: str, difference: expected.Difference, request: pytest.FixtureRequest
) -> None:
    headings = list(dict.fromkeys(sentence.heading for sentence in expected.sentences()))
    section = sections(text_of_medium(medium, request), headings)[0][plain(difference.place)]
    lists = [
        item
        for sentence in section.replace("。", "、").replace("；", "、").split("包括")
        for item in sentence.split("、")
    ]
    items = {plain(item).removesuffix("等") for item in difference.original.split("、")}
    named = items - {plain(item) for item in difference.printed.split("、")}
    found = named & {item.strip(":;,").removesuffix("等") for item in lists}
    assert not found, f"{difference.place}: {sorted(found)} named, the tables have no such figure"


def text_of_medium(medium: str, request: pytest.FixtureRequest) -> str:
    """The whole text of the page or of the PDF."""
    if medium == "page":
        page: Page = request.getfixturevalue("page")
        return page.text
    glyphs: Glyphs = request.getfixturevalue("pdf")
    return glyphs.squeezed()[0]
