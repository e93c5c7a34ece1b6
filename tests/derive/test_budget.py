"""Every derived figure of random budgets, against an independent calculation in fractions."""

import random
from decimal import Decimal
from fractions import Fraction

from generator.build.workspace import Workspace
from generator.derive.budget import Budget, budget_from_lines
from generator.model import sheets
from generator.model.codes import TOTAL
from generator.model.disclosure import Entry, Line
from generator.model.money import MoneyUnit
from generator.source import Span

REGISTERS = Workspace().registers()
ITEMS = [code for code in REGISTERS.functional.names if len(code) == 7]
CLASSES = [code for code in REGISTERS.economic.names if len(code) == 5]
HERE = Span("f", 1, 1)


def amount(rng: random.Random) -> Decimal:
    return Decimal(rng.randrange(0, 10 ** rng.randrange(1, 9))).scaleb(-2)


def random_lines(rng: random.Random) -> dict[str, tuple[Line, ...]]:
    def line(row: str, columns: tuple[str, ...], fund: str = "一般公共预算") -> Line:
        chosen = rng.sample(columns, rng.randint(1, len(columns)))
        return Line(row, {column: Entry(amount(rng), HERE) for column in chosen}, HERE, fund)

    spending = {
        (code, fund): line(code, ("基本支出", "项目支出"), fund)
        for code in rng.sample(ITEMS, rng.randint(1, 12))
        for fund in rng.sample(sheets.FUNDS, rng.randint(1, 2))
    }
    income = rng.sample([row for row, above in sheets.FIXED_ROWS[sheets.INCOME].items() if above == "本年收入合计"], 4)
    return {
        sheets.EXPENDITURE: tuple(spending.values()),
        sheets.BASIC: tuple(line(code, ("金额",)) for code in rng.sample(CLASSES, rng.randint(1, 12))),
        sheets.INCOME: tuple(line(row, ("金额",)) for row in income),
    }


def check_against_fractions(budget: Budget, lines: dict[str, tuple[Line, ...]]) -> int:
    """Compare every cell of the sheets with sums over the lines by code level; return how many were compared."""
    compared = 0
    general = [line for line in lines[sheets.EXPENDITURE] if line.fund == "一般公共预算"]
    for name, chosen in (
        (sheets.by_fund("一般公共预算"), general),
        (sheets.EXPENDITURE, lines[sheets.EXPENDITURE]),
    ):
        for (row, column), figure in budget.sheets[name].cells.items():
            expected = Fraction(0)
            for line in chosen:
                inside = row == TOTAL or line.row[: len(row)] == row
                carried = line.fund == sheets.CARRIED_FORWARD
                for key, entry in line.amounts.items():
                    booked = sheets.CARRIED_FORWARD if carried else key
                    if inside and (column in ("支出合计", booked)):
                        expected += Fraction(entry.value) * 10000
            assert Fraction(figure.yuan) == expected, (name, row, column)
            compared += 1
    for (row, column), figure in budget.sheets[sheets.BASIC].cells.items():
        expected = Fraction(0)
        for line in lines[sheets.BASIC]:
            kind = "人员经费" if line.row[:3] in ("301", "303") else "公用经费"
            if (row == TOTAL or line.row[: len(row)] == row) and column in (TOTAL, kind):
                expected += Fraction(line.amounts["金额"].value) * 10000
        assert Fraction(figure.yuan) == expected, (row, column)
        compared += 1
    total = budget.cell(sheets.INCOME, "收入总计")
    assert total is not None
    assert Fraction(total.yuan) == sum(Fraction(line.amounts["金额"].value) * 10000 for line in lines[sheets.INCOME])
    return compared + 1


def sweep(count: int, seed: int) -> int:
    rng = random.Random(seed)
    compared = 0
    for _ in range(count):
        lines = random_lines(rng)
        compared += check_against_fractions(budget_from_lines(lines, MoneyUnit.WAN, REGISTERS), lines)
    return compared


def test_derived_figures_of_ten_thousand_budgets_equal_an_independent_calculation() -> None:
    assert sweep(10_000, seed=156001) > 500_000
