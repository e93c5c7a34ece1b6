"""However a workbook is laid out, what it states is the same."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.editing import ROOT
from tests.workbook.importing import imported, printed
from tests.workbook.printed import TITLES, Make, Row, flat, sheet, stacked, workbook, write

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def yuan(number: Decimal) -> str:
    return f"{number * 10000:,.2f}"


def full_width(number: Decimal) -> str:
    return f"{number:,.2f}".translate(FULL_WIDTH)


def binary_yuan(number: Decimal) -> float:
    return float(number) * 10000


def renamed(heads: list[list[str]], word: str, other: str) -> list[list[str]]:
    return [[head.replace(word, other) for head in column] for column in heads]


MAKES = {
    "heads in several rows, nothing merged": Make(heads=stacked),
    "heads in one row": Make(heads=flat),
    "yuan as text with separators, dashes for nothing": Make(heads=flat, unit="元", amount=yuan, blank="-"),
    "full-width digits, codes as numbers, other names and order": Make(
        heads=stacked,
        amount=full_width,
        code=int,
        blank="—",
        order=(13, 5, 7, 1, 2, 3, 4, 6, 8, 9, 12, 11, 10),
        name=lambda number: f"公开{number:02}",
        above=("附件2", "定西市财政局"),
    ),
    "yuan that binary numbers do not hold exactly": Make(heads=stacked, unit="元", amount=binary_yuan, code=float),
    "whole yuan": Make(heads=stacked, unit="元", amount=lambda number: number * 10000),
    "heads with the year": Make(heads=lambda heads: stacked(renamed(heads, "预算数", "2026年预算数"))),
    "heads with this year": Make(heads=lambda heads: flat(renamed(heads, "预算数", "本年预算数"))),
    "heads that say what the money is": Make(heads=lambda heads: stacked(renamed(heads, "预算数", "收入预算数"))),
}


@pytest.mark.parametrize("make", MAKES.values(), ids=MAKES.keys())
def test_thirteen_tables_of_any_make_say_what_the_file_says(tmp_path: Path, make: Make) -> None:
    outcome = imported(tmp_path, workbook(tmp_path / "tables.xlsx", make))
    assert outcome.said() == []
    assert outcome.changes() == []


@pytest.mark.parametrize("make", MAKES.values(), ids=MAKES.keys())
def test_of_any_make_a_new_file_prints_the_tables_as_they_were(tmp_path: Path, make: Make) -> None:
    imported(tmp_path, workbook(tmp_path / "tables.xlsx", make), into_nothing=True)
    assert printed(tmp_path / "units") == printed(ROOT / "units")


GENERAL = sheet(6, Make(heads=stacked))
BODY = GENERAL[4:]


def split(code: object) -> list[str]:
    text = str(code)
    return [text[:3], text[3:5], text[5:]] if text.isdigit() else ["", "", ""]


def own_level(code: object) -> list[str]:
    parts = split(code)
    depth = sum(map(bool, parts))
    return [part if level + 1 == depth else "" for level, part in enumerate(parts)]


def with_split_codes(parts: object) -> list[Row]:
    assert callable(parts)
    heads: list[Row] = [
        ["科目编码", "", "", "科目名称", "一般公共预算支出"],
        ["类", "款", "项", "", "合计", "基本支出", "项目支出"],
    ]
    return [[TITLES[5]], ["", "", "", "", "", "", "单位:万元"], *heads, *([*parts(row[0]), *row[1:]] for row in BODY)]


LAYOUTS: dict[str, dict[str, list[Row]]] = {
    "the code before the name": {
        "六": [
            [TITLES[5]],
            ["单位：万元"],
            ["功能分类科目", "合计", "基本支出", "项目支出"],
            *([f"{row[0]} {row[1]}".strip(), *row[2:]] for row in BODY),
        ]
    },
    "the code split into its levels": {"六": with_split_codes(split)},
    "of a split code only the row's own level": {"六": with_split_codes(own_level)},
    "the unit of money in the heads": {
        "六": [[TITLES[5]], ["科目编码", "科目名称", "合计（万元）", "基本支出（万元）", "项目支出（万元）"], *BODY]
    },
    "rows counted": {
        "六": [
            [TITLES[5]],
            ["金额单位：人民币万元"],
            ["序号", "科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            *([Decimal(number), *row] for number, row in enumerate(BODY, 1)),
        ]
    },
    "no title but the sheet's name": {TITLES[5]: GENERAL[1:]},
    "no title at all, but heads that no other table has": {"Sheet1": sheet(3, Make(heads=stacked))[1:]},
    "another wording of the title": {"六": [["2026年部门一般公共预算财政拨款支出预算表"], *GENERAL[1:]]},
    "all tables in one sheet": {
        "全部": [row for number in range(1, 14) for row in [*sheet(number, Make(heads=stacked)), []]]
    },
    "all tables in one sheet, each an annex with year and number in its title": {
        "全部": [
            row
            for number in range(1, 14)
            for row in [
                [f"附件{number}"],
                [f"2026年表{number} {TITLES[number - 1]}"],
                *sheet(number, Make(heads=stacked))[1:],
            ]
        ]
    },
    "the total last": {"六": [*GENERAL[:4], *BODY[1:], BODY[0]]},
}


@pytest.mark.parametrize("sheets", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_table_of_any_layout_says_what_the_file_says(tmp_path: Path, sheets: dict[str, list[Row]]) -> None:
    outcome = imported(tmp_path, write(tmp_path / "tables.xlsx", sheets))
    assert outcome.said() == []
    assert outcome.changes() == []
    assert outcome.done.is_kept
