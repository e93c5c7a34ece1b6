"""Who stands above whom, what came the year before, and why a unit's figures cannot be had."""

from pathlib import Path

from tests.government import Government, simple

DEPARTMENT = """
所属单位:
  - {代码: 156001, 名称: 示例156001, 性质: 行政}
  - {代码: 156002, 名称: 示例156002, 性质: 事业}
"""


def test_a_missing_unit_is_named_and_nothing_is_summed(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, DEPARTMENT)
    government.write("156001", 2026, simple("10"))
    (problem,) = government.problems("156/2026")
    assert problem.code == "H201"
    assert "156002 示例156002" in problem.message
    assert "没有文件 156002/2026.yaml" in problem.message
    assert problem.span.line == 8
    assert government.units()["156/2026"].page is None


def test_a_failed_unit_is_named_with_its_file(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, DEPARTMENT)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, simple('"10"'))
    (problem,) = government.problems("156/2026")
    assert problem.code == "H201"
    assert "156002/2026.yaml 有错" in problem.message


def test_a_unit_whose_file_says_another_code_cannot_be_used(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, DEPARTMENT)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, "单位代码: 156003" + simple("10"))
    assert government.codes("156/2026") == ["H201"]
    assert "N105" in government.codes("156002/2026")


def test_a_draft_unit_keeps_its_department_from_being_summed(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, DEPARTMENT)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, "状态: 草稿" + simple("20"))
    (problem,) = government.problems("156/2026")
    assert "156002/2026.yaml 还是草稿" in problem.message


def test_a_draft_department_sums_its_draft_units(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, "状态: 草稿" + DEPARTMENT)
    government.write("156001", 2026, simple("10"))
    government.write("156002", 2026, "状态: 草稿" + simple("20"))
    assert government.codes("156/2026") == []
    assert government.page("156/2026").budget.cell("收入", "收入总计").yuan == 300_000


def test_a_unit_missing_two_tiers_down_is_said_at_every_tier(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156", 2026, "所属单位:\n  - {代码: 156001, 名称: 示例156001, 性质: 事业}")
    government.write("156001", 2026, "所属单位:\n  - {代码: 156001002, 名称: 示例156001002, 性质: 事业}")
    assert "156001/2026.yaml 缺少所属单位的数" in government.problems("156/2026")[0].message
    assert "没有文件 156001002/2026.yaml" in government.problems("156001/2026")[0].message


def test_a_code_that_only_begins_like_the_department_is_not_its_unit(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, "所属单位:\n  - {代码: 156002, 名称: 示例156002, 性质: 事业}")
    government.write("156002", 2026, simple("10"))
    (problem,) = government.problems("156001/2026")
    assert "代码“156002”不在 156001 之下" in problem.message


def test_last_year_is_found_under_the_former_code(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156003", 2026, "原代码: 156002\n原名称: 旧名" + simple("12"), name="新名")
    government.write("156002", 2025, simple("10"), name="旧名")
    assert government.codes("156003/2026") == []
    assert government.page("156003/2026").tell("收入/收入总计").last == "10"
