"""What a workbook states, held against what the facts give: the same fact in two tables, totals, balances, units."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.derive.budget import Budget
from generator.model.figures import Figure
from generator.model.money import MoneyUnit, plain
from generator.problems import Severity
from generator.validate.schema import TO_BE_FILLED
from generator.workbook.amounts import UNITS
from generator.workbook.found import Found, Reading, same
from generator.workbook.remarks import Remark, quoted


def compare(reading: Reading, budget: Budget, units: Mapping[str, Sequence[Budget]], unit: MoneyUnit) -> list[Remark]:
    """Hold every amount against the figure at its address; `units` are the figures of each unit by its name.

    A difference that rounding explains is a note, any other an error.
    """
    said = {remark.place for remark in reading.remarks if remark.severity is Severity.ERROR}
    found = [each for each in reading.found if each.place not in said]
    whole = [each for each in found if not each.unit_name]
    stated = _stated(whole, budget, unit)
    remarks = [remark for each in whole if (remark := _held(each, budget, unit, stated))]
    return remarks + _of_units([each for each in found if each.unit_name], budget, units, unit)


def _stated(found: Sequence[Found], budget: Budget, unit: MoneyUnit) -> dict[Figure, Found]:
    """Return, for each figure, a cell that states it as it is; other cells that show the same figure must agree."""
    stated: dict[Figure, Found] = {}
    for each in found:
        figure = _figure(each, budget)
        if figure is not None and each.yuan is not None and same(figure.yuan, each.amount, _grain(each, unit)):
            stated.setdefault(figure.source, each)
    return stated


def _figure(found: Found, budget: Budget) -> Figure | None:
    return budget.cell(found.address.sheet, found.address.row, found.address.column)


def _grain(found: Found, unit: MoneyUnit) -> Decimal:
    return max(found.grain, UNITS[unit.value].scaleb(-2))


def _held(found: Found, budget: Budget, unit: MoneyUnit, stated: Mapping[Figure, Found]) -> Remark | None:
    figure, grain = _figure(found, budget), _grain(found, unit)
    given = figure.yuan if figure else Decimal(0)
    if same(given, found.amount, grain):
        return None
    other = stated.get(figure.source) if figure else None
    if other is not None:
        text = f"{found.text or '空白'}，与 {other.place} 的 {other.text} 是同一个数，应当相同。按 {other.place} 导入。"
        return Remark(found.place, Severity.ERROR, text)
    parts = len(figure.parts) if figure else 0
    is_rounding = abs(given - found.amount) <= (parts + 1) * grain / 2
    number = plain(given / unit.yuan)
    where = f"（{figure.place}）" if figure and figure.place else ""
    what = f"{found.text or '空白'}，按导入的数{where}应为 {number}{unit.value}"
    text = f"{what}，相差在四舍五入的范围内。" if is_rounding else f"{what}。请核对这两处。"
    return Remark(found.place, Severity.NOTE if is_rounding else Severity.ERROR, text)


def _of_units(
    found: Sequence[Found], budget: Budget, units: Mapping[str, Sequence[Budget]], unit: MoneyUnit
) -> list[Remark]:
    """Compare a table's rows by unit; where there is no other unit, a row under another name is this unit's."""
    remarks: dict[str, Remark] = {}
    held = []
    is_alone = len(units) == 1
    for each in found:
        budgets = units.get(each.unit_name, ())
        if not budgets:
            text = f"单位名称{quoted(each.unit_name)}与文件中的不同，应为“{'”或“'.join(units)}”。"
            if each.unit_name not in remarks and not set(units) & {*TO_BE_FILLED}:
                remarks[each.unit_name] = Remark(each.place, Severity.WARNING, text)
            budgets = [budget] if is_alone else []
        differences = [_held(each, one, unit, {}) for one in budgets]
        if differences and all(differences):
            held.append(differences[0])
    return [*remarks.values(), *(remark for remark in held if remark)]
