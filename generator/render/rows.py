"""Cells as HTML, of which there are hundreds in a disclosure and a hundred thousand in a matrix: a template is slow."""

import functools
from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from generator.check.tally import Tally
from generator.model.tables import Cell, Row

_TOTAL = '<tr class="total">'


def rows_html(rows: Iterable[Row]) -> Markup:
    """Write rows one to a line; every text is escaped."""
    return Markup(
        "\n".join(
            [f"{_TOTAL if row.is_total else '<tr>'}{''.join([_cell(cell) for cell in row.cells])}</tr>" for row in rows]
        )
    )


@functools.cache
def outcomes_html(tally: Tally) -> Markup:
    """Write how one rule fared, those of its outcomes first that ask for attention; most files fare alike."""
    said = [f'<span class="outcome {kind}">{word} {count}</span>' for kind, word, count in tally.outcomes]
    return Markup(" ".join(said) or f'<span class="outcome">{tally.otherwise}</span>')


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
