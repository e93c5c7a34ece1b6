"""H2, H203, H204: a department's amounts against those of its subordinate units."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.outcome import AtMost, Sum
from generator.check.trees import total_of
from generator.check.wording import amount, figure_name
from generator.model.codes import TOTAL
from generator.model.disclosure import CARRIED_FORWARD
from generator.model.figures import Figure
from generator.model.money import ZERO
from generator.model.sheets import (
    ASSETS,
    BALANCE,
    BASIC,
    CARRY_OVER_SOURCES,
    EXPENDITURE,
    FUNDS,
    INCOME,
    INPUTS,
    NEW_ASSETS,
    OPERATING,
    OTHER,
    PROCUREMENT,
    SERVICES,
    SMALL_BUSINESS,
    THREE_PUBLIC,
    TRANSFERS,
    by_fund,
)
from generator.problems import Related, Severity

_BY_FUNCTION = tuple(by_fund(fund) for fund in FUNDS if fund != CARRIED_FORWARD) + tuple(
    by_fund(CARRIED_FORWARD, source) for source in CARRY_OVER_SOURCES
)
_COMPARED = (
    *(INCOME, *_BY_FUNCTION, BASIC, THREE_PUBLIC, OPERATING, PROCUREMENT, TRANSFERS, ASSETS, OTHER, BALANCE),
    *(SMALL_BUSINESS, SERVICES, NEW_ASSETS),
)
_COMPLETE = (*_BY_FUNCTION, BASIC, OPERATING)
"""Sheets whose rows are a complete list: a code that is not there has no amount."""


@rule_of_file("H2", Severity.ERROR)
def department_against_units(filed: Filed) -> Iterator[Result]:
    """部门的每个数等于所属单位之和；所属单位的文件不齐、或有单位依法不公开时，不小于已有单位之和。

    部门由所属单位相加的，由程序保证；部门自己填报的（汇总: 否），每种资金、每个科目逐数核对，有一方没有的科目也要指出。
    政府采购各单位列的层级可以不同，只核对合计和货物、工程、服务。程序相加得出的数由它的组成部分核对。
    依据：《关于推进部门所属单位预算公开的指导意见》，部门预算由本级和所属单位预算组成。

    另有 156001/2026::

        性质: 事业

    通过::

        # 文件 156/2026.yaml
        单位代码: 156
        汇总: 否
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}

    另有 156001/2026::

        收入: {一般公共预算财政拨款收入: 102}

    不通过::

        # 文件 156/2026.yaml
        单位代码: 156
        汇总: 否
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}
    """
    disclosure, budget = filed.page.disclosure, filed.page.budget
    is_complete = not filed.library.missing_units(disclosure) and not filed.library.withheld_units(disclosure)
    for name in _COMPARED if filed.units else ():
        gathered = _gathered(name, filed)
        for at in dict.fromkeys([*budget.sheets[name].cells, *gathered]):
            figure, parts = budget.cell(name, *at), gathered.get(at, ())
            if figure and name == PROCUREMENT:
                figure = _with_every_grain(figure)
            if figure and parts and (figure.is_entered or name == PROCUREMENT):
                typed = tuple(leaf for part in parts for leaf in part.typed())
                yield Sum(figure, typed) if is_complete else AtMost(total_of(f"所属单位{name}", *at, typed), figure)
            elif not (figure and parts) and name in _COMPLETE and not disclosure.sums_units:
                yield from _one_sided(figure, parts, filed, is_complete=is_complete)


def _gathered(name: str, filed: Filed) -> dict[tuple[str, str], tuple[Figure, ...]]:
    """Return the units' figures by row and column; of procurement only what does not depend on the items' level."""
    found: dict[tuple[str, str], tuple[Figure, ...]] = {}
    for budget in filed.units.values():
        for at, figure in budget.sheets[name].cells.items():
            if name != PROCUREMENT or at[0] in (TOTAL, "A", "B", "C"):
                found[at] = (*found.get(at, ()), figure)
    return found


def _with_every_grain(figure: Figure) -> Figure:
    """Let a figure be as uncertain as all that it rests on together."""
    return structs.replace(figure, grain=sum((leaf.grain for leaf in figure.typed()), ZERO))


def _one_sided(figure: Figure | None, parts: Sequence[Figure], filed: Filed, *, is_complete: bool) -> Iterator[Finding]:
    """Name an amount that only the department has, or only its units."""
    unit = filed.page.disclosure.unit
    if figure and figure.is_entered and figure.span and figure.yuan and is_complete:
        said = f"{figure_name(figure)}为 {amount(figure.yuan, unit)}，所属单位都没有这一项。请核对科目、资金和金额。"
        yield Finding(figure.span, said)
    typed = [part for part in parts if part.is_entered and part.yuan and part.span]
    root = filed.document.root
    if not figure and typed and EXPENDITURE in root.keys:
        total = amount(sum((part.yuan for part in typed), ZERO), unit)
        related = tuple(Related(part.span, f"所属单位填报 {amount(part.yuan, unit)}") for part in typed if part.span)
        span = root.keys[BASIC if typed[0].sheet == BASIC and BASIC in root.keys else EXPENDITURE]
        yield Finding(span, f"所属单位的{figure_name(typed[0])}合计 {total}，本文件没有这一项。请补上或核对。", related)


@rule_of_file("H203", Severity.NOTE)
def section_not_reported_by_a_unit(filed: Filed) -> Iterator[Result]:
    """有的所属单位没有填报某一部分，部门的合计不包括它。

    不填报不等于零；没有这项收支的单位应填 0 或空列表。

    另有 156001/2026::

        非税收入: 0

    通过::

        # 文件 156/2026.yaml
        # 没有金额
        单位代码: 156
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}

    另有 156001/2026::

        非税收入: 0

    另有 156002/2026::

        # 没有“非税收入”
        单位名称: 某市方志馆

    不通过::

        # 文件 156/2026.yaml
        # 没有金额
        单位代码: 156
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}
          - {代码: 156002, 名称: 某市方志馆, 性质: 事业}
    """
    if not filed.page.disclosure.sums_units:
        return
    units = filed.library.units_of(filed.page.disclosure)
    for key in dict.fromkeys(path[0] for paths in INPUTS.values() for path in paths):
        for unit in units if filed.page.is_reported(key) else ():
            if not unit.sums_units and key not in unit.filled:
                span = next(each.span for each in filed.page.disclosure.subordinates if each.code == unit.code)
                yield Finding(span, f"所属单位 {unit.code} {unit.name}没有填报“{key}”，部门的“{key}”不包括它。")


@rule_of_file("H204", Severity.ERROR)
def amounts_beside_units(filed: Filed) -> Iterator[Result]:
    """由所属单位相加的部门文件不填金额。

    本级也是所属单位之一，有自己的文件；部门文件再填金额就会重复计算。部门自己填报的，写“汇总: 否”。

    通过::

        # 文件 156/2026.yaml
        单位代码: 156
        汇总: 否
        所属单位:
          - {名称: 某市档案馆, 性质: 事业, 预算: 不单列}

    另有 156001/2026::

        性质: 事业

    不通过::

        # 文件 156/2026.yaml
        单位代码: 156
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}
    """
    root = filed.document.root
    if filed.page.disclosure.sums_units:
        for key in dict.fromkeys(path[0] for paths in INPUTS.values() for path in paths):
            if key in root.keys:
                message = f"本文件的金额由所属单位相加，不能再填“{key}”。请移到本级的文件中，或写“汇总: 否”。"
                yield Finding(root.keys[key], message, (Related(root.keys["所属单位"], "所属单位"),))
