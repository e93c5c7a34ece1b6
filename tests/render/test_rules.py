"""The rules of tables: the lines that the renderer would draw, in fewer strokes."""

import importlib.util
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from generator.build.workspace import Workspace
from generator.render import pdf
from generator.render.rules import UnknownRule, draw_rules
from tests.render.conftest import FILES
from tests.render.test_source import print_page


class Colour(NamedTuple):
    alpha: float


BLACK = Colour(1)
THIN, THICK, NONE = ("solid", 1, BLACK), ("solid", 4, BLACK), ("none", 0, BLACK)
Line = tuple[float, float, float, float]


class Paper:
    """Takes the lines that are drawn, stroke by stroke, as a page of the renderer does."""

    def __init__(self) -> None:
        self.strokes: list[tuple[float, list[Line]]] = []
        self._width, self._lines, self._from = 0.0, list[Line](), (0.0, 0.0)

    def artifact(self) -> Any:
        return nullcontext()

    stacked = artifact

    def set_color(self, colour: Any, stroke: bool) -> None:
        assert stroke

    def set_line_width(self, width: float) -> None:
        self._width = width

    def move_to(self, x: float, y: float) -> None:
        self._from = (x, y)

    def line_to(self, x: float, y: float) -> None:
        self._lines.append((*self._from, x, y))

    def stroke(self) -> None:
        self.strokes.append((self._width, self._lines))
        self._lines = []


def table(upright: list[list[Any]], level: list[list[Any]], *, head: int = 0, shown: int = 0, **more: Any) -> Any:
    """A table of columns 10 wide, rows 20 high, from 0, 0; of its rows without the head, so many are shown."""
    rows = [SimpleNamespace(position_y=20 * y, height=20) for y in range(head + (shown or len(upright) - head))]
    groups = [SimpleNamespace(children=rows[:head], is_header=True, is_footer=False)] if head else []
    groups.append(SimpleNamespace(children=rows[head:], is_header=False, is_footer=False))
    columns = len(level[0])
    page = {"skipped_rows": 0, "skip_cell_border_top": False, "skip_cell_border_bottom": False} | more
    return SimpleNamespace(
        children=groups,
        column_widths=[10] * columns,
        column_positions=[10 * x for x in range(columns)],
        collapsed_border_grid=tuple([[(0, edge) for edge in row] for row in grid] for grid in (upright, level)),
        **page,
    )


def strokes(table: Any) -> list[tuple[float, list[Line]]]:
    paper = Paper()
    draw_rules(paper, table)
    return paper.strokes


def lines(table: Any) -> list[Line]:
    return [line for _, drawn in strokes(table) for line in drawn]


def test_edges_in_one_line_are_one_line_and_all_lines_of_a_pen_one_stroke() -> None:
    drawn = strokes(table([[THIN] * 3] * 2, [[THIN] * 2] * 3))
    assert [len(drawn), len(drawn[0][1])] == [1, 6]


def test_a_line_ends_at_the_outer_side_of_the_one_that_it_meets() -> None:
    assert lines(table([[THICK, NONE]], [[THIN], [NONE]])) == [(-2, 0, 10, 0), (0, -0.5, 0, 20)]


def test_a_merged_cell_has_no_line_inside() -> None:
    level = [[THIN] * 3, [THIN, NONE, THIN], [THIN] * 3]
    assert [line for line in lines(table([[NONE] * 4] * 2, level)) if line[1] == 20] == [
        (0, 20, 10, 20),
        (20, 20, 30, 20),
    ]


def test_a_thick_line_is_drawn_over_thin_ones() -> None:
    drawn = strokes(table([[NONE] * 2] * 2, [[THICK], [THIN], [THIN]]))
    assert [width for width, _ in drawn] == [1, 4]


def test_a_further_page_has_the_lines_of_its_own_rows_under_the_head() -> None:
    level = [[THIN, THIN], [THIN, THIN], [NONE, THIN], [NONE, THIN], [THIN, NONE]]
    upright = [[NONE] * 3] * 4
    first = table(upright, level, head=1, shown=1)
    rest = table(upright, level, head=1, shown=1, skipped_rows=3)
    assert lines(first) == [(0, 0, 20, 0), (0, 20, 20, 20), (10, 40, 20, 40)]
    assert lines(rest) == [(0, 0, 20, 0), (0, 20, 20, 20), (0, 40, 10, 40)]


def test_a_row_that_a_page_break_cuts_is_open_there() -> None:
    grid: tuple[list[list[Any]], list[list[Any]]] = [[NONE] * 2], [[THIN], [THIN]]
    assert lines(table(*grid, skip_cell_border_bottom=True)) == [(0, 0, 10, 0)]
    assert lines(table(*grid, skip_cell_border_top=True)) == [(0, 20, 10, 20)]


def test_lines_of_another_style_are_refused_with_the_place_of_the_sheet() -> None:
    with pytest.raises(UnknownRule, match=r"dashed.*print\.css"):
        lines(table([[NONE] * 2], [[("dashed", 1, BLACK)], [NONE]]))


def test_a_table_without_rows_has_no_lines() -> None:
    assert (
        strokes(SimpleNamespace(children=[], column_widths=[10], column_positions=[0], collapsed_border_grid=())) == []
    )


def joined(drawn: list[tuple[float, list[Line]]]) -> list[tuple[float, ...]]:
    """Where there is ink, however many strokes drew it: (width, direction, place, start, end)."""
    spans = sorted(
        (width, 0, y, x, to_x) if y == to_y else (width, 1, x, y, to_y)
        for width, lines in drawn
        for x, y, to_x, to_y in ([round(each, 3) for each in line] for line in lines)
    )
    ink = [list(spans[0])]
    for span in spans[1:]:
        if list(span[:3]) == ink[-1][:3] and span[3] <= ink[-1][4]:
            ink[-1][4] = max(ink[-1][4], span[4])
        else:
            ink.append(list(span))
    return [tuple(each) for each in ink]


@pytest.mark.parametrize("name", ["reference", "shanghai"])
def test_the_lines_are_those_that_the_renderer_draws(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace()
    pdf._kit(workspace.templates)
    import weasyprint.draw

    spec = importlib.util.find_spec("weasyprint.draw")
    assert spec is not None and spec.loader is not None
    untouched = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(untouched)
    compared: list[tuple[Any, Any]] = []

    def both(_stream: Any, table: Any) -> None:
        mine, theirs = Paper(), Paper()
        draw_rules(mine, table)
        untouched.draw_collapsed_borders(theirs, table)
        compared.append((mine.strokes, theirs.strokes))

    monkeypatch.setattr(weasyprint.draw, "draw_collapsed_borders", both)
    pdf.pdf_from_html(print_page(FILES[name]), workspace.templates)
    ruled = [(mine, theirs) for mine, theirs in compared if theirs]
    assert len(ruled) >= 10
    for mine, theirs in ruled:
        assert len(mine) < len(theirs) / 10
        assert joined(mine) == joined(theirs)
