"""Rolling amounts up a tree and across columns."""

from collections.abc import Mapping
from decimal import Decimal

from generator.derive.rollup import Columns, Typed, roll_up
from generator.model.figures import Basis, Sheet
from generator.source import Span

TREE: Mapping[str, str | None] = {"合计": None, "201": "合计", "20111": "201", "208": "合计"}
COLUMNS = Columns(("基本", "项目"), "总")


def rolled(*typed: tuple[str, str, int]) -> Sheet:
    entries = [Typed(row, column, Decimal(yuan), Decimal(100), Span("f", 1, 1)) for row, column, yuan in typed]
    return roll_up("表", entries, TREE, COLUMNS, {row: row for row in TREE})


def value(sheet: Sheet, row: str, column: str) -> int | None:
    figure = sheet.cell(row, column)
    return None if figure is None else int(figure.yuan)


def test_a_leaf_feeds_every_row_above_it() -> None:
    sheet = rolled(("20111", "基本", 5), ("208", "基本", 7))
    assert [value(sheet, row, "基本") for row in TREE] == [12, 5, 5, 7]


def test_what_is_not_known_stays_absent() -> None:
    sheet = rolled(("20111", "基本", 5))
    assert value(sheet, "208", "基本") is None
    assert value(sheet, "201", "项目") is None


def test_the_total_column_adds_across() -> None:
    sheet = rolled(("20111", "基本", 5), ("20111", "项目", 3))
    assert value(sheet, "20111", "总") == 8
    assert value(sheet, "合计", "总") == 8


def test_a_stated_total_stands_and_feeds_the_rows_above() -> None:
    sheet = rolled(("20111", "基本", 5), ("201", "基本", 6))
    stated = sheet.cells["201", "基本"]
    assert stated.basis is Basis.STATED
    assert [int(part.yuan) for part in stated.parts] == [5]
    assert value(sheet, "合计", "基本") == 6


def test_a_total_column_known_alone_below_is_added_down_and_not_across() -> None:
    sheet = rolled(("201", "总", 30), ("208", "总", 20), ("合计", "项目", 10))
    assert value(sheet, "合计", "总") == 50


def test_rows_keep_their_order() -> None:
    assert rolled(("208", "基本", 1), ("20111", "基本", 1)).rows() == tuple(TREE)


def test_a_computed_figure_knows_the_typed_ones_below_it() -> None:
    sheet = rolled(("20111", "基本", 5), ("208", "项目", 7))
    assert [int(figure.yuan) for figure in sheet.cells["合计", "总"].typed()] == [5, 7]
