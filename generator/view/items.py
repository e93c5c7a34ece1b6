"""Which items of a disclosure are compared over all of them: function codes, economic codes, the three public expenses.

An item has one key over all units and years, its code or its English name, which is its address on the site.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figures import Sheet
from generator.model.sheets import BASIC, EXPENDITURE, FIXED_ROWS, THREE_PUBLIC
from generator.view.page import DisclosurePage
from generator.view.places import Places

FUNCTIONAL = "支出功能分类"
ECONOMIC = "一般公共预算基本支出经济分类"
EXPENSES = "“三公”经费、会议费和培训费"
KINDS = (EXPENSES, FUNCTIONAL, ECONOMIC)
"""The kinds of items in the order in which they are listed."""

EXPENSE_KEYS: Mapping[str, str] = {
    "三公经费": "three-public",
    "因公出国境费用": "overseas-travel",
    "公务接待费": "official-receptions",
    "公务用车购置及运行费": "official-vehicles",
    "公务用车购置费": "vehicle-purchase",
    "公务用车运行费": "vehicle-operation",
    "会议费": "conferences",
    "培训费": "training",
}
"""The keys of expenses that have no code, by their rows."""
_PRINTED = {"三公经费": "“三公”经费", "因公出国境费用": "因公出国（境）费用"}
_ECONOMIC_LEVEL = 5
"""Digits of an economic 款: of basic expenditure nothing is told below it, and a 类 is no item of its own."""


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One item's amount in a disclosure, in exact 元, and the id of the cell or section that prints it, if any."""

    key: str
    name: str
    yuan: Decimal
    anchor: str


def item_figures(page: DisclosurePage, places: Places) -> tuple[ItemFigure, ...]:
    """Take the items that a disclosure has amounts of, those of nothing among them."""
    sheets = page.budget.sheets
    found = (
        *_coded(sheets.get(EXPENDITURE), "expenditure", places),
        *(item for item in _coded(sheets.get(BASIC), "basic", places) if len(item.key) == _ECONOMIC_LEVEL),
        *_expenses(sheets.get(THREE_PUBLIC), "three-public", places),
    )
    return tuple(found)


def printed_name(row: str) -> str:
    """Return what an expense is called in print, by its row."""
    return _PRINTED.get(row, row)


def item_id(key: str) -> str:
    """Return the id of the cell that prints an item."""
    return f"item-{key}"


def kind_of(key: str) -> str:
    """Return the kind of an item: economic 类 begin with 3, functional ones with 2."""
    if not key.isdigit():
        return EXPENSES
    return ECONOMIC if key[0] == "3" else FUNCTIONAL


def key_above(key: str) -> str:
    """Return the key of the item that an item is part of; nothing where there is none that is compared."""
    if kind_of(key) == FUNCTIONAL:
        return key[:-2] if len(key) > 3 else ""
    if kind_of(key) == ECONOMIC:
        return ""
    row = next(row for row, each in EXPENSE_KEYS.items() if each == key)
    return EXPENSE_KEYS.get(FIXED_ROWS[THREE_PUBLIC][row] or "", "")


def _coded(sheet: Sheet | None, kind: str, places: Places) -> Iterator[ItemFigure]:
    """Yield the first column, the total of the others, of each row that is a code."""
    for row in sheet.rows() if sheet else ():
        figure = sheet.cell(row, sheet.columns[0]) if sheet and row.isdigit() else None
        if sheet and figure:
            yield ItemFigure(row, sheet.names[row], figure.yuan, places.anchor(figure, (kind,), item_id(row)))


def _expenses(sheet: Sheet | None, kind: str, places: Places) -> Iterator[ItemFigure]:
    for row, key in EXPENSE_KEYS.items():
        figure = sheet.cell(row, sheet.columns[0]) if sheet else None
        if figure:
            yield ItemFigure(key, printed_name(row), figure.yuan, places.anchor(figure, (kind,), item_id(key)))
