"""Reads tables and running text back from a built page and from its PDF.

Nothing here knows the generator: a page is read with lxml, a PDF with pdfium, and all that is compared
is text without white space after NFKC, so that brackets of either width and line breaks make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree, html

COLUMN_NUMBER = re.compile(r"(\d+|\*\*|栏次)\Z")
UNPRINTED = ("script", "style", "template", "noscript")


def plain(text: str) -> str:
    """The text in NFKC and without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `row` and `column` are where it begins."""

    text: str
    row: int
    column: int
    is_row_header: bool


@dataclass(frozen=True)
class Grid:
    """A table with every span expanded: `head` and `body` hold a cell for each row and column."""

    caption: str
    head: list[list[Cell | None]]
    body: list[list[Cell | None]]
    width: int

    def titles(self) -> list[tuple[str, ...]]:
        """Each column's titles from top to bottom, a spanned title once, column numbers left out."""
        found: list[tuple[str, ...]] = []
        for column in range(self.width):
            path: list[str] = []
            for row in self.head:
                cell = row[column]
                if cell and cell.text and not COLUMN_NUMBER.match(cell.text) and cell.text not in path[-1:]:
                    path.append(cell.text)
            found.append(tuple(path))
        return found


@dataclass
class Page:
    """A built HTML page."""

    tree: html.HtmlElement
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = visible_text(self.tree)

    def grids(self, number: int) -> list[Grid]:
        """Every table printed under this number; exactly one is right."""
        return [grid_from_table(table) for table in self.tree.xpath("//*[@id=$id]", id=f"table-{number}")]

    def grid(self, number: int) -> Grid:
        """The table with this number."""
        grids = self.grids(number)
        assert len(grids) == 1, f"table-{number}: {len(grids)} elements have this id, one is expected"
        return grids[0]


def read_page(path: Path) -> Page:
    """Read a built page."""
    return Page(html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8")))


def page_from_text(text: str) -> Page:
    """Read a page given as text."""
    return Page(html.document_fromstring(text))


def visible_text(element: html.HtmlElement) -> str:
    """All text of an element but scripts, styles and what is marked hidden."""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED or "hidden" in element.attrib:
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [visible_text(child), child.tail or ""]
    return plain("".join(parts))


def grid_from_table(table: html.HtmlElement) -> Grid:
    """Expand the spans of a table; a row that one cell fills from side to side is a note and left out."""
    filled: dict[tuple[int, int], Cell] = {}
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for number, row in enumerate(rows):
        column = 0
        for element in row.iterchildren("th", "td"):
            while (number, column) in filled:
                column += 1
            cell = Cell(visible_text(element), number, column, element.tag == "th" and element.get("scope") == "row")
            deep, wide = int(element.get("rowspan", 1)), int(element.get("colspan", 1))
            for below in range(deep or len(rows) - number):
                for beside in range(wide):
                    filled[number + below, column + beside] = cell
            column += wide
    width = 1 + max((column for _, column in filled), default=-1)
    lines = [[filled.get((number, column)) for column in range(width)] for number in range(len(rows))]
    head = [line for row, line in zip(rows, lines, strict=True) if is_head_row(row)]
    body = [
        line
        for row, line in zip(rows, lines, strict=True)
        if not is_head_row(row) and not is_side_to_side(line) and not is_column_numbers(line)
    ]
    caption = table.find("caption")
    return Grid(visible_text(caption) if caption is not None else "", head, body, width)


def is_head_row(row: etree._Element) -> bool:
    """Whether the row stands in the table's head or holds nothing but column headers."""
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    cells = list(row.iterchildren("th", "td"))
    return bool(cells) and all(cell.tag == "th" and cell.get("scope") != "row" for cell in cells)


def is_side_to_side(line: list[Cell | None]) -> bool:
    """Whether one cell fills the whole row."""
    return len(line) > 1 and line[0] is not None and all(cell is line[0] for cell in line)


def is_column_numbers(line: list[Cell | None]) -> bool:
    """Whether the row only counts the columns (** ** 1 2 3)."""
    texts = [cell.text for cell in line if cell]
    return bool(texts) and texts[0] in ("**", "栏次")


@dataclass(frozen=True)
class Glyphs:
    """The characters of a PDF in reading order, without headers and footers; `boxes` are left, right in points."""

    characters: str
    boxes: list[tuple[float, float] | None]

    def squeezed(self) -> tuple[str, list[int]]:
        """The text without white space in NFKC, and for each of its characters the index it comes from."""
        letters: list[str] = []
        places: list[int] = []
        for index, character in enumerate(self.characters):
            for letter in plain(character):
                letters.append(letter)
                places.append(index)
        return "".join(letters), places


Line = list[tuple[str, tuple[float, float] | None]]


def read_pdf(path: Path) -> Glyphs:
    """Read all pages, leaving out the lines that repeat at the top or the foot of pages."""
    document = pypdfium2.PdfDocument(path)
    pages = [lines_from_page(page) for page in document]
    document.close()
    running = running_lines(pages)
    kept: Line = []
    for lines in pages:
        for position, line in enumerate(lines):
            at_edge = position < 2 or position >= len(lines) - 2
            if not (at_edge and line_shape(line) in running):
                kept += [*line, ("\n", None)]
    return Glyphs("".join(character for character, _ in kept), [box for _, box in kept])


def lines_from_page(page: pypdfium2.PdfPage) -> list[Line]:
    """The characters of a page with their boxes, line by line."""
    textpage = page.get_textpage()
    lines: list[Line] = [[]]
    for index in range(textpage.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if character in "\r\n":
            lines.append([])
        elif character not in "\0\ufffe\uffff":
            left, _, right, _ = textpage.get_charbox(index)
            lines[-1].append((character, (left, right)))
    return [line for line in lines if plain(line_text(line))]


def line_text(line: Line) -> str:
    """The characters of a line."""
    return "".join(character for character, _ in line)


def line_shape(line: Line) -> str:
    """A line with its whole numbers made alike, so that page numbers compare; figures keep theirs."""
    text = plain(line_text(line))
    return text if re.search(r"\d\.\d", text) else re.sub(r"\d+", "#", text)


def running_lines(pages: list[list[Line]]) -> set[str]:
    """The shapes that stand at the top or the foot of at least half of the pages."""
    counts: dict[str, int] = {}
    for lines in pages:
        for shape in {line_shape(line) for line in lines[:2] + lines[-2:]}:
            counts[shape] = counts.get(shape, 0) + 1
    return {shape for shape, count in counts.items() if count >= max(3, len(pages) / 2)}
