"""Outlines on a coarser grid, and fonts that hold the glyphs used under the numbers that pages call them by."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from generator.build.workspace import Workspace
from generator.render.embedding import bare_outlines
from generator.render.fonts import isolate
from generator.render.outlines import commands_of, grid_of, program_of
from generator.render.pdf import pdf_from_html

WORKSPACE = Workspace()


class Glyph:
    """What a font's glyph is to a pen."""

    def __init__(self, *steps: tuple[str, tuple[tuple[int, int], ...]]) -> None:
        self._steps = steps

    def draw(self, pen: Any) -> None:
        for operator, points in self._steps:
            getattr(pen, operator)(*points)
        pen.closePath()


def polyline(*points: tuple[int, int]) -> Glyph:
    return Glyph(("moveTo", points[:1]), *(("lineTo", (point,)) for point in points[1:]))


def test_points_are_set_on_the_grid() -> None:
    assert commands_of(polyline((101, 99), (151, 99)), 6) == [("rmoveto", [102, 102]), ("rlineto", [48, 0])]
    assert commands_of(polyline((101, 99), (151, 99)), 1) == [("rmoveto", [101, 99]), ("rlineto", [50, 0])]


def test_what_vanishes_on_the_grid_is_left_out() -> None:
    assert commands_of(polyline((0, 0), (1, 1), (8, 8)), 6) == [("rmoveto", [0, 0]), ("rlineto", [6, 6])]


def test_roundings_do_not_add_up() -> None:
    drawn = commands_of(polyline(*((3 * step, 0) for step in range(34))), 6)
    assert sum(steps[0] for _, steps in drawn) == 102


def test_a_curve_stays_a_curve() -> None:
    curve = Glyph(("moveTo", ((0, 0),)), ("curveTo", ((10, 0), (20, 10), (20, 20))))
    assert commands_of(curve, 6) == [("rmoveto", [0, 0]), ("rrcurveto", [12, 0, 6, 12, 0, 6])]


@pytest.mark.parametrize(
    ("width", "program"),
    [(None, [0, "hmoveto", 48, "hlineto", "endchar"]), (640, [640, 0, "hmoveto", 48, "hlineto", "endchar"])],
)
def test_a_program_tells_the_width_that_is_told(width: int | None, program: list[object]) -> None:
    written = T2CharString(program_of(commands_of(polyline((0, 0), (48, 0)), 6), width))
    written.decompile()
    assert written.program == program


@pytest.mark.parametrize("character", "预算元，")
def test_no_point_of_a_character_moves_by_more_than_half_the_grid(character: str) -> None:
    font = TTFont(isolate(WORKSPACE.root)["Fang"])
    number = font.getGlyphID(font.getBestCmap()[ord(character)])
    outlines = CFFFontSet()
    content = Path(isolate(WORKSPACE.root)["Fang"]).read_bytes()
    outlines.decompile(io.BytesIO(bare_outlines(content, 0, [number], grid_of("Fang"))), None)
    coarse = outlines.topDictIndex[0].CharStrings[f"cid{number:05d}"]
    plain = font["CFF "].cff.topDictIndex[0].CharStrings.charStringsIndex[number]
    assert _box(coarse) == pytest.approx(_box(plain), abs=grid_of("Fang") / 2)


def _box(glyph: Any) -> tuple[int, int, int, int]:
    pen = RecordingPen()
    glyph.draw(pen)
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
    drawn = outlines.topDictIndex[0].CharStrings[f"cid{order.index(name):05d}"]
    assert commands_of(drawn, 1) == commands_of(font.getGlyphSet()[name], grid_of("Fang"))
