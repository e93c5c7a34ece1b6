"""The second reference's facts in the first one's layout: what is known agrees, what is not is blank and listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace
from tests.editing import disclose
from tests.reference_shanghai.conftest import UNITS

# What the Gansu layout asks for and the Shanghai document does not tell, by hand.
UNREPORTED = {
    "机构设置": ["机构设置"],
    "一般公共预算“三公”经费、培训费、会议费等情况": ["培训费", "会议费"],
    "国有资产占用情况": ["固定资产", "无形资产"],
    "其他重要事项情况说明": ["非税收入", "部门管理转移支付"],
    "部门（单位）绩效目标编制情况说明": ["绩效管理"],
    "部门（单位）收支总体情况表": ["教育专户核算", "上级补助收入", "附属单位上缴收入", "上年结转结余", "年终结转结余"],
    "部门（单位）收入总体情况表": ["上年结转", "财政性资金", "教育专户", "非财政性资金"],
    "一般公共预算“三公”经费、会议费、培训费安排表": ["会议费", "培训费"],
    "部门管理转移支付表": ["全部内容"],
    "部门（单位）整体支出绩效目标表": ["全部内容"],
    "项目支出绩效目标表": [
        f"{name}的年度目标和绩效指标"
        for name in (
            "科技创新专项经费",
            "生命健康专项（政策资金）经费",
            "商业创新专项（政策资金）经费",
            "贸易高质量发展专项（政策资金）经费",
        )
    ],
}


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gansu") / "units" / "107" / "2025.yaml"
    path.parent.mkdir(parents=True)
    text = (UNITS / "107" / "2025.yaml").read_text("utf-8")
    assert text.count("版式: shanghai\n") == 1
    path.write_text(text.replace("版式: shanghai\n", "版式: gansu\n"), "utf-8")
    return path.parent.parent


@pytest.fixture(scope="module")
def unit(units: Path) -> Unit:
    (found,) = read_units([units / "107" / "2025.yaml"], Workspace())
    assert found.page is not None, found.problems
    return found


def test_every_identity_whose_operands_are_reported_holds(unit: Unit) -> None:
    judged = {code for code, tally in unit.tallies.items() if tally.exact + tally.rounding + tally.by_construction}
    assert {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "B3", "B4", "B5", "B6"} <= judged
    assert {"C1", "C2", "D1", "D2", "D3", "E2", "F2"} <= judged
    assert [code for code in judged if unit.tallies[code].errors or unit.tallies[code].warnings] == []


def test_the_check_notes_the_missing_counterpart_and_finds_nothing_wrong_with_a_figure(units: Path) -> None:
    run = disclose("check", "--units", units, "--format", "json")
    problems = json.loads(run.out)
    assert run.code == 0
    (found,) = [problem for problem in problems if problem["code"] == "C2"]
    assert "30112" in found["message"] and "2089999" in found["message"]
    assert {problem["code"] for problem in problems if problem["severity"] == "note"} == {"C2", "N108"}
    # Shanghai gives reasons for what did not change, Gansu does not: they are no longer printed, and told.
    assert {problem["code"] for problem in problems if problem["severity"] != "note"} == {"P302", "P304"}


def test_what_is_not_reported_is_listed_on_the_page_and_by_the_check(unit: Unit) -> None:
    assert unit.page is not None
    assert {missing.place: list(missing.names) for missing in unit.page.unreported} == UNREPORTED
    said = [problem.message for problem in unit.problems if problem.code == "N108"]
    assert len(said) == len(UNREPORTED)
    assert all(any(f"“{place}”" in message for message in said) for place in UNREPORTED)


def test_a_cell_without_a_fact_is_blank(unit: Unit) -> None:
    assert unit.page is not None
    cells = [cell for table in unit.page.tables for row in table.rows for cell in row.cells if cell.is_amount]
    assert [cell.text for cell in cells if cell.figure is None and cell.text] == []
    assert [cell.at for cell in cells if cell.figure is None and cell.at == ("教育专户核算", "金额")] != []


def test_the_page_ends_with_the_list_and_says_what_an_empty_table_is(units: Path, tmp_path: Path) -> None:
    assert disclose("build", "--no-pdf", "--units", units, "--out", tmp_path / "site").code == 0
    tree = html.fromstring((tmp_path / "site" / "107" / "2025" / "index.html").read_bytes())
    items = [item.text_content() for item in tree.get_element_by_id("unreported").iter("li")]
    assert items == [f"{place}：{'、'.join(names)}。" for place, names in UNREPORTED.items()]
    notes = {
        section: tree.get_element_by_id(section).text_content() for section in ("managed-transfers", "state-capital")
    }
    assert "本表没有填报。" in notes["managed-transfers"]
    assert "2025年未安排国有资本经营预算，本表格为空表。" in notes["state-capital"]


def test_the_same_figures_stand_in_both_units_of_money(unit: Unit) -> None:
    assert unit.page is not None
    table = unit.page.table("expenditure")
    assert table is not None
    printed = {cell.at: cell.text for row in table.rows for cell in row.cells if cell.at}
    # 9,389,913.00, 29,381.00万元 and 371,514,655.00 of the reference, by hand
    assert printed["2011301", "支出合计"] == "938.99"
    assert printed["215", "支出合计"] == "29381.00"
    assert printed["合计", "支出合计"] == "37151.47"
