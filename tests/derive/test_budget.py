"""Every derived figure of random budgets against an independent calculation in fractions."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from generator.derive.budget import Budget
from generator.derive.change import Direction
from generator.derive.projects import project_sheet
from generator.model.codes import TOTAL
from generator.view.page import DisclosurePage, Told
from tests.checking import page_of
from tests.derive.budgets import budgets
from tests.derive.oracle import FISCAL, PROJECT, Cells, Sheet, all_sheets, comparable, rate, shown
from tests.load.damage import yaml_text

Sheets = dict[str, Cells]
TOLD = (
    ("支出", "合计", "支出合计"),
    ("支出", "合计", "基本支出"),
    ("收入", "收入总计", "金额"),
    ("三公经费", "三公经费", "金额"),
    ("三公经费", "会议费", "金额"),
    ("支出·一般公共预算", "合计", "项目支出"),
)


def cells_of(budget: Budget) -> dict[str, Cells]:
    return {
        name: {at: Fraction(figure.yuan) for at, figure in sheet.cells.items()} for name, sheet in budget.sheets.items()
    }


def check_changes(page: DisclosurePage, this: dict[str, Cells], bases: list[tuple[Sheets, Sheets]]) -> None:
    """Compare what sentences tell with the figures as a reader sees them: in 万元, two decimals, half up."""
    for sheet, row, column in TOLD:
        told, known = page.tell(f"{sheet}/{row}/{column}"), this[sheet].get((row, column))
        assert (told is None) == (known is None)
        if told is None or known is None:
            continue
        assert Fraction(Decimal(told.text)) == shown(known, 10000)
        found = [(last[sheet].get((row, column)), by[sheet].get((row, column))) for last, by in bases]
        before, difference = next((one for one in found if one != (None, None)), (None, None))
        assert (told.change is None) == (before is None and difference is None)
        if told.change is not None:
            check_change(told, shown(known, 10000), before, difference)


def check_change(told: Told, this: Fraction, before: Fraction | None, difference: Fraction | None) -> None:
    """Compare a change with the one calculated; `this` is as printed, the others exact 元 of which one is known."""
    assert told.change is not None
    by = this - shown(before, 10000) if before is not None else shown(difference or Fraction(0), 10000)
    assert Fraction(told.change.difference) == abs(by)
    is_new = before is not None and shown(before, 10000) == 0
    if by == 0 or before is None or is_new:
        assert told.change.rate is None
    else:
        assert Fraction(Decimal(told.rate)) == rate(this, shown(before, 10000))
    moved = Direction.NEW if is_new else Direction.INCREASE if by > 0 else Direction.DECREASE
    still = Direction.NONE if this == 0 else Direction.LEVEL
    assert told.change.direction is (moved if by else still)


def check_project(page: DisclosurePage, data: dict[str, Any], this: dict[str, Cells]) -> None:
    unit = 10000 if data["金额单位"] == "万元" else 1
    project = data["项目"][0]
    typed = {
        (row, column): Fraction(value) * unit for column in ("中期", "年度") for row, value in project[column].items()
    }
    spent = this[f"支出·{FISCAL[0]}"].get((PROJECT, "项目支出"))
    if spent is not None and "预算安排" not in project:
        typed["财政拨款", "年度"] = spent
    arranged = {item["内容"]: Fraction(item["金额"]) * unit for item in project.get("预算安排", ())}
    typed |= {(name, "年度"): value for name, value in arranged.items()}
    sheet = project_sheet(page.disclosure.projects[0], page.budget, page.disclosure.unit)
    expected = Sheet(
        typed, {"资金总额": ("财政拨款", "其他资金"), "财政拨款": tuple(arranged)}, ("中期", "年度")
    ).cells()
    assert {at: Fraction(figure.yuan) for at, figure in sheet.cells.items()} == expected


def check_budget(data: dict[str, Any]) -> None:
    page = page_of(yaml_text(data))
    this = all_sheets(data)
    assert cells_of(page.budget) == this
    blocks = data.get("上年", [])
    bases = [base_of(block, data, this) for block in (blocks if isinstance(blocks, list) else [blocks])]
    assert [(cells_of(base.budget), cells_of(base.changes)) for base in page.bases] == bases
    check_changes(page, this, bases)
    check_project(page, data, this)


def base_of(block: dict[str, Any], data: dict[str, Any], this: Sheets) -> tuple[Sheets, Sheets]:
    """Calculate one block of last year's figures, and of changes, as far as they can be compared with this year's."""
    unit = {"金额单位": block.get("金额单位", data["金额单位"])}
    changes = block.get("增减额", {})
    return (
        comparable(all_sheets(block | unit), this, block),
        comparable(all_sheets(changes | unit), this, changes),
    )


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
    sheet = page_of(yaml_text(data)).budget.sheets["基本支出经济分类"]
    assert {column: int(sheet.cells[TOTAL, column].yuan) for column in sheet.columns} == {
        "合计": 3_030_000,
        "人员经费": 3_000_000,
        "公用经费": 30_000,
    }
