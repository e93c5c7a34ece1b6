"""Two revisions of a real repository: what the comparison names, and that it names nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.editing import REFERENCE, disclose, edited
from tests.government import simple
from tests.history import History, without_stated_totals

SLIP = ("2080505, 基本支出: 28.39", "2080505, 基本支出: 28.93")
HEAD = "单位代码: {code}\n单位名称: {name}\n年度: {year}\n版式: gansu\n状态: 已公开\n"


@pytest.fixture
def history(tmp_path: Path) -> History:
    """A repository that holds the reference file."""
    found = History(tmp_path)
    found.write(REFERENCE.read_text("utf-8"))
    found.commit("公开")
    return found


def told(moved: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [(each["row"], each["column"], each["before"], each["after"], each["difference"]) for each in moved]


def test_one_slip_under_stated_totals_is_named_with_what_did_not_move_and_what_now_fails(history: History) -> None:
    history.write(edited(SLIP))
    (unit,) = history.diff()
    assert told(unit["facts"]) == [("2080505", "基本支出", "28.39", "28.93", "0.54")]
    assert unit["facts"][0]["rate"] == "1.90"
    assert told(unit["consequences"]) == [("20805", "基本支出", "28.39", "28.93", "0.54")]
    assert [(each["row"], each["value"], each["below_before"], each["below_after"]) for each in unit["unmoved"]] == [
        ("合计", "303.31", "303.30", "303.84"),
        ("208", "29.17", "29.16", "29.70"),
    ]
    assert [(each["code"], each["also"], each["name"], each["before"], each["after"]) for each in unit["outcomes"]] == [
        ("A7", ["B6"], "“支出”208 支出合计与 2 个组成部分", "尾差", "矛盾"),
        ("A7", ["B6"], "“支出”合计 支出合计与 8 个组成部分", "尾差", "矛盾"),
        ("A7", ["B6"], "“支出”合计 基本支出与 7 个组成部分", "尾差", "矛盾"),
        ("C2", [], "“基本支出经济分类”30108 合计与“支出·一般公共预算”2080505 基本支出", "一致", "矛盾"),
    ]
    assert unit["has_new_errors"]
    assert not any(unit[key] for key in ("changes", "sentences", "contents"))
    assert unit["problems"] == {"appeared": [], "gone": []}


def test_the_rules_named_are_those_that_check_reports(history: History) -> None:
    history.write(edited(SLIP))
    (unit,) = history.diff()
    run = disclose("check", "--units", history.units, "--format", "json")
    wrong = [problem["message"] for problem in json.loads(run.out) if problem["message"].startswith("矛盾")]
    assert sorted(outcome["message"] for outcome in unit["outcomes"]) == sorted(wrong)


def test_without_stated_totals_the_slip_moves_class_total_rate_and_sentences(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.write(without_stated_totals())
    history.commit()
    history.write(without_stated_totals().replace(*SLIP))
    (unit,) = history.diff()
    assert told(unit["facts"]) == [("2080505", "基本支出", "28.39", "28.93", "0.54")]
    rows = {(each["sheet"], each["row"]): (each["before"], each["after"]) for each in unit["consequences"]}
    assert rows["支出·一般公共预算", "208"] == ("29.16", "29.70")
    assert rows["支出·一般公共预算", "合计"] == ("303.30", "303.84")
    assert rows["支出总计", "支出总计"] == ("405.30", "405.84")
    assert not unit["unmoved"]
    rates = {each["name"]: (each["before"]["rate"], each["after"]["rate"]) for each in unit["changes"]}
    assert rates == {"支出合计": ("3.96", "4.1"), "基本支出": ("7.61", "7.8"), "208": ("9.95", "11.99")}
    (sentence,) = [each for each in unit["sentences"] if "社会保障和就业支出" in each["before"]]
    assert "29.16万元，与上年26.52万元相比增加2.64万元，增长9.95%" in sentence["before"]
    assert "29.7万元，与上年26.52万元相比增加3.18万元，增长11.99%" in sentence["after"]


REWRITTEN = (
    ("  - {科目: 30101, 金额: 90.44}\n", "  - 科目: '30101'   # 基本工资\n    人员经费: 90.44\n"),
    ("简称: 市委巡察办\n年度: 2026\n", "年度: '2026'\n简称: \"市委巡察办\"\n"),
    ("  - {科目: 2011102, 项目支出: 102.00}", "  - {项目支出: 102, 资金: 一般公共预算, 科目: 2011102}"),
    ("部门管理转移支付: []\n非税收入: 0\n", "\n\n非税收入: 0.00\n部门管理转移支付: [ ]\n"),
    ("直属事业单位: 市巡察信息中心", "直属事业单位: >-\n    市巡察信息中心"),
)


@pytest.mark.parametrize("change", REWRITTEN)
def test_form_comments_and_order_show_no_change(history: History, change: tuple[str, str]) -> None:
    history.write(edited(change))
    assert history.diff() == []
    assert "没有改动" in history.markdown()


def test_lines_in_another_order_show_no_change(history: History) -> None:
    lines = REFERENCE.read_text("utf-8").split("\n")
    at = lines.index("  - {科目: 30101, 金额: 90.44}")
    lines[at : at + 5] = reversed(lines[at : at + 5])
    history.write("\n".join(lines))
    assert history.diff() == []


def test_the_same_amounts_in_yuan_show_that_the_unit_of_money_changed_and_no_figure(tmp_path: Path) -> None:
    history = History(tmp_path)
    head = HEAD.format(code="156001", name="示例局", year=2026)
    history.write(f"{head}金额单位: 万元{simple('10.50')}")
    history.commit()
    history.write(f"{head}金额单位: 元{simple('105000')}")
    (unit,) = history.diff()
    assert [(each["keys"], each["before"], each["after"]) for each in unit["contents"]] == [
        (["金额单位"], "万元", "元")
    ]
    assert not unit["facts"]


def test_a_text_is_told_once_with_its_place_and_not_again_as_a_sentence(history: History) -> None:
    history.write(edited(("设四个职能科室", "设五个职能科室")))
    (unit,) = history.diff()
    (content,) = unit["contents"]
    assert content["keys"] == ["机构设置", "机关内设机构"]
    assert ("设四个" in content["before"], "设五个" in content["after"]) == (True, True)
    assert unit["sentences"] == []
    assert "设<del>四</del>个" in history.markdown()


def test_a_reason_is_told_with_the_sentence_that_it_ends(history: History) -> None:
    history.write(edited(("原因: 本年度项目预算经费减少", "原因: 办公用房腾退")))
    (unit,) = history.diff()
    assert unit["contents"][0]["keys"] == ["变动原因", "机关运行经费", "原因"]
    assert unit["sentences"][0]["after"].endswith("主要原因是办公用房腾退。")


def test_last_years_figure_is_named_as_such(history: History) -> None:
    history.write(edited(("- {科目: 208, 支出合计: 26.52}", "- {科目: 208, 支出合计: 26.25}")))
    (unit,) = history.diff()
    assert unit["facts"][0]["name"] == "上年年初预算“支出·一般公共预算”208 社会保障和就业支出 支出合计"
    assert [each["name"] for each in unit["changes"]] == ["208"]


def test_a_new_line_and_a_line_that_went_are_facts_with_nothing_on_one_side(history: History) -> None:
    history.write(edited(("  - {科目: 30228, 金额: 1.69}\n", "  - {科目: 30229, 金额: 1.69}\n")))
    (unit,) = history.diff()
    assert {(each["row"], each["before"], each["after"]) for each in unit["facts"]} == {
        ("30229", None, "1.69"),
        ("30228", "1.69", None),
    }


def test_a_file_that_can_no_longer_be_read_says_what_is_wrong(history: History) -> None:
    history.write(edited(("收支范围: 机关预算", "收支范围：机关预算")))
    (unit,) = history.diff()
    assert unit["has_new_errors"]
    assert [problem["code"] for problem in unit["problems"]["appeared"]] == ["Y106"]


def test_added_and_removed_files_are_told_with_their_main_figures(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.write(HEAD.format(code="156001", name="示例一局", year=2026) + simple("10"), "156001/2026")
    history.commit()
    history.remove("156001/2026")
    history.write(HEAD.format(code="157001", name="示例二局", year=2026) + simple("20"), "157001/2026")
    gone, new = history.diff()
    assert (gone["status"], gone["name"], gone["main_figures"][0]["value"]) == ("removed", "示例一局", "10.00")
    assert (new["status"], new["name"], new["main_figures"][0]["value"]) == ("added", "示例二局", "20.00")


def test_a_file_under_another_code_is_a_renamed_unit_with_its_changes(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.write(HEAD.format(code="156001", name="示例局", year=2026) + simple("10"), "156001/2026")
    history.commit()
    history.remove("156001/2026")
    history.write(HEAD.format(code="157001", name="示例局", year=2026) + simple("12"), "157001/2026")
    (unit,) = history.diff()
    assert (unit["status"], unit["former_code"]) == ("renamed", "156001")
    assert ("10.00", "12.00") in {(each["before"], each["after"]) for each in unit["facts"]}


def test_a_department_moves_with_its_unit_though_its_file_did_not(tmp_path: Path) -> None:
    history = History(tmp_path)
    department = HEAD.format(code="156", name="示例部", year=2026)
    history.write(f"{department}所属单位:\n  - {{代码: 156001, 名称: 示例局, 性质: 行政}}\n", "156/2026")
    history.write(HEAD.format(code="156001", name="示例局", year=2026) + simple("10"))
    history.write(HEAD.format(code="157001", name="别的局", year=2026) + simple("10"), "157001/2026")
    history.commit()
    history.write(HEAD.format(code="156001", name="示例局", year=2026) + simple("12"))
    above, unit = history.diff()
    assert (above["code"], above["facts"]) == ("156", [])
    assert ("收入", "收入总计", "10.00", "12.00") in {
        (each["sheet"], each["row"], each["before"], each["after"]) for each in above["consequences"]
    }
    assert unit["code"] == "156001"


def test_the_next_year_moves_with_last_years_file(tmp_path: Path) -> None:
    history = History(tmp_path)
    for year, amount in ((2025, "8"), (2026, "10")):
        history.write(HEAD.format(code="156001", name="示例局", year=year) + simple(amount), f"156001/{year}")
    history.commit()
    history.write(HEAD.format(code="156001", name="示例局", year=2025) + simple("9"), "156001/2025")
    last, this = history.diff()
    assert (last["year"], this["year"], this["facts"]) == (2025, 2026, [])
    assert {each["scope"] for each in this["consequences"]} == {"上年年初预算（上年文件）"}


def test_two_commits_are_compared_whatever_the_working_tree_holds(history: History) -> None:
    history.write(edited(SLIP))
    history.commit()
    history.write("坏了")
    (unit,) = history.diff("HEAD~1", "HEAD")
    assert told(unit["facts"]) == [("2080505", "基本支出", "28.39", "28.93", "0.54")]


def test_by_default_a_branch_is_compared_with_where_it_left_main(history: History) -> None:
    history.git("checkout", "-q", "-b", "改数")
    history.write(edited(SLIP))
    history.commit()
    history.git("checkout", "-q", "main")
    history.write(edited(("培训费: 0\n\n# 基本", "培训费: 1\n\n# 基本")))
    history.commit()
    history.git("checkout", "-q", "改数")
    (unit,) = history.diff()
    assert [each["row"] for each in unit["facts"]] == ["2080505"]


def test_the_command_writes_markdown_or_json_and_counts_on_standard_error(history: History) -> None:
    history.write(edited(SLIP))
    marked = disclose("diff", "--units", history.units)
    assert (marked.code, marked.out) == (0, history.markdown())
    assert "→ 工作区：1 份有改动。" in marked.err
    run = disclose("diff", "HEAD", "--units", history.units, "--format", "json")
    assert json.loads(run.out)["base"]["name"] == "HEAD"


def test_without_a_common_commit_the_base_has_to_be_named(history: History) -> None:
    history.git("checkout", "-q", "--orphan", "另起")
    history.commit()
    run = disclose("diff", "--units", history.units)
    assert run.code == 2
    assert "找不到当前分支与 main 分开的地方" in run.err
    assert history.diff("main", "HEAD") == []


def test_a_revision_that_git_does_not_know_is_a_run_that_cannot_be_done(history: History) -> None:
    run = disclose("diff", "没有这个版本", "--units", history.units)
    assert (run.code, run.out) == (2, "")
    assert "没有版本“没有这个版本”" in run.err


def test_a_revision_is_never_an_option_of_git(history: History) -> None:
    assert disclose("diff", "--units", history.units, "--", "--output=x").code == 2


def test_a_folder_outside_git_is_a_run_that_cannot_be_done(tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    run = disclose("diff", "--units", tmp_path / "units")
    assert run.code == 2
    assert "不在 git 仓库中" in run.err


def test_a_folder_without_any_budget_is_told_and_not_taken_for_no_change(history: History) -> None:
    run = disclose("diff", "--units", history.units.parent / "nosuch")
    assert run.code == 2
    assert "两个版本中都没有预算文件" in run.err
