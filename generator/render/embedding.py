"""Fonts as they are embedded: the outlines of the characters used and nothing else.

The renderer keeps the numbering of the whole font, which costs some ten thousand bytes a font, and tables that no PDF
uses. Here a font is its bare outlines (CIDFontType0C), each under the number that the pages call it by.
"""

import io
from collections import Counter
from collections.abc import Iterable
from typing import Any

from fontTools.cffLib.specializer import commandsToProgram, programToCommands
from fontTools.ttLib import TTFont


def embed_outlines_alone(document: Any, pdf: Any) -> None:
    """Replace the font files of a PDF about to be written; TrueType ones, of few letters and digits, stay."""
    used: dict[int, set[int]] = {}
    for font in document.fonts.values():
        used.setdefault(id(font.file_content), set()).update(font.to_unicode)
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Subtype") == "/OpenType":
            item.stream = [bare_outlines(item.stream[0], used[id(item.stream[0])])]
            extra["Subtype"] = "/CIDFontType0C"


def bare_outlines(font: bytes, used: Iterable[int]) -> bytes:
    """Return the table of outlines of an OpenType font, holding the glyphs used under their numbers in the font."""
    opened = TTFont(io.BytesIO(font), lazy=True, recalcBBoxes=False)
    outlines = opened["CFF "].cff
    top = outlines.topDictIndex[0]
    top.charset = range(top.numGlyphs)  # the names of all glyphs are not wanted, and take long to read
    kept = [0, *sorted(set(used) - {0})]
    strings, choices = top.CharStrings, [top.FDSelect[number] for number in kept]
    common = Counter(choices).most_common(1)[0][0]
    programs = [strings.charStringsIndex[number] for number in kept]
    for program, choice in zip(programs, choices, strict=True):
        if choice != common:
            _adapt_width(program, top.FDArray[common].Private)
    top.FDArray.items, top.FDSelect.gidArray = [top.FDArray[common]], [0] * len(kept)
    strings.charStringsIndex.items = programs
    top.charset = [".notdef", *(f"cid{number:05d}" for number in kept[1:])]
    strings.charStrings = {name: place for place, name in enumerate(top.charset)}
    written = io.BytesIO()
    outlines.compile(written, opened, isCFF2=False)
    return written.getvalue()


def _adapt_width(program: Any, private: Any) -> None:
    """Write a glyph's width as another group of the font's glyphs has it, so that one group is enough."""
    program.decompile()
    commands, width = programToCommands(program.program), program.private.defaultWidthX
    if commands[0][0] == "":
        width = program.private.nominalWidthX + commands.pop(0)[1][0]
    if width != private.defaultWidthX:
        commands.insert(0, ("", [width - private.nominalWidthX]))
    program.program, program.private = commandsToProgram(commands), private
