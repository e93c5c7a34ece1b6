"""A PDF read by its tags, as a screen reader does: elements, their text, and tables with spans, scopes and heads."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_MOST = 1000
Place = tuple[int, int]
"""A page, counted from 0, and the number of a piece of its marked content."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's bottom left."""


@dataclass(frozen=True)
class Piece:
    """One piece of text as it is drawn: where its baseline is, in points from the page's bottom, and what it says."""

    page: int
    baseline: float
    text: str
    box: Box = (0, 0, 0, 0)


@dataclass(frozen=True)
class TaggedCell:
    """One cell; `heads` are the texts of the cells that it names as its heads."""

    kind: str
    text: str
    down: int
    right: int
    scope: str
    heads: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class TaggedTable:
    """One table with the rows of its groups: THead, TBody."""

    caption: str
    groups: tuple[tuple[str, list[list[TaggedCell]]], ...]

    @property
    def rows(self) -> list[list[TaggedCell]]:
        """All rows, those of the head first."""
        return [row for _, rows in self.groups for row in rows]


def plain(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


class Tagged:
    """One PDF by its tags."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.pieces: dict[Place, Piece] = {}
        self.untagged: list[Piece] = []
        self.drawn: list[list[Piece]] = []
        with pypdfium2.PdfDocument(data) as document:
            for number, page in enumerate(document):
                self.drawn.append([])
                for place, piece in _pieces(number, page):
                    self.drawn[number].append(piece)
                    if place is None:
                        self.untagged.append(piece)
                    elif place in self.pieces:
                        before = self.pieces[place]
                        self.pieces[place] = Piece(
                            number, before.baseline, before.text + piece.text, around(before.box, piece.box)
                        )
                    else:
                        self.pieces[place] = piece

    @property
    def root(self) -> Any:
        """The tree of all elements."""
        return self.pdf.Root.StructTreeRoot

    def lost_pages(self, below: Any = None) -> set[tuple[int, int]]:
        """Return the pages that elements say they stand on and that are not there."""
        found = set()
        for element in self.kids(below if below is not None else self.root):
            if "/Pg" in element and element.Pg.objgen not in self._pages:
                found.add(element.Pg.objgen)
            found |= self.lost_pages(element)
        return found

    def elements(self, kind: str, below: Any = None) -> Iterator[Any]:
        """Yield every element of a kind in reading order."""
        for element in self.kids(below if below is not None else self.root):
            if str(element.S) == f"/{kind}":
                yield element
            yield from self.elements(kind, element)

    def kids(self, element: Any) -> list[Any]:
        """Return the elements directly below one."""
        return [kid for kid in _listed(element.get("/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]

    def content(self, element: Any) -> Iterator[Place | Any]:
        """Yield what an element holds, in reading order: places of its own, and elements."""
        for kid in _listed(element.get("/K")):
            if isinstance(kid, int):
                if element.Pg.objgen in self._pages:
                    yield self._pages[element.Pg.objgen], kid
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid

    def pieces_of(self, element: Any) -> list[Piece]:
        """Return the text below an element, piece by piece in reading order."""
        found = []
        for kid in _listed(element.get("/K")):
            if isinstance(kid, int):
                page = self._pages.get(element.Pg.objgen) if "/Pg" in element else None
                found += [self.pieces[page, kid]] if page is not None and (page, kid) in self.pieces else []
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found += self.pieces_of(kid)
        return found

    def text_of(self, element: Any) -> str:
        """Return the text below an element without white space."""
        return plain("".join(piece.text for piece in self.pieces_of(element)))

    @cached_property
    def tables(self) -> list[TaggedTable]:
        """Every table in reading order."""
        return [self._table(element) for element in self.elements("Table")]

    @cached_property
    def _named(self) -> dict[str, str]:
        names = _listed(self.root.get("/IDTree", {}).get("/Names"))
        return {str(name): self.text_of(element) for name, element in zip(names[::2], names[1::2], strict=True)}

    def _table(self, element: Any) -> TaggedTable:
        caption, groups = "", []
        for kid in self.kids(element):
            if kid.S == "/Caption":
                caption = self.text_of(kid)
            else:
                rows = [[self._cell(cell) for cell in self.kids(row)] for row in self.kids(kid)]
                groups.append((str(kid.S)[1:], rows))
        return TaggedTable(caption, tuple(groups))

    def _cell(self, cell: Any) -> TaggedCell:
        said = cell.get("/A", {})
        return TaggedCell(
            str(cell.S)[1:],
            self.text_of(cell),
            _span(said.get("/RowSpan", 1)),
            _span(said.get("/ColSpan", 1)),
            str(said.get("/Scope", ""))[1:],
            tuple(self._named[str(name)] for name in _listed(said.get("/Headers"))),
            tuple(self.pieces_of(cell)),
        )


def around(*boxes: Box) -> Box:
    """Return the box that holds some others."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _span(value: Any) -> int:
    """Return how many rows or columns a cell covers; raises ValueError where no table of ours could have so many."""
    if not isinstance(value, int) or not 1 <= value <= _MOST:
        raise ValueError("no number of rows or columns")
    return value


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _pieces(number: int, page: Any) -> Iterator[tuple[Place | None, Piece]]:
    """Yield every text that a page draws, with its place among the marked content unless it is an artifact."""
    text_page = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        text = buffer.raw[:size].decode("utf-16-le").rstrip("\0")
        yield (number, mark) if mark >= 0 else None, Piece(number, item.get_matrix().f, text, item.get_bounds())
