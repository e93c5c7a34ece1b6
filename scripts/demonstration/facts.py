"""What one unit spends in one year, in whole 分, and how its file types amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

GENERAL = "一般公共预算"
CARRIED = "上年结转"
TOTAL = "合计"
FISCAL_SOURCE = "财政性资金"
WAN_GRAIN = 10_000
"""分 in 0.01万元."""

Line = tuple[str, str, str]
"""Fund, source of carried-forward money (none for other funds), function code."""


@dataclass(frozen=True)
class Typing:
    """How a file types amounts: in 元 exactly, or in 万元, each rounded by itself; it states all totals or none."""

    unit: str
    states: bool = False

    def printed(self, fen: int) -> int:
        """Return an amount as the file holds it, in 分, rounded half up."""
        return fen if self.unit == "元" else (fen + WAN_GRAIN // 2) // WAN_GRAIN * WAN_GRAIN

    def text(self, fen: int) -> str:
        """Write an amount in the file's unit with two decimals."""
        hundredths = fen if self.unit == "元" else self.printed(fen) // WAN_GRAIN
        return f"{hundredths // 100}.{hundredths % 100:02d}"


@dataclass(frozen=True)
class Project:
    """One project that is published with its targets."""

    name: str
    code: str
    fund: str
    fen: int


@dataclass
class Facts:
    """Amounts by the rows of the official tables, in 分; what is not among them is not reported."""

    income: dict[str, int] = field(default_factory=dict)
    carried_on: dict[str, int] = field(default_factory=dict)
    spent: dict[Line, dict[str, int]] = field(default_factory=dict)
    basic: dict[str, int] = field(default_factory=dict)
    expenses: dict[str, int] = field(default_factory=dict)
    operating: dict[str, int] = field(default_factory=dict)
    procurement: dict[str, int] = field(default_factory=dict)
    transfers: dict[str, dict[str, int]] = field(default_factory=dict)
    other: dict[str, int] = field(default_factory=dict)
    assets: dict[str, int] = field(default_factory=dict)
    vehicles: int = 0
    staff: int = 0
    retired: int = 0
    projects: tuple[Project, ...] = ()

    def spend(self, fund: str, code: str, column: str, fen: int, source: str = "") -> None:
        """Add to what is spent under a function code."""
        columns = self.spent.setdefault((fund, source, code), {})
        columns[column] = columns.get(column, 0) + fen

    def add(self, other: Facts) -> None:
        """Add another unit's amounts, row by row."""
        for name in ("income", "carried_on", "basic", "expenses", "operating", "procurement", "other", "assets"):
            _add(getattr(self, name), getattr(other, name))
        for line, columns in other.spent.items():
            _add(self.spent.setdefault(line, {}), columns)
        for receiver, columns in other.transfers.items():
            _add(self.transfers.setdefault(receiver, {}), columns)
        self.vehicles += other.vehicles
        self.projects += other.projects


def _add(to: dict[str, int], amounts: Mapping[str, int]) -> None:
    for row, fen in amounts.items():
        to[row] = to.get(row, 0) + fen


Told = dict[str, int]
"""What sentences compare with last year, by the names that reasons use, in 分 as the file's tables print them."""


@dataclass
class Printed:
    """What a file's tables print, totals of every level included, in 分; a department's are its units' added up."""

    income: dict[str, int] = field(default_factory=dict)
    carried_on: dict[str, int] = field(default_factory=dict)
    spent: dict[Line, dict[str, int]] = field(default_factory=dict)
    expenses: dict[str, int] = field(default_factory=dict)
    operating: dict[str, int] = field(default_factory=dict)

    def add(self, other: Printed) -> None:
        """Add another file's figures, cell by cell."""
        for name in ("income", "carried_on", "expenses", "operating"):
            _add(getattr(self, name), getattr(other, name))
        for line, columns in other.spent.items():
            _add(self.spent.setdefault(line, {}), columns)

    @property
    def told(self) -> Told:
        """What the file's sentences tell."""
        vehicles = self.expenses.get("公务用车购置费", 0) + self.expenses.get("公务用车运行费", 0)
        found: Told = {"收入总计": sum(self.income.values())} | self.expenses | self.operating
        found["公务用车购置及运行费"] = vehicles
        for (fund, _, row), columns in self.spent.items():
            if row == TOTAL or len(row) == 3:
                name = "支出合计" if row == TOTAL else row
                found[name] = found.get(name, 0) + columns["支出合计"]
            if row == TOTAL and fund == GENERAL:
                found |= {column: fen for column, fen in columns.items() if column != "支出合计"}
        return found


def printed_of(facts: Facts, typing: Typing) -> Printed:
    """Work out what a file's tables print: totals rounded by themselves where it states them, else added up."""
    one = typing.printed

    def total(amounts: Iterable[int]) -> int:
        return one(sum(amounts)) if typing.states else sum(map(one, amounts))

    spent = {
        line: {column: total(each) for column, each in columns.items() if each}
        for line, columns in _rows(facts).items()
    }
    three = [fen for row, fen in facts.expenses.items() if row not in ("会议费", "培训费")]
    return Printed(
        {row: one(fen) for row, fen in facts.income.items()},
        {row: one(fen) for row, fen in facts.carried_on.items()},
        spent,
        {row: one(fen) for row, fen in facts.expenses.items()} | {"三公经费": total(three)},
        {"机关运行经费": total(list(facts.operating.values()))} if facts.operating else {},
    )


def _rows(facts: Facts) -> dict[Line, dict[str, list[int]]]:
    """Gather the amounts below every row: 合计, each 类, 款 and 项 of each fund, by column."""
    found: dict[Line, dict[str, list[int]]] = {}
    for (fund, source, code), columns in sorted(facts.spent.items(), key=lambda each: each[0][2]):
        for row in dict.fromkeys((TOTAL, *(code[:length] for length in (3, 5, 7)))):
            gathered = found.setdefault((fund, source, row), {"支出合计": []})
            for column, fen in columns.items():
                gathered.setdefault(column, []).append(fen)
                gathered["支出合计"].append(fen)
    return found
