"""What templates, drafts and web pages leave behind."""

import pytest

from tests.check.reading import codes_of, codes_where, pointed_at, said_of, written
from tests.editing import edited

LEFT = {
    "举办培训XX次。": "P201",
    "举办培训××次。": "P201",
    "举办培训xx次。": "P201",
    "举办培训ＸＸＸ次。": "P201",
    "20XX年举办培训。": "P201",
    "联系某某科室。": "P201",
    "202X年举办培训。": "P201",
    "共有X人。": "P201",
    "×年举办培训。": "P201",
    "举办培训〇〇次。": "P201",
    "（单位名称）负责巡察。": "P202",
    "【单位】负责巡察。": "P202",
    "编制数（待定）。": "P202",
    "举办培训__次。": "P201",
    "举办培训＿＿次。": "P201",
    "举办培训○○次。": "P201",
    "主要职责？？？": "P201",
    "TODO补充职责。": "P201",
    "职责待填。": "P201",
    "编制数待核实。": "P201",
    "人员增加（减少）2人。": "P202",
    "人员增加(减少)2人。": "P202",
    "人员增加（或减少）2人。": "P202",
    "人员减少（增加）2人。": "P202",
    "经费增长（下降）的原因。": "P202",
    "经费增加/减少的原因。": "P202",
    "主要是（增加内容）。": "P202",
    "主要是(增加内容)。": "P202",
    "如持平则不写。": "P202",
    "如无变化不写。": "P202",
    "（此处填写主要职责）": "P202",
    "（请根据实际填写）": "P202",
    "（请删除本段）": "P202",
    "根据本单位实际情况填写。": "P202",
    "根据实际情况修改。": "P202",
    "期间为2026-2028+3年。": "P202",
    "职责可以参考三定规定。": "P203",
    "职责可参考三定规定。": "P203",
    "以下简称本办，下同。": "P203",
    "负责巡察、督查……": "P203",
    "负责巡察、督查...": "P203",
    "一是巡察；<br>二是整改。": "P204",
    "<p>负责巡察。</p>": "P204",
    "负责&nbsp;巡察。": "P204",
    "<span style='color:red'>负责巡察</span>": "P204",
}


@pytest.mark.parametrize("sentence", LEFT)
def test_what_is_left_behind_is_reported(sentence: str) -> None:
    assert set(codes_where(sentence)) == {LEFT[sentence]}


MEANT = [
    "成立于二〇〇九年。",
    "二〇〇〇年以前的档案。",
    "场地3×5个。",
    "（单位）经费由财政安排。",
    "成立于二○○九年。",
    "设备尺寸为3×5米。",
    "购置Linux服务器。",
    "**突出重点**，抓好落实。",
    "群众等待填写表格的时间缩短。",
    "为决策提供可以参考的依据，提供可参考价值。",
    "上下同心，左右协同。",
    "减少环节，增加便民措施。",
    "受理时限<15天的事项即时办结。",
    "研发R&D投入。",
    "根据实际情况安排巡察。",
    "按照不同情况分别处理。",
    "“吃拿卡要”问题怎么办？怎么查？",
    "（含填写登记表的时间）",
]


@pytest.mark.parametrize("sentence", MEANT)
def test_what_is_meant_so_is_silent(sentence: str) -> None:
    assert codes_where(sentence) == []


def test_marks_of_a_draft_may_stay_in_a_draft_and_blanks_may_not() -> None:
    draft = ("状态: 已公开", "状态: 草稿")
    assert codes_where("TODO补充职责，编制数待填。", draft) == []
    assert codes_where("举办培训XX次。", draft) == ["P201"]


@pytest.mark.parametrize(
    "change",
    [
        ("制表人: 黄婷婷", "制表人: XX"),
        ("收支范围: 机关预算", "收支范围: XX预算"),
        ("名称: 举办巡察业务培训, ", "名称: 举办XX培训, "),
        ("指标值: 较上年提升", "指标值: XX"),
        ("直属事业单位: 市巡察信息中心", "直属事业单位: XX中心"),
        ("解释: 包括事业收入、", "解释: 包括XX收入、"),
        ("原因: 本年度项目预算经费减少", "原因: XX经费减少"),
        ("  联系人: 黄婷婷", "  联系人: XX"),
    ],
)
def test_every_typed_text_is_read(change: tuple[str, str]) -> None:
    text = edited(change)
    (problem,) = said_of(text)
    assert problem.code == "P201"
    assert pointed_at(text, problem).startswith("XX")


def test_a_report_points_into_the_paragraph_and_shows_what_stands_before() -> None:
    text = edited(written("\n\n  举办培训XX次。"))
    (problem,) = said_of(text)
    assert pointed_at(text, problem).startswith("XX次")
    assert "举办培训XX" in problem.message


def test_two_blanks_are_reported_twice() -> None:
    assert codes_of(written("XX科举办培训XX次。")) == ["P201", "P201"]
