"""Rules over what was typed twice, under an unknown name, or with marks that do nothing."""

import pytest

from generator.problems import Problem
from tests.checking import unit_of
from tests.editing import edited, line_of


def problems_of(code: str, text: str) -> list[Problem]:
    return [problem for problem in unit_of(text).problems if problem.code == code]


REFUSED = {
    "an amount in the column that it counts for": (
        "N121",
        ("{科目: 30101, 金额: 90.44}", "{科目: 30101, 金额: 90.44, 人员经费: 90}"),
        "30101, 金额",
    ),
    "a total twice in one line": (
        "N121",
        (
            "  - {科目: 301, 金额: 267.29}",
            "  - {科目: 合计, 金额: 303.31, 合计: 303.30}\n  - {科目: 301, 金额: 267.29}",
        ),
        "金额: 303.31",
    ),
    "a project that is not there": ("N122", ("项目: 巡察经费}", "项目: 巡察经废}"), "巡察经废"),
    "a project without money": ("N122", ("  - {科目: 2011102, 项目支出: 102.00}\n", ""), "项目: 巡察经费}"),
    "a project under an unknown code": ("N101", ("    科目: 2011102", "    科目: 2011109"), "科目: 2011109"),
    "a transfer to one unit in two lines": (
        "N104",
        ("部门管理转移支付: []", "部门管理转移支付:\n  - {单位: 甲县, 合计: 1}\n  - {单位: 甲县, 合计: 2.5}"),
        "合计: 2.5",
    ),
    "a heading": ("P501", ("  市委巡察办主要职责是", "  第一段\n\n  # 职责\n  市委巡察办主要职责是"), "# 职责"),
    "a link": ("P501", ("完成市委和省委巡视办", "完成[市委](http://a.b)和省委巡视办"), "[市委]"),
    "an entity": ("P204", ("收支范围: 机关预算", '收支范围: "机关&nbsp;预算"'), "&nbsp;"),
    "a star list": ("P501", ("  市委巡察办主要职责是", "  * 市委巡察办主要职责是"), "* 市委巡察办"),
    "a table": ("P501", ("  市委巡察办主要职责是", "  甲 | 乙\n  ---|---\n  市委巡察办主要职责是"), "---|---"),
}


@pytest.mark.parametrize("mistake", REFUSED)
def test_a_mistake_is_named_at_its_line(mistake: str) -> None:
    code, change, fragment = REFUSED[mistake]
    text = edited(change)
    (problem, *_) = problems_of(code, text)
    assert problem.span.line == line_of(text, fragment)


ACCEPTED = {
    "both kinds in one line without an amount": (
        "N121",
        ("{科目: 30309, 金额: 0.01}", "{科目: 30309, 人员经费: 0.01, 公用经费: 0}"),
    ),
    "a personnel class's amount and some operating money": (
        "N121",
        ("{科目: 30309, 金额: 0.01}", "{科目: 30309, 金额: 0.01, 公用经费: 1}"),
    ),
    "a project's own money": ("N122", ("    属性: 延续性", "    年度: {财政拨款: 102}\n    属性: 延续性")),
    "transfers to two units": (
        "N104",
        ("部门管理转移支付: []", "部门管理转移支付:\n  - {单位: 甲县, 合计: 1}\n  - {单位: 乙县, 合计: 1}"),
    ),
    "strong words, a list and typed numbers": (
        "P501",
        ("  市委巡察办主要职责是", "  **职责**\n\n  - 甲\n\n  4. 一*二\n\n  市委巡察办主要职责是"),
    ),
}


@pytest.mark.parametrize("writing", ACCEPTED)
def test_what_is_right_passes(writing: str) -> None:
    code, change = ACCEPTED[writing]
    assert not problems_of(code, edited(change))


def test_a_mark_in_a_block_text_is_named_at_its_line_and_column() -> None:
    text = edited(("  市委巡察办主要职责是", "  第一段\n\n  见 `代码` 一\n  市委巡察办主要职责是"))
    (problem,) = problems_of("P501", text)
    line = text.split("\n")[problem.span.line - 1]
    assert line[problem.span.column - 1 :].startswith("`代码`")
