"""Every character is drawn as its font draws it: text that is read back proves nothing of what is seen."""

import io
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from generator.build.making import print_html
from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.render import embedding
from generator.render.pdf import pdf_from_html

from .conftest import FILES


def drawn(charstring: Any) -> list[Any]:
    pen = RecordingPen()
    charstring.draw(pen)
    return [*pen.value, charstring.width]


def test_what_is_embedded_draws_each_glyph_as_the_font_does(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts: list[tuple[bytes, int, set[int], bytes]] = []
    bare_outlines = embedding.bare_outlines

    def recorded(font: bytes, index: int, used: Any) -> bytes:
        bare = bare_outlines(font, index, used)
        fonts.append((font, index, set(used), bare))
        return bare

    monkeypatch.setattr(embedding, "bare_outlines", recorded)
    workspace = Workspace()
    (unit,) = read_units([FILES["reference"]], workspace)
    assert unit.page is not None
    pdf_from_html(print_html(unit.page, workspace), workspace.templates)
    assert len(fonts) > 2
    for font, index, used, bare in fonts:
        whole = (
            TTFont(io.BytesIO(font), fontNumber=index, lazy=True)["CFF "]
            .cff.topDictIndex[0]
            .CharStrings.charStringsIndex
        )
        outlines = CFFFontSet()
        outlines.decompile(io.BytesIO(bare), None, isCFF2=False)
        embedded = outlines.topDictIndex[0].CharStrings
        for number in used - {0}:
            assert drawn(embedded[f"cid{number:05d}"]) == drawn(whole[number]), number
