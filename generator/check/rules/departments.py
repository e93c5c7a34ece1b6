"""H2, H202–H205: a department against its subordinate units."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.outcome import AtMost, Sum
from generator.check.trees import total_of
from generator.model.sheets import INPUTS
from generator.problems import Related, Severity
from generator.source import Span


@rule_of_file("H2", Severity.ERROR)
def department_against_units(filed: Filed) -> Iterator[Result]:
    """部门的每个数等于所属单位之和；所属单位的文件不齐时，不小于已有单位之和。

    部门由所属单位相加的，由程序保证；部门自己填报的（汇总: 否），逐数核对。
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
    is_complete = not filed.library.missing_units(filed.page.disclosure)
    for name, sheet in filed.page.budget.sheets.items():
        if not filed.units or name not in INPUTS:
            continue
        for at, figure in sheet.cells.items():
            parts = tuple(part for budget in filed.units.values() if (part := budget.cell(name, *at)) is not None)
            if parts and is_complete:
                yield Sum(figure, parts)
            elif parts:
                yield AtMost(total_of(f"所属单位{name}", *at, parts), figure)


@rule_of_file("H202", Severity.ERROR)
def unit_listed_otherwise(filed: Filed) -> Iterator[Result]:
    """“所属单位”中的名称、性质与单位自己的文件一致。

    部门和单位公开的名称不同，读者会以为是两个单位。

    另有 156001/2026::

        性质: 事业

    通过::

        # 文件 156/2026.yaml
        单位代码: 156
        汇总: 否
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}

    另有 156001/2026::

        性质: 参公

    不通过::

        # 文件 156/2026.yaml
        单位代码: 156
        汇总: 否
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}
    """
    disclosure = filed.page.disclosure
    for listed in disclosure.subordinates:
        file = filed.library.get(listed.code, disclosure.year) if listed.has_file else None
        if file is not None and file.name != listed.name:
            message = f"所属单位 {listed.code} 的名称是“{listed.name}”，它的文件中是“{file.name}”。请改成一致。"
            yield Finding(listed.span, message)
        if file is not None and file.kind and file.kind != listed.kind:
            message = f"所属单位 {listed.code} 的性质是“{listed.kind}”，它的文件中是“{file.kind}”。请改成一致。"
            yield Finding(listed.span, message)


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
        lacking = [unit for unit in units if not unit.sums_units and key not in unit.filled]
        if len(lacking) < len(units):
            for unit in lacking:
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


@rule_of_file("H205", Severity.ERROR)
def unit_listed_twice_or_without_code(filed: Filed) -> Iterator[Result]:
    """单列预算的所属单位写明代码，且只列一次。

    代码决定单位的文件；重复列出会重复计算。

    通过::

        # 文件 156/2026.yaml
        单位代码: 156
        汇总: 否
        所属单位:
          - {名称: 某市档案馆, 性质: 事业, 预算: 不单列}

    不通过::

        # 文件 156/2026.yaml
        单位代码: 156
        汇总: 否
        所属单位:
          - {名称: 某市档案馆, 性质: 事业}
    """
    first: dict[str, Span] = {}
    for listed in filed.page.disclosure.subordinates:
        if listed.has_file and not listed.code:
            yield Finding(
                listed.span, f"所属单位“{listed.name}”单列预算，请写明代码；没有自己的文件的写“预算: 不单列”。"
            )
        elif listed.code and listed.code in first:
            message = f"所属单位 {listed.code} 已在第 {first[listed.code].line} 行列出，请删去一处。"
            yield Finding(listed.span, message, (Related(first[listed.code], "第一处"),))
        first.setdefault(listed.code, listed.span)
