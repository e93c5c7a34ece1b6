"""A unit with income of its own and money carried in and on, both fiscal and not: every identity holds."""

import re
from pathlib import Path

import pytest

from generator.problems import Severity
from tests.government import Government

WHOLE = """
性质: 事业
收入:
  一般公共预算财政拨款收入: 200
  政府性基金预算财政拨款收入: 60
  国有资本经营预算收入: 10
  事业收入: 50
  经营收入: 5
  财政性资金: 30
  非财政性资金: 8
年终结转结余: {财政性资金: 4, 非财政性资金: 3}
支出:
  - {科目: 2010350, 基本支出: 130}
  - {科目: 2080505, 基本支出: 20}
  - {科目: 2010399, 项目支出: 50}
  - {科目: 2120803, 资金: 政府性基金预算, 项目支出: 60}
  - {科目: 223, 资金: 国有资本经营预算, 项目支出: 10}
  - {科目: 2010350, 资金: 事业收入, 基本支出: 50}
  - {科目: 2010350, 资金: 经营收入, 基本支出: 5}
  - {科目: 2010399, 资金: 上年结转, 项目支出: 26}
  - {科目: 2010350, 资金: 上年结转, 结转来源: 非财政性资金, 基本支出: 5}
基本支出经济分类:
  - {科目: 30101, 金额: 110}
  - {科目: 30108, 金额: 20}
  - {科目: 30201, 金额: 19}
  - {科目: 30217, 金额: 1}
三公经费: {因公出国境费用: 0, 公务接待费: 1, 公务用车购置费: 0, 公务用车运行费: 2}
会议费: 0
培训费: 1
政府采购: [{品目: A02010105, 金额: 3}]
部门管理转移支付:
  - {单位: 示例县, 一般公共预算项目支出: 40, 政府性基金预算项目支出: 60, 国有资本经营预算项目支出: 10}
非税收入: 2
整体绩效:
  年度目标: 示例数据
  指标: [{一级指标: 产出, 二级指标: [{名称: 数量, 三级指标: [{名称: 示例, 指标值: 1}]}]}]
项目:
  - 名称: 示例项目
    科目: 2010399
    年度目标: 示例数据
    中期: {财政拨款: 150}
    指标: [{一级指标: 产出, 二级指标: [{名称: 数量, 三级指标: [{名称: 示例, 年度: 1}]}]}]
"""


@pytest.fixture
def government(tmp_path: Path) -> Government:
    made = Government(tmp_path)
    made.write("156001", 2026, WHOLE)
    return made


def column(government: Government, kind: str, side: int) -> list[tuple[str, str]]:
    """The labels and amounts of one side of a two-sided table, those with an amount."""
    table = government.page("156001/2026").table(kind)
    assert table is not None
    pairs = [(row.cells[2 * side].text, row.cells[2 * side + 1].text) for row in table.rows]
    return [(label, amount) for label, amount in pairs if amount]


def test_every_identity_holds_exactly(government: Government) -> None:
    assert government.codes("156001/2026", *Severity) == []
    said = {code for code, tally in government.units()["156001/2026"].tallies.items() if tally.outcomes}
    assert said >= set(re.findall("..", "A1A2A3A4A5A6A7B1B2B3B4B5B6C1D1D2E1E2F1F2"))


def test_the_balance_of_appropriations_lists_what_is_carried_in_and_on(government: Government) -> None:
    assert column(government, "appropriation-balance", 0) == [
        ("一、本年收入", "270.00"),
        ("（一）一般公共预算财政拨款", "200.00"),
        ("（二）政府性基金预算财政拨款", "60.00"),
        ("（三）国有资本经营预算财政拨款", "10.00"),
        ("二、上年结转", "30.00"),
        ("收入总计", "300.00"),
    ]
    listed = column(government, "appropriation-balance", 1)
    assert [pair for pair in listed if not pair[0].startswith("（")] == [
        ("一、本年支出", "270.00"),
        ("二、上年结转安排的支出", "26.00"),
        ("三、结转下年", "4.00"),
        ("支出总计", "300.00"),
    ]


def test_the_overall_balance_differs_by_what_is_not_fiscal(government: Government) -> None:
    overall = dict(column(government, "revenue-expenditure", 1))
    fiscal = dict(column(government, "appropriation-balance", 1))
    assert overall["支出总计"] == "363.00"
    assert overall["一、一般公共服务支出"] == "266.00"
    assert fiscal["（一）一般公共服务支出"] == "180.00"
    # 266 − 180: 50 + 5 of own income, 26 + 5 carried in.
    assert overall["十二、城乡社区支出"] == fiscal["（十二）城乡社区支出"] == "60.00"


@pytest.mark.parametrize("rows", ["财政性资金: 0", "上年结转结余: 0"])
def test_rows_of_carried_money_are_printed_only_where_there_is_some(tmp_path: Path, rows: str) -> None:
    government = Government(tmp_path)
    government.write(
        "156001",
        2026,
        f"收入: {{一般公共预算财政拨款收入: 5, {rows}}}\n支出: [{{科目: 2010301, 基本支出: 5}}]\n年终结转结余: 0",
    )
    table = government.page("156001/2026").table("appropriation-balance")
    assert table is not None
    labels = {cell.text for row in table.rows for cell in row.cells}
    assert not any("结转" in label for label in labels)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  财政性资金: 30", "  财政性资金: 30.01"),
        ("{财政性资金: 4,", "{财政性资金: 3.99,"),
        ("资金: 上年结转, 项目支出: 26", "资金: 上年结转, 项目支出: 260"),
        ("资金: 上年结转, 项目支出: 26", "资金: 上年结转, 项目支出: -26"),
        ("国有资本经营预算收入: 10", "国有资本经营预算收入: 1"),
    ],
)
def test_fiscal_money_that_does_not_balance_is_an_error(tmp_path: Path, old: str, new: str) -> None:
    government = Government(tmp_path)
    assert WHOLE.count(old) == 1
    government.write("156001", 2026, WHOLE.replace(old, new))
    assert {"A4", "B1"} <= set(government.codes("156001/2026"))


def test_fiscal_and_other_carried_money_mixed_up_is_an_error_of_the_appropriations_alone(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, WHOLE.replace("结转来源: 非财政性资金, ", ""))
    assert set(government.codes("156001/2026")) == {"B1"}


def test_the_three_funds_tables_are_filled(government: Government) -> None:
    text = "".join(government.text("156001/2026").split())
    for kind in ("government-funds", "state-capital", "managed-transfers"):
        table = government.page("156001/2026").table(kind)
        assert table is not None
        assert not table.is_empty
    assert "未安排政府性基金预算" not in text
    assert "未安排国有资本经营预算" not in text
    assert "无部门管理转移支付" not in text


def test_the_sentence_on_expenditure_adds_up_and_tells_what_is_carried_on(government: Government) -> None:
    text = "".join(re.sub("<[^>]*>", "", government.text("156001/2026")).split())
    assert "2026年支出预算356万元" in text
    assert (
        "基本支出预算205万元，项目支出预算120万元，上年结转支出预算31万元。年终结转结余7万元，支出总计363万元。" in text
    )
