"""Expenditure that tables tell only in part: the kind of what funds and state capital pay, and what other money pays.

表三 has all funds in one; what is left after the fiscal funds is other money's, and belongs to a fund only where the
file or the revenue leaves no doubt which.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from generator.model import sheets
from generator.model.codes import TOTAL
from generator.model.disclosure import CARRIED_FORWARD, FISCAL_CARRY_OVER, GENERAL_FUND
from generator.model.money import plain
from generator.problems import Severity
from generator.workbook.facts import CARRIED_DRAWERS, OTHER_DRAWERS, Drawer, Facts
from generator.workbook.found import Address, Found, Reading, first_by_address, same
from generator.workbook.remarks import Remark

_WHOLE = "支出合计"
_KINDS = ("基本支出", "项目支出")
_INCOME_OF = {
    "财政专户": ("教育专户核算",),
    "事业收入": ("事业收入",),
    "经营收入": ("经营收入",),
    "其他收入": ("其他收入", "上级补助收入", "附属单位上缴收入"),
}
"""The rows of revenue that each fund's expenditure is paid from."""


def with_kinds(drawer: Drawer, facts: Facts, reading: Reading) -> dict[Address, Found]:
    """Return what is stated of one fiscal fund, with 基本支出 and 项目支出 where a table gives only the sum of both."""
    wanted = first_by_address(reading.of(drawer.sheet))
    every = first_by_address(reading.of(sheets.EXPENDITURE))
    for address, found in list(wanted.items()):
        parts = [replace(address, column=kind) for kind in _KINDS]
        if address.column != _WHOLE or not found.amount or any(part in wanted for part in parts):
            continue
        figure = facts.budget().cell(address.sheet, address.row, _WHOLE)
        if figure is None or not same(figure.yuan, found.amount, found.grain):
            amounts = _kinds_of(drawer, address.row, found, facts, reading, every)
            wanted |= {
                part: replace(found, address=part, yuan=amount) for part, amount in zip(parts, amounts, strict=False)
            }
    return wanted


def _kinds_of(
    drawer: Drawer,
    row: str,
    found: Found,
    facts: Facts,
    reading: Reading,
    every: Mapping[Address, Found],
) -> tuple[Decimal, ...]:
    """Part a sum into its two kinds: by 表三 less the other fund's, by the fund's totals, or by the file's own line."""
    rest = [found for found in reading.found if found.address.row == row and found.address.sheet != drawer.sheet]
    others = {each.address: each for each in rest if each.address.sheet == sheets.by_fund(GENERAL_FUND)}
    if all(Address(sheets.EXPENDITURE, row, kind) in every for kind in _KINDS):
        parts = tuple(
            every[Address(sheets.EXPENDITURE, row, kind)].amount
            - (others[at].amount if (at := Address(sheets.by_fund(GENERAL_FUND), row, kind)) in others else 0)
            for kind in _KINDS
        )
        if same(sum(parts, Decimal(0)), found.amount, found.grain):
            return parts
    totals = [each for each in reading.found if each.address.sheet == drawer.sheet and each.address.row == TOTAL]
    nonzero = {each.address.column for each in totals if each.amount and each.address.column in _KINDS}
    if not nonzero:
        typed = [each for each in facts.of(drawer) if each.row == row]
        nonzero = {kind for each in typed for kind in _KINDS if each.amounts().get(kind)}
    if len(nonzero) == 1:
        return tuple(found.amount if kind in nonzero else Decimal(0) for kind in _KINDS)
    return ()


def other_funds(facts: Facts, reading: Reading) -> Iterator[tuple[Drawer, dict[Address, Found]]]:
    """Yield what 表三 leaves to each fund that is not fiscal, where it states the expenditure of all funds."""
    if sheets.EXPENDITURE not in reading.listed or sheets.EXPENDITURE in reading.unplaced:
        return
    wanted: dict[Drawer, dict[Address, Found]] = {drawer: {} for drawer in (*OTHER_DRAWERS, *CARRIED_DRAWERS)}
    every = first_by_address(reading.of(sheets.EXPENDITURE))
    for row in _lowest({address.row for address in every}, facts):
        for kind in (*_KINDS, CARRIED_FORWARD):
            found = every.get(Address(sheets.EXPENDITURE, row, kind))
            if found is not None:
                _leave(row, kind, found, facts, reading, wanted)
    yield from wanted.items()


def _lowest(rows: set[str], facts: Facts) -> list[str]:
    above = {code for row in rows if row != TOTAL for code in facts.registers.functional.ancestors(row)}
    return sorted(row for row in rows if row != TOTAL and row not in above)


def _leave(
    row: str,
    kind: str,
    found: Found,
    facts: Facts,
    reading: Reading,
    wanted: dict[Drawer, dict[Address, Found]],
) -> None:
    """Give what is left in one cell to the funds that the file has there, or to the only one that it can be."""
    is_carried = kind == CARRIED_FORWARD
    among = CARRIED_DRAWERS if is_carried else OTHER_DRAWERS
    column = _WHOLE if is_carried else kind
    there = {drawer: _given(facts, drawer.sheet, row, column) for drawer in among}
    left = found.amount - (0 if is_carried else _given(facts, sheets.FISCAL, row, kind))
    used = [drawer for drawer in among if any(each.row == row for each in facts.of(drawer))]
    if same(left, sum(there.values(), Decimal(0)), found.grain):
        for drawer in used:
            address = Address(drawer.sheet, row, column)
            wanted[drawer][address] = replace(found, address=address, yuan=there[drawer])
        return
    possible = used or _possible(is_carried=is_carried, reading=reading)
    if left < 0 or len(possible) != 1:
        _tell(row, kind, left, found, possible, reading)
        for drawer in used:
            address = Address(drawer.sheet, row, column)
            wanted[drawer][address] = replace(found, address=address, yuan=there[drawer])
        return
    address = Address(possible[0].sheet, row, column)
    wanted[possible[0]][address] = replace(found, address=address, yuan=left)


def _given(facts: Facts, sheet: str, row: str, column: str) -> Decimal:
    figure = facts.budget().cell(sheet, row, column)
    return figure.yuan if figure else Decimal(0)


def _possible(*, is_carried: bool, reading: Reading) -> list[Drawer]:
    stated = {found.address.row for found in reading.of(sheets.INCOME) if found.amount}
    if is_carried:
        sources = [drawer for drawer in CARRIED_DRAWERS if drawer.source in stated]
        return sources or [drawer for drawer in CARRIED_DRAWERS if drawer.source == FISCAL_CARRY_OVER]
    return [drawer for drawer in OTHER_DRAWERS if stated & set(_INCOME_OF[drawer.fund])]


def _tell(row: str, kind: str, left: Decimal, found: Found, possible: list[Drawer], reading: Reading) -> None:
    funds = "、".join(drawer.source or drawer.fund for drawer in possible)
    more = "" if kind == CARRIED_FORWARD else f"，比财政拨款的各表{'多' if left > 0 else '少'} {plain(abs(left))}元"
    why = f"不知道是哪种资金（{funds or '收入中没有其他资金'}）" if left > 0 else "应不少于财政拨款"
    text = f"{row} 的{kind} {found.text}{more}，{why}。没有导入，请在文件“支出”中填写。"
    reading.remarks.append(Remark(found.place, Severity.ERROR, text))
