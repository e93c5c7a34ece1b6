"""H108: figures that stand out, for whoever reviews a file; nothing of it is published."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.wording import amount, figure_name
from generator.model.figures import Basis, Figure
from generator.problems import Related, Severity

_TIMES = 10
"""A digit too many or too few makes ten times of an amount or a tenth of it."""
_LEAST = Decimal(10000)
"""In 元: what stays below it may well be ten times as much as last year."""


@rule_of_file("H108", Severity.NOTE)
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
    for sheet in filed.page.budget.sheets.values():
        for figure in sheet.cells.values():
            last = _last_year(filed, figure) if figure.basis is Basis.TYPED and figure.span else None
            if last is not None and _is_far(abs(figure.yuan), abs(last.yuan)):
                yield _finding(filed, figure, last)


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
