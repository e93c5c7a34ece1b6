"""What was typed beside figures, compared by its keys."""

import pytest

from generator.compare.contents import compare_contents
from generator.load import load
from generator.load.nodes import Document


def document(text: str) -> Document:
    found, problems = load("x.yaml", text.encode())
    assert found is not None, problems
    return found


def changes(before: str, after: str) -> list[tuple[str, str, str]]:
    found = compare_contents(document(before), document(after), (), ())
    return [(change.label, change.before, change.after) for change in found]


def test_items_are_told_apart_by_what_they_are_called_not_by_their_place() -> None:
    before = "名词解释:\n  - {名词: 基本支出, 解释: 甲}\n  - {名词: 项目支出, 解释: 乙}"
    after = "名词解释:\n  - {名词: 项目支出, 解释: 丙}\n  - {名词: 基本支出, 解释: 甲}"
    assert changes(before, after) == [("名词解释 / 项目支出 / 解释", "乙", "丙")]


def test_lines_of_one_code_are_told_apart_by_their_fund() -> None:
    line = "支出:\n  - {科目: 2010301, 用途: 甲}\n  - {科目: 2010301, 资金: 事业收入, 用途: %s}"
    assert changes(line % "乙", line % "丙") == [("支出 / 2010301，事业收入 / 用途", "乙", "丙")]


def test_a_project_is_told_by_its_name_though_it_has_a_code() -> None:
    text = "项目:\n  - {名称: 巡察经费, 科目: %s}"
    assert changes(text % "2011102", text % "2011199") == [("项目 / 巡察经费 / 科目", "2011102", "2011199")]


def test_items_called_the_same_are_numbered_so_that_none_hides_another() -> None:
    text = "名词解释:\n  - {名词: 甲, 解释: 一}\n  - {名词: 甲, 解释: %s}"
    assert changes(text % "二", text % "三") == [("名词解释 / 甲 / 解释（第 2 处）", "二", "三")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("权重: 10", "权重: 10.00"),
        ("年度: 2026", "年度: '2026'"),
        ("前言: |-\n  甲", '前言: "甲"'),
        ("前言: 甲  # 注", "前言: 甲"),
    ],
)
def test_another_way_to_write_the_same_is_no_change(before: str, after: str) -> None:
    assert changes(before, after) == []


def test_a_list_without_items_is_something_else_than_no_list() -> None:
    assert changes("会议费: 0", "会议费: 0\n部门管理转移支付: []") == [("部门管理转移支付", "", "（空）")]


def test_a_file_that_cannot_be_read_holds_nothing() -> None:
    found = compare_contents(None, document("前言: 甲"), (), ())
    assert [(change.before, change.after) for change in found] == [("", "甲")]
