"""Every identity on tables read from outside: right, off by a cent too much, by sign, and with a line missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from generator.check import RULES
from generator.check.catalogue import Rule
from generator.problems import Severity

from .grids import At, Grid, changed, grid, problems, without


@dataclass(frozen=True)
class Example:
    """Tables that fulfil a rule; one cell and what it may still be, is a cent too far, and is by sign; a row to miss.

    `is_missed` says whether the rule can tell that the row is not there: an order between two figures cannot.
    """

    code: str
    tables: str
    cell: At
    still: str
    beyond: str
    sign: str
    row: tuple[str, str]
    is_missed: bool = True

    def grids(self) -> dict[str, Grid]:
        """Read the tables, each under a line with its kind in brackets."""
        found = {}
        for block in self.tables.strip().split("[")[1:]:
            kind, _, text = block.partition("]")
            found[kind] = grid(kind, text)
        return found


OVERALL = """
[revenue-expenditure]
                        金额
一般公共预算财政拨款收入 8.00
政府性基金预算财政拨款收入 1.00
事业收入                 2.00
本年收入合计             11.00
上年结转结余             1.00
收入总计                 12.00
201                     9.00
208                     2.50
本年支出合计             11.50
年终结转结余             0.50
支出总计                 12.00
"""
REVENUE = """
[revenue]
                        金额
一般公共预算财政拨款收入 8.00
政府性基金预算财政拨款收入 1.00
事业收入                 2.00
本年收入合计             11.00
上年结转结余             1.00
财政性资金               0.70
非财政性资金             0.30
收入总计                 12.00
"""
BY_FUNCTION = """
[revenue-by-function]
        支出合计 财政拨款 事业收入
合计     11.00   9.00    2.00
201     8.00    7.00    1.00
208     3.00    2.00    1.00
"""
EXPENDITURE = """
[expenditure]
        支出合计 基本支出 项目支出 上年结转
合计     11.50   7.50    3.00    1.00
201     9.00    5.00    3.00    1.00
20111   9.00    5.00    3.00    1.00
2011101 5.00    5.00    -       -
2011102 4.00    -       3.00    1.00
208     2.50    2.50    -       -
20805   2.00    2.00    -       -
2080505 2.00    2.00    -       -
20899   0.50    0.50    -       -
2089999 0.50    0.50    -       -
"""
APPROPRIATION = """
[appropriation-balance]
                        金额
一般公共预算财政拨款收入 8.00
政府性基金预算财政拨款收入 1.00
本年收入                 9.00
收入总计                 9.00
201                     6.50
208                     2.50
本年支出                 9.00
支出总计                 9.00
"""
FUND_COLUMNS = " ".join(
    f"{sheet}/合计/{column}"
    for sheet, column in (
        ("财政拨款支出", "支出合计"),
        ("支出·一般公共预算", "支出合计"),
        ("支出·一般公共预算", "基本支出"),
        ("支出·一般公共预算", "项目支出"),
        ("支出·政府性基金预算", "支出合计"),
        ("支出·政府性基金预算", "项目支出"),
    )
)
BY_UNIT = f"""
[appropriation-by-unit]
       {FUND_COLUMNS}
合计    9.00 8.00 7.50 0.50 1.00 1.00
156    9.00 8.00 7.50 0.50 1.00 1.00
156001 5.00 4.00 3.50 0.50 1.00 1.00
156002 4.00 4.00 4.00 -    -    -
"""
GENERAL = """
[general-budget]
        支出合计 基本支出 项目支出
合计     8.00    7.50    0.50
201     5.50    5.00    0.50
20111   5.50    5.00    0.50
2011101 5.00    5.00    -
2011102 0.50    -       0.50
208     2.50    2.50    -
20805   2.00    2.00    -
2080505 2.00    2.00    -
20899   0.50    0.50    -
2089999 0.50    0.50    -
"""
FUNDS = """
[government-funds]
        支出合计 项目支出
合计     1.00    1.00
"""
BASIC = """
[basic]
      合计 人员经费 公用经费
合计   7.50 6.00 1.50
301   5.00 5.00 -
30101 2.50 2.50 -
30108 2.00 2.00 -
30112 0.50 0.50 -
302   1.50 -    1.50
30201 1.20 -    1.20
30217 0.30 -    0.30
303   1.00 1.00 -
30309 1.00 1.00 -
"""
EXPENSES = ("三公经费", "因公出国境费用", "公务接待费", "公务用车购置费", "公务用车运行费", "会议费")
THREE_PUBLIC = f"""
[three-public]
       {" ".join(f"三公经费/{expense}" for expense in EXPENSES)}
合计    3.00 0.50 0.50 1.50 0.50 0.20
156    3.00 0.50 0.50 1.50 0.50 0.20
156001 2.00 0.50 0.50 1.00 -    0.20
156002 1.00 -    -    0.50 0.50 -
"""
OPERATING = """
[operating-costs]
      合计 基本支出 项目支出
合计   1.60 1.20 0.40
30201 1.40 1.00 0.40
30217 0.20 0.20 -
"""
TRANSFERS = """
[managed-transfers]
      合计 一般公共预算项目支出 政府性基金预算项目支出
合计   1.30 0.40 0.90
甲县   0.80 0.30 0.50
乙县   0.50 0.10 0.40
"""
PROCUREMENT = """
[procurement]
          金额
合计       2.20
A02010108 1.20
A05010000 0.40
C23090100 0.60
"""
TARGETS = """
[overall]
            合计
人员经费     6.00
公用经费     1.50
基本支出     7.50
项目支出     3.00
支出预算合计 11.50
收入预算合计 12.00
"""
PROJECTS = """
[project-1]
        中期 年度
资金总额 6.00 2.00
财政拨款 5.00 1.50
其他资金 1.00 0.50
[project-2]
        中期 年度
资金总额 3.00 1.00
财政拨款 3.00 1.00
"""
CHANGES = """
[sheet:支出]
      支出合计
合计   11.50
201   9.00
208   2.50
[last:支出]
      支出合计
合计   10.00
201   7.00
210   3.00
"""
LAST = """
[last:支出]
      支出合计 基本支出 项目支出
合计   10.00 7.00 3.00
201   7.00  4.00 3.00
208   3.00  3.00 -
[last:收入]
                        金额
一般公共预算财政拨款收入 10.00
本年收入合计             10.00
收入总计                 10.00
[last:支出总计]
             金额
本年支出合计 10.00
支出总计     10.00
"""
ASSETS = """
[sheet:资产]
                       金额
固定资产                3.00
房屋和构筑物            1.00
设备                    2.00
无形资产                0.50
土地使用权              0.50
"""

R, E, A = "revenue-expenditure", "expenditure", "appropriation-balance"
G1_SPENT = "支出·一般公共预算/合计/项目支出"
EXAMPLES = {
    "A1": Example("A1", OVERALL, (R, "事业收入", "金额"), "2.02", "2.03", "-2.00", (R, "事业收入")),
    "A2": Example("A2", OVERALL, (R, "上年结转结余", "金额"), "1.01", "1.02", "-1.00", (R, "上年结转结余")),
    "A3": Example("A3", OVERALL, (R, "208", "金额"), "2.51", "2.52", "-2.50", (R, "208")),
    "A3 and what is carried": Example(
        "A3", OVERALL, (R, "年终结转结余", "金额"), "0.51", "0.52", "-0.50", (R, "年终结转结余")
    ),
    "A4": Example("A4", OVERALL, (R, "支出总计", "金额"), "12.00", "12.01", "-12.00", (R, "支出总计"), False),
    "A4 in the revenue table": Example(
        "A4",
        OVERALL + REVENUE,
        ("revenue", "收入总计", "金额"),
        "12.00",
        "11.99",
        "-12.00",
        ("revenue", "收入总计"),
        False,
    ),
    "A5": Example(
        "A5", REVENUE, ("revenue", "非财政性资金", "金额"), "0.31", "0.32", "-0.30", ("revenue", "财政性资金")
    ),
    "A5 twice": Example(
        "A5", OVERALL + REVENUE, ("revenue", "上年结转结余", "金额"), "1.00", "1.01", "-1.00", ("revenue", "事业收入")
    ),
    "A8": Example(
        "A8",
        BY_FUNCTION,
        ("revenue-by-function", "208", "事业收入"),
        "1.01",
        "1.02",
        "-1.00",
        ("revenue-by-function", "208"),
    ),
    "A6": Example("A6", OVERALL + EXPENDITURE, (E, "208", "支出合计"), "2.50", "2.51", "-2.50", (E, "208"), False),
    "A6 by the balance": Example(
        "A6",
        OVERALL.replace("本年支出合计             11.50\n", "") + EXPENDITURE,
        (R, "支出总计", "金额"),
        "12.01",
        "12.02",
        "-12.00",
        (R, "年终结转结余"),
    ),
    "A7 across": Example("A7", EXPENDITURE, (E, "2011102", "上年结转"), "1.01", "1.02", "-1.00", (E, "2011102")),
    "A7 down": Example("A7", EXPENDITURE, (E, "20899", "基本支出"), "0.50", "0.52", "-0.50", (E, "2011102")),
    "B1": Example("B1", APPROPRIATION, (A, "支出总计", "金额"), "9.00", "9.01", "-9.00", (A, "支出总计"), False),
    "B1 the year's income": Example(
        "B1",
        APPROPRIATION,
        (A, "一般公共预算财政拨款收入", "金额"),
        "8.01",
        "8.02",
        "-8.00",
        (A, "政府性基金预算财政拨款收入"),
    ),
    "B1 twice": Example(
        "B1",
        OVERALL + APPROPRIATION,
        (A, "一般公共预算财政拨款收入", "金额"),
        "8.00",
        "8.01",
        "-8.00",
        (A, "政府性基金预算财政拨款收入"),
    ),
    "B2 by fund": Example(
        "B2",
        APPROPRIATION + GENERAL + FUNDS,
        ("government-funds", "合计", "支出合计"),
        "1.01",
        "1.02",
        "-1.00",
        ("government-funds", "合计"),
    ),
    "B2 by class": Example("B2", APPROPRIATION, (A, "208", "金额"), "2.51", "2.52", "-2.50", (A, "208")),
    "B2 twice": Example("B2", APPROPRIATION + BY_UNIT, (A, "本年支出", "金额"), "9.00", "9.01", "-9.00", (A, "201")),
    "B3 at most": Example(
        "B3", OVERALL + APPROPRIATION, (R, "208", "金额"), "2.49", "2.48", "-2.50", (R, "208"), False
    ),
    "B4 across": Example(
        "B4",
        BY_UNIT,
        ("appropriation-by-unit", "156001", G1_SPENT),
        "0.51",
        "0.52",
        "-0.50",
        ("appropriation-by-unit", "156001"),
    ),
    "B4 down": Example(
        "B4",
        BY_UNIT,
        ("appropriation-by-unit", "156", "财政拨款支出/合计/支出合计"),
        "9.01",
        "9.02",
        "-9.00",
        ("appropriation-by-unit", "156002"),
    ),
    "B5": Example(
        "B5",
        BY_UNIT + GENERAL,
        ("general-budget", "合计", "项目支出"),
        "0.50",
        "0.51",
        "-0.50",
        ("general-budget", "合计"),
        False,
    ),
    "B6": Example(
        "B6", GENERAL, ("general-budget", "20805", "支出合计"), "2.01", "2.02", "-2.00", ("general-budget", "2011102")
    ),
    "C1": Example("C1", BASIC, ("basic", "302", "公用经费"), "1.51", "1.52", "-1.50", ("basic", "30201")),
    "C1 twice": Example(
        "C1", BASIC + GENERAL, ("general-budget", "合计", "基本支出"), "7.50", "7.51", "-7.50", ("basic", "30101")
    ),
    "C1 by unit": Example(
        "C1",
        BASIC + BY_UNIT,
        ("appropriation-by-unit", "合计", "支出·一般公共预算/合计/基本支出"),
        "7.50",
        "7.51",
        "-7.50",
        ("basic", "30101"),
    ),
    "C2": Example(
        "C2", BASIC + GENERAL, ("basic", "30112", "合计"), "0.50", "0.51", "-0.50", ("basic", "30112"), False
    ),
    "D1": Example(
        "D1",
        THREE_PUBLIC,
        ("three-public", "合计", "三公经费/三公经费"),
        "3.01",
        "3.03",
        "-3.00",
        ("three-public", "156002"),
    ),
    "D1 by unit": Example(
        "D1",
        THREE_PUBLIC,
        ("three-public", "156", "三公经费/会议费"),
        "0.21",
        "0.22",
        "-0.20",
        ("three-public", "156001"),
    ),
    "D2": Example(
        "D2",
        THREE_PUBLIC + BASIC + GENERAL,
        ("three-public", "合计", "三公经费/公务接待费"),
        "0.30",
        "0.28",
        "-0.50",
        ("three-public", "合计"),
        False,
    ),
    "D4": Example(
        "D4",
        THREE_PUBLIC + EXPENDITURE,
        ("three-public", "合计", "三公经费/会议费"),
        "11.51",
        "11.52",
        "-0.50",
        ("three-public", "合计"),
        False,
    ),
    "D3": Example(
        "D3", OPERATING, ("operating-costs", "30217", "基本支出"), "0.21", "0.22", "-0.20", ("operating-costs", "30217")
    ),
    "D3 at most": Example(
        "D3", OPERATING + BASIC, ("basic", "30201", "合计"), "1.00", "0.98", "-1.20", ("basic", "30201"), False
    ),
    "D3 at most the projects": Example(
        "D3",
        OPERATING + GENERAL,
        ("general-budget", "合计", "项目支出"),
        "0.40",
        "0.38",
        "-0.50",
        ("general-budget", "合计"),
        False,
    ),
    "E1": Example(
        "E1",
        TRANSFERS,
        ("managed-transfers", "甲县", "政府性基金预算项目支出"),
        "0.51",
        "0.52",
        "-0.50",
        ("managed-transfers", "乙县"),
    ),
    "E1 at most": Example(
        "E1",
        TRANSFERS + BY_UNIT,
        ("appropriation-by-unit", "合计", G1_SPENT),
        "0.40",
        "0.38",
        "-0.50",
        ("appropriation-by-unit", "合计"),
        False,
    ),
    "E2": Example(
        "E2", PROCUREMENT, ("procurement", "A05010000", "金额"), "0.42", "0.43", "-0.40", ("procurement", "C23090100")
    ),
    "E2 in the text": Example(
        "E2",
        "[sheet:政府采购]\n 金额\n合计 2.20\nA 1.60\nA02010108 1.20\nA05010000 0.40\nC 0.60\n",
        ("sheet:政府采购", "A", "金额"),
        "1.61",
        "1.62",
        "-1.60",
        ("sheet:政府采购", "A05010000"),
    ),
    "F2": Example(
        "F2", PROJECTS, ("project-1", "其他资金", "年度"), "0.51", "0.52", "-0.50", ("project-1", "其他资金")
    ),
    "F2 medium term": Example(
        "F2", PROJECTS, ("project-2", "资金总额", "中期"), "3.01", "0.98", "-3.00", ("project-2", "财政拨款"), False
    ),
    "F2 within the expenditure": Example(
        "F2",
        PROJECTS + EXPENDITURE.replace("3.00    1.00", "2.00    1.00"),
        (E, "合计", "项目支出"),
        "1.98",
        "1.97",
        "-2.00",
        (E, "合计"),
        False,
    ),
    "G1": Example("G1", CHANGES, ("last:支出", "210", "支出合计"), "3.02", "3.03", "-3.00", ("last:支出", "210")),
    "H1": Example("H1", LAST, ("last:支出", "208", "支出合计"), "3.01", "3.02", "-3.00", ("last:支出", "208")),
    "H1 balance": Example(
        "H1",
        LAST,
        ("last:支出总计", "支出总计", "金额"),
        "10.00",
        "10.01",
        "-10.00",
        ("last:收入", "本年收入合计"),
        False,
    ),
    "H3": Example("H3", ASSETS, ("sheet:资产", "设备", "金额"), "2.01", "2.02", "-2.00", ("sheet:资产", "设备")),
    "H3 intangible": Example(
        "H3", ASSETS, ("sheet:资产", "土地使用权", "金额"), "0.51", "0.52", "-0.50", ("sheet:资产", "房屋和构筑物")
    ),
}
EXAMPLES |= {
    f"F1 {row}": Example(
        "F1",
        TARGETS + OVERALL + EXPENDITURE + GENERAL + BASIC,
        ("overall", row, "合计"),
        right,
        off,
        f"-{right}",
        ("overall", row),
        False,
    )
    for row, right, off in (
        ("人员经费", "6.00", "6.01"),
        ("公用经费", "1.50", "1.51"),
        ("基本支出", "7.50", "7.49"),
        ("项目支出", "3.00", "3.01"),
        ("支出预算合计", "11.50", "11.51"),
        ("收入预算合计", "12.00", "11.99"),
    )
}
RULE_BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
ON_FILES_ALONE = {"F3", "F4", "H2", "H4"}


def said(example: Example, tables: dict[str, Grid]) -> set[Severity]:
    """How heavily the example's rule speaks of tables."""
    return {problem.severity for problem in problems(tables) if problem.code == example.code}


def test_every_identity_has_an_example() -> None:
    identities = {code for code in RULE_BY_CODE if re.fullmatch("[A-H][0-9]", code)} - ON_FILES_ALONE
    assert {example.code for example in EXAMPLES.values()} == identities


@pytest.mark.parametrize("name", EXAMPLES)
def test_tables_that_are_right_pass_in_silence(name: str) -> None:
    assert said(EXAMPLES[name], EXAMPLES[name].grids()) == set()


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_rounding_explains_is_a_note_at_most(name: str) -> None:
    example = EXAMPLES[name]
    assert said(example, changed(example.grids(), (example.cell, example.still))) <= {Severity.NOTE}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_cent_beyond_the_allowance_is_a_contradiction(name: str) -> None:
    example = EXAMPLES[name]
    tables = changed(example.grids(), (example.cell, example.beyond))
    found = [problem for problem in problems(tables) if problem.code == example.code]
    assert RULE_BY_CODE[example.code].severity in {problem.severity for problem in found}
    kind, row, column = example.cell
    span = tables[kind][row, column].span
    assert any(span in (problem.span, *(related.span for related in problem.related)) for problem in found)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wrong_sign_is_a_contradiction(name: str) -> None:
    example = EXAMPLES[name]
    tables = changed(example.grids(), (example.cell, example.sign))
    assert RULE_BY_CODE[example.code].severity in said(example, tables)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_missing_line_is_noticed_where_its_sum_stays(name: str) -> None:
    example = EXAMPLES[name]
    found = said(example, without(example.grids(), *example.row))
    assert (RULE_BY_CODE[example.code].severity in found) is example.is_missed


# Conditions: coded without them, a rule would raise false alarms


def test_a_fiscal_class_must_equal_the_whole_only_where_all_money_is_fiscal() -> None:
    fiscal = """
[revenue-expenditure]
     金额
201  6.50
208  2.50
事业收入 0.00
"""
    example = Example("B3", fiscal + APPROPRIATION, (R, "208", "金额"), "2.50", "2.51", "", (R, "201"))
    assert said(example, example.grids()) == set()
    assert said(example, changed(example.grids(), (example.cell, "2.51"))) == {Severity.ERROR}
    with_fees = changed(example.grids(), (example.cell, "2.60"), ((R, "事业收入", "金额"), "0.10"))
    assert said(example, with_fees) == set()


def test_appropriations_carried_over_may_leave_a_balance() -> None:
    carried = APPROPRIATION.replace("收入总计                 9.00", "财政性资金 0.40\n收入总计                 9.40")
    example = Example("B1", carried, (A, "支出总计", "金额"), "9.40", "9.42", "", (A, "201"))
    assert said(example, example.grids()) == set()
    assert said(example, changed(example.grids(), (example.cell, "9.42"))) == {Severity.ERROR}


def test_conventions_are_silent_where_basic_expenditure_has_other_money() -> None:
    example = Example("C2", BASIC + GENERAL, ("basic", "30112", "合计"), "", "0.70", "", ("basic", "301"))
    tables = changed(example.grids(), (example.cell, "0.70"))
    assert said(example, tables) == {Severity.NOTE}
    tables["expenditure"] = grid("expenditure", " 基本支出\n合计 9.00")
    assert said(example, tables) == set()


def test_without_projects_the_three_public_expenses_equal_the_basic_ones() -> None:
    tables = {
        "three-public": grid("three-public", " 三公经费/公务接待费\n合计 0.50"),
        "basic": grid("basic", " 合计\n30217 0.30"),
        "general-budget": grid("general-budget", " 基本支出 项目支出\n合计 7.50 0.00"),
    }
    found = [problem for problem in problems(tables) if problem.code == "D2"]
    assert [problem.severity for problem in found] == [Severity.WARNING]


def test_medical_insurance_alone_is_held_against_its_function_item() -> None:
    tables = {
        "basic": grid("basic", " 合计\n30110 0.90"),
        "general-budget": grid("general-budget", " 基本支出\n21011 0.95"),
    }
    assert {problem.severity for problem in problems(tables) if problem.code == "C2"} == {Severity.NOTE}


def test_running_costs_under_personnel_are_named_with_the_column_they_belong_in() -> None:
    tables = {"basic": grid("basic", " 合计 人员经费 公用经费\n302 1.50 1.50 -\n301 2.00 - 2.00\n399 1.00 1.00 -")}
    found = [problem for problem in problems(tables) if problem.code == "C1"]
    assert [problem.span.line for problem in found] == [2, 3]
    assert ["应" in problem.message or "请改列" in problem.message for problem in found] == [True, True]


def test_a_class_that_is_new_this_year_counts_with_all_of_it_among_the_changes() -> None:
    example = EXAMPLES["G1"]
    assert "208" not in {row for row, _ in example.grids()["last:支出"]}
    assert said(example, example.grids()) == set()
