"""Every figure is there to be seen: whole, on its page, in a font that is inside."""

import itertools
import re
from typing import Any

import pikepdf
import pypdfium2
import pytest

from generator.verify.tagged import Piece, plain

from .conftest import Made

FONTS = {
    "Fang",
    "Kai",
    "Latin",
    "Latin-Bold,-Bold",
    "Latin-Bold",
    "Noto-Sans-CJK-SC-Bold",
    "Noto-Serif-CJK-SC",
    "Noto-Serif-CJK-SC-Bold",
}
OF_A_FIGURE = re.compile(r"[\d.,%％]")


def pages(document: Made) -> list[Any]:
    return list(pypdfium2.PdfDocument(document.pdf))


def test_nothing_is_clipped(document: Made) -> None:
    operators = [
        str(each.operator) for page in document.tagged.pdf.pages for each in pikepdf.parse_content_stream(page)
    ]
    assert "Tj" in operators or "TJ" in operators
    assert not {"W", "W*"} & set(operators)


def test_the_text_within_the_page_is_all_the_text(document: Made) -> None:
    for page in pages(document):
        text = page.get_textpage()
        within = text.get_text_bounded(0, 0, *page.get_size())
        assert plain(within) == plain(text.get_text_range())


def test_every_character_stands_on_its_page(document: Made) -> None:
    for number, page in enumerate(pages(document), start=1):
        text, (width, height) = page.get_textpage(), page.get_size()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert left >= 0 and bottom >= 0 and right <= width and top <= height, f"page {number}: {index}"


def test_every_amount_is_drawn_in_one_piece(document: Made) -> None:
    amounts = 0
    for table in document.tagged.tables:
        for cell in itertools.chain.from_iterable(table.rows):
            if cell.kind == "TD" and re.fullmatch(r"-?[\d,]+(\.\d+)?", cell.text):
                assert len({(piece.page, piece.baseline) for piece in cell.pieces}) == 1, (
                    f"{table.caption}: {cell.text}"
                )
                amounts += 1
    assert amounts > 50


def broken(pieces: list[Piece]) -> list[str]:
    """Figures that begin on one line and end on another."""
    found = []
    for before, after in itertools.pairwise(pieces):
        is_new_line = (before.page, before.baseline) != (after.page, after.baseline)
        ends = before.text[-1:], after.text[:1]
        if is_new_line and all(OF_A_FIGURE.fullmatch(character) for character in ends):
            found.append(f"{before.text}|{after.text}")
    return found


@pytest.mark.parametrize("kind", ["P", "H1", "H2", "H3", "H4", "LBody"])
def test_no_figure_is_broken_over_lines(document: Made, kind: str) -> None:
    tagged = document.tagged
    lowest = [element for element in tagged.elements(kind) if not any(tagged.elements(kind, element))]
    assert [each for element in lowest for each in broken(tagged.pieces_of(element))] == []


def test_a_figure_over_two_lines_would_be_found() -> None:
    assert broken([Piece(0, 700.0, "收入405."), Piece(0, 671.0, "31万元")]) == ["收入405.|31万元"]
    assert broken([Piece(0, 700.0, "收入405"), Piece(0, 700.0, ".31万元")]) == []


def test_all_fonts_are_listed_ones_and_inside(document: Made) -> None:
    fonts = [item for item in document.tagged.pdf.objects if _is(item, "/FontDescriptor")]
    names = {str(font.FontName).partition("+")[2] for font in fonts}
    assert names and names <= FONTS
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind
