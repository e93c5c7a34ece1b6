"""Tables as rectangles: names of columns, cells that span."""

from generator.export.grid import grid_of
from generator.model.tables import Cell, HeadCell, Row, Table


def table(*rows: tuple[Cell, ...], heads: tuple[tuple[HeadCell, ...], ...] = (), width: int = 3) -> Table:
    return Table("试", 1, "试", "万元", heads, (1,) * width, tuple(Row("", cells) for cells in rows), "")


def texts(*rows: tuple[Cell, ...]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid_of(table(*rows)).rows]


def test_a_column_is_named_by_the_heads_above_it() -> None:
    heads = (
        (HeadCell("单位名称", rowspan=2), HeadCell("“三公”经费", colspan=2)),
        (HeadCell("合计"), HeadCell("公务接待费")),
    )
    assert grid_of(table(heads=heads)).columns == ("单位名称", "“三公”经费·合计", "“三公”经费·公务接待费")


def test_the_row_of_column_numbers_names_nothing() -> None:
    heads = ((HeadCell("项目"), HeadCell("合计"), HeadCell("2025年")), (HeadCell("**"), HeadCell("1"), HeadCell("2")))
    assert grid_of(table(heads=heads)).columns == ("项目", "合计", "2025年")


def test_columns_of_one_name_are_told_apart_and_columns_without_heads_counted() -> None:
    assert grid_of(table(heads=((HeadCell("金额"), HeadCell(""), HeadCell("金额")),))).columns == (
        "金额",
        "第2列",
        "金额（2）",
    )
    assert grid_of(table()).columns == ("第1列", "第2列", "第3列")


def test_a_cell_that_spans_rows_stands_in_each_and_one_that_spans_columns_in_the_first() -> None:
    assert texts(
        (Cell("甲", rowspan=2), Cell("1", colspan=2)),
        (Cell("2"), Cell("3")),
        (Cell("4", colspan=2), Cell("5")),
    ) == [["甲", "1", ""], ["甲", "2", "3"], ["4", "", "5"]]


def test_a_block_over_rows_and_columns_leaves_its_place_free() -> None:
    assert texts((Cell("甲", rowspan=2, colspan=2), Cell("1")), (Cell("2"),), (Cell("3"), Cell("4"), Cell("5"))) == [
        ["甲", "", "1"],
        ["甲", "", "2"],
        ["3", "4", "5"],
    ]


def test_a_column_holds_amounts_where_nothing_else_stands_in_it() -> None:
    rows = (
        (Cell("公务接待费"), Cell("0.27", is_amount=True), Cell("0.27", is_amount=True)),
        (
            Cell(""),
            Cell(""),
            Cell("说明"),
        ),
    )
    assert grid_of(table(*rows)).amount_columns() == (False, True, False)
