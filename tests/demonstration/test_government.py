"""The demonstration government as a whole: same bytes, no errors, every feature in use, every page says what it is."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from generator.build.run import Options, build
from generator.build.sources import find_files
from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace
from generator.problems import Severity
from tests.build.profiles import workspace
from tests.demonstration.ledger import read as typed_in
from tests.government import drawn

DRAFT = "104001/2027"


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        found.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return found.hexdigest()


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(units: Path, tmp_path: Path) -> None:
    assert digest(drawn(tmp_path / "again")) == digest(units)
    assert digest(drawn(tmp_path / "other", "--seed", "7")) != digest(units)


def test_there_are_four_departments_fourteen_units_and_three_years(units: Path) -> None:
    files = {path: typed_in(path) for path in units.glob("*/*.yaml")}
    published = [data for data in files.values() if data["状态"] != "草稿"]
    assert {data["年度"] for data in published} == {"2024", "2025", "2026"}
    assert len({data["单位代码"] for data in published if len(data["单位代码"]) == 3}) == 4
    leaves = {data["单位代码"] for data in published if "所属单位" not in data}
    assert len(leaves - {"101004"}) == 14, "101004 is the former code of 101014"


def test_it_checks_without_errors_and_its_warnings_are_the_drafts_missing_reasons(taken: dict[str, Unit]) -> None:
    errors = [problem for unit in taken.values() for problem in unit.problems if problem.severity is Severity.ERROR]
    assert errors == []
    warned = {
        (address, problem.code)
        for address, unit in taken.items()
        for problem in unit.problems
        if problem.severity is Severity.WARNING
    }
    assert warned == {(DRAFT, "P303")}


def test_its_notes_are_roundings_and_what_the_features_call_for(taken: dict[str, Unit]) -> None:
    notes = Counter(
        problem.code
        for unit in taken.values()
        for problem in unit.problems
        if problem.severity is Severity.NOTE and "尾差" not in problem.message
    )
    assert set(notes) <= {"F3", "H102", "H107", "N108", "P209"}
    assert notes["F3"] == 3, "waived, each year"
    assert notes["H102"] == 1, "the restated figure"


FEATURES = {
    "a department that holds its own amounts": r"^汇总: 否$",
    "a unit without a file of its own": r"预算: 不单列",
    "a unit within its department's own budget": r"预算: 并入本级",
    "a unit that may not be published": r"^状态: 依法不公开$",
    "a draft": r"^状态: 草稿$",
    "approved and not yet published": r"^状态: 已批复$",
    "a correction": r"^更正:$",
    "a review": r"^保密审查:",
    "an approval date": r"^批复日期:",
    "a publishing date": r"^公开日期:",
    "amounts in 元": r"^金额单位: 元$",
    "amounts in 万元": r"^金额单位: 万元$",
    "stated totals": r"科目: 合计, 支出合计:",
    "own income": r"^  事业收入: [1-9]",
    "fees": r"^  教育专户核算: [1-9]",
    "fiscal money carried in": r"^  财政性资金: [1-9]",
    "other money carried in": r"结转来源: 非财政性资金",
    "money carried on": r"^年终结转结余: \{.*财政性资金: [1-9]",
    "government funds": r"资金: 政府性基金预算",
    "state capital": r"资金: 国有资本经营预算",
    "transfers": r"政府性基金预算项目支出: [1-9]",
    "an empty table": r"^部门管理转移支付: \[\]$",
    "a former code": r"^原代码:",
    "a former name": r"^原名称:",
    "a replaced function code": r"科目变更:",
    "an explained difference": r"差异说明:",
    "last year's execution": r"口径: 执行数",
    "a waiver": r"^豁免:$",
    "rare characters": r"昇.*",
    "more of them": r"喆",
    "and more": r"玥",
    "a long name": r"^单位名称: .{30,}$",
    "persons employed and retired": r"^人员情况:\n  .*实有: \d+}\n  离退休: {实有: \d+}$",
    "a project of a fund": r"^    资金: 政府性基金预算$",
}


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_is_in_use(units: Path, feature: str) -> None:
    texts = [path.read_text("utf-8") for path in sorted(units.glob("*/*.yaml"))]
    assert any(re.search(FEATURES[feature], text, re.MULTILINE) for text in texts)


def test_a_unit_opens_one_closes_and_performance_tables_differ_in_length(units: Path) -> None:
    assert not (units / "101003" / "2024.yaml").exists()
    assert (units / "101003" / "2025.yaml").exists()
    assert (units / "103003" / "2025.yaml").exists()
    assert not (units / "103003" / "2026.yaml").exists()
    lengths = {path.read_text("utf-8").count("比较:") for path in units.glob("*/2026.yaml")}
    assert len(lengths) > 4
    assert max(lengths) > 30


def test_social_insurance_and_housing_follow_from_wages(units: Path) -> None:
    for path in units.glob("*/*.yaml"):
        data = typed_in(path)
        lines = {line["科目"]: line for line in data.get("基本支出经济分类", ())}
        if lines and len(path.parent.name) > 3:
            typed = {code: Fraction(line.get("金额") or line.get("人员经费", 0)) for code, line in lines.items()}
            wages = sum(typed.get(code, 0) for code in ("30101", "30102", "30103", "30107"))
            for code, share in (("30108", 16), ("30113", 12)):
                assert abs(typed[code] - wages * share / 100) < Fraction(2, 100), (path, code)


def test_every_page_says_that_the_data_are_a_demonstration(site: Path) -> None:
    pages = [path for path in site.rglob("*.html") if "rules" not in path.parts]
    assert len(pages) > 60
    assert [path for path in pages if "示例数据" not in path.read_text("utf-8")] == []


def test_the_draft_reaches_no_page_and_the_unit_kept_back_has_no_figures(site: Path) -> None:
    assert not (site / "104001" / "2027").exists()
    assert not (site / "104003").exists()
    home = (site / "index.html").read_text("utf-8")
    assert "2027" not in home
    assert "示例市特别勤务队" in home


def test_a_renamed_unit_is_compared_with_what_it_was(taken: dict[str, Unit]) -> None:
    page = taken["101014/2026"].page
    before = taken["101004/2025"].page
    assert page is not None
    assert before is not None
    told, last = page.tell("收入/收入总计"), before.tell("收入/收入总计")
    assert told is not None
    assert last is not None
    assert told.last == last.text


IN_YUAN = """
继承: gansu
名称: 元
表格: {金额单位: 元, 千分位: 是}
"""


@pytest.mark.parametrize("address", ["103002001/2026", "102002/2026", "101/2026"])
def test_the_same_figures_in_two_profiles_print_right_in_both_units_of_money(
    units: Path, tmp_path: Path, address: str
) -> None:
    copied = tmp_path / "units"
    shutil.copytree(units, copied)
    path = copied / f"{address}.yaml"
    path.write_text(path.read_text("utf-8").replace("版式: gansu", "版式: in-yuan"), "utf-8")
    place = workspace(tmp_path, in_yuan=IN_YUAN)
    one, other = (read_units([folder / f"{address}.yaml"], place)[0] for folder in (units, copied))
    assert one.page is not None
    assert other.page is not None
    compared = 0
    for table, again in zip(one.page.tables, other.page.tables, strict=True):
        for row, same in zip(table.rows, again.rows, strict=True):
            for cell, exact in zip(row.cells, same.cells, strict=True):
                if cell.figure is not None and not table.is_performance and exact.text:
                    yuan = Fraction(exact.text.replace(",", ""))
                    assert yuan == Fraction(cell.figure.yuan)
                    assert Fraction(cell.text) == Fraction(int(yuan / 100 + Fraction(1, 2)), 100)
                    compared += 1
    assert compared > 100


@pytest.mark.parametrize("address", ["104001/2026", "104/2026"])
def test_the_same_figures_in_two_regions_reports_print_right_in_both_units_of_money(
    units: Path, tmp_path: Path, address: str
) -> None:
    copied = tmp_path / "units"
    shutil.copytree(units, copied)
    path = copied / f"{address}.yaml"
    path.write_text(path.read_text("utf-8").replace("版式: shanghai", "版式: gansu"), "utf-8")
    shown = []
    for folder in (units, copied):
        (unit,) = read_units([folder / f"{address}.yaml"], Workspace())
        assert unit.page is not None
        shown.append({
            (table.kind, cell.at): (Fraction(cell.text.replace(",", "") or 0), table.unit)
            for table in unit.page.tables for row in table.rows for cell in row.cells
            if cell.at and cell.figure and table.unit
        })  # fmt: skip
    both = shown[0].keys() & shown[1].keys()
    assert {kind for kind, _ in both} >= {"general-budget", "basic", "expenditure", "appropriation-balance"}
    for at in both:
        (yuan, unit), (wan, other) = shown[0][at], shown[1][at]
        assert other == "万元"
        assert wan == (Fraction(int(yuan / 100 + Fraction(1, 2)), 100) if unit == "元" else yuan), at
    assert len({shown[0][at][1] for at in both}) == 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 11))
def test_other_seeds_check_without_errors_too(tmp_path: Path, seed: int) -> None:
    folder = drawn(tmp_path / "units", "--seed", str(seed))
    found = read_units(find_files(folder), Workspace())
    worse = [problem for unit in found for problem in unit.problems if problem.severity is not Severity.NOTE]
    assert {(problem.code, "2027" in problem.span.path) for problem in worse} <= {("P303", True)}


@pytest.mark.slow
@pytest.mark.parametrize("years", ["2", "5"])
def test_more_units_and_other_years_check_without_errors(tmp_path: Path, years: str) -> None:
    folder = drawn(tmp_path / "units", "--units", "60", "--years", years)
    found = read_units(find_files(folder), Workspace())
    worse = {problem.code for unit in found for problem in unit.problems if problem.severity is not Severity.NOTE}
    assert worse <= {"P303"}
    assert len([unit for unit in found if unit.page is not None]) > 60 * int(years) - 40


@pytest.mark.slow
def test_departments_and_units_print_as_pdf(units: Path, tmp_path: Path) -> None:
    few = tmp_path / "units"
    for path in units.glob("104*/*.yaml"):
        (few / path.parent.name).mkdir(parents=True, exist_ok=True)
        (few / path.parent.name / path.name).write_bytes(path.read_bytes())
    for path in few.glob("*/2025.yaml"):
        path.unlink()
    outcome = build(Options(few, tmp_path / "site"), Workspace())
    assert outcome.done
    listed = json.loads((tmp_path / "site" / "manifest.json").read_bytes())["files"]
    assert len([name for name in listed if name.endswith(".pdf")]) == 6
