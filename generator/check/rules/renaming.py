"""H104–H106: names and codes of units and functions that changed between two years."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.load.nodes import Mapping, Scalar, Sequence
from generator.model.disclosure import Disclosure
from generator.model.library import Library
from generator.model.sheets import EXPENDITURE
from generator.problems import Severity
from generator.source import Span


@rule_of_file("H104", Severity.WARNING)
def renamed_unit(filed: Filed) -> Iterator[Result]:
    """单位名称与上年公开的不同，应写明“原名称”；“原名称”就是上年公开的名称。

    更名的单位写明原名称，读者才能把两年的预算对起来；没有更名的，多半是名称写错了。

    另有 156001/2025::

        单位名称: 某市档案局

    通过::

        原名称: 某市档案局

    另有 156001/2025::

        单位名称: 某市档案局

    不通过::

        单位名称: 某市档案馆
    """
    disclosure, root = filed.page.disclosure, filed.document.root
    before = filed.library.year_before(disclosure)
    if before is None:
        return
    if before.name != (disclosure.former_name or disclosure.name):
        said = f"单位名称是“{disclosure.name}”" + (
            f"，原名称是“{disclosure.former_name}”" if disclosure.former_name else ""
        )
        yield Finding(
            root.entries["原名称" if disclosure.former_name else "单位名称"].span,
            f"{said}，上年（{before.path}）是“{before.name}”。更名的请写“原名称: {before.name}”，没有更名的请改正。",
        )
    elif disclosure.former_name == disclosure.name:
        yield Finding(root.entries["原名称"].span, "“原名称”与单位名称相同，请删去。")


@rule_of_file("H105", Severity.WARNING)
def changed_code(filed: Filed) -> Iterator[Result]:
    """写了“原代码”的，上年用的是原代码。

    上年数从原代码的文件取；原代码写错了，本年就没有上年数可比。

    另有 157001/2025::

        性质: 事业

    通过::

        原代码: 157001

    另有 156001/2025::

        性质: 事业

    不通过::

        原代码: 157001
    """
    disclosure = filed.page.disclosure
    old, year = disclosure.former_code, disclosure.year - 1
    if old and filed.library.get(old, year) is None and filed.library.get(disclosure.code, year) is not None:
        span = filed.document.root.entries["原代码"].span
        message = f"上年没有 {old}/{year}.yaml，而有 {disclosure.code}/{year}.yaml。代码没有变更的，请删去“原代码”。"
        yield Finding(span, message)


@rule_of_file("H106", Severity.WARNING)
def replaced_code_not_used(filed: Filed) -> Iterator[Result]:
    """“科目变更”中的原科目在上年数中有金额。

    没有这个科目，多半是编码写错了；科目按填报的编码逐个对应，款变更的要写明它下面的每一项。

    通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 2010301, 基本支出: 110}
          科目变更:
            - {原科目: 2010301, 现科目: 2010350}

    不通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 2010301, 基本支出: 110}
          科目变更:
            - {原科目: 2010310, 现科目: 2010350}
    """
    disclosure = filed.page.disclosure
    before = filed.library.year_before(disclosure)
    used = {line.row for block in disclosure.last for line in block.lines.get(EXPENDITURE, ())}
    used |= _codes(before, filed.library) if before else set()
    for code, span in _replaced(filed):
        if code not in used:
            yield Finding(span, f"“科目变更”的原科目 {code} 在上年的支出中没有，这条变更不起作用。请核对编码。")


def _codes(disclosure: Disclosure, library: Library) -> set[str]:
    own = {line.row for line in disclosure.lines.get(EXPENDITURE, ())}
    units = library.units_of(disclosure) if disclosure.sums_units else ()
    return own.union(*(_codes(unit, library) for unit in units))


def _replaced(filed: Filed) -> Iterator[tuple[str, Span]]:
    last = filed.document.root.entries.get("上年")
    for block in last.items if isinstance(last, Sequence) else (last,):
        changes = block.entries.get("科目变更") if isinstance(block, Mapping) else None
        for item in changes.items if isinstance(changes, Sequence) else ():
            old = item.entries.get("原科目") if isinstance(item, Mapping) else None
            if isinstance(old, Scalar):
                yield old.text, old.span
