"""The rules of tables drawn as lines of their full length; the renderer draws every edge of every cell by itself."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from generator.errors import GeneratorError


class UnknownRule(GeneratorError):
    """The style sheet asks for borders of tables that are not solid lines."""

    def __init__(self, style: str) -> None:
        super().__init__(f"样式表要表格的边框画成 {style}，这里只画实线（solid）。请改 templates/print/print.css。")


class Pen(NamedTuple):
    """What a line is drawn with: its width in the renderer's units, and its colour."""

    width: float
    colour: Any


Line = tuple[float, float, float, float]
"""From x, y to x, y."""
Grid = Sequence[Sequence[Pen | None]]
"""What draws each edge between two crossings, row by row, where one is drawn."""


def draw_rules(stream: Any, table: Any) -> None:
    """Draw the borders of the cells of a table whose borders collapse, as far as it stands on one page."""
    lines: dict[Pen, list[Line]] = {}
    for pen, line in _lines(table):
        lines.setdefault(pen, []).append(line)
    for pen in sorted(lines, key=lambda pen: pen.width):  # the thickest last, over the others
        with stream.artifact(), stream.stacked():
            stream.set_color(pen.colour, stroke=True)
            stream.set_line_width(pen.width)
            for from_x, from_y, to_x, to_y in lines[pen]:
                stream.move_to(from_x, from_y)
                stream.line_to(to_x, to_y)
            stream.stroke()


def _lines(table: Any) -> Iterator[tuple[Pen, Line]]:
    """Yield the lines of a table, level ones from above, then upright ones from the left, each with its pen.

    A line ends at the outer side of the one that it meets.
    """
    rows = [row for group in table.children for row in group.children]
    if not rows or not table.column_widths:
        return
    across = [*table.column_positions, table.column_positions[-1] + table.column_widths[-1]]
    down = [*(row.position_y for row in rows), rows[-1].position_y + rows[-1].height]
    upright, level = _grids(table, len(rows))
    for y, edges in enumerate(level):
        for pen, start, end in _runs(edges):
            before, after = (_half(upright, ((y - 1, x), (y, x))) for x in (start, end))
            yield pen, (across[start] - before, down[y], across[end] + after, down[y])
    for x, edges in enumerate(zip(*upright, strict=True)):
        for pen, start, end in _runs(edges):
            before, after = (_half(level, ((y, x - 1), (y, x))) for y in (start, end))
            yield pen, (across[x], down[start] - before, across[x], down[end] + after)


def _grids(table: Any, height: int) -> tuple[Grid, Grid]:
    """Return what draws the upright edges of a table on one page of so many rows, and the level ones.

    Its head stands on every page, its foot too; what is between goes on with the row where the last page ended.
    """
    upright, level = table.collapsed_border_grid
    head = len(table.children[0].children) if table.children[0].is_header else 0
    foot = len(table.children[-1].children) if table.children[-1].is_footer else 0
    first = max(head, table.skipped_rows)
    numbers = [*range(head), *range(first, first + height - head - foot), *range(len(upright) - foot, len(upright))]
    above = [number if place > head else place for place, number in enumerate(numbers)] + [numbers[-1] + 1]
    lines = [[_pen(edge) for edge in level[number]] for number in above]
    if table.skip_cell_border_top:
        lines[0] = [None] * len(lines[0])
    if table.skip_cell_border_bottom:
        lines[-1] = [None] * len(lines[-1])
    return [[_pen(edge) for edge in upright[number]] for number in numbers], lines


def _pen(edge: Any) -> Pen | None:
    _, (style, width, colour) = edge
    if width == 0 or colour.alpha == 0:
        return None
    if style != "solid":
        raise UnknownRule(style)
    return Pen(width, colour)


def _runs(edges: Iterable[Pen | None]) -> Iterator[tuple[Pen, int, int]]:
    """Yield each run of edges that one pen draws, with the crossings where it starts and ends."""
    end = 0
    for pen, run in itertools.groupby(edges):
        start, end = end, end + len(list(run))
        if pen:
            yield pen, start, end


def _half(grid: Grid, crossing: Iterable[tuple[int, int]]) -> float:
    """Return half of the greatest width among edges that meet at a crossing."""
    edges = (grid[y][x] for y, x in crossing if 0 <= y < len(grid) and 0 <= x < len(grid[y]))
    return max((edge.width for edge in edges if edge), default=0) / 2
