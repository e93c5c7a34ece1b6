"""Reading pages and downloads as their users do, each by means of its own."""

import csv
from pathlib import Path
from typing import Any

from lxml import html
from python_calamine import CalamineWorkbook

Rows = list[list[str]]


def page_tables(site: Path, address: str) -> dict[int, html.HtmlElement]:
    """The official tables of a page by number."""
    page = html.fromstring((site / address / "index.html").read_bytes())
    return {
        int(table.get("id").removeprefix("table-")): table
        for table in page.xpath("//table[starts-with(@id, 'table-')]")
    }


def printed_rows(table: html.HtmlElement, *, repeats_down: bool) -> Rows:
    """The rows of a printed table's body with a text for every column, amounts without separators of thousands.

    A cell that spans columns stands in the first; one that spans rows in the first too, or in each of them.
    """
    rows = table.xpath("tbody/tr")
    width = len(table.xpath("colgroup/col"))
    grid: list[list[str | None]] = [[None] * width for _ in rows]
    for row, element in enumerate(rows):
        for cell in element.iterchildren("th", "td"):
            column = grid[row].index(None)
            text = cell.text_content()
            text = text.replace(",", "") if cell.get("class") == "amount" else text
            for down in range(int(cell.get("rowspan", "1"))):
                for across in range(int(cell.get("colspan", "1"))):
                    is_first = across == 0 and (down == 0 or repeats_down)
                    grid[row + down][column + across] = text if is_first else ""
    return [[text or "" for text in row] for row in grid]


def csv_rows(path: Path) -> Rows:
    """The rows of a comma-separated file, its heads first."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def records(path: Path) -> list[dict[str, str]]:
    """The rows of a comma-separated file by the names of its columns."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def sheets(path: Path) -> list[tuple[str, list[list[Any]]]]:
    """The sheets of a workbook with their names, from the first cell on."""
    book = CalamineWorkbook.from_path(str(path))
    return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
