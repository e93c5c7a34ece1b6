"""Which units a department lists, and how they list themselves."""

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.check.rules.test_departments import SUM, sum_of
from tests.government import simple


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("名称: 示例156001", "名称: 示例一五六", "示例一五六"), ("性质: 行政", "性质: 事业", "性质是“事业”")],
)
def test_a_unit_listed_otherwise_than_its_file_says(tmp_path: Path, old: str, new: str, found: str) -> None:
    government = sum_of(tmp_path, SUM.replace(old, new), u156001="性质: 行政" + simple("10"))
    (problem,) = government.problems("156/2026")
    assert problem.code == "H202"
    assert found in problem.message


def test_a_unit_listed_twice_is_refused(tmp_path: Path) -> None:
    government = sum_of(tmp_path, SUM + SUM.strip().split("\n")[-1])
    assert "H205" in government.codes("156/2026")


def test_a_unit_without_a_code_is_named(tmp_path: Path) -> None:
    government = sum_of(tmp_path, SUM + "  - {名称: 示例中心, 性质: 事业}\n")
    assert "示例中心" in government.problems("156/2026")[0].message


def test_a_unit_listed_by_the_department_and_by_the_unit_above_it_is_refused(tmp_path: Path) -> None:
    government = sum_of(
        tmp_path,
        SUM + "  - {代码: 156001002, 名称: 示例156001002, 性质: 事业}\n",
        u156001="所属单位:\n  - {代码: 156001002, 名称: 示例156001002, 性质: 事业}",
        u156001002=simple("10"),
    )
    (problem,) = (each for each in government.problems("156/2026") if each.code == "H205")
    assert "已由 156001" in problem.message
    assert government.problems("156/2026", Severity.NOTE) == []


def test_a_unit_with_a_file_that_its_department_does_not_list_is_an_error(tmp_path: Path) -> None:
    government = sum_of(tmp_path, u156001=simple("10"), u156002=simple("20"))
    (problem,) = government.problems("156002/2026")
    assert problem.code == "H206"
    assert "156/2026.yaml" in problem.message
    assert government.codes("156001/2026") == []


def test_a_unit_with_a_file_that_is_listed_as_having_none_is_an_error(tmp_path: Path) -> None:
    government = sum_of(
        tmp_path,
        SUM + "  - {代码: 156002, 名称: 示例156002, 性质: 事业, 预算: 并入本级}\n",
        u156001=simple("10"),
        u156002=simple("20"),
    )
    assert government.codes("156002/2026") == ["H206"]


def test_a_sub_unit_listed_by_the_unit_above_it_needs_no_second_listing(tmp_path: Path) -> None:
    government = sum_of(
        tmp_path,
        u156001="所属单位:\n  - {代码: 156001002, 名称: 示例156001002, 性质: 事业}",
        u156001002=simple("10"),
    )
    assert [address for address in government.units() if government.codes(address)] == []
