"""The reference's thirteen tables, made by hand and saved by LibreOffice, give the facts of the unit file."""

from pathlib import Path

import pytest

from generator.model import sheets
from tests.editing import ROOT
from tests.workbook.importing import FIXTURES, disclosure_at, facts, imported, printed

WORKBOOKS = ["reference-tables.xlsx", "reference-tables.xls"]
LISTS = [sheets.INCOME, sheets.EXPENDITURE, sheets.BASIC, sheets.THREE_PUBLIC, sheets.TRANSFERS, sheets.BALANCE]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_file_that_has_these_facts_stays_byte_for_byte(tmp_path: Path, name: str) -> None:
    outcome = imported(tmp_path, FIXTURES / name)
    assert outcome.said() == []
    assert outcome.after == outcome.before
    assert not outcome.done.is_written


@pytest.mark.parametrize("name", WORKBOOKS)
@pytest.mark.parametrize("sheet", LISTS)
def test_a_new_file_has_the_facts_that_the_tables_hold(tmp_path: Path, name: str, sheet: str) -> None:
    imported(tmp_path, FIXTURES / name, into_nothing=True)
    assert facts(disclosure_at(tmp_path / "units"), sheet) == facts(disclosure_at(ROOT / "units"), sheet)


def test_only_the_total_of_goods_which_no_table_prints_is_not_there(tmp_path: Path) -> None:
    imported(tmp_path, FIXTURES / "reference-tables.xlsx", into_nothing=True)
    made = facts(disclosure_at(tmp_path / "units"), sheets.PROCUREMENT)
    known = facts(disclosure_at(ROOT / "units"), sheets.PROCUREMENT)
    assert known.items() - made.items() == {(("一般公共预算", "A", "金额"), "3.59")}
    assert made.items() <= known.items()


def test_every_table_of_the_new_file_prints_what_the_reference_prints(tmp_path: Path) -> None:
    imported(tmp_path, FIXTURES / "reference-tables.xlsx", into_nothing=True)
    assert printed(tmp_path / "units") == printed(ROOT / "units")


def test_the_new_file_is_a_draft_with_marks_for_what_no_table_tells(tmp_path: Path) -> None:
    text = imported(tmp_path, FIXTURES / "reference-tables.xlsx", into_nothing=True).after
    assert text.startswith("# yaml-language-server: $schema=../../schema/unit.schema.json\n单位代码: 156001\n")
    assert "\n年度: 2026\n版式: gansu\n金额单位: 万元\n状态: 草稿\n" in text
    assert "\n部门职责: TODO\n" in text


def test_another_spelling_of_the_units_name_is_said(tmp_path: Path) -> None:
    outcome = imported(tmp_path, FIXTURES / "reference-tables.xlsx")
    (said,) = (remark for remark in outcome.done.remarks if "单位名称" in remark.text)
    assert str(said.place) == "表八!B7"
    assert said.text.endswith("与文件中的不同，应为“中共定西市委巡察工作领导小组办公室”。")
