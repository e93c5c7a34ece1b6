"""The rows of a table in groups that merged cells hold together."""

from generator.model.tables import Cell, Row, Table


def groups(*heights: int, heads: tuple[int, ...] = ()) -> list[tuple[int, bool, bool]]:
    """The number of rows of each group, whether it is held together, whether it is a list's head.

    `heights` are the rows that each row's first cell spans; `heads` are the places of rows of column heads.
    """
    rows = tuple(
        Row("", (Cell("甲", scope="col" if place in heads else "row", rowspan=height),))
        for place, height in enumerate(heights)
    )
    table = Table("", 1, "", "", (), (100,), rows, "")
    return [(len(group.rows), group.is_held, group.is_head) for group in table.groups()]


def test_rows_without_merged_cells_are_one_group() -> None:
    assert groups(1, 1, 1) == [(3, False, False)]


def test_rows_under_a_merged_cell_are_a_group() -> None:
    assert groups(1, 3, 1, 1, 1) == [(1, False, False), (3, True, False), (1, False, False)]


def test_two_merged_cells_under_one_another_are_two_groups() -> None:
    assert groups(2, 1, 2, 1) == [(2, True, False), (2, True, False)]


def test_a_merged_cell_that_begins_inside_another_and_reaches_further_makes_the_group_longer() -> None:
    assert groups(2, 3, 1, 1, 1) == [(4, True, False), (1, False, False)]


def test_the_heads_of_a_list_are_a_group_of_their_own() -> None:
    assert groups(1, 1, 1, 1, heads=(1,)) == [(1, False, False), (1, False, True), (2, False, False)]


def test_every_row_is_in_one_group() -> None:
    assert sum(count for count, _, _ in groups(1, 2, 1, 1, 3, 1, 1, 1, heads=(3,))) == 8
