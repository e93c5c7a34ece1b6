"""One disclosure as a workbook: a sheet for each official table, amounts as numbers, nothing as a formula."""

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.export.grid import Grid, digits, placed
from generator.model.site import Site
from generator.model.tables import Cell, HeadCell
from generator.view.page import DisclosurePage

_FORBIDDEN = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_LONGEST_NAME = 31
_EXACT_DIGITS = 15
"""How many digits of a number spreadsheets keep."""
_WIDTH = 110
"""The width of a whole table, in digits of the usual font; a Chinese character takes two."""
_LINE_HEIGHT = 16
_GREATEST_HEIGHT = 409
"""The height of a row in points, at most what spreadsheets allow."""


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """Return the format that has these properties and those that all cells have."""
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "vcenter", "text_wrap": True, **properties})
        return self._made[key]

    def amount(self, text: str, *, is_total: bool) -> Format:
        """Return the format in which a number shows as it is printed: its decimals and its separators."""
        whole, _, decimals = text.partition(".")
        pattern = ("#,##0" if "," in whole else "0") + ("." + "0" * len(decimals) if decimals else "")
        return self.get(border=1, bold=is_total, align="right", num_format=pattern)


def workbook(page: DisclosurePage, grids: Iterable[Grid], site: Site) -> bytes:
    """Write a workbook; the same tables give the same bytes, because it bears the disclosure's own date."""
    stream = io.BytesIO()
    book = book_for(page, stream)
    formats = Formats(book)
    for grid in grids:
        sheet = book.add_worksheet(sheet_name(grid))
        set_up(sheet, grid)
        fill(sheet, grid, formats, mark=site.suffix)
    book.close()
    return stream.getvalue()


def book_for(page: DisclosurePage, stream: io.BytesIO) -> Workbook:
    """Begin a workbook that bears the disclosure's own date and takes no text for a formula."""
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    disclosure = page.disclosure
    date = disclosure.published or disclosure.approved or disclosure.prepared or datetime.date(disclosure.year, 1, 1)
    created = datetime.datetime.combine(date, datetime.time())
    book.set_properties({"title": page.title, "author": disclosure.name, "created": created})
    return book


def sheet_name(grid: Grid) -> str:
    """Name a table's sheet by its number and title."""
    return f"{grid.table.number} {grid.table.title}".translate(_FORBIDDEN)[:_LONGEST_NAME].rstrip("' ")


def set_up(sheet: Worksheet, grid: Grid) -> None:
    """Set widths, the paper, and the rows that stay in sight."""
    table = grid.table
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width * _WIDTH // 100)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if table.is_landscape:
        sheet.set_landscape()
    first = 2 + len(table.heads)
    if table.heads:
        sheet.freeze_panes(first, 0)
        sheet.repeat_rows(2, first - 1)


def fill(sheet: Worksheet, grid: Grid, formats: Formats, *, mark: str) -> None:
    """Write title and unit, heads, rows and note, one below the other."""
    table, whole = grid.table, len(grid.columns)
    title = formats.get(bold=True, align="center", font_size=14)
    write(sheet, (0, 0), HeadCell(f"{table.title}{table.subtitle}{mark}", colspan=whole), title)
    if table.unit:
        write(sheet, (1, 0), HeadCell(f"单位：{table.unit}", colspan=whole), formats.get(align="right"))
    head = formats.get(border=1, bold=True, align="center", bg_color="#F2F2F2")
    for row, column, above in placed(table.heads):
        write(sheet, (2 + row, column), above, head)
    first = 2 + len(table.heads)
    heights: dict[int, int] = {}
    for row, column, cell in placed(row.cells for row in table.rows):
        write(sheet, (first + row, column), cell, format_of(cell, formats, is_total=table.rows[row].is_total))
        if cell.is_prose:
            width = sum(table.widths[column : column + cell.colspan]) * _WIDTH // 100
            heights[row] = max(heights.get(row, 0), _height(cell.text, width))
    for row, height in heights.items():
        sheet.set_row(first + row, height)
    if table.note:
        write(sheet, (first + len(table.rows), 0), HeadCell(table.note, colspan=whole), formats.get(align="left"))


def _height(text: str, width: int) -> int:
    """Return the height that a text needs in cells of a width, which spreadsheets do not work out for merged ones."""
    lines = sum(max(1, -(-2 * len(line) // width)) for line in text.split("\n"))
    return min(lines * _LINE_HEIGHT, _GREATEST_HEIGHT)


def format_of(cell: Cell, formats: Formats, *, is_total: bool) -> Format:
    """Return the format of a cell of a table's body."""
    if cell.is_amount:
        return formats.amount(cell.text, is_total=is_total)
    align = "center" if cell.scope == "col" else "left"
    return formats.get(border=1, bold=is_total or cell.scope == "col", align=align, indent=cell.level)


def write(sheet: Worksheet, at: tuple[int, int], cell: Cell | HeadCell, style: Format) -> None:
    """Write one cell: a printed amount as a number where spreadsheets keep all its digits, all else as text."""
    row, column = at
    if cell.colspan > 1 or cell.rowspan > 1:
        sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, "", style)
    if not cell.text:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, Cell) and cell.is_amount and sum(map(str.isdigit, cell.text)) <= _EXACT_DIGITS:
        sheet.write_number(row, column, Decimal(digits(cell)), style)
    else:
        sheet.write_string(row, column, cell.text, style)
