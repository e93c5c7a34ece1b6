"""The rows of a table's body as HTML; a template would be slow: there are hundreds of cells in a disclosure."""

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from generator.model.tables import Cell, Row

_TOTAL = '<tr class="total">'


def rows_html(rows: Iterable[Row]) -> Markup:
    """Write rows one to a line; every text is escaped."""
    return Markup(
        "\n".join(
            [f"{_TOTAL if row.is_total else '<tr>'}{''.join([_cell(cell) for cell in row.cells])}</tr>" for row in rows]
        )
    )


def _cell(cell: Cell) -> str:
    spans = _spans(cell) if cell.is_spanning else ""
    if cell.scope:
        level = f' class="level-{cell.level}"' if cell.level else ""
        return f'<th scope="{cell.scope}"{spans}{level}>{escape(cell.text, quote=False)}</th>'
    kind = ' class="amount"' if cell.is_amount else ' class="prose"' if cell.is_prose else ""
    return f"<td{spans}{kind}>{escape(cell.text, quote=False)}</td>"


def _spans(cell: Cell) -> str:
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return columns + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
