"""The files over all disclosures: no amount is counted twice, and every copy says the same."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.export.data import DisclosureData
from generator.export.database import fen
from generator.export.long_form import SHEETS
from generator.model import sheets
from tests.build.government import FILES
from tests.editing import REFERENCE, ROOT
from tests.export.reading import records

VIEWS = {sheets.EXPENDITURE, sheets.FISCAL, sheets.INCOME_BY_FUNCTION, sheets.APPROPRIATION, sheets.SOURCES}


@pytest.fixture(scope="module")
def amounts(site: Path) -> list[dict[str, str]]:
    return records(site / "data" / "amounts.csv")


@pytest.fixture(scope="module")
def database(site: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{site / 'data' / 'budgets.sqlite'}?mode=ro", uri=True)) as connection:
        yield connection


def summed(rows: list[dict[str, str]], *conditions: tuple[str, str]) -> dict[tuple[str, str], Decimal]:
    """Add the leaves of some rows up for each unit and year."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        if row["is_leaf"] == "true" and all(row[column] == value for column, value in conditions):
            found[row["code"], row["year"]] += Decimal(row["amount"])
    return dict(found)


def test_the_leaves_of_a_classification_add_up_to_what_was_typed(amounts: list[dict[str, str]]) -> None:
    typed = {
        tuple(address.split("/")): Decimal(match[1]) * 10000
        for address, text in FILES.items()
        if "草稿" not in text and (match := re.search(r"拨款收入: ([0-9.]+)", text))
    }
    for classification in ("收入", "支出功能分类"):
        found = summed(amounts, ("classification", classification))
        assert {at: found[at] for at in typed} == typed


def test_over_units_each_amount_is_counted_once(amounts: list[dict[str, str]]) -> None:
    found = summed(amounts, ("classification", "支出功能分类"), ("is_top", "true"), ("year", "2026"))
    assert "101" in {code for code, _ in found}, "the department counts its units' amounts"
    assert not {"101001", "101002"} & {code for code, _ in found}


def test_stated_totals_stand_beside_leaves_that_miss_them_by_rounding(amounts: list[dict[str, str]]) -> None:
    (total,) = [
        Decimal(row["amount"])
        for row in amounts
        if (row["code"], row["classification"], row["fund"], row["item"], row["column"])
        == ("156001", "支出功能分类", "一般公共预算", "合计", "支出合计")
    ]
    leaves = summed(amounts, ("classification", "支出功能分类"), ("code", "156001"))["156001", "2026"]
    assert (total, leaves) == (4053100, 4053000)


@pytest.mark.parametrize("address", ["156001/2026", "107/2025"])
def test_the_long_form_has_the_figures_of_the_official_tables(
    site: Path, amounts: list[dict[str, str]], address: str
) -> None:
    known = {
        (row["item"], row["column"]): row["amount"]
        for row in amounts
        if f"{row['code']}/{row['year']}" == address
        and (row["classification"], row["fund"]) == ("支出功能分类", "一般公共预算")
    }
    data = msgspec.json.decode((site / address / "data.json").read_bytes(), type=DisclosureData)
    (table,) = [table for table in data.tables if table.kind == "general-budget"]
    printed = {cell.at: cell.yuan for row in table.rows for cell in row.cells if cell.at and cell.yuan}
    assert printed == known


@pytest.mark.parametrize("path", [REFERENCE, ROOT / "examples" / "shanghai" / "units" / "107" / "2025.yaml"])
def test_no_sheet_of_figures_is_forgotten(path: Path) -> None:
    (unit,) = read_units([path], Workspace())
    assert unit.page
    by_source = {name for name in unit.page.budget.sheets if name.startswith(f"{sheets.by_fund('上年结转')}·")}
    assert set(unit.page.budget.sheets) == {*SHEETS, *VIEWS, *by_source}


def test_a_part_column_and_a_row_below_make_a_total_no_leaf(amounts: list[dict[str, str]]) -> None:
    found = {
        (row["item"], row["column"]): row["is_leaf"]
        for row in amounts
        if (row["code"], row["classification"]) == ("105", "支出功能分类")
    }
    assert found == {
        ("合计", "支出合计"): "false",
        ("合计", "基本支出"): "false",
        ("合计", "项目支出"): "false",
        ("201", "支出合计"): "false",
        ("201", "基本支出"): "false",
        ("201", "项目支出"): "false",
        ("20111", "支出合计"): "false",
        ("20111", "基本支出"): "false",
        ("20111", "项目支出"): "false",
        ("2011101", "支出合计"): "false",
        ("2011101", "基本支出"): "true",
        ("2011102", "支出合计"): "false",
        ("2011102", "项目支出"): "true",
    }


def test_the_list_and_the_amounts_agree_on_who_stands_at_the_top(site: Path, amounts: list[dict[str, str]]) -> None:
    listed = {(row["code"], row["year"]): row["is_top"] for row in records(site / "data" / "disclosures.csv")}
    assert {(row["code"], row["year"]): row["is_top"] for row in amounts} == listed
    assert listed["101001", "2026"] == "false"


def test_withheld_units_and_drafts_are_in_no_file(site: Path) -> None:
    for name in ("amounts.csv", "disclosures.csv"):
        assert not {"101003", "104001"} & {row["code"] for row in records(site / "data" / name)}


def test_the_database_has_the_same_amounts_to_the_fen(
    database: sqlite3.Connection, amounts: list[dict[str, str]]
) -> None:
    rows = database.execute('SELECT code, year, classification, item, fund, "column", fen FROM amounts')
    keys = ("code", "year", "classification", "item", "fund", "column")
    found = {tuple(map(str, at)): amount for *at, amount in rows}
    assert found == {tuple(row[key] for key in keys): Decimal(row["amount"]) * 100 for row in amounts}


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_the_guide_asks_the_database_is_answered(database: sqlite3.Connection) -> None:
    questions = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "data.md").read_text("utf-8"), re.DOTALL)
    by_class, receptions = [database.execute(question).fetchall() for question in questions]
    assert (2026, "221", 212900.0) in by_class
    assert receptions[0] == (2026, "示例市教育局", 15000.0)


def test_a_part_of_a_fen_is_no_amount() -> None:
    assert (fen("1.5"), fen("-0.01"), fen("405310000")) == (150, -1, 40531000000)
    with pytest.raises(ValueError, match=r"0\.005"):
        fen("0.005")
