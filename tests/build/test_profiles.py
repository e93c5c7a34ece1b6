"""Profiles that inherit: what a small file changes, what stays, and what a wrong one is told."""

from pathlib import Path

import pytest
from lxml import html

from generator.build.options import Options
from generator.build.profiles import BadProfile
from generator.build.run import build
from generator.view.page import DisclosurePage
from tests.build.profiles import printed, reference_in, workspace
from tests.editing import edited, placed

CHILD = "继承: gansu\n名称: 试\n"


def page_under(child: str, folder: Path) -> DisclosurePage:
    return reference_in("child", workspace(folder, child=CHILD + child))


def table_titles(page: DisclosurePage) -> dict[str, str]:
    return {table.kind: table.title for table in page.tables}


def test_a_child_that_changes_nothing_prints_the_same(tmp_path: Path) -> None:
    place = workspace(tmp_path, child=CHILD)
    assert printed(reference_in("child", place), place) == printed(reference_in("gansu", place), place)


def every_title(page: DisclosurePage) -> list[str]:
    sections = [section.title for part in page.parts for section in part.sections]
    return [page.heading, *(part.title for part in page.parts), *sections, *table_titles(page).values()]


@pytest.mark.parametrize("subject", ["部门", "单位", "部门/单位", "部门（单位）"])
def test_one_line_says_the_subject_in_every_title(subject: str, tmp_path: Path) -> None:
    place = workspace(tmp_path, child=CHILD + f"主体: {subject}\n")
    usual = every_title(reference_in("gansu", place))
    assert sum("部门（单位）" in title for title in usual) == 11
    titles = every_title(reference_in("child", place))
    assert titles == [title.replace("部门（单位）", subject) for title in usual]


def test_the_subject_may_be_the_unit_s_own_name(tmp_path: Path) -> None:
    page = page_under('主体: "{简称}"\n', tmp_path)
    assert table_titles(page)["revenue"] == "市委巡察办收入总体情况表"


def test_one_line_lets_numbers_restart_in_each_part(tmp_path: Path) -> None:
    page = page_under("编号: 重起\n", tmp_path)
    assert [[section.number for section in part.sections][:2] for part in page.parts[:2]] == [["一、", "二、"]] * 2


def test_numbers_run_on_unless_told_otherwise(tmp_path: Path) -> None:
    page = page_under("", tmp_path)
    assert [section.number for part in page.parts for section in part.sections][-1] == "十一、"


def test_one_line_changes_a_title(tmp_path: Path) -> None:
    page = page_under("表: {general-budget: {标题: 一般公共预算财政拨款支出情况表}}\n", tmp_path)
    titles = table_titles(page)
    assert titles["general-budget"] == "一般公共预算财政拨款支出情况表"
    assert titles["basic"] == "一般公共预算基本支出情况表"


def test_one_line_sets_the_tables_and_their_order(tmp_path: Path) -> None:
    page = page_under("部分: {tables: {表: [revenue, revenue-expenditure, basic]}}\n", tmp_path)
    assert [(table.kind, table.number) for table in page.tables][:4] == [
        ("revenue", 1),
        ("revenue-expenditure", 2),
        ("basic", 3),
        ("overall", 4),
    ]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("部分次序: [overview, explanation, tables]", []),
        ("部分: {performance: {表: [overall]}}", ["overall"]),
        ("部分: {performance: {表: [project, overall]}}", ["project-1", "overall"]),
    ],
)
def test_one_line_sets_how_many_performance_tables_there_are(line: str, kinds: list[str], tmp_path: Path) -> None:
    page = page_under(line + "\n", tmp_path)
    assert [table.kind for table in page.tables if table.is_performance] == kinds


def test_one_line_calls_the_targets_an_application(tmp_path: Path) -> None:
    page = page_under("表: {overall: {标题: 整体支出绩效目标申报表}}\n", tmp_path)
    assert table_titles(page)["overall"] == "整体支出绩效目标申报表"


def test_one_line_changes_the_heading_of_a_section(tmp_path: Path) -> None:
    page = page_under("节: {organisation: {标题: 机构设置情况}}\n", tmp_path)
    assert page.parts[0].sections[1].title == "机构设置情况"


def test_parts_can_be_reordered_and_are_numbered_anew(tmp_path: Path) -> None:
    page = page_under("部分次序: [tables, overview]\n", tmp_path)
    assert [part.title for part in page.parts] == [
        "第一部分 2026年部门（单位）预算公开表",
        "第二部分 部门（单位）基本概况",
    ]
    assert page.tables[0].number == 1


def test_numbers_are_written_after_the_patterns_of_the_profile(tmp_path: Path) -> None:
    place = workspace(
        tmp_path, child=CHILD + '编号样式: {节: （一）, 小节: "1.", 条目: "1．", 表: 无, 表目录: "1. "}\n'
    )
    page = reference_in("child", place)
    text = printed(page, place)
    assert page.parts[0].sections[0].number == "（一）"
    assert page.parts[2].tables[1].entry == "2. "
    assert "<h4>2.支出预算</h4>" in text
    assert "<p>1．一般公共服务支出" in text
    assert 'class="table-number"' not in text


def test_an_empty_value_takes_a_key_of_the_parent_away(tmp_path: Path) -> None:
    page = page_under("表: {revenue: {目录备注: }}\n节: {duties: {标题: }}\n", tmp_path)
    assert page.table("revenue").index_note == ""
    assert page.parts[0].sections[0].number == ""
    assert page.parts[0].sections[1].number == "一、"


def test_text_and_tables_print_money_each_in_their_own_way(tmp_path: Path) -> None:
    child = "文字: {去零: 否, 千分位: 是, 零值: 简写}\n表格: {金额单位: 元, 千分位: 是, 零值: 照写}\n"
    place = workspace(tmp_path, child=CHILD + child + "表: {basic: {金额单位: 万元, 小数: 1}}\n")
    page = reference_in("child", place)
    text = "".join(html.fromstring(printed(page, place)).text_content().split())
    assert page.tell("支出/合计/项目支出").text == "102.00"
    assert page.tell("收入/事业收入").text == "0"
    assert "4,053,100.00" in text and "单位：元" in text
    assert [cell.text for row in page.table("basic").rows[:2] for cell in row.cells][2] == "303.3"
    assert [cell.text for cell in page.table("revenue-expenditure").rows[1].cells][1] == "0.00"


def test_sentences_may_tell_shares_and_leave_rates_out(tmp_path: Path) -> None:
    place = workspace(tmp_path, child=CHILD + "文字: {百分比: 否, 占比: 是}\n")
    text = "".join(html.fromstring(printed(reference_in("child", place), place)).text_content().split())
    explanation = text[text.rindex("三、收支总体情况") : text.rindex("五、一般公共预算“三公”")]
    assert "与上年389.86万元相比增加15.45万元，主要原因" in explanation
    assert "增长" not in explanation
    # 303.31 / 405.31 and 102 / 405.31, by hand
    assert "基本支出预算303.31万元，占74.83%" in explanation
    assert "项目支出预算102万元，占25.17%" in explanation


SWAPPED = """# 试点地区：与甘肃相同，但表十一与表十二对换，没有政府采购预算表，一律称“单位”。
继承: gansu
名称: 试点
主体: 单位
文中主体: 单位
部分:
  tables:
    表:
      - revenue-expenditure
      - revenue
      - expenditure
      - appropriation-balance
      - appropriation-by-unit
      - general-budget
      - basic
      - three-public
      - operating-costs
      - government-funds
      - state-capital
      - managed-transfers
"""


def test_a_third_profile_takes_one_data_file_and_no_code(tmp_path: Path) -> None:
    place = workspace(tmp_path / "checkout", pilot=SWAPPED)
    typed = ("部门（单位）支出预算的组成部分，是各部门（单位）为", "单位支出预算的组成部分，是为")
    units = placed(tmp_path, edited(("版式: gansu", "版式: pilot"), typed))
    assert build(Options(units, tmp_path / "site", with_pdf=False), place).done
    tree = html.fromstring((tmp_path / "site" / "156001" / "2026" / "index.html").read_bytes())
    captions = {
        table.get("id"): table.find("caption").text_content().split() for table in tree.iterfind(".//section//table")
    }
    assert captions["table-11"] == ["表十一", "国有资本经营预算支出情况表", "单位：万元"]
    assert captions["table-12"] == ["表十二", "部门管理转移支付表", "单位：万元"]
    assert captions["table-13"][1] == "单位整体支出绩效目标表"
    main = "".join(tree.get_element_by_id(f"part-{number}").text_content() for number in range(1, 5))
    assert "部门（单位）" not in main.replace("单位（部门）", "")
    assert "政府采购预算表" not in main
    assert "2026年单位收入预算405.31万元（详见单位预算公开表1、2）" in "".join(main.split())


WRONG = {
    "继承: gansu\n名称: 试\n主題: 单位\n": ("3:1", "S101", "主題"),
    "继承: gansv\n名称: 试\n": ("1:5", "S112", "“gansv”不存在"),
    "继承: child\n名称: 试\n": ("1:5", "S112", "child → child"),
    "继承: gansu\n名称: 试\n部分: {tables: {表: [revenue, revenu]}}\n": ("3:28", "S112", "没有“revenu”"),
    "继承: gansu\n名称: 试\n部分次序: [tables, tables]\n": ("3:16", "S112", "列了两次"),
    "继承: gansu\n名称: 试\n节: {notice: {标题: 告示}}\n": ("3:5", "S112", "没有模板"),
    "继承: gansu\n名称: 试\n表: {extra: {标题: 另表}}\n": ("3:5", "S112", "缺少“形式”"),
    "继承: gansu\n名称: 试\n表: {basic: {数据: 基本支出}}\n": ("3:17", "S112", "“基本支出”不存在"),
    "继承: gansu\n名称: 试\n表: {basic: {形式: 单栏}}\n": ("3:5", "S112", "缺少“行”"),
    "继承: gansu\n名称: 试\n表: {basic: {形式: 单行, 列: [{名: 一, 取: 收入/事业收人}]}}\n": (
        "3:35",
        "S112",
        "没有“事业收人”这一行",
    ),
    "继承: gansu\n名称: 试\n主体: '{部门}'\n": ("3:5", "S105", "{部门}"),
    "继承: gansu\n名称: 试\n编号: 接着编\n": ("3:5", "S104", "连续"),
    "名称: 试\n主体: 单位\n": ("1:1", "S112", "缺少“文首标题”"),
    "继承: [gansu]\n名称: 试\n": ("1:5", "S103", "继承"),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_profile_names_its_place(text: str, tmp_path: Path) -> None:
    place, code, words = WRONG[text]
    with pytest.raises(BadProfile) as raised:
        workspace(tmp_path, child=text).profile("child")
    said = str(raised.value)
    assert f"child.yaml:{place}: error {code} " in said
    assert words in said


def test_a_circle_through_another_profile_is_named(tmp_path: Path) -> None:
    place = workspace(tmp_path, one="继承: two\n名称: 一\n", two="继承: one\n名称: 二\n")
    with pytest.raises(BadProfile, match=r"two.yaml:1:5: error S112 .*one → two → one"):
        place.profile("one")


def test_a_grandchild_inherits_through_its_parent(tmp_path: Path) -> None:
    place = workspace(tmp_path, child=CHILD + "主体: 单位\n", grandchild="继承: child\n名称: 孙\n编号: 重起\n")
    profile = place.profile("grandchild")
    assert (profile.subject, profile.numbering.runs_on, len(profile.parts)) == ("单位", False, 4)
