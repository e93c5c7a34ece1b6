"""Every derived figure of random budgets against an independent calculation in fractions."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from generator.build.units import Reader
from generator.build.workspace import Workspace
from generator.derive.budget import Budget, project_sheet
from generator.load import load
from generator.model.codes import TOTAL
from generator.model.reading import disclosure_from_document
from generator.validate import check_schema
from generator.view.page import DisclosurePage
from tests.derive.budgets import budgets
from tests.derive.oracle import FISCAL, PROJECT, Cells, Sheet, all_sheets, rate, shown
from tests.load.damage import yaml_text

READER = Reader(Workspace())
TOLD = (
    ("支出", "合计", "支出合计"),
    ("支出", "合计", "基本支出"),
    ("收入", "收入总计", "金额"),
    ("三公经费", "三公经费", "金额"),
    ("三公经费", "会议费", "金额"),
    ("支出·一般公共预算", "合计", "项目支出"),
)


def page_of(data: dict[str, Any]) -> DisclosurePage:
    """Take plain data through every stage as a file would go."""
    document, problems = load("units/156001/2026.yaml", yaml_text(data).encode())
    assert document is not None
    assert not problems
    assert not check_schema(document, Workspace().schema)
    return READER.page(disclosure_from_document(document))


def cells_of(budget: Budget) -> dict[str, Cells]:
    return {
        name: {at: Fraction(figure.yuan) for at, figure in sheet.cells.items()} for name, sheet in budget.sheets.items()
    }


def check_changes(page: DisclosurePage, this: dict[str, Cells], last: dict[str, Cells]) -> None:
    """Compare what sentences tell with the figures as a reader sees them: in 万元, two decimals, half up."""
    for sheet, row, column in TOLD:
        told = page.tell(f"{sheet}/{row}/{column}")
        known, before = this[sheet].get((row, column)), last.get(sheet, {}).get((row, column))
        assert (told is None) == (known is None)
        if told is None or known is None:
            continue
        assert Fraction(Decimal(told.text)) == shown(known, 10000)
        assert (told.change is None) == (before is None)
        if told.change is None or before is None:
            continue
        one, other = shown(known, 10000), shown(before, 10000)
        assert Fraction(told.change.difference) == abs(one - other)
        if one == other or other == 0:
            assert told.change.rate is None
        else:
            assert Fraction(Decimal(told.rate)) == rate(one, other)
            assert told.change.direction.value == ("增加" if one > other else "减少")


def check_project(page: DisclosurePage, data: dict[str, Any], this: dict[str, Cells]) -> None:
    unit = 10000 if data["金额单位"] == "万元" else 1
    project = data["项目"][0]
    typed = {
        (row, column): Fraction(value) * unit for column in ("中期", "年度") for row, value in project[column].items()
    }
    spent = this[f"支出·{FISCAL[0]}"].get((PROJECT, "项目支出"))
    if spent is not None:
        typed["财政拨款", "年度"] = spent
    sheet = project_sheet(page.disclosure.projects[0], page.budget, page.disclosure.unit)
    expected = Sheet(typed, {"资金总额": ("财政拨款", "其他资金")}, ("中期", "年度")).cells()
    assert {at: Fraction(figure.yuan) for at, figure in sheet.cells.items()} == expected


def check_budget(data: dict[str, Any]) -> None:
    page = page_of(data)
    this, last = all_sheets(data), {}
    assert cells_of(page.budget) == this
    if "上年" in data:
        assert page.last is not None
        last = all_sheets(data["上年"] | {"金额单位": data["金额单位"]})
        assert cells_of(page.last) == last
    check_changes(page, this, last)
    check_project(page, data, this)


FAST = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@settings(FAST, max_examples=150)
@given(budgets())
def test_every_derived_figure_equals_an_independent_calculation(data: dict[str, Any]) -> None:
    check_budget(data)


@pytest.mark.slow
@settings(FAST, max_examples=10_000)
@given(budgets())
def test_every_derived_figure_of_ten_thousand_budgets_equals_an_independent_calculation(data: dict[str, Any]) -> None:
    check_budget(data)


def test_a_stated_grand_total_of_basic_expenditure_is_the_total_of_both_kinds() -> None:
    data = {
        "单位代码": "156001",
        "单位名称": "某办公室",
        "年度": 2026,
        "版式": "gansu",
        "状态": "草稿",
        "收入": {},
        "支出": [],
        "基本支出经济分类": [{"科目": "合计", "金额": 303}, {"科目": 30101, "金额": 300}, {"科目": 30201, "金额": 3}],
    }
    sheet = page_of(data).budget.sheets["基本支出经济分类"]
    assert {column: int(sheet.cells[TOTAL, column].yuan) for column in sheet.columns} == {
        "合计": 3_030_000,
        "人员经费": 3_000_000,
        "公用经费": 30_000,
    }
