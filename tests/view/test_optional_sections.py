"""Sections that a profile may switch on, each told from the facts of a file, or said not to be reported."""

from pathlib import Path

import pytest
from lxml import html

from generator.build.units import read_units
from tests.build.profiles import printed, workspace
from tests.editing import edited
from tests.government import Government, simple

PROFILE = """继承: gansu
名称: 试
部分:
  explanation:
    节: [balance, vehicles, new-assets, purchased-services, small-business, staff, project-texts]
"""
FACTS = """
政府购买服务:
  - {内容: 会计/审计服务, 金额: 3}
  - {内容: 培训服务, 金额: 4.5}
中小企业采购: {中小企业预留: 6.00, 小微企业预留: 3.00}
新增资产配置:
  金额: 25
  车辆用途: {机要通信用车: 1, 其他用车: 0}
  大型设备: 2
人员情况:
  行政: {编制: 20, 实有: 18}
  事业: {编制: 5, 实有: 5}
  离退休: {实有: 3}
"""
PROJECT = """
    概述: 保障巡察工作。
    立项依据:
      - 《巡察工作条例》。
      - 《巡察工作规划》。
    实施方案: 分两轮开展。
    实施周期: 2026.1.1-2026.12.31
    预算安排:
      - {内容: 差旅, 金额: 82}
      - {内容: 培训, 金额: 20}
    中期: {起始年: 2026"""
USES = """数量: 3, 价值: 0}\n  车辆用途: {机要通信用车: 2, 其他用车: 1}\n  大型设备: 0"""


def text_of(folder: Path, *changes: tuple[str, str], more: str = "") -> str:
    place = workspace(folder, more=PROFILE)
    path = folder / "units" / "156001" / "2026.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(edited(("版式: gansu", "版式: more"), *changes) + more, "utf-8")
    (unit,) = read_units([path], place)
    assert unit.page is not None, unit.problems
    return "".join(html.fromstring(printed(unit.page, place)).text_content().split())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    project = ("\n    中期: {起始年: 2026", PROJECT)
    return text_of(tmp_path_factory.mktemp("told"), ("数量: 0, 价值: 0}", USES), project, more=FACTS)


@pytest.mark.parametrize(
    "sentence",
    [
        "2026年政府购买服务预算7.5万元，其中：会计/审计服务3万元，培训服务4.5万元。",
        "面向中小企业预留6万元，占政府采购预算的58.88%，其中面向小微企业预留3万元，占50%。",
        "2026年新增资产配置预算25万元。",
        "2026年安排购置车辆1辆，其中：机要通信用车1辆、其他用车0辆；安排购置单价100万元（含）以上设备（不含车辆）2台（套）。",
        "2025年末，中共定西市委巡察工作领导小组办公室共有车辆3辆，其中：机要通信用车2辆、其他用车1辆；有单价100万元",
        "行政人员编制20人、实有18人；事业人员编制5人、实有5人；离退休人员实有3人。",
        "一、项目概述保障巡察工作。二、立项依据1.《巡察工作条例》。2.《巡察工作规划》。三、实施主体",
        "年度预算安排2026年度项目总预算102万元，其中差旅82万元，培训20万元，合计102万元。",
    ],
)
def test_a_section_tells_its_facts(told: str, sentence: str) -> None:
    assert sentence in told


def test_a_section_without_facts_says_so_and_is_listed(tmp_path: Path) -> None:
    text = text_of(tmp_path)
    for what in ("政府购买服务预算", "面向中小企业的政府采购", "新增资产配置", "车辆和大型设备情况", "人员情况"):
        assert f"{what}未填报。" in text
    listed = text[text.rindex("以下内容没有填报") :]
    assert "车辆和大型设备情况：车辆用途、大型设备。" in listed
    assert "政府购买服务情况：政府购买服务。" in listed


def test_an_empty_list_means_none(tmp_path: Path) -> None:
    assert "2026年未安排政府购买服务预算。" in text_of(tmp_path, more="\n政府购买服务: []\n")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("\n中小企业采购: {中小企业预留: 10.20, 小微企业预留: 3}\n", "E2"),
        ("\n中小企业采购: {中小企业预留: 6, 小微企业预留: 6.01}\n", "E2"),
        ("\n中小企业采购: {中小企业预留: 10.19, 小微企业预留: 10.19}\n", ""),
    ],
)
def test_what_is_reserved_is_no_more_than_what_it_is_part_of(more: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "units" / "156001" / "2026.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(edited() + more, "utf-8")
    (unit,) = read_units([path], workspace(tmp_path))
    said = {problem.code for problem in unit.problems if problem.code == "E2" and "预留" in problem.message}
    assert said == ({code} if code else set())


def test_a_project_arranged_for_more_than_it_has_is_a_contradiction(tmp_path: Path) -> None:
    path = tmp_path / "units" / "156001" / "2026.yaml"
    path.parent.mkdir(parents=True)
    typed = PROJECT.replace("金额: 20}", "金额: 20.5}").replace("\n    中期", "\n    年度: {财政拨款: 102}\n    中期")
    path.write_text(edited(("\n    中期: {起始年: 2026", typed)), "utf-8")
    (unit,) = read_units([path], workspace(tmp_path))
    (found,) = [problem for problem in unit.problems if problem.severity.value == "error"]
    assert found.code == "F2"
    assert "102.00" in found.message and "102.50" in found.message


def test_a_unit_without_units_tells_of_its_organisation_in_words(tmp_path: Path) -> None:
    government = Government(tmp_path)
    extra = "版式: shanghai\n机构设置:\n  机关内设机构: 设办公室、业务科。\n"
    government.write("104001", 2026, simple("100.00", extra=extra))
    assert "设办公室、业务科。" in government.text("104001/2026")
