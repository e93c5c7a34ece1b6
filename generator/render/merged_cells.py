"""Merged cells over page breaks: a cell that a break would cut ends with its page and is printed again on the next.

Where pages break is known only when they are laid out, so a document with such cells is laid out again.
"""

import copy
from collections.abc import Iterator
from typing import Any


def laid_out(source: Any, **options: Any) -> Any:
    """Lay a document out so that no break cuts a cell.

    Each round mends the first break of every table, because that may move the breaks after it.
    """
    while True:
        document = source.render(**options)
        breaks: dict[Any, tuple[list[Any], Any]] = {}
        for table, before, following in _breaks(document):
            if table not in breaks and _cut(before):
                breaks[table] = before, following
        if not breaks:
            return document
        for before, following in breaks.values():
            _mend(before, following)


def _breaks(document: Any) -> Iterator[tuple[Any, list[Any], Any]]:
    """Yield (table, its rows on the page before, its first row on the page after) for each break inside a table."""
    before: dict[Any, list[Any]] = {}
    for page in document.pages:
        rows: dict[Any, list[Any]] = {}
        for box in page._page_box.descendants():
            if box.element_tag == "table" and not box.is_table_wrapper:
                rows[box.element] = [row for group in box.children if not group.is_header for row in group.children]
        for table, further in rows.items():
            if further and before.get(table):
                yield table, before[table], further[0]
        before = rows


def _cut(rows: list[Any]) -> list[tuple[Any, int]]:
    """Return the cells that reach beyond the last of some rows, each with the number of its rows among them."""
    left = zip(range(len(rows), 0, -1), rows, strict=True)
    return [(cell, height) for height, row in left for cell in row.children if cell.rowspan > height]


def _mend(before: list[Any], following: Any) -> None:
    """End the cut cells with their page, and put the rest of each, with its text, into the row that follows."""
    for cell, height in sorted(_cut(before), key=lambda cut: -cut[0].grid_x):
        rest = copy.deepcopy(cell.element)
        rest.set("rowspan", str(cell.rowspan - height))
        cell.element.set("rowspan", str(height))
        following.element.insert(sum(other.grid_x < cell.grid_x for other in following.children), rest)
