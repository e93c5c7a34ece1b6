"""Fonts as they are embedded: the outlines of the characters used and nothing else.

The renderer keeps the numbering of the whole font, which costs some ten thousand bytes a font, and tables that no PDF
uses. Here a font is its bare outlines (CIDFontType0C), each under the number that the pages call it by.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from fontTools.cffLib import CharStrings
from fontTools.cffLib.specializer import commandsToProgram, programToCommands
from fontTools.misc.psCharStrings import T2CharString
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
    kept = [0, *sorted(set(used) - {0})]
    choices = [top.FDSelect[number] for number in kept]
    common = Counter(choices).most_common(1)[0][0]
    programs = [
        T2CharString(program, private=top.FDArray[choice].Private, globalSubrs=top.GlobalSubrs)
        for program, choice in zip(
            _programs(opened.reader["CFF "], top.rawDict["CharStrings"], kept), choices, strict=True
        )
    ]
    for program, choice in zip(programs, choices, strict=True):
        if choice != common:
            _adapt_width(program, top.FDArray[common].Private)
    top.FDArray.items, top.FDSelect.gidArray = [top.FDArray[common]], [0] * len(kept)
    top.charset = [".notdef", *(f"cid{number:05d}" for number in kept[1:])]
    top.CharStrings = CharStrings(None, None, top.GlobalSubrs, None, top.FDSelect, top.FDArray)
    top.CharStrings.charStrings = dict(zip(top.charset, programs, strict=True))
    written = io.BytesIO()
    outlines.compile(written, opened, isCFF2=False)
    return written.getvalue()


def _programs(table: bytes, start: int, numbers: Iterable[int]) -> Iterator[bytes]:
    """Yield the outlines of some glyphs from the list that starts there; to read all of it takes long.

    As the CFF specification has it (Adobe Technical Note 5176, 5 INDEX Data): how many there are, how long offsets are,
    the offsets, then what they lead to, counted from the byte before.
    """
    count, size = int.from_bytes(table[start : start + 2], "big"), table[start + 2]
    offsets = start + 3
    before = offsets + (count + 1) * size - 1

    def place(number: int) -> int:
        return before + int.from_bytes(table[offsets + number * size : offsets + (number + 1) * size], "big")

    return (table[place(number) : place(number + 1)] for number in numbers)


def _adapt_width(program: Any, private: Any) -> None:
    """Write a glyph's width as another group of the font's glyphs has it, so that one group is enough."""
    program.decompile()
    commands, width = programToCommands(program.program), program.private.defaultWidthX
    if commands[0][0] == "":
        width = program.private.nominalWidthX + commands.pop(0)[1][0]
    if width != private.defaultWidthX:
        commands.insert(0, ("", [width - private.nominalWidthX]))
    program.program, program.private = commandsToProgram(commands), private
