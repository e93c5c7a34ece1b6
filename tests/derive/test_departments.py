"""A department is the sum of its units, in every table."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from generator.derive.budget import budget_from_lines
from generator.derive.departments import add_up
from generator.model import sheets
from generator.model.codes import TOTAL
from generator.model.disclosure import Entry, Line
from generator.model.money import MoneyUnit
from generator.source import Span
from tests.government import WORKSPACE, Government, cells

REGISTERS = WORKSPACE.registers()
HEAD = """
收入: {一般公共预算财政拨款收入: 130, 事业收入: 20, 财政性资金: 3, 非财政性资金: 2}
年终结转结余: {非财政性资金: 1}
支出:
  - {科目: 2010301, 基本支出: 100}
  - {科目: 2010302, 项目支出: 30}
  - {科目: 2010350, 资金: 事业收入, 基本支出: 19}
  - {科目: 2010302, 资金: 上年结转, 项目支出: 3}
  - {科目: 2010350, 资金: 上年结转, 结转来源: 非财政性资金, 项目支出: 2}
基本支出经济分类:
  - {科目: 30101, 金额: 80}
  - {科目: 30201, 金额: 20}
三公经费: {公务接待费: 1, 公务用车运行费: 2.5}
会议费: 0.5
政府采购:
  - {品目: A02010105, 金额: 4}
部门管理转移支付:
  - {单位: 示例县, 一般公共预算项目支出: 7}
资产:
  截止日期: 2025-12-31
  固定资产: {设备: 50, 家具和用具: 5}
  车辆: {数量: 2, 价值: 30}
"""
SCHOOL = """
收入: {一般公共预算财政拨款收入: 40, 政府性基金预算财政拨款收入: 6, 国有资本经营预算收入: 2}
支出:
  - {科目: 2010301, 基本支出: 40}
  - {科目: 2120803, 资金: 政府性基金预算, 项目支出: 6}
  - {科目: 223, 资金: 国有资本经营预算, 项目支出: 2}
基本支出经济分类:
  - {科目: 30101, 金额: 30}
  - {科目: 30301, 金额: 10}
三公经费: {公务接待费: 0.25}
政府采购:
  - {品目: A02010108, 金额: 1}
  - {品目: C23090100, 金额: 2}
部门管理转移支付:
  - {单位: 示例县, 一般公共预算项目支出: 0}
  - {单位: 示例区, 政府性基金预算项目支出: 6}
资产:
  截止日期: 2025-12-31
  固定资产: {设备: 10}
  车辆: {数量: 1, 价值: 8}
"""
UNITS = """
所属单位:
  - {代码: 156001, 名称: 示例156001, 性质: 行政}
  - {代码: 156002, 名称: 示例156002, 性质: 事业}
"""


@pytest.fixture
def government(tmp_path: Path) -> Government:
    made = Government(tmp_path)
    made.write("156", 2026, UNITS)
    made.write("156001", 2026, HEAD)
    made.write("156002", 2026, SCHOOL)
    return made


def wan(government: Government, sheet: str, row: str, column: str = "金额") -> str:
    figure = government.page("156/2026").budget.cell(sheet, row, column)
    assert figure is not None
    return f"{(figure.yuan / 10000).normalize():f}"


@pytest.mark.parametrize(
    ("place", "amount"),
    [
        (("收入", "收入总计"), "203"),
        (("收入", "本年收入合计"), "198"),
        (("收入", "上年结转结余"), "5"),
        (("支出", TOTAL, "支出合计"), "202"),
        (("支出", "201", "基本支出"), "159"),
        (("支出", "2010302", "上年结转"), "3"),
        (("支出·一般公共预算", "2010301", "基本支出"), "140"),
        (("支出·政府性基金预算", TOTAL, "支出合计"), "6"),
        (("支出·国有资本经营预算", "223", "项目支出"), "2"),
        (("财政拨款支出", TOTAL, "支出合计"), "178"),
        (("基本支出经济分类", TOTAL, "人员经费"), "120"),
        (("基本支出经济分类", "301", "合计"), "110"),
        (("三公经费", "三公经费"), "3.75"),
        (("三公经费", "会议费"), "0.5"),
        (("政府采购", "A"), "5"),
        (("政府采购", TOTAL), "7"),
        (("部门管理转移支付", "示例县", "合计"), "7"),
        (("部门管理转移支付", TOTAL, "合计"), "13"),
        (("资产", "固定资产"), "65"),
        (("支出总计", "支出总计"), "203"),
        (("财政拨款", "收入总计"), "181"),
    ],
)
def test_a_figure_of_the_department_is_the_sum_by_hand(
    government: Government, place: tuple[str, ...], amount: str
) -> None:
    assert wan(government, *place) == amount


def test_the_whole_government_checks_clean(government: Government) -> None:
    assert [(path, unit.problems) for path, unit in government.units().items() if government.codes(path) != []] == []


def test_every_cell_of_every_table_is_the_sum_of_the_units_cells(government: Government) -> None:
    expected: dict[tuple[str, tuple[str, str]], Fraction] = {}
    for unit in ("156001/2026", "156002/2026"):
        for kind, at, yuan in cells(government.page(unit)):
            if "by-unit" not in kind and kind != "three-public":
                expected[kind, at] = expected.get((kind, at), Fraction(0)) + yuan
    found = {
        (kind, at): yuan
        for kind, at, yuan in cells(government.page("156/2026"))
        if "by-unit" not in kind and kind != "three-public"
    }
    assert found == expected
    assert len(found) > 60


@pytest.mark.parametrize("kind", ["appropriation-by-unit", "three-public"])
def test_tables_by_unit_list_the_whole_the_department_and_each_unit(government: Government, kind: str) -> None:
    table = government.page("156/2026").table(kind)
    assert table is not None
    assert [row.key for row in table.rows] == [TOTAL, "156", "156001", "156002"]


def test_the_department_tells_the_units_vehicles_and_the_day_they_were_counted(government: Government) -> None:
    text = government.text("156/2026")
    assert "2025年末固定资产金额为" in text
    assert "其中车辆3辆，价值38万元" in text


def test_the_department_counts_what_its_units_count(government: Government) -> None:
    uses = "  车辆用途: {机要通信用车: 1, 其他用车: 1}\n  大型设备: 2\n"
    government.write("156001", 2026, HEAD + uses)
    government.write("156002", 2026, SCHOOL + "  车辆用途: {机要通信用车: 0, 其他用车: 1}\n")
    page = government.page("156/2026")
    assert page.counts_below("资产", "车辆用途") == (("机要通信用车", 1), ("其他用车", 2))
    assert page.counted("资产", "大型设备") == 2


def test_where_the_units_counted_on_different_days_no_day_is_told(government: Government) -> None:
    government.write("156002", 2026, SCHOOL.replace("2025-12-31", "2025-11-30"))
    text = government.text("156/2026")
    assert "截至固定" not in text
    assert "2025年末固定" not in text


def test_units_in_different_units_of_money_add_up_exactly(government: Government) -> None:
    government.write("156002", 2026, "金额单位: 元\n收入: {一般公共预算财政拨款收入: 1234567.89}\n支出:\n"
                     "  - {科目: 2010301, 基本支出: 1234567.89}")  # fmt: skip
    assert wan(government, "收入", "收入总计") == "278.456789"


def test_three_tiers_add_up_and_are_listed_in_their_order(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, UNITS)
    government.write("156001", 2026, HEAD)
    government.write(
        "156002",
        2026,
        """
所属单位:
  - {代码: 156002001, 名称: 示例156002001, 性质: 事业}
  - {代码: 156002002, 名称: 示例156002002, 性质: 事业}
""",
    )
    government.write("156002001", 2026, SCHOOL)
    government.write("156002002", 2026, SCHOOL)
    assert wan(government, "收入", "收入总计") == "251"
    table = government.page("156/2026").table("appropriation-by-unit")
    assert table is not None
    assert [row.key for row in table.rows] == [TOTAL, "156", "156001", "156002", "156002001", "156002002"]
    assert [address for address in government.units() if government.codes(address)] == []


def test_a_third_tier_listed_directly_by_its_department_adds_up_too(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, UNITS.replace("156002", "156001002").replace("代码: 156001,", "代码: 156003,"))
    government.write("156003", 2026, HEAD, name="示例156001")
    government.write("156001002", 2026, SCHOOL)
    assert government.codes("156/2026") == []


def test_a_unit_that_may_not_be_published_is_listed_without_figures(government: Government) -> None:
    government.write("156002", 2026, "状态: 依法不公开\n不公开依据: 《中华人民共和国保守国家秘密法》")
    assert wan(government, "收入", "收入总计") == "155"
    table = government.page("156/2026").table("appropriation-by-unit")
    assert table is not None
    hidden = table.rows[-1]
    assert (hidden.key, hidden.cells[0].text) == ("156002", "示例156002")
    assert {cell.text for cell in hidden.cells[1:]} == {""}
    assert government.codes("156/2026") == []


def test_a_department_all_of_whose_units_are_kept_back_has_no_figures(government: Government) -> None:
    for code in ("156001", "156002"):
        government.write(code, 2026, "状态: 依法不公开\n不公开依据: 《中华人民共和国保守国家秘密法》")
    assert government.codes("156/2026") == []
    assert list(cells(government.page("156/2026"))) == []


def test_a_department_whose_units_have_no_files_of_their_own_holds_its_amounts(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, "所属单位:\n  - {名称: 示例中心, 性质: 事业, 预算: 并入本级}" + HEAD)
    assert government.codes("156/2026") == []
    assert wan(government, "收入", "收入总计") == "155"


def test_an_empty_list_of_units_is_no_sum(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, "所属单位: []" + HEAD)
    assert wan(government, "收入", "收入总计") == "155"


def procurement(*items: tuple[str, str]) -> dict[str, tuple[Line, ...]]:
    here = Span("f", 1, 1)
    return {sheets.PROCUREMENT: tuple(Line(row, {"金额": Entry(Decimal(amount), here)}, here) for row, amount in items)}


def summed(*units: dict[str, tuple[Line, ...]]) -> dict[str, int]:
    made = [budget_from_lines(lines, MoneyUnit.WAN, REGISTERS) for lines in units]
    sheet = add_up(made, REGISTERS).sheets[sheets.PROCUREMENT]
    return {row: int(figure.yuan / 10000) for (row, _), figure in sheet.cells.items()}


def test_an_item_that_holds_another_units_items_is_listed_in_their_place() -> None:
    coarse, fine = procurement(("A02010100", "5")), procurement(("A02010105", "2"), ("A02010108", "1"))
    assert summed(coarse, fine) == summed(fine, coarse) == {TOTAL: 8, "A": 8, "A02010100": 8}


def test_a_group_stated_by_one_unit_is_no_item_of_the_sum() -> None:
    grouped = procurement(("A02010100", "3"), ("A02010105", "2"), ("A02010108", "1"))
    assert summed(grouped, procurement(("A02010105", "4"))) == {TOTAL: 7, "A": 7, "A02010105": 6, "A02010108": 1}


def test_a_unit_that_tells_only_goods_leaves_only_goods() -> None:
    assert summed(procurement(("A", "5")), procurement(("A02010105", "2"), ("C23090100", "1"))) == {
        TOTAL: 8,
        "A": 7,
        "C": 1,
        "C23090100": 1,
    }


def test_a_code_that_begins_like_another_is_not_added_to_it() -> None:
    assert summed(procurement(("A02010105", "5")), procurement(("A02010500", "2"))) == {
        TOTAL: 7,
        "A": 7,
        "A02010105": 5,
        "A02010500": 2,
    }
