"""Disclosure → Budget: every sheet of figures that the tables and sentences are views of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.derive.rollup import Columns, Typed, roll_up
from generator.model import sheets as terms
from generator.model.codes import TOTAL, Register, Registers
from generator.model.disclosure import CARRIED_FORWARD, Disclosure, Line
from generator.model.figures import Figure, Sheet
from generator.model.money import ZERO, MoneyUnit
from generator.model.sheets import AMOUNT

EXPENDITURE_COLUMNS = Columns(("基本支出", "项目支出"), "支出合计")
ALL_FUNDS_COLUMNS = Columns(("基本支出", "项目支出", CARRIED_FORWARD), "支出合计")
ECONOMIC_COLUMNS = Columns(("人员经费", "公用经费"), TOTAL)
OPERATING_COLUMNS = Columns(("基本支出", "项目支出"), TOTAL)
TRANSFER_COLUMNS = Columns(tuple(f"{fund}项目支出" for fund in terms.FISCAL_FUNDS), TOTAL)
INCOME_COLUMNS = Columns(
    (terms.APPROPRIATION, *(fund for fund in terms.FUNDS if fund not in terms.FISCAL_FUNDS)), "支出合计"
)
SINGLE_COLUMN = Columns((AMOUNT,))


@dataclass(frozen=True, slots=True)
class Budget:
    """All figures of one unit and year, or of what is known of its last year, by sheet."""

    sheets: Mapping[str, Sheet]

    def cell(self, sheet: str, row: str, column: str = AMOUNT) -> Figure | None:
        """Return the figure at an address, or nothing where no fact is known."""
        found = self.sheets.get(sheet)
        return found.cell(row, column) if found else None


def budget_from_lines(lines: Mapping[str, tuple[Line, ...]], unit: MoneyUnit, registers: Registers) -> Budget:
    """Roll every sheet up from its typed lines; amounts become exact 元."""
    fixed = [name for name in terms.FIXED_ROWS if name in terms.INPUTS and name != terms.BALANCE]
    built = {name: _fixed(name, lines.get(name, ()), unit) for name in fixed}
    built |= _expenditure(lines.get(terms.EXPENDITURE, ()), unit, registers.functional)
    built[terms.BASIC] = _by_code(
        terms.BASIC, _economic(lines.get(terms.BASIC, ()), unit), registers.economic, ECONOMIC_COLUMNS
    )
    operating = lines.get(terms.OPERATING, ())
    built[terms.OPERATING] = _flat(
        terms.OPERATING, _operating(operating, unit, built), registers.economic, OPERATING_COLUMNS, _names(operating)
    )
    procurement = lines.get(terms.PROCUREMENT, ())
    built[terms.PROCUREMENT] = _procurement(procurement, unit, registers.procurement)
    built[terms.TRANSFERS] = _listed(terms.TRANSFERS, lines.get(terms.TRANSFERS, ()), unit, TRANSFER_COLUMNS)
    built[terms.SERVICES] = _listed(terms.SERVICES, lines.get(terms.SERVICES, ()), unit, SINGLE_COLUMN)
    built[terms.BALANCE] = _balance(lines.get(terms.BALANCE, ()), unit, built[terms.EXPENDITURE])
    built[terms.APPROPRIATION] = _view_of(terms.APPROPRIATION, built[terms.INCOME], _fiscal_balance(built))
    built[terms.SOURCES] = _view_of(terms.SOURCES, built[terms.INCOME], {})
    return Budget(built)


def budget_from_disclosure(disclosure: Disclosure, registers: Registers, recoded: Mapping[str, str]) -> Budget:
    """Roll up a file's own lines; `recoded` puts function codes under those that replaced them."""
    lines = lines_of(disclosure)
    lines[terms.EXPENDITURE] = recode(lines.get(terms.EXPENDITURE, ()), recoded, registers.functional)
    return budget_from_lines(lines, disclosure.unit, registers)


def recode(lines: tuple[Line, ...], recoded: Mapping[str, str], register: Register) -> tuple[Line, ...]:
    """Put lines under the codes that replaced theirs.

    A stated total that only the old code or only the new one stands under no longer tells what is below it: it is left
    out, and computed instead.
    """
    above = {(line.fund, line.source, code) for line in lines for code in register.ancestors(line.row)}
    outdated = {
        (line.fund, line.source, code)
        for line in lines
        if line.row in recoded
        for code in {*register.ancestors(line.row)} ^ {*register.ancestors(recoded[line.row])}
    }
    return tuple(
        replace(line, row=recoded.get(line.row, line.row))
        for line in lines
        if (line.fund, line.source, line.row) not in outdated & above
    )


def lines_of(disclosure: Disclosure) -> dict[str, tuple[Line, ...]]:
    """Return a file's lines with its projects' money filled in where a line names a project instead of an amount."""
    filled = dict(disclosure.lines)
    spending = disclosure.lines.get(terms.EXPENDITURE, ())
    filled[terms.OPERATING] = tuple(
        _with_project(line, disclosure, spending) for line in disclosure.lines.get(terms.OPERATING, ())
    )
    return filled


def _with_project(line: Line, disclosure: Disclosure, spending: Iterable[Line]) -> Line:
    project = disclosure.project(line.project) if line.project else None
    if project is None:
        return line
    amount = project.annual.get("财政拨款") or next(
        (
            spent.amounts["项目支出"]
            for spent in spending
            if spent.row == project.code and spent.fund == project.fund and "项目支出" in spent.amounts
        ),
        None,
    )
    if amount is None:
        return line
    return replace(line, amounts={**line.amounts, "项目支出": amount})


def _typed(lines: Iterable[Line], unit: MoneyUnit) -> list[Typed]:
    return [
        Typed(line.row, column, entry.value * unit.yuan, unit.grain, entry.span)
        for line in lines
        for column, entry in line.amounts.items()
    ]


def _fixed(name: str, lines: Iterable[Line], unit: MoneyUnit) -> Sheet:
    rows = terms.FIXED_ROWS[name]
    return roll_up(name, _typed(lines, unit), rows, SINGLE_COLUMN, {row: row for row in rows})


def _listed(name: str, lines: tuple[Line, ...], unit: MoneyUnit, columns: Columns) -> Sheet:
    """Roll up rows that stand under 合计 by their own names, in the order typed."""
    parents: dict[str, str | None] = {TOTAL: None} if lines else {}
    parents |= {line.row: TOTAL for line in lines if line.row != TOTAL}
    return roll_up(name, _typed(lines, unit), parents, columns, {row: row for row in parents})


def _fiscal_balance(built: Mapping[str, Sheet]) -> dict[str, Figure | None]:
    """Gather what 财政拨款收支 has beside this year's appropriations: fiscal money carried in, spent and carried on.

    Money carried forward whose source is not told apart counts as fiscal.
    """
    carried = terms.by_fund(CARRIED_FORWARD, terms.CARRY_OVER_SOURCES[0])
    return {
        "上年结转": _fiscal_part(built[terms.INCOME], "上年结转结余"),
        "本年支出": built[terms.FISCAL].cell(TOTAL, "支出合计"),
        "上年结转支出": built[carried].cell(TOTAL, "支出合计"),
        "结转下年": _fiscal_part(built[terms.BALANCE], "年终结转结余"),
    }


def _fiscal_part(sheet: Sheet, row: str) -> Figure | None:
    if any(sheet.cell(source, AMOUNT) for source in terms.CARRY_OVER_SOURCES):
        return sheet.cell(terms.CARRY_OVER_SOURCES[0], AMOUNT)
    return sheet.cell(row, AMOUNT)


def _view_of(name: str, source: Sheet, extra: Mapping[str, Figure | None]) -> Sheet:
    """Group figures of another sheet's leaves, and some more, under the fixed rows of this one."""
    rows = terms.FIXED_ROWS[name]
    leaves = {row for row in rows if row not in rows.values()}
    taken = {row: source.cell(row, AMOUNT) for row in leaves} | dict(extra)
    typed = [
        Typed(row, AMOUNT, figure.yuan, figure.grain, None, (figure,))
        for row, figure in taken.items()
        if figure is not None
    ]
    return roll_up(name, typed, rows, SINGLE_COLUMN, {row: row for row in rows})


def _names(lines: Iterable[Line]) -> dict[str, str]:
    return {line.row: line.name for line in lines if line.name}


def _by_code(
    name: str,
    typed: list[Typed],
    register: Register,
    columns: Columns,
    names: Mapping[str, str] | None = None,
) -> Sheet:
    """Roll up along the register's levels, every code above a typed one included, in code order."""
    codes = {entry.row for entry in typed if entry.row != TOTAL}
    codes |= {above for code in tuple(codes) for above in register.ancestors(code)}
    parents: dict[str, str | None] = {TOTAL: None} if typed else {}
    parents |= {code: register.parent(code) or TOTAL for code in sorted(codes)}
    labels = {code: (names or {}).get(code) or register.name(code) or code for code in codes} | {TOTAL: TOTAL}
    return roll_up(name, typed, parents, columns, labels)


def _flat(
    name: str,
    typed: list[Typed],
    register: Register,
    columns: Columns,
    names: Mapping[str, str],
) -> Sheet:
    """Roll up codes that stand side by side under 合计, whatever their level."""
    codes = sorted({entry.row for entry in typed if entry.row != TOTAL})
    parents: dict[str, str | None] = {TOTAL: None} if typed else {}
    parents |= dict.fromkeys(codes, TOTAL)
    labels = {code: names.get(code) or register.name(code) or code for code in codes} | {TOTAL: TOTAL}
    return roll_up(name, typed, parents, columns, labels)


def _expenditure(lines: Iterable[Line], unit: MoneyUnit, register: Register) -> dict[str, Sheet]:
    """Build one sheet for each fund, the sum of the fiscal funds, and the sums of all by kind and by source."""
    lines = tuple(lines)
    names = _names(lines)
    drawers = [(fund, "") for fund in terms.FUNDS if fund != CARRIED_FORWARD]
    drawers += [(CARRIED_FORWARD, source) for source in terms.CARRY_OVER_SOURCES]
    found = {
        terms.by_fund(fund, source): _by_code(
            terms.by_fund(fund, source),
            _typed((line for line in lines if (line.fund, line.source) == (fund, source)), unit),
            register,
            EXPENDITURE_COLUMNS,
            names,
        )
        for fund, source in drawers
    }
    carried = terms.by_fund(CARRIED_FORWARD)
    sources = [(found[terms.by_fund(CARRIED_FORWARD, source)], None) for source in terms.CARRY_OVER_SOURCES]
    found[carried] = _merged(carried, sources, register, EXPENDITURE_COLUMNS, names)
    fiscal: list[tuple[Sheet, str | None]] = [(found[terms.by_fund(fund)], None) for fund in terms.FISCAL_FUNDS]
    found[terms.FISCAL] = _merged(terms.FISCAL, fiscal, register, EXPENDITURE_COLUMNS, names)
    every = [(found[terms.by_fund(fund)], CARRIED_FORWARD if fund == CARRIED_FORWARD else None) for fund in terms.FUNDS]
    found[terms.EXPENDITURE] = _merged(terms.EXPENDITURE, every, register, ALL_FUNDS_COLUMNS, names)
    by_source = [
        (found[terms.by_fund(fund)], terms.APPROPRIATION if fund in terms.FISCAL_FUNDS else fund)
        for fund in terms.FUNDS
    ]
    found[terms.INCOME_BY_FUNCTION] = _merged(terms.INCOME_BY_FUNCTION, by_source, register, INCOME_COLUMNS, names)
    return found


def _merged(
    name: str,
    sources: Sequence[tuple[Sheet, str | None]],
    register: Register,
    columns: Columns,
    names: Mapping[str, str],
) -> Sheet:
    """Add sheets of the same tree cell by cell; a source's total column may be booked under one column of the sum.

    Where a single source has a cell, the sum is that figure, so that what it was stated as stays what it is.
    """
    gathered: dict[tuple[str, str], list[Figure]] = {}
    for sheet, booked_as in sources:
        for (row, column), figure in sheet.cells.items():
            if booked_as is None:
                gathered.setdefault((row, column), []).append(figure)
            elif column == columns.total:
                gathered.setdefault((row, booked_as), []).append(figure)
                gathered.setdefault((row, column), []).append(figure)
    typed = [
        Typed(
            row, column, sum((part.yuan for part in parts), ZERO), max(part.grain for part in parts), None, tuple(parts)
        )
        for (row, column), parts in gathered.items()
    ]
    return _by_code(name, typed, register, columns, names)


def _economic(lines: Iterable[Line], unit: MoneyUnit) -> list[Typed]:
    """Book each class's amount under 人员经费 or 公用经费, by its 类, and the amount of 合计 as the total of both."""
    return [
        Typed(
            line.row,
            economic_column(line.row) if column == AMOUNT else column,
            entry.value * unit.yuan,
            unit.grain,
            entry.span,
        )
        for line in lines
        for column, entry in line.amounts.items()
    ]


def economic_column(code: str) -> str:
    """Return the column of 基本支出经济分类 that the amount of a class counts in, that of 合计 as the total of both."""
    if code == TOTAL:
        return TOTAL
    return "人员经费" if code[:3] in terms.PERSONNEL_CLASSES else "公用经费"


def _operating(lines: Iterable[Line], unit: MoneyUnit, built: Mapping[str, Sheet]) -> list[Typed]:
    """Take 基本支出 from the same class of the basic expenditure where a line does not type it."""
    lines = tuple(lines)
    typed = _typed(lines, unit)
    basic = built[terms.BASIC]
    for line in lines:
        same = basic.cell(line.row, TOTAL)
        if line.row != TOTAL and "基本支出" not in line.amounts and same is not None:
            typed.append(Typed(line.row, "基本支出", same.yuan, same.grain, None, (same,)))
    return typed


def _procurement(lines: Iterable[Line], unit: MoneyUnit, register: Register) -> Sheet:
    """Hang items directly under 货物, 工程 or 服务, or under the nearest code above them that is typed too."""
    lines = tuple(lines)
    codes = {line.row for line in lines if line.row != TOTAL}
    letters = {"A", "B", "C"} if lines else set()
    parents: dict[str, str | None] = {TOTAL: None} if lines else {}
    for code in sorted(codes | letters):
        parents[code] = TOTAL if code in letters else _nearest(code, codes | letters, register)
    names = _names(lines)
    labels = {code: names.get(code) or register.name(code) or code for code in parents}
    return roll_up(terms.PROCUREMENT, _typed(lines, unit), parents, SINGLE_COLUMN, labels)


def _nearest(code: str, among: set[str], register: Register) -> str:
    return next((above for above in register.ancestors(code) if above in among), code[:1])


def _balance(lines: Iterable[Line], unit: MoneyUnit, expenditure: Sheet) -> Sheet:
    rows = terms.FIXED_ROWS[terms.BALANCE]
    typed = _typed(lines, unit)
    total = expenditure.cell(TOTAL, "支出合计")
    if total is not None:
        typed.append(Typed("本年支出合计", AMOUNT, total.yuan, total.grain, None, (total,)))
    return roll_up(terms.BALANCE, typed, rows, SINGLE_COLUMN, {row: row for row in rows})
