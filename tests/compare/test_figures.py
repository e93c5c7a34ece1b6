"""Which figures are a file's own facts, and which follow from them."""

from pathlib import Path

from generator.compare.figures import FigureChanges, compare_figures, known_from_page
from tests.government import Government, simple


def compared(folder: Path, before: str, after: str) -> FigureChanges:
    sides = []
    for name, text in (("before", before), ("after", after)):
        (folder / name).mkdir()
        government = Government(folder / name)
        government.write("156001", 2026, text)
        page = government.page("156001/2026")
        sides.append(known_from_page(page, page.disclosure.path))
    return compare_figures(*sides)


TWO_LINES = """
收入: {{一般公共预算财政拨款收入: 10}}
支出:
  - {{科目: 2010301, 基本支出: {}}}
  - {{科目: 2010301, 基本支出: {}}}
"""
STATED = """
收入: {{一般公共预算财政拨款收入: 10}}
支出:
  - {{科目: 201, 基本支出: 10}}
  - {{科目: 2010301, 基本支出: {}}}
  - {{科目: 2010350, 基本支出: {}}}
"""


def test_lines_at_one_place_are_one_fact_their_sum(tmp_path: Path) -> None:
    found = compared(tmp_path, TWO_LINES.format("4", "6"), TWO_LINES.format("4", "7"))
    assert [
        (each.place.row, each.before.yuan, each.after.yuan) for each in found.facts if each.before and each.after
    ] == [("2010301", 100_000, 110_000)]


def test_two_lines_moved_against_each_other_move_nothing(tmp_path: Path) -> None:
    assert compared(tmp_path, TWO_LINES.format("4", "6"), TWO_LINES.format("5", "5")) == FigureChanges()


def test_a_view_of_a_fact_in_other_sheets_and_columns_is_not_told_again(tmp_path: Path) -> None:
    found = compared(tmp_path, simple("10"), simple("12"))
    assert [each.place.row for each in found.consequences if each.place.row.isdigit()] == ["201", "20103"]


def test_from_zero_and_from_nothing_there_is_no_rate(tmp_path: Path) -> None:
    found = compared(tmp_path, f"会议费: 0{simple('10')}", f"会议费: 1\n培训费: 2{simple('10')}")
    assert [(each.place.row, each.difference, each.rate) for each in found.facts] == [
        ("会议费", 10_000, None),
        ("培训费", 20_000, None),
    ]


def test_a_stated_total_over_parts_that_moved_against_each_other_need_not_move(tmp_path: Path) -> None:
    assert compared(tmp_path, STATED.format("4", "6"), STATED.format("5", "5")).unmoved == ()
