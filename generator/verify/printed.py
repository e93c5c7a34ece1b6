"""What a PDF's pages print, held against its data: every cell of every table, and all text beside."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Any

from generator.export.data import DisclosureData, TableData
from generator.export.grid import Grid, grid_of
from generator.model.tables import Cell, HeadCell, Row, Table
from generator.verify.tagged import Tagged, TaggedCell, TaggedTable, plain

_LIST, _CONTENTS = "公开表目录", "目录"
_WORDS = re.compile("([，。；、：（）])")
_START, _END = "\x02", "\x03"
_NEAR = 12
"""So many characters to each side of a difference are told."""
_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "div",
    "section",
    "header",
    "main",
    "figcaption",
    "br",
}
_PASSED_OVER = {"head", "nav", "table", "title", "desc", "style", "script"}


def misprinted_cells(tagged: Tagged, data: DisclosureData) -> Iterator[str]:
    """Yield the cells of tables that a page prints otherwise than the data say, each with its row and column."""
    printed = [table for table in tagged.tables if table.caption != _LIST]
    if len(printed) != len(data.tables):
        yield f"页面上有 {len(printed)} 张公开表，数据中有 {len(data.tables)} 张"
    for table, wanted in zip(printed, data.tables, strict=False):
        place = f"表{wanted.number}《{wanted.title}》"
        pages = [piece.page for row in table.rows for cell in row for piece in cell.pieces]
        start = f"第 {min(pages) + 1} 页起的" if pages else ""
        yield from (f"{start}{place}{each}" for each in _in_table(table, wanted))


def _in_table(table: TaggedTable, wanted: TableData) -> Iterator[str]:
    if plain(wanted.title) not in table.caption:
        yield f"的标题印作“{table.caption}”"
    printed = _grid(table.rows, len(wanted.rows))
    if [plain(name) for name in printed.columns] != [plain(name) for name in wanted.columns]:
        yield f"的表头印作“{'、'.join(printed.columns)}”，数据中是“{'、'.join(wanted.columns)}”"
    if len(printed.rows) != len(wanted.rows):
        yield f"印了 {len(printed.rows)} 行，数据中有 {len(wanted.rows)} 行"
    for number, (cells, row) in enumerate(zip(printed.rows, wanted.rows, strict=False), start=1):
        for column, cell, said in zip(wanted.columns, cells, row.cells, strict=False):
            if cell.text != plain(said.text):
                yield f"第 {number} 行“{row.key}”的“{column}”印作“{cell.text}”，数据中是“{said.text}”"


def _grid(rows: Sequence[Sequence[TaggedCell]], count: int) -> Grid:
    """Lay a table out as downloads do: its last rows are as many as the data have, those before them its head."""
    heads, body = rows[: len(rows) - count], rows[len(rows) - count :] if len(rows) >= count else rows
    width = max((sum(cell.right for cell in row) for row in rows), default=0)
    table = Table(
        kind="",
        number=0,
        title="",
        unit="",
        heads=tuple(tuple(HeadCell(cell.text, cell.right, cell.down) for cell in row) for row in heads),
        widths=(0,) * width,
        rows=tuple(
            Row("", tuple(Cell(cell.text, colspan=cell.right, rowspan=cell.down) for cell in row)) for row in body
        ),
        note="",
    )
    return grid_of(table)


def misprinted_text(tagged: Tagged, htmls: Sequence[str]) -> Iterator[str]:
    """Yield what pages print beside tables and the contents otherwise than their HTML says.

    Of several, where it is not known what was compared with, the passages that all have must be printed, in order.
    """
    printed = _enclosed([_bare(_text_below(tagged, tagged.root))])
    first, *others = (_enclosed(_words(html)) for html in htmls)
    passages = ["".join(first)]
    for other in others:
        blocks = SequenceMatcher(None, first, other, autojunk=False).get_matching_blocks()
        passages = ["".join(first[block.a : block.a + block.size]) for block in blocks if block.size]
    yield from _unlike("".join(printed), passages)


def is_printed(tagged: Tagged, html: str) -> bool:
    """Say whether pages print beside tables and the contents just what an HTML says."""
    return next(misprinted_text(tagged, [html]), None) is None


def _enclosed(words: Sequence[str]) -> list[str]:
    return [_START, *words, _END]


def _words(html: str) -> list[str]:
    """Return the text of a page in the pieces that signs of punctuation make of it."""
    found = (_bare(word) for text in _texts(html) for word in _WORDS.split(text))
    return [word for word in found if word]


def _unlike(printed: str, passages: Sequence[str]) -> Iterator[str]:
    """Yield where printed text does not have these passages, one after the other; anything may stand between them."""
    end, missing = 0, ""
    for passage in passages:
        start = printed.find(passage, end)
        if start < 0 or (missing and len(passage) < _NEAR and passage != passages[-1]):
            missing += passage
            continue
        if missing:
            yield from _differences(missing, printed[end:start])
        end, missing = start + len(passage), ""
    if missing:
        yield from _differences(missing, printed[end:])


def _differences(wanted: str, printed: str) -> Iterator[str]:
    """Yield the places that differ, each with the words around it."""
    for group in SequenceMatcher(None, wanted, printed, autojunk=False).get_grouped_opcodes(_NEAR):
        (_, start, _, begin, _), (_, _, end, _, stop) = group[0], group[-1]
        yield f"页面上印作“{_shown(printed[begin:stop])}”，重算是“{_shown(wanted[start:end])}”"


def _shown(text: str) -> str:
    return text.strip(_START + _END)


def _text_below(tagged: Tagged, element: Any) -> str:
    """Return the text below an element, its tables and the contents left out."""
    if not any(True for kind in ("Table", "H2") for _ in tagged.elements(kind, element)):
        return tagged.text_of(element)
    found, is_contents = [], False
    for kid in tagged.kids(element):
        kind = str(kid.S)[1:]
        begins = kind == "H2" and tagged.text_of(kid) == _CONTENTS
        is_contents = begins or (is_contents and kind == "L")
        if kind != "Table" and not is_contents:
            found.append(tagged.text_of(kid) if kind == "H2" else _text_below(tagged, kid))
    return "".join(found)


def _bare(text: str) -> str:
    """Return a text without white space and what style sheets add: bullets, the colons of named facts."""
    return plain(text).replace("•", "").replace("：", "")


def _texts(html: str) -> list[str]:
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    return [text for text in map("".join, reader.texts) if text.strip()]


class _Blocks(HTMLParser):
    """Gathers the text of each block of a page; tables and the contents are not read."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[list[str]] = [[]]
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag in _PASSED_OVER
        if tag in _BLOCKS | _PASSED_OVER:
            self.texts.append([])

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in _PASSED_OVER
        if tag in _BLOCKS | _PASSED_OVER:
            self.texts.append([])

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.texts[-1].append(data)
