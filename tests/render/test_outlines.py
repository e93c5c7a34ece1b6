"""Outlines on a coarser grid, and fonts that hold the glyphs used under the numbers that pages call them by."""

import io

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from generator.build.workspace import Workspace
from generator.render.fonts import GRID, font_files, isolate
from generator.render.outlines import _coarse
from generator.render.pdf import pdf_from_html

WORKSPACE = Workspace()


@pytest.mark.parametrize(
    ("program", "coarse"),
    [
        ([101, 99, "rmoveto", 50, "hlineto", "endchar"], [102, 102, "rmoveto", 48, "hlineto", "endchar"]),
        ([0, 0, "rmoveto", 1, 1, "rlineto", 7, 7, "rlineto", "endchar"], [0, "hmoveto", 6, 6, "rlineto", "endchar"]),
        ([640, 0, 0, "rmoveto", 40, "vlineto", "endchar"], [640, 0, "hmoveto", 42, "vlineto", "endchar"]),
    ],
)
def test_points_are_set_on_the_grid_and_what_vanishes_is_left_out(program: list[object], coarse: list[object]) -> None:
    assert _coarse(program) == coarse


def test_roundings_do_not_add_up() -> None:
    steps = [step for _ in range(33) for step in (3, 0, "rlineto")]
    assert _coarse([0, 0, "rmoveto", *steps, "endchar"]) == [0, "hmoveto", 102, "hlineto", "endchar"]


@pytest.mark.parametrize("character", "预算元，")
def test_no_point_of_a_character_moves_by_more_than_half_the_grid(character: str) -> None:
    plain, coarse = (TTFont(files["Fang"]) for files in (font_files(WORKSPACE.root), isolate(WORKSPACE.root)))
    assert _box(plain, character) == pytest.approx(_box(coarse, character), abs=GRID / 2)


def _box(font: TTFont, character: str) -> tuple[int, int, int, int]:
    pen = RecordingPen()
    font.getGlyphSet()[font.getBestCmap()[ord(character)]].draw(pen)
    points = [point for _, points in pen.value for point in points]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def embedded(text: str, font: str) -> tuple[CFFFontSet, list[int]]:
    """The outlines that a PDF of a text holds in one font, and the numbers that its widths are listed under."""
    html = f'<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>试</title></head><body><p>{text}</p></body></html>'
    pdf = pikepdf.open(io.BytesIO(pdf_from_html(html, WORKSPACE.templates)))
    (held,) = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/BaseFont")).endswith(font) and "/W" in item
    ]
    outlines = CFFFontSet()
    outlines.decompile(io.BytesIO(held.FontDescriptor.FontFile3.read_bytes()), None)
    assert held.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
    numbers, widths = [], list(held.W)
    for first, listed in zip(widths[::2], widths[1::2], strict=True):
        numbers += [int(first) + place for place in range(len(listed))]
    return outlines, numbers


@pytest.mark.parametrize(
    ("text", "font"),
    [("预算公开，2026", "+Fang"), ("昇旻喆玥璟", "+Noto-Serif-CJK-SC"), ("㎡", "+Noto-Serif-CJK-SC")],
)
def test_a_font_holds_the_glyphs_that_the_page_uses_under_their_numbers(text: str, font: str) -> None:
    outlines, numbers = embedded(text, font)
    top = outlines.topDictIndex[0]
    assert top.charset == [".notdef", *(f"cid{number:05d}" for number in sorted(set(numbers)) if number)]
    assert len(top.FDArray) == 1


def test_a_glyph_whose_name_is_not_its_number_in_the_font_is_the_right_one() -> None:
    font = TTFont(isolate(WORKSPACE.root)["Fang"])
    order, names = font.getGlyphOrder(), font.getBestCmap()
    character, name = next(
        (code, name) for code, name in names.items() if code > 0x2000 and int(name[3:]) != order.index(name)
    )
    outlines, _ = embedded(chr(character), "+Fang")
    drawn, wanted = RecordingPen(), RecordingPen()
    outlines.topDictIndex[0].CharStrings[f"cid{order.index(name):05d}"].draw(drawn)
    font.getGlyphSet()[name].draw(wanted)
    assert drawn.value == wanted.value
