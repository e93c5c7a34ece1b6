"""What a PDF's pages print, held against its data: every cell of every table, every sentence."""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from generator.export.data import DisclosureData, TableData
from generator.export.grid import Grid, grid_of
from generator.model.tables import Cell, HeadCell, Row, Table
from generator.verify.tagged import Tagged, TaggedCell, TaggedTable, plain

_LIST = "公开表目录"
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
_PASSED_OVER = {"head", "nav", "table", "svg", "style", "script"}


def misprinted_cells(tagged: Tagged, data: DisclosureData) -> Iterator[str]:
    """Yield the cells of tables that a page prints otherwise than the data say, each with its row and column."""
    printed = [table for table in tagged.tables if table.caption != _LIST]
    if len(printed) != len(data.tables):
        yield f"页面上有 {len(printed)} 张公开表，数据中有 {len(data.tables)} 张"
    for table, wanted in zip(printed, data.tables, strict=False):
        place = f"表{wanted.number}《{wanted.title}》"
        page = min((piece.page for row in table.rows for cell in row for piece in cell.pieces), default=0) + 1
        yield from (f"第 {page} 页起的{place}{each}" for each in _in_table(table, wanted))


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


def misprinted_sentences(tagged: Tagged, html: str) -> Iterator[str]:
    """Yield the paragraphs, headings and items of a document that its pages do not print as they should be."""
    printed = "".join(tagged.text_of(element) for element in tagged.kids(tagged.root))
    for text in _texts(html):
        if plain(text) not in printed:
            yield f"页面上找不到这一段：“{' '.join(text.split())}”"


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
