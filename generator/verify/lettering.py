"""The characters of a PDF held against the program's own fonts: what is drawn for each is that character."""

import functools
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTCollection, TTFont

from generator.render.fonts import MissingFont, MissingLibrary, isolate
from generator.render.outlines import commands_of, grid_of

_FILES = {
    "Fang": "Fang",
    "Kai": "Kai",
    "Latin": "Latin",
    "Latin-Bold": "Latin Bold",
    "Latin-Bold,-Bold": "Latin Bold",
    "Noto-Sans-CJK-SC-Bold": "NotoSansCJK-Bold.ttc",
    "Noto-Serif-CJK-SC": "NotoSerifCJK-Regular.ttc",
    "Noto-Serif-CJK-SC-Bold": "NotoSerifCJK-Bold.ttc",
}
"""The names that fonts have in PDFs, with those that `render.fonts` gives their files."""
_COLLECTED = re.compile("Noto (Sans|Serif) CJK SC")
_MAPPING = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]{4,8})>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lettering:
    """What characters are drawn otherwise than by the program's fonts, and what could not be looked at."""

    differences: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class _Own:
    """One of the program's fonts; a drawing that was found to be a glyph's is remembered, for it comes in every PDF."""

    def __init__(self, path: Path, family: str) -> None:
        self.grid = grid_of(family)
        if path.suffix == ".ttc":
            fonts = TTCollection(path, lazy=True).fonts
            self.font = next(each for each in fonts if _COLLECTED.fullmatch(each["name"].getDebugName(1) or ""))
        else:
            self.font = TTFont(path, lazy=True)
        self.characters = self.font.getBestCmap()
        self.advances = self.font["hmtx"].metrics
        self.scale = 1000 / self.font["head"].unitsPerEm
        self.known: dict[Any, bool] = {}

    def number(self, character: str) -> int:
        name = self.characters.get(ord(character)) if len(character) == 1 else None
        return int(self.font.getGlyphID(name)) if name else -1

    def width(self, number: int) -> float:
        return float(self.advances[self.font.getGlyphName(number)][0] * self.scale)

    @functools.cached_property
    def outlines(self) -> Any:
        """The outlines by number."""
        if "CFF " in self.font:
            return self.font["CFF "].cff.topDictIndex[0].CharStrings.charStringsIndex
        return _Points(self.font)


class _Points(Mapping[int, Any]):
    """The outlines of a TrueType font by number."""

    def __init__(self, font: TTFont) -> None:
        self._font, self._table = font, font["glyf"]

    def __getitem__(self, number: int) -> Any:
        points, ends, flags = self._table[self._font.getGlyphName(number)].getCoordinates(self._table)
        return list(points), list(ends), [flag & 1 for flag in flags]

    def __iter__(self) -> Iterator[int]:
        numbers = range(len(self._font.getGlyphOrder()))
        return (number for number in numbers if self._table[self._font.getGlyphName(number)].numberOfContours)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@functools.cache
def _own(path: Path, family: str) -> _Own:
    return _Own(path, family)


def lettering(pdf: bytes, root: Path) -> Lettering:
    """Hold every character of a PDF's fonts against the program's own; without those nothing can be said."""
    try:
        files = isolate(root)
    except (MissingFont, MissingLibrary) as error:
        return Lettering(remarks=(f"没有核对字形：{error}",))
    differences, remarks = list[str](), list[str]()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for font, page in _fonts(document):
                name = str(font.BaseFont).partition("+")[2]
                found, count = _in_font(font, _own(files[_FILES[name]], _FILES[name])) if name in _FILES else (None, 0)
                if found is None:
                    differences.append(f"第 {page} 页的字体“{name}”不是本程序的，或写法不同")
                elif 2 * len(found) > count:
                    remarks.append(f"字体“{name}”与本机的版本不同，没有核对它的字形")
                else:
                    differences += (f"第 {page} 页起，字体“{name}”的“{each}”画成了别的字形" for each in found)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        differences.append(f"字体读不了，没有核对字形（{error}）")
    return Lettering(tuple(differences), tuple(remarks))


def _fonts(document: pikepdf.Pdf) -> Iterator[tuple[Any, int]]:
    """Yield each font of a document with the number of the first page that lists it."""
    found: dict[Any, tuple[Any, int]] = {}
    for number, page in enumerate(document.pages, start=1):
        for font in page.obj.Resources.Font.values():
            found.setdefault(font.objgen, (font, number))
    yield from found.values()


def _in_font(font: Any, own: _Own) -> tuple[list[str] | None, int]:
    """Return the characters that a font draws otherwise, and how many it has; nothing where it is of another form."""
    below, mapping = font.DescendantFonts[0], font.ToUnicode.read_bytes().decode("ascii")
    pairs = [(int(code, 16), bytes.fromhex(text).decode("utf-16-be")) for code, text in _MAPPING.findall(mapping)]
    characters = {code: text for code, text in pairs if code or text != "\uffff"}
    outlines = _outlines(below.FontDescriptor)
    is_alone = len(font.DescendantFonts) == 1 and len({code for code, _ in pairs}) == len(pairs)
    is_plain = (
        is_alone and (font.Encoding, below.CIDToGIDMap) == ("/Identity-H", "/Identity") and "bfrange" not in mapping
    )
    if not is_plain or outlines is None or set(outlines) - {0} - characters.keys():
        return None, 0
    widths = _widths(below.W)
    found = [
        text
        for code, text in characters.items()
        if own.number(text) != code
        or abs(widths.get(code, -1.0) - own.width(code)) > 1
        or not _is_same(own, code, outlines.get(code))
    ]
    return found, len(characters)


def _outlines(descriptor: Any) -> Mapping[int, Any] | None:
    if "/FontFile2" in descriptor:
        return _Points(TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), lazy=True))
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None, isCFF2=False)
    top = fonts.topDictIndex[0]
    group = top.FDArray[0]
    turned = [each.rawDict for each in (top, group) if each.rawDict.get("FontMatrix", _UPRIGHT) not in _MATRICES]
    if turned or len(top.GlobalSubrs) or len(top.FDArray) > 1 or getattr(group.Private, "Subrs", None):
        return None
    return {int(name[3:]) if name != ".notdef" else 0: top.CharStrings[name] for name in top.charset}


_UPRIGHT = [0.001, 0, 0, 0.001, 0, 0]
_MATRICES = (_UPRIGHT, [1, 0, 0, 1, 0, 0])


def _widths(listed: Any) -> dict[int, float]:
    """Return the width of each character, listed as the first of a run and the widths of all of it."""
    return {
        int(first) + at: float(width)
        for first, widths in zip(listed[::2], listed[1::2], strict=True)
        for at, width in enumerate(widths)
    }


def _is_same(own: _Own, number: int, outline: Any) -> bool:
    """Say whether an outline is that of the font's own glyph."""
    if outline is None or isinstance(outline, tuple):
        return bool(outline == own.outlines[number])
    key = number, outline.bytecode
    if key not in own.known:
        own.known[key] = commands_of(outline, 1) == commands_of(own.outlines[number], own.grid)
    return own.known[key]
