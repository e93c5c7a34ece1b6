"""Fonts as they are embedded: the outlines of the characters used and nothing else.

The renderer keeps the numbering of the whole font, which costs some ten thousand bytes a font, and tables that no PDF
uses; to cut a collection of 65,535 glyphs down so takes it longer than a page. Here a font is its bare outlines
(CIDFontType0C), each under the number that the pages call it by, and each read from the font once a process.
"""

import copy
import functools
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from fontTools.cffLib import CFFFontSet, CharStrings, GlobalSubrsIndex
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTFont

from generator.render.outlines import commands_of, grid_of, program_of

_ENDCHAR = b"\x0e"
"""The program of a glyph that draws nothing."""


def uncut_font() -> type[Any]:
    """Return the renderer's font but that outlines stay whole, because `embed_outlines_alone` takes what is used."""
    from weasyprint.pdf.fonts import Font

    class UncutFont(Font):  # type: ignore[misc]  # the library is not typed
        """A font of a document being written; TrueType ones, of few letters and digits, are cut."""

        @property
        def type(self) -> str:
            return "otf" if "CFF " in self.tables else "ttf"

        def subset(self, to_unicode: Any, hinting: Any) -> None:
            if self.type == "ttf":
                super().subset(to_unicode, hinting)

    return UncutFont


def embed_outlines_alone(document: Any, pdf: Any) -> None:
    """Replace the font files of a PDF about to be written; TrueType ones stay."""
    used: dict[str, set[int]] = {}
    for font in document.fonts.values():
        used.setdefault(font.hash, set()).update(font.to_unicode)
    fonts = {id(font.file_content): font for font in document.fonts.values()}
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Subtype") == "/OpenType":
            font = fonts[id(item.stream[0])]
            item.stream = [bare_outlines(font.file_content, font.index, used[font.hash], grid_of(font.family))]
            extra["Subtype"] = "/CIDFontType0C"


def bare_outlines(content: bytes, index: int, used: Iterable[int], grid: int = 1) -> bytes:
    """Return the table of outlines of a face of an OpenType font: the glyphs used, under their numbers, on a grid."""
    opened = TTFont(io.BytesIO(content), fontNumber=index, lazy=True, recalcBBoxes=False)
    directory = tuple((tag, entry.checkSum, entry.length) for tag, entry in opened.reader.tables.items())
    return _outlines(_Face(directory, grid, opened)).of(sorted(set(used) - {0}))


@dataclass(frozen=True, slots=True)
class _Face:
    """A face of a font file, known by the checksums of its tables, and the grid to set its points to."""

    directory: tuple[tuple[str, int, int], ...]
    grid: int
    font: TTFont = field(compare=False)


@functools.lru_cache(maxsize=8)
def _outlines(face: _Face) -> "_Outlines":
    return _Outlines(face.font, face.grid)


class _Outlines:
    """The outlines of one face of a font file.

    Such a font has its glyphs in groups, which differ in how widths are written. Here all are as those of the largest.
    """

    def __init__(self, font: TTFont, grid: int) -> None:
        outlines = font["CFF "].cff
        self._grid, self._top, self._table = grid, outlines.topDictIndex[0], font.reader["CFF "]
        self._group = Counter(self._top.FDSelect.gidArray).most_common(1)[0][0]
        self._private = self._top.FDArray[self._group].Private
        self._programs: dict[int, bytes] = {}
        self._frame = _compiled(self._emptied(outlines))

    def _emptied(self, outlines: CFFFontSet) -> CFFFontSet:
        """Return a copy that has an empty glyph for what is missing, and no other."""
        private = copy.copy(self._private)
        private.rawDict = {name: value for name, value in private.rawDict.items() if name != "Subrs"}
        vars(private).pop("Subrs", None)
        group = copy.copy(self._top.FDArray[self._group])
        group.Private = private
        top = copy.copy(self._top)
        top.FDArray, top.FDSelect, top.GlobalSubrs = copy.copy(top.FDArray), copy.copy(top.FDSelect), GlobalSubrsIndex()
        top.FDArray.items = [group]
        _fill(top, {".notdef": _ENDCHAR})
        empty = copy.copy(outlines)
        empty.topDictIndex, empty.GlobalSubrs = copy.copy(outlines.topDictIndex), top.GlobalSubrs
        empty.topDictIndex.items = [top]
        return empty

    def of(self, numbers: Iterable[int]) -> bytes:
        """Return the table of outlines of some glyphs, in order."""
        outlines = CFFFontSet()
        outlines.decompile(io.BytesIO(self._frame), None, isCFF2=False)
        programs = {f"cid{number:05d}": self._program(number) for number in numbers}
        _fill(outlines.topDictIndex[0], {".notdef": _ENDCHAR} | programs)
        return _compiled(outlines)

    def _program(self, number: int) -> bytes:
        if number not in self._programs:
            private = self._top.FDArray[self._top.FDSelect[number]].Private
            glyph = T2CharString(self._read(number), private=private, globalSubrs=self._top.GlobalSubrs)
            commands, common = commands_of(glyph, self._grid), self._private
            width = glyph.width - common.nominalWidthX if glyph.width != common.defaultWidthX else None
            self._programs[number] = program_of(commands, width)
        return self._programs[number]

    def _read(self, number: int) -> bytes:
        """Return a glyph's program as it stands in the font; to read the list of all takes long.

        As the CFF specification has it (Adobe Technical Note 5176, 5 INDEX Data): how many there are, how long offsets
        are, the offsets, then what they lead to, counted from the byte before.
        """
        start = self._top.rawDict["CharStrings"]
        count, size = int.from_bytes(self._table[start : start + 2], "big"), self._table[start + 2]
        offsets = start + 3
        before = offsets + (count + 1) * size - 1
        first, end = (
            before + int.from_bytes(self._table[place : place + size], "big")
            for place in (offsets + number * size, offsets + (number + 1) * size)
        )
        return bytes(self._table[first:end])


def _fill(top: Any, programs: dict[str, bytes]) -> None:
    """Make these the glyphs of a font."""
    top.charset, top.FDSelect.gidArray = list(programs), [0] * len(programs)
    top.CharStrings = CharStrings(None, None, top.GlobalSubrs, None, top.FDSelect, top.FDArray)
    private = top.FDArray[0].Private
    top.CharStrings.charStrings = {
        name: T2CharString(program, private=private, globalSubrs=top.GlobalSubrs) for name, program in programs.items()
    }


def _compiled(outlines: CFFFontSet) -> bytes:
    written, font = io.BytesIO(), TTFont(recalcBBoxes=False)
    outlines.compile(written, font, isCFF2=False)
    return written.getvalue()
