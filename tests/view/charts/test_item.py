"""Which items a chart draws: the greatest, the rest as one, the unknown never as nothing."""

from decimal import Decimal

from generator.view.charts.item import UNKNOWN, Item, described, folded, share_text


def item(name: str, value: str | None, last: str | None = None) -> Item:
    known = Decimal(value) if value is not None else None
    return Item(name, known, value or UNKNOWN, Decimal(last) if last is not None else None, last or UNKNOWN)


def write(value: Decimal) -> str:
    return f"{value:f}"


def test_the_greatest_stands_first_and_equals_keep_their_order() -> None:
    items = [item("甲", "1"), item("乙", "3"), item("丙", "1"), item("丁", "2")]
    assert [each.name for each in folded(items, write)] == ["乙", "丁", "甲", "丙"]


def test_nine_items_are_all_drawn() -> None:
    items = [item(str(number), str(number)) for number in range(1, 10)]
    assert [each.name for each in folded(items, write)] == ["9", "8", "7", "6", "5", "4", "3", "2", "1"]


def test_forty_items_are_eight_and_the_sum_of_the_rest() -> None:
    items = [item(str(number), str(number), "1") for number in range(1, 41)]
    *drawn, rest = folded(items, write)
    assert [each.name for each in drawn] == ["40", "39", "38", "37", "36", "35", "34", "33"]
    assert (rest.name, rest.text, rest.last) == ("其他32项", "528", Decimal(32))
    assert sum(each.value or 0 for each in (*drawn, rest)) == sum(range(1, 41))


def test_the_rest_of_last_year_is_unknown_where_one_of_it_is() -> None:
    items = [item(str(number), str(number), None if number == 1 else "1") for number in range(1, 41)]
    assert folded(items, write)[-1].last is None
    assert folded(items, write)[-1].last_text == UNKNOWN


def test_what_is_not_known_comes_last_and_is_no_zero() -> None:
    drawn = folded([item("出国", None), item("接待", "0"), item("用车", "2")], write)
    assert [(each.name, each.text) for each in drawn] == [("用车", "2"), ("接待", "0"), ("出国", UNKNOWN)]


def test_a_decrease_counts_by_its_size() -> None:
    assert [each.name for each in folded([item("甲", "2"), item("乙", "-5")], write)] == ["乙", "甲"]


def test_a_share_is_rounded_half_up_to_two_decimals() -> None:
    assert share_text(Decimal("29.17"), Decimal("405.31")) == "7.20%"
    assert share_text(Decimal(1), Decimal(800)) == "0.13%"


def test_there_is_no_share_of_nothing_or_of_what_is_not_known() -> None:
    assert share_text(Decimal(0), Decimal(0)) == ""
    assert share_text(None, Decimal(1)) == ""
    assert share_text(Decimal(1), Decimal(-1)) == ""


def test_the_description_says_unknown_without_a_unit() -> None:
    assert described([item("出国", None), item("接待", "0.27")], "万元") == "出国未知；接待0.27万元。"
