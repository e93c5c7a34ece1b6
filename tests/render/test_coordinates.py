"""Coordinates on a PDF's pages are short, and nothing else is touched."""

import pytest

from generator.render.coordinates import shorten_coordinates


class Page(dict[str, bytes]):
    """What the writer keeps of a page."""


class Contents:
    def __init__(self, *stream: object) -> None:
        self.stream = list(stream)


class Written:
    """A PDF of one page about to be written."""

    page_references = (b"0 0 R",)

    def __init__(self, *stream: object) -> None:
        self.contents = Contents(*stream)
        self.objects = [Page(Contents=b"1 0 R"), self.contents]


@pytest.mark.parametrize(
    ("operation", "wanted"),
    [
        (b"75.590551 252.707386 m", b"75.5 252.7 m"),
        (b"1505 580.25 1505 580 1770 580 c", b"1505 580.2 1505 580 1770 580 c"),
        (b"75.590551 252.707386 301.984252 28.014974 re", b"75.5 252.7 301.9 28.0 re"),
        (b"0.083885 0 0 -0.083885 338.184378 115.83613 Tm", b"0.083885 0 0 -0.083885 338.1 115.8 Tm"),
        (b"0.083885 0 0 0.083885 0 0 cm", b"0.083885 0 0 0.083885 0 0 cm"),
        (b"0.607843 0.109804 0.109804 rg", b"0.607843 0.109804 0.109804 rg"),
        (b"[<0d6c0cc6>] TJ", b"[<0d6c0cc6>] TJ"),
    ],
)
def test_places_are_cut_and_scales_colours_and_text_are_not(operation: bytes, wanted: bytes) -> None:
    pdf = Written(operation, "/Span", {"MCID": 0})
    shorten_coordinates(pdf)
    assert pdf.contents.stream == [wanted, "/Span", {"MCID": 0}]
