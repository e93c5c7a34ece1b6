"""The facts of a file as they are changed: every row of every list, with the amounts that it has and is to have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generator.derive.budget import Budget, budget_from_disclosure, economic_column
from generator.model import sheets
from generator.model.codes import TOTAL, Registers
from generator.model.disclosure import CARRIED_FORWARD, FISCAL_CARRY_OVER, GENERAL_FUND, Disclosure, Entry, Line
from generator.model.money import round_half_up
from generator.model.sheets import AMOUNT
from generator.source import Span

DECIMALS = 2
"""How many decimals an amount in a file has, in its unit."""


@dataclass(frozen=True, slots=True)
class Blank:
    """An amount that a file marks as still to be filled in; `item` is where its line begins, in a list of lines."""

    listed: str
    row: str
    column: str
    item: Span | None


@dataclass(slots=True)
class Row:
    """One row of a list: as it stands in the file (`line`), and what is to change; a new one stands nowhere yet.

    `blanks` are the columns that the file marks as still to be filled in.
    """

    row: str
    line: Line | None
    fund: str = GENERAL_FUND
    source: str = ""
    name: str = ""
    blanks: set[str] = field(default_factory=set)
    set: dict[str, Decimal] = field(default_factory=dict)
    is_removed: bool = False

    def amounts(self) -> dict[str, Decimal]:
        """Return the row's amounts by typed column, in the file's unit, changes made."""
        typed = {column: entry.value for column, entry in self.line.amounts.items()} if self.line else {}
        return typed | self.set


class Facts:
    """Every list of one file, changed row by row, and the figures that follow."""

    def __init__(self, disclosure: Disclosure, registers: Registers, blanks: Iterable[Blank]) -> None:
        self.disclosure = disclosure
        self.registers = registers
        self.rows: dict[str, list[Row]] = {
            name: [Row(line.row, line, line.fund, line.source, line.name or "") for line in lines]
            for name, lines in disclosure.lines.items()
        }
        for blank in blanks:
            self._mark(blank)
        self._budget: Budget | None = None

    def _mark(self, blank: Blank) -> None:
        rows = self.rows.setdefault(blank.listed, [])
        row = next((each for each in rows if each.line and each.line.span == blank.item), None)
        if row is None:
            row = Row(blank.row, None)
            rows.append(row)
        row.blanks.add(blank.column)

    def budget(self) -> Budget:
        """Return the figures as they are after the changes so far."""
        if self._budget is None:
            lines = {
                name: tuple(self._line(row) for row in rows if not row.is_removed) for name, rows in self.rows.items()
            }
            changed = replace(self.disclosure, lines=lines)
            self._budget = budget_from_disclosure(changed, self.registers, {})
        return self._budget

    def _line(self, row: Row) -> Line:
        here = row.line.span if row.line else Span(self.disclosure.path, 1, 1)
        amounts = {column: Entry(value, here) for column, value in row.amounts().items()}
        if row.line:
            return replace(row.line, amounts=amounts)
        source = row.source if row.source != FISCAL_CARRY_OVER else ""
        return Line(row.row, amounts, here, row.fund, row.name or None, carried_from=source)

    def of(self, drawer: "Drawer") -> Iterator[Row]:
        """Yield the rows of one list, of one fund where it is parted by funds."""
        for row in self.rows.setdefault(drawer.listed, []):
            if not row.is_removed and (not drawer.fund or (row.fund, row.source) == (drawer.fund, drawer.source)):
                yield row

    def rounded(self, yuan: Decimal) -> Decimal:
        """Return an amount in 元 as the file holds it: in its unit, with two decimals, half up."""
        return round_half_up(yuan / self.disclosure.unit.yuan, DECIMALS)

    def put(self, drawer: "Drawer", row: str, column: str, yuan: Decimal, name: str = "") -> bool:
        """Set one amount; say whether it could be: not where several lines make up the row, or a project gives it."""
        lines = [each for each in self.of(drawer) if each.row == row]
        typed = [each for each in lines if drawer.typed_column(each, column) is not None]
        if len(typed) > 1 or (not typed and len(lines) > 1):
            return False
        if column == "项目支出" and any(each.line and each.line.project for each in lines):
            return False
        target = typed[0] if typed else lines[0] if lines else self._added(drawer, row, name)
        key = drawer.typed_column(target, column) or drawer.new_column(row, column)
        target.set[key] = self.rounded(yuan)
        self._budget = None
        return True

    def add(self, drawer: "Drawer", row: str, name: str) -> None:
        """Add a row without amounts, whose figures other lists give."""
        if all(each.row != row for each in self.of(drawer)):
            self._added(drawer, row, name)
            self._budget = None

    def _added(self, drawer: "Drawer", row: str, name: str) -> Row:
        added = Row(row, None, drawer.fund or GENERAL_FUND, drawer.source, self._own_name(drawer, row, name))
        self.rows[drawer.listed].append(added)
        return added

    def _own_name(self, drawer: "Drawer", row: str, name: str) -> str:
        """Return a name that has to be typed, because no register knows the code."""
        register = {
            sheets.EXPENDITURE: self.registers.functional,
            sheets.BASIC: self.registers.economic,
            sheets.OPERATING: self.registers.economic,
            sheets.PROCUREMENT: self.registers.procurement,
        }.get(drawer.listed)
        return name if register and row != TOTAL and register.name(row) is None else ""

    def remove(self, row: Row) -> None:
        """Take a row out."""
        row.is_removed = True
        self._budget = None


@dataclass(frozen=True, slots=True)
class Drawer:
    """A sheet of the budget with the list that its lines are typed in, and the fund where the list is parted."""

    sheet: str
    listed: str
    fund: str = ""
    source: str = ""

    @property
    def is_fixed(self) -> bool:
        """Say whether the list has fixed rows, rather than codes or names."""
        return self.listed in sheets.FIXED_ROWS

    def typed_column(self, row: Row, column: str) -> str | None:
        """Return the key under which a row has the amount of a column, or is to have it; nothing where it has none."""
        keys = [*row.amounts(), *row.blanks]
        if column in keys:
            return column
        if self.listed == sheets.BASIC and AMOUNT in keys and economic_column(row.row) == column:
            return AMOUNT
        return None

    def new_column(self, row: str, column: str) -> str:
        """Return the key under which a new amount is typed."""
        return AMOUNT if self.listed == sheets.BASIC and economic_column(row) == column else column


FISCAL_DRAWERS = tuple(Drawer(sheets.by_fund(fund), sheets.EXPENDITURE, fund) for fund in sheets.FISCAL_FUNDS)
OTHER_DRAWERS = tuple(
    Drawer(sheets.by_fund(fund), sheets.EXPENDITURE, fund)
    for fund in sheets.FUNDS
    if fund not in (*sheets.FISCAL_FUNDS, CARRIED_FORWARD)
)
CARRIED_DRAWERS = tuple(
    Drawer(sheets.by_fund(CARRIED_FORWARD, source), sheets.EXPENDITURE, CARRIED_FORWARD, source)
    for source in sheets.CARRY_OVER_SOURCES
)
OWN_DRAWERS = tuple(
    Drawer(name, name)
    for name in (
        *(sheets.INCOME, sheets.BALANCE, sheets.BASIC, sheets.THREE_PUBLIC),
        *(sheets.OPERATING, sheets.PROCUREMENT, sheets.TRANSFERS),
    )
)
