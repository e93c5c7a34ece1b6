"""Lines over years: where dots stand, what a gap breaks, what is told."""

from decimal import Decimal

import pytest

from generator.view.charts import WIDTH
from generator.view.charts.item import Item
from generator.view.charts.lines import LineChart, line_chart
from generator.view.collection import Collection
from generator.view.series import unit_page
from tests.view.summaries import summary


def chart(**lines: dict[int, str]) -> LineChart | None:
    items = {
        name: {year: Item(name, Decimal(text), text) for year, text in line.items()} for name, line in lines.items()
    }
    return line_chart("历年支出", "万元", items)


def drawn(**lines: dict[int, str]) -> LineChart:
    found = chart(**lines)
    assert found is not None
    return found


def test_years_go_from_left_to_right_and_amounts_from_nothing_upwards() -> None:
    found = drawn(支出={2024: "10.00", 2025: "0.00", 2026: "5.00"})
    first, none, half = found.lines[0].dots
    assert (first.x < none.x < half.x, none.x, first.x + half.x) == (True, WIDTH // 2, WIDTH)
    assert (none.y, half.y - first.y) == (found.base, found.base - half.y)
    assert [tick.text for tick in found.years] == ["2024年", "2025年", "2026年"]
    assert [tick.x for tick in found.years] == [first.x, none.x, half.x]


def test_a_year_without_an_amount_is_a_gap() -> None:
    found = drawn(支出={2022: "1.00", 2023: "1.00", 2025: "1.00", 2026: "1.00"})
    assert [step for step in found.lines[0].path if step in "ML"] == ["M", "L", "M", "L"]
    xs = [dot.x for dot in found.lines[0].dots]
    assert xs[2] - xs[1] > 2 * (xs[1] - xs[0]) - 2


def test_only_the_first_line_has_its_amounts_in_the_drawing() -> None:
    found = drawn(支出={2025: "2.00", 2026: "3.00"}, 基本={2025: "1.00", 2026: "1.50"})
    assert [[dot.text for dot in line.dots] for line in found.lines] == [["2.00", "3.00"], ["", ""]]
    assert [line.said for line in found.lines] == ["2026年 3.00", "2026年 1.50"]


def test_description_and_table_tell_every_amount() -> None:
    found = drawn(支出={2025: "2.00", 2026: "3.00"}, 项目={2026: "1.50"})
    assert found.description == "支出：2025年2.00万元；2026年3.00万元。项目：2026年1.50万元。"
    assert found.data.heads == ("年度", "支出（万元）", "项目（万元）")
    assert found.data.rows == (("2025年", "2.00", ""), ("2026年", "3.00", "1.50"))


@pytest.mark.parametrize("line", [{}, {2026: "1.00"}, {2025: "0.00", 2026: "0.00"}, {2025: "-1.00", 2026: "2.00"}])
def test_nothing_is_drawn_of_one_year_of_nothing_or_of_less_than_nothing(line: dict[int, str]) -> None:
    assert chart(支出=line) is None


def test_a_unit_of_several_years_has_the_drawing_on_its_page() -> None:
    years = [summary("101", 2026, total="2000000"), summary("101", 2025, total="1000000")]
    found = unit_page(Collection(years), "101").charts
    assert {key: each.description for key, each in found.items()} == {
        "expenditure": "支出总计：2025年100.00万元；2026年200.00万元。"
    }
    assert unit_page(Collection(years[:1]), "101").charts == {}
