"""Bars, stacked bars and flows: where each part lies."""

import re
from decimal import Decimal
from itertools import pairwise

from generator.view.charts import WIDTH
from generator.view.charts.bars import BarChart, bar_chart
from generator.view.charts.flow import Flow, flow
from generator.view.charts.item import Data, Item
from generator.view.charts.stack import StackedBar, stacked_bar

DATA = Data((), ())


def items(*amounts: str | None) -> list[Item]:
    return [Item(f"第{n}项", Decimal(a) if a else None, a or "未知") for n, a in enumerate(amounts, 1)]


def bars(*amounts: str | None) -> BarChart:
    return bar_chart("", "", items(*amounts), None, DATA)


def stack(*amounts: str | None) -> StackedBar:
    return stacked_bar("", "", items(*amounts), DATA)


def drawn(sources: list[Item], uses: list[Item]) -> Flow:
    return flow("", "", "", sources, uses, DATA)


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    assert [bar.width for bar in bars("400", "100", "0").bars] == [WIDTH, WIDTH // 4, 0]


def test_last_year_is_drawn_by_the_same_scale() -> None:
    this = Item("甲", Decimal(300), "300", Decimal(400), "400")
    (bar,) = bar_chart("", "", [this], None, DATA).bars
    assert (bar.width, bar.last_width) == (WIDTH * 3 // 4, WIDTH)


def test_negative_amounts_go_left_of_an_axis_between() -> None:
    chart = bars("300", "-100")
    up, down = chart.bars
    assert chart.axis == WIDTH // 4
    assert (up.left, up.width) == (chart.axis, WIDTH * 3 // 4)
    assert (down.left, down.width, down.is_negative) == (0, chart.axis, True)


def test_amounts_that_are_all_negative_or_nothing_can_be_drawn() -> None:
    assert [bar.width for bar in bars("-2", "-1").bars] == [WIDTH, WIDTH // 2]
    assert [bar.width for bar in bars("0", "0").bars] == [0, 0]


def test_what_is_not_known_has_no_bar_and_says_so() -> None:
    known, unknown = bars("5", None).bars
    assert (known.said, unknown.said, unknown.width) == ("5", "未知", 0)


def test_no_bar_leaves_the_drawing() -> None:
    for bar in bars("1000000", "-0.01", "0.01", "-1000000").bars:
        assert bar.left >= 0
        assert bar.left + bar.width <= WIDTH


def test_the_parts_of_a_stacked_bar_fill_it() -> None:
    parts = stack("303.31", "102").segments
    assert [part.left for part in parts] == [0, parts[0].width]
    assert sum(part.width for part in parts) == WIDTH
    assert [part.said for part in parts] == ["303.31　74.83%", "102　25.17%"]


def test_a_single_part_is_the_whole_bar() -> None:
    assert [(part.width, part.said) for part in stack("5").segments] == [(WIDTH, "5　100.00%")]


def test_a_negative_part_has_no_place_and_takes_the_shares_away() -> None:
    assert [(part.width, part.said) for part in stack("5", "-1").segments] == [(WIDTH, "5"), (0, "-1")]


def test_what_flows_in_fills_the_middle_and_so_does_what_flows_out() -> None:
    found = drawn(items("405.31"), items("344.51", "29.17", "21.29", "10.34"))
    assert sum(stream.height for stream in found.sources) == found.full
    assert sum(stream.height for stream in found.uses) == found.full


def test_streams_begin_in_the_middle_where_the_one_before_ends() -> None:
    found = drawn(items("100"), items("60", "40"))
    begins = [int(match[1]) for use in found.uses if (match := re.match(r"M\d+ (\d+)C", use.path))]
    assert begins == [found.top, found.top + found.uses[0].height]


def test_nothing_has_no_stream() -> None:
    assert [use.name for use in drawn(items("100"), items("100", "0")).uses] == ["第1项"]


def test_labels_never_touch_however_small_their_streams() -> None:
    labels = [use.label for use in drawn(items("100"), items("92", *["1"] * 8)).uses]
    assert all(below - above >= 300 for above, below in pairwise(labels))


def test_the_drawing_is_high_enough_for_all_its_labels() -> None:
    found = drawn(items("100"), items("92", *["1"] * 8))
    assert max(use.below for use in found.uses) < found.height
    assert min(use.top for use in found.uses) >= 0
