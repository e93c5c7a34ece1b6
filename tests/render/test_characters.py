"""What a check says can be printed is what the fonts have."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from generator.check.rules.characters import UNPRINTED
from generator.render.fonts import font_files
from tests.editing import ROOT


def test_a_character_is_refused_exactly_where_no_font_has_it() -> None:
    had: set[int] = set()
    for path in font_files(ROOT).values():
        with TTFont(path, fontNumber=0, lazy=True) as font:
            had |= set(font.getBestCmap())
    below = [chr(code) for code in range(0x20, 0x20000) if not chr(code).isspace()]
    assert [char for char in below if (ord(char) in had) == bool(UNPRINTED.match(char))] == []
