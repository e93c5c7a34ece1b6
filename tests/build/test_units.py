"""Which files are published, which only checked, and which stop a build."""

import os
from pathlib import Path

import pytest

from generator.build.options import Options
from generator.build.run import build
from generator.build.units import read_units
from tests.government import WORKSPACE, Government, simple

DRAFT_WITH_ERRORS = {
    "a broken list": "状态: 草稿\n收入: [机关预算\n支出: []",
    "an unknown key": "状态: 草稿  # 待核\n收人: {一般公共预算财政拨款收入: 10}\n支出: []",
    "a quoted amount": "状态: 草稿" + simple('"10"'),
    "a contradiction": "状态: 草稿" + simple("10").replace("拨款收入: 10", "拨款收入: 11"),
    "no amounts at all": "状态: 草稿",
    "an unknown code": "状态: 草稿" + simple("10", code="2019876"),
    "dates in the wrong order": "状态: 草稿\n批复日期: 2026-03-01\n公开日期: 2026-02-01" + simple("10"),
}


def built(government: Government, folder: Path) -> list[str] | None:
    """The pages of the site, or nothing where it was not built."""
    site = folder / "site"
    outcome = build(Options(government.folder, site, with_pdf=False), WORKSPACE)
    if not outcome.done:
        return None
    found = sorted(str(path.relative_to(site)) for path in site.rglob("index.html"))
    return [path for path in found if path[0].isdigit() and path.count("/") == 2]


@pytest.mark.parametrize("fault", DRAFT_WITH_ERRORS)
def test_a_draft_with_errors_stops_nobody_and_reaches_no_page(tmp_path: Path, fault: str) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, DRAFT_WITH_ERRORS[fault])
    assert built(government, tmp_path) == ["156001/2026/index.html"]
    assert government.problems("156002/2026"), "the draft is checked all the same"


def test_a_draft_without_errors_reaches_no_page(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, "状态: 草稿" + simple("20"), name="示例草稿单位")
    assert built(government, tmp_path) == ["156001/2026/index.html"]
    assert not any("示例草稿单位" in path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html"))


@pytest.mark.parametrize("state", ["已批复", "已公开"])
@pytest.mark.parametrize("fault", [fault for fault in DRAFT_WITH_ERRORS if fault != "no amounts at all"])
def test_the_same_errors_in_another_state_stop_the_build(tmp_path: Path, fault: str, state: str) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, DRAFT_WITH_ERRORS[fault].replace("草稿", state))
    assert built(government, tmp_path) is None


@pytest.mark.parametrize("state", ["", "状态: 草稿\n"])
def test_a_copy_with_another_s_year_is_told_and_is_no_page_of_its_own(tmp_path: Path, state: str) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, simple("10"))
    government.write("156001", 2027, f"{state}年度: 2026\n" + simple("20"))
    wanted = Options(government.folder, tmp_path / "site", with_pdf=False, is_preview=bool(state))
    outcome = build(wanted, WORKSPACE)
    assert [each.span.path for each in outcome.report.problems if each.code == "N105"] == [
        os.path.relpath(government.folder / "156001" / "2027.yaml")
    ]
    assert outcome.done == bool(state)
    pages = sorted(each.parent.name for each in (tmp_path / "site").glob("156001/*/index.html"))
    assert pages == (["2026"] if state else [])


def test_a_broken_file_that_speaks_of_a_draft_elsewhere_is_none(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, "前言: |-\n  状态: 草稿\n收入: [机关预算")
    assert built(government, tmp_path) is None


def test_a_link_is_no_draft_whatever_it_points_to(tmp_path: Path) -> None:
    government = Government(tmp_path)
    draft = government.write("156001", 2026, "状态: 草稿" + simple("10"))
    link = government.folder / "156002" / "2026.yaml"
    link.parent.mkdir()
    link.symlink_to(draft)
    assert government.units()["156002/2026"].is_refused


def test_an_approved_disclosure_is_published(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, "状态: 已批复" + simple("10"))
    assert built(government, tmp_path) == ["156001/2026/index.html"]


KEPT_BACK = "状态: 依法不公开\n不公开依据: 《中华人民共和国保守国家秘密法》"


def test_a_unit_that_may_not_be_published_has_no_page_and_no_problem(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, KEPT_BACK)
    assert government.codes("156002/2026") == []
    assert built(government, tmp_path) == ["156001/2026/index.html"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("状态: 依法不公开", ["N110"]),
        (KEPT_BACK + simple("10"), ["N109", "N109"]),
        (KEPT_BACK + "\n上年: {口径: 年初预算, 会议费: 3}", ["N109"]),
        (KEPT_BACK + "\n会议费: 3", ["N109"]),
        (KEPT_BACK + "\n非税收入: 3", ["N109"]),
    ],
)
def test_a_unit_that_may_not_be_published_says_why_and_has_no_figures(
    tmp_path: Path, text: str, codes: list[str]
) -> None:
    government = Government(tmp_path)
    government.write("156002", 2026, text)
    assert government.codes("156002/2026") == codes
    assert government.units()["156002/2026"].is_refused


def test_a_department_may_be_kept_back_with_its_units_listed(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, KEPT_BACK + "\n所属单位:\n  - {代码: 156001, 名称: 示例156001, 性质: 行政}")
    government.write("156001", 2026, KEPT_BACK)
    assert government.codes("156/2026") == []


def test_a_missing_unit_stops_the_build_of_everything(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, "所属单位:\n  - {代码: 156001, 名称: 示例156001, 性质: 行政}")
    government.write("157001", 2026, simple("10"))
    assert built(government, tmp_path) is None


def test_one_file_is_checked_with_what_it_depends_on(tmp_path: Path) -> None:
    government = Government(tmp_path)
    department = government.write("156", 2026, "所属单位:\n  - {代码: 156001, 名称: 示例156001, 性质: 行政}")
    government.write("156001", 2026, simple("10"))
    (unit,) = read_units([department], WORKSPACE)
    assert unit.page is not None
    assert unit.page.budget.cell("收入", "收入总计").yuan == 100_000


@pytest.mark.parametrize("key", ["收入", "支出"])
def test_a_file_that_holds_its_own_amounts_has_both_sides(tmp_path: Path, key: str) -> None:
    government = Government(tmp_path)
    text = {"收入": "收入: {一般公共预算财政拨款收入: 0}", "支出": "支出: []"}
    government.write("156001", 2026, text["支出" if key == "收入" else "收入"])
    (problem,) = government.problems("156001/2026")
    assert problem.code == "N107"
    assert f"缺少“{key}”" in problem.message
