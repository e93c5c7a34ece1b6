"""H108, H109: figures far from last year's: single ones, for whoever reviews a file; nearly all, as a wrong unit."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.wording import amount, figure_name
from generator.model.figures import Basis, Figure
from generator.problems import Related, Severity

_TIMES = 10
"""A digit too many or too few makes ten times of an amount or a tenth of it."""
_UNITS_APART = 10000
"""So many 元 make a 万元."""
_ENOUGH = 5
"""Of fewer figures one cannot say that nearly all are far from last year's."""
_LEAST = Decimal(10000)
"""In 元: what stays below it may well be ten times as much as last year."""


@rule_of_file("H108", Severity.NOTE, is_for_reviewers=True)
def far_from_last_year(filed: Filed) -> Iterator[Result]:
    """与上年同一个数相差十倍以上的，请核对是否多写或少写了一位。

    预算可以有这样的变化，所以只提示审核的人，不在公开的页面上标出。条件：两年都不为零，较大的一个不少于1万元。
    上年的数取自“上年”，或者上年的文件。

    通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 2011102, 项目支出: 4}

    不通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 2011102, 项目支出: 3}
    """
    pairs = _pairs(filed)
    if not _is_unit_wrong(pairs):
        yield from (_finding(filed, *pair) for pair in pairs if _is_far(*_sizes(*pair)))


@rule_of_file("H109", Severity.ERROR)
def wrong_unit_of_money(filed: Filed) -> Iterator[Result]:
    """几乎每个数都与上年相差约一万倍：“金额单位”多半写错了，元写成了万元，或者万元写成了元。

    单个数可以有大的变化，全部的数一起变化一万倍不会有，因此是错误。条件：与上年可比的数不少于五个。
    依据：财预〔2016〕143号，公开的内容应当准确。

    通过::

        金额单位: 万元

    不通过::

        金额单位: 元
        上年:
          口径: 年初预算
          支出:
            - {科目: 2011101, 基本支出: 600000}
            - {科目: 2011102, 项目支出: 300000}
            - {科目: 2080505, 基本支出: 80000}
            - {科目: 2101101, 基本支出: 40000}
            - {科目: 2101103, 基本支出: 20000}
            - {科目: 2210201, 基本支出: 60000}
    """
    pairs = _pairs(filed)
    if _is_unit_wrong(pairs):
        root, unit = filed.document.root, filed.page.disclosure.unit.value
        this, last = pairs[0]
        yield Finding(
            root.entries["金额单位"].span if "金额单位" in root.entries else root.span,
            f"与上年可比的 {len(pairs)} 个数几乎都相差一万倍，如{figure_name(this)}"
            f"本年 {this.yuan:f}元，上年 {last.yuan:f}元。“金额单位”写的是“{unit}”，请核对。",
        )


def _pairs(filed: Filed) -> list[tuple[Figure, Figure]]:
    """Return the figures typed this year, each with last year's, where neither is nothing."""
    typed = (
        figure
        for sheet in filed.page.budget.sheets.values()
        for figure in sheet.cells.values()
        if figure.basis is Basis.TYPED and figure.span and figure.yuan
    )
    return [(figure, last) for figure in typed if (last := _last_year(filed, figure)) is not None and last.yuan]


def _is_unit_wrong(pairs: list[tuple[Figure, Figure]]) -> bool:
    sizes = [_sizes(*pair) for pair in pairs]
    wrong = [pair for pair in sizes if min(pair) * _UNITS_APART / 2 <= max(pair) <= min(pair) * _UNITS_APART * 2]
    return len(pairs) >= _ENOUGH and len(wrong) * 5 >= len(pairs) * 4


def _sizes(this: Figure, last: Figure) -> tuple[Decimal, Decimal]:
    return abs(this.yuan), abs(last.yuan)


def _last_year(filed: Filed, figure: Figure) -> Figure | None:
    """Return the same figure of the first base of comparison that has it."""
    found = (base.budget.cell(figure.sheet, figure.row, figure.column) for base in filed.page.bases)
    return next((last for last in found if last is not None), None)


def _is_far(this: Decimal, last: Decimal) -> bool:
    less, more = sorted((this, last))
    return less > 0 and more >= _LEAST and more >= less * _TIMES


def _finding(filed: Filed, figure: Figure, last: Figure) -> Finding:
    unit = filed.page.disclosure.unit
    this_text, last_text = amount(figure.yuan, unit), amount(last.yuan, unit)
    message = (
        f"{figure_name(figure)}本年 {this_text}{unit.value}，上年 {last_text}{unit.value}，相差十倍以上。"
        "请核对两年的数是否多写或少写了一位；无误的不用改。"
    )
    place = last.place
    related = (Related(place, f"上年 {last_text}{unit.value}"),) if place and place != figure.span else ()
    assert figure.span
    return Finding(figure.span, message, related)
