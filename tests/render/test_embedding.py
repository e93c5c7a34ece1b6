"""Every character is drawn as its font draws it: text that is read back proves nothing of what is seen."""

import io
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from generator.build.making import print_html
from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.render import embedding
from generator.render.outlines import commands_of
from generator.render.pdf import pdf_from_html

from .conftest import FILES


def drawn(charstring: Any, grid: int) -> tuple[list[Any], int]:
    return commands_of(charstring, grid), charstring.width


def test_what_is_embedded_draws_each_glyph_as_the_font_does(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts: list[tuple[bytes, int, set[int], int, bytes]] = []
    bare_outlines = embedding.bare_outlines

    def recorded(font: bytes, index: int, used: Any, grid: int) -> bytes:
        bare = bare_outlines(font, index, used, grid)
        fonts.append((font, index, set(used), grid, bare))
        return bare

    monkeypatch.setattr(embedding, "bare_outlines", recorded)
    workspace = Workspace()
    (unit,) = read_units([FILES["reference"]], workspace)
    assert unit.page is not None
    pdf_from_html(print_html(unit.page, workspace), workspace.templates)
    assert sorted({grid for _, _, _, grid, _ in fonts}) == [1, 6]
    for font, index, used, grid, bare in fonts:
        whole = (
            TTFont(io.BytesIO(font), fontNumber=index, lazy=True)["CFF "]
            .cff.topDictIndex[0]
            .CharStrings.charStringsIndex
        )
        outlines = CFFFontSet()
        outlines.decompile(io.BytesIO(bare), None, isCFF2=False)
        embedded = outlines.topDictIndex[0].CharStrings
        for number in used - {0}:
            assert drawn(embedded[f"cid{number:05d}"], 1) == drawn(whole[number], grid), number
