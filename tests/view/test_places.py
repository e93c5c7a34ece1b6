"""The cells that other pages lead to, and what stands for them where no cell prints a figure."""

from decimal import Decimal

from generator.model.figures import Basis, Figure
from generator.model.tables import Cell, Row, Table
from generator.view.places import Places

TYPED = Figure("甲", "一", "金额", Decimal(5), Decimal(0), Basis.TYPED)
VIEW = Figure("甲", "合计", "金额", Decimal(5), Decimal(0), Basis.COMPUTED, None, (TYPED,))


def table(kind: str, **cells: Figure) -> Table:
    row = Row("行", tuple(Cell("5", ("行", column), figure) for column, figure in cells.items()))
    return Table(kind, 1, "", "", (), (), (row,), "")


def test_the_cell_of_the_figure_itself_goes_before_that_of_a_view() -> None:
    places = Places([table("one", 甲=VIEW, 乙=TYPED)])
    assert places.anchor(TYPED, ("one",), "item-1") == "item-1"
    assert places.ids == {"one": {("行", "乙"): "item-1"}}


def test_the_first_table_that_prints_a_figure_is_the_place() -> None:
    places = Places([table("one"), table("two", 甲=VIEW)])
    assert places.anchor(TYPED, ("one", "two"), "item-1") == "item-1"
    assert places.ids["two"] == {("行", "甲"): "item-1"}


def test_without_a_cell_it_is_the_section_and_without_that_nothing() -> None:
    places = Places([table("one")])
    assert (places.anchor(TYPED, ("none", "one"), "item-1"), places.anchor(None, ("one",), "item-1")) == ("one", "one")
    assert places.anchor(TYPED, ("none",), "item-1") == ""


def test_a_cell_has_one_id() -> None:
    places = Places([table("one", 甲=TYPED)])
    assert [places.anchor(TYPED, ("one",), name) for name in ("item-1", "item-2")] == ["item-1", "item-1"]
