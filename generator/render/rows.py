"""Cells and amounts as HTML, hundreds in a disclosure, a hundred thousand in a matrix: a template would be slow."""

import functools
from collections.abc import Iterable, Mapping
from html import escape

from markupsafe import Markup

from generator.check.tally import Tally
from generator.model.money import plain
from generator.model.tables import Cell, HeadCell, Row
from generator.view.item_page import ItemPage, ItemRow
from generator.view.page import Told

_NO_IDS: Mapping[tuple[str, str], str] = {}
_TOTAL = '<tr class="total">'


def money_html(told: Told) -> Markup:
    """Write a figure in a sentence: its exact amount and its address for programs, its text and unit for readers."""
    at = f' data-at="{escape(told.at)}"' if told.at else ""
    figure = f'<data class="figure" value="{plain(told.figure.yuan)}"{at}>{escape(told.text)}</data>'
    return Markup(f"{figure}{escape(told.unit)}")


def heads_html(heads: Iterable[Iterable[HeadCell]]) -> Markup:
    """Write the rows of a table's head."""
    return Markup("".join([f"<tr>{''.join([_head(cell) for cell in head])}</tr>" for head in heads]))


def _head(cell: HeadCell) -> str:
    scope = "colgroup" if cell.colspan > 1 else "col"
    return f'<th scope="{scope}"{_spans(cell)}>{escape(cell.text, quote=False)}</th>'


def columns_html(widths: Iterable[int]) -> Markup:
    """Write the columns of a table with the classes of their widths."""
    columns = "".join([f'<col class="w{width}"/>' for width in widths])
    return Markup(f"<colgroup>{columns}</colgroup>")


def rows_html(rows: Iterable[Row], in_print: bool, ids: Mapping[tuple[str, str], str] = _NO_IDS) -> Markup:
    """Write rows one to a line, with ids of amounts by their addresses; every text is escaped.

    On a page a paragraph in a cell is a block of its own, which may be narrower than the cell.
    """
    starts = {False: "<tr>", True: _TOTAL}
    return Markup(
        "\n".join(
            [
                f"{starts[row.is_total]}{''.join([_cell(cell, in_print, ids) for cell in row.cells])}</tr>"
                for row in rows
            ]
        )
    )


def item_rows_html(page: ItemPage, root: str) -> Markup:
    """Write the rows of an item's page: each unit with its amounts, which lead to where they are printed."""
    return Markup("\n".join([_item_row(row, page.years, root) for row in page.rows]))


def _item_row(row: ItemRow, years: Iterable[int], root: str) -> str:
    amounts = [
        f'<td class="amount"><a href="{root}{escape(row.address(year))}">{row.text(year)}</a></td>'
        if year in row.amounts
        else '<td class="amount"></td>'
        for year in years
    ]
    return (
        f'<tr><th scope="row" class="level-{row.level}"><a href="{root}{row.code}/index.html">'
        f'{escape(row.name, quote=False)}</a></th><td class="code">{row.code}</td>{"".join(amounts)}</tr>'
    )


@functools.cache
def outcomes_html(tally: Tally) -> Markup:
    """Write how one rule fared, those of its outcomes first that ask for attention; most files fare alike."""
    said = [f'<span class="outcome {kind}">{word} {count}</span>' for kind, word, count in tally.outcomes]
    return Markup(" ".join(said) or f'<span class="outcome">{tally.otherwise}</span>')


def _cell(cell: Cell, in_print: bool, ids: Mapping[tuple[str, str], str]) -> str:
    spans = _spans(cell) if cell.is_spanning else ""
    if cell.scope:
        level = f' class="level-{cell.level}"' if cell.level else ""
        return f'<th scope="{cell.scope}"{spans}{level}>{escape(cell.text, quote=False)}</th>'
    kind = ' class="amount"' if cell.is_amount else ' class="prose"' if cell.is_prose else ""
    own = f' id="{escape(ids[cell.at])}"' if ids and cell.at and cell.at in ids else ""
    text = escape(cell.text, quote=False)
    return f"<td{own}{spans}{kind}>{text if in_print or not cell.is_prose else f'<div>{text}</div>'}</td>"


def _spans(cell: Cell | HeadCell) -> str:
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return columns + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
