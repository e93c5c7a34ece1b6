"""The overview of a disclosure: what it tells of the reference, and of files that report less or otherwise."""

from pathlib import Path

import pytest
from lxml import html

from generator.build.units import read_units
from generator.view.overview import Overview, overview_of
from tests.editing import REFERENCE
from tests.government import WORKSPACE, Government, simple

CLASSES = ("2010301", "2050201", "2060101", "2070101", "2080501", "2100101", "2110101", "2120101", "2130101", "2140101")


@pytest.fixture(scope="module")
def reference() -> Overview:
    (unit,) = read_units([REFERENCE], WORKSPACE)
    assert unit.page is not None
    return overview_of(unit.page)


def overview(folder: Path, text: str) -> Overview:
    government = Government(folder)
    government.write("101001", 2026, text)
    return overview_of(government.page("101001/2026"))


def test_it_tells_income_and_expenditure_with_their_change_and_reason(reference: Overview) -> None:
    assert reference.income is not None
    assert reference.spending is not None
    assert (reference.income.text, reference.income.difference, reference.income.rate) == ("405.31", "15.45", "3.96")
    assert reference.spending.reason.startswith("上年度基本工资调标")


def test_expenditure_by_function_stands_from_the_greatest_with_last_years(reference: Overview) -> None:
    assert reference.functions is not None
    assert reference.functions.data.rows == (
        ("一般公共服务支出", "344.51", "85.00%", "334.48"),
        ("社会保障和就业支出", "29.17", "7.20%", "26.52"),
        ("卫生健康支出", "10.33", "2.55%", "9.35"),
        ("住房保障支出", "21.29", "5.25%", "19.52"),
    )
    assert [bar.said for bar in reference.functions.bars] == [
        "344.51　85.00%",
        "29.17　7.20%",
        "21.29　5.25%",
        "10.33　2.55%",
    ]


def test_money_flows_from_its_source_to_its_uses(reference: Overview) -> None:
    assert reference.flow is not None
    assert [(each.name, each.text) for each in reference.flow.sources] == [("一般公共预算", "405.31")]
    assert [each.text for each in reference.flow.uses] == ["344.51", "29.17", "21.29", "10.33"]


def test_basic_and_project_expenditure_and_what_basic_consists_of(reference: Overview) -> None:
    assert reference.kinds is not None
    assert reference.basic is not None
    assert [part.said for part in reference.kinds.segments] == ["303.31　74.83%", "102.00　25.17%"]
    assert [part.said for part in reference.basic.segments] == ["267.30　88.13%", "36.01　11.87%"]


def test_targets_are_told_with_their_money_and_number(reference: Overview) -> None:
    assert [(each.name, each.told and each.told.text, each.indicators) for each in reference.targets] == [
        ("整体支出", "405.31", 36),
        ("巡察经费", "102", 16),
    ]


def test_what_is_not_reported_is_unknown_and_not_nothing(tmp_path: Path) -> None:
    found = overview(tmp_path, simple("100.00", extra="三公经费: {公务接待费: 0}"))
    assert found.three_public is not None
    assert {bar.name: bar.said for bar in found.three_public.bars} == {
        "因公出国（境）费用": "未知",
        "公务接待费": "0.00",
        "公务用车购置费": "未知",
        "公务用车运行费": "未知",
    }


def test_without_three_public_expenses_there_is_no_drawing_of_them(tmp_path: Path) -> None:
    assert overview(tmp_path, simple("100.00")).three_public is None


def test_ten_classes_are_eight_and_the_rest_and_the_table_has_all(tmp_path: Path) -> None:
    lines = "\n".join(f"  - {{科目: {code}, 基本支出: {place}}}" for place, code in enumerate(CLASSES, 1))
    found = overview(tmp_path, f"收入: {{一般公共预算财政拨款收入: 55}}\n支出:\n{lines}").functions
    assert found is not None
    assert (found.bars[-1].name, found.bars[-1].said) == ("其他2项", "3.00　5.45%")
    assert len(found.data.rows) == len(CLASSES)


def test_money_carried_on_is_a_use(tmp_path: Path) -> None:
    text = "收入: {一般公共预算财政拨款收入: 100}\n年终结转结余: 10\n支出:\n  - {科目: 2010301, 基本支出: 90}"
    found = overview(tmp_path, text).flow
    assert found is not None
    assert [(each.name, each.text) for each in found.uses] == [("一般公共服务", "90.00"), ("年终结转结余", "10.00")]


def test_a_total_without_its_parts_says_that_they_are_not_told_apart(tmp_path: Path) -> None:
    found = overview(tmp_path, "收入: {收入总计: 100}\n支出:\n  - {科目: 2010301, 基本支出: 100}").flow
    assert found is not None
    assert [(each.name, each.text) for each in found.sources] == [("未分来源", "100.00")]


def test_a_budget_of_nothing_has_no_flow(tmp_path: Path) -> None:
    assert overview(tmp_path, simple("0")).flow is None


def test_every_drawing_in_print_says_in_its_title_what_it_shows(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("101001", 2026, simple("100.00"))
    drawings = html.fromstring(government.text("101001/2026")).xpath("//*[local-name()='svg']")
    assert drawings
    for drawing in drawings:
        (title,) = drawing.xpath("./*[local-name()='title']")
        assert "100.00万元" in title.text


def test_every_amount_in_a_drawing_is_a_text_of_its_table(reference: Overview) -> None:
    for chart in (reference.functions, reference.three_public):
        assert chart is not None
        drawn = sorted(bar.said.split("　")[0] for bar in chart.bars)
        assert drawn == sorted(row[1] for row in chart.data.rows)


def test_every_drawn_amount_of_basic_expenditure_is_printed_in_its_table_digit_by_digit() -> None:
    (unit,) = read_units([REFERENCE], WORKSPACE)
    assert unit.page is not None
    table, chart = unit.page.table("basic"), overview_of(unit.page).basic
    assert table is not None
    assert chart is not None
    printed = {cell.text for row in table.rows for cell in row.cells if cell.is_amount}
    assert {row[1] for row in chart.data.rows} <= printed
