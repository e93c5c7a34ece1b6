"""H202, H205, H206: which units a department lists, and how they list themselves."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.model.codes import is_unit_below, units_above
from generator.model.disclosure import DRAFT, Disclosure, Subordinate
from generator.model.library import Library
from generator.problems import Related, Severity
from generator.source import Span


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


@rule_of_file("H205", Severity.ERROR)
def unit_listed_twice_or_without_code(filed: Filed) -> Iterator[Result]:
    """单列预算的所属单位写明代码，且只列一次：列了上级单位，就不再列它的下级。

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
    disclosure, first = filed.page.disclosure, dict[str, Span]()
    for listed in disclosure.subordinates:
        if listed.has_file and not listed.code:
            yield Finding(
                listed.span, f"所属单位“{listed.name}”单列预算，请写明代码；没有自己的文件的写“预算: 不单列”。"
            )
        elif listed.code and listed.code in first:
            message = f"所属单位 {listed.code} 已在第 {first[listed.code].line} 行列出，请删去一处。"
            yield Finding(listed.span, message, (Related(first[listed.code], "第一处"),))
        for upper in disclosure.subordinates:
            if _lists(filed.library.get(upper.code, disclosure.year), listed) and upper.has_file:
                message = f"所属单位 {listed.code} 已由 {upper.code} {upper.name}列出，请删去一处。"
                yield Finding(listed.span, message, (Related(upper.span, "它的上级单位"),))
        first.setdefault(listed.code, listed.span)


def _lists(upper: Disclosure | None, listed: Subordinate) -> bool:
    return (
        upper is not None
        and listed.has_file
        and is_unit_below(listed.code, upper.code)
        and any(each.code == listed.code and each.has_file for each in upper.subordinates)
    )


@rule_of_file("H206", Severity.ERROR)
def unit_not_listed_above(filed: Filed) -> Iterator[Result]:
    """有文件的单位，列在部门或上级单位的“所属单位”中，并且是单列预算的。

    有文件而没有列出的单位，部门的汇总就漏了它。条件：部门或上级单位的文件列有所属单位。
    依据：《关于推进部门所属单位预算公开的指导意见》，部门预算由本级和所属单位预算组成。

    另有 156/2026::

        # 没有金额
        单位名称: 某市档案局
        所属单位:
          - {代码: 156001, 名称: 某市档案馆, 性质: 事业}

    通过::

        单位代码: 156001

    另有 156/2026::

        # 没有金额
        单位名称: 某市档案局
        所属单位:
          - {代码: 156002, 名称: 某市方志馆, 性质: 事业}

    不通过::

        单位代码: 156001
    """
    disclosure = filed.page.disclosure
    lists = list(_lists_above(disclosure, filed.library))
    listed = [unit for upper in lists for unit in upper.subordinates if unit.code == disclosure.code]
    span = filed.document.root.entries["单位代码"].span
    for unit in listed:
        if not unit.has_file:
            message = f"{unit.span.path} 的“所属单位”写的是“预算: {unit.budget}”，而本单位有自己的文件。请改正一处。"
            yield Finding(span, message, (Related(unit.span, f"所属单位 {unit.code} {unit.name}"),))
    if lists and not listed:
        upper = lists[0]
        message = f"{upper.path} 的“所属单位”没有列出本单位 {disclosure.code}。请在那里列出，或核对代码。"
        yield Finding(span, message, (Related(upper.subordinates[0].span, "所属单位"),))


def _lists_above(disclosure: Disclosure, library: Library) -> Iterator[Disclosure]:
    for code in units_above(disclosure.code):
        upper = library.get(code, disclosure.year)
        if upper is not None and upper.subordinates and upper.state != DRAFT:
            yield upper
