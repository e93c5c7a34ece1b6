"""Names and codes that changed between two years."""

from pathlib import Path

import pytest

from tests.derive.test_accounts import LAST, THIS, two_years
from tests.government import Government


def renamed(folder: Path, before: str, now: str, extra: str = "") -> Government:
    government = Government(folder)
    government.write("156001", 2025, LAST, name=before)
    government.write("156001", 2026, extra + THIS, name=now)
    return government


def test_a_renamed_unit_that_does_not_say_so_is_a_warning(tmp_path: Path) -> None:
    (problem,) = renamed(tmp_path, "示例市档案局", "示例市档案馆").problems("156001/2026")
    assert (problem.code, problem.span.line) == ("H104", 2)
    assert "156001/2025.yaml" in problem.message
    assert "原名称: 示例市档案局" in problem.message


def test_a_renamed_unit_that_says_so_is_silent(tmp_path: Path) -> None:
    assert renamed(tmp_path, "示例市档案局", "示例市档案馆", "原名称: 示例市档案局").codes("156001/2026") == []


@pytest.mark.parametrize("former", ["示例市挡案局", "示例市档案馆"])
def test_a_former_name_that_is_not_last_years_is_a_warning(tmp_path: Path, former: str) -> None:
    government = renamed(tmp_path, "示例市档案局", "示例市档案馆", f"原名称: {former}")
    assert government.codes("156001/2026") == ["H104"]


def test_a_former_name_of_a_unit_that_was_not_renamed_is_a_warning(tmp_path: Path) -> None:
    government = renamed(tmp_path, "示例市档案馆", "示例市档案馆", "原名称: 示例市档案馆")
    assert government.codes("156001/2026") == ["H104"]


def test_a_former_code_without_a_file_is_a_warning_where_the_code_itself_had_one(tmp_path: Path) -> None:
    government = renamed(tmp_path, "示例甲", "示例甲", "原代码: 156009")
    (problem,) = government.problems("156001/2026")
    assert problem.code == "H105"
    assert "156009/2025.yaml" in problem.message


def test_a_replaced_code_that_last_year_did_not_use_is_a_warning(tmp_path: Path) -> None:
    change = "上年: {口径: 年初预算, 科目变更: [{原科目: 2010311, 现科目: 2013901}]}"
    (problem,) = two_years(tmp_path, this=THIS + change).problems("156001/2026")
    assert problem.code == "H106"
    assert "2010311" in problem.message


@pytest.mark.parametrize(("old", "is_used"), [("2010301", True), ("20103", False), ("201", False)])
def test_a_replaced_code_is_used_only_as_it_was_typed(tmp_path: Path, old: str, *, is_used: bool) -> None:
    change = f"上年: {{口径: 年初预算, 科目变更: [{{原科目: {old}, 现科目: 2013901}}]}}"
    assert ("H106" in two_years(tmp_path, this=THIS + change).codes("156001/2026")) is not is_used
