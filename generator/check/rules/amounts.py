"""N106, N121: how amounts are typed."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.model.codes import TOTAL
from generator.model.disclosure import Entry
from generator.model.sheets import AMOUNT, BASIC, PERSONNEL_CLASSES
from generator.problems import Severity

_DECIMALS = 2


def _entries(filed: Filed) -> Iterator[Entry]:
    disclosure = filed.page.disclosure
    for lines in (disclosure.lines, *(lines for block in disclosure.last for lines in (block.lines, block.changes))):
        for listed in lines.values():
            for line in listed:
                yield from line.amounts.values()
    for project in disclosure.projects:
        yield from (*project.annual.values(), *project.medium.values())


@rule_of_file("N106", Severity.ERROR, can_be_waived=False)
def too_many_decimals(filed: Filed) -> Iterator[Result]:
    """金额最多两位小数：万元精确到百元，元精确到分。

    公开表按两位小数打印；多出的小数位会被四舍五入，读者看到的数就与数据不同。

    通过::

        年终结转结余: 0.25

    不通过::

        年终结转结余: 0.255
    """
    for entry in _entries(filed):
        if -int(entry.value.as_tuple().exponent) > _DECIMALS:
            unit = filed.page.disclosure.unit.value
            yield Finding(entry.span, f"金额 {entry.value:f}{unit}超过两位小数，请按四舍五入写到两位。")


@rule_of_file("N121", Severity.ERROR)
def amount_typed_twice(filed: Filed) -> Iterator[Result]:
    """基本支出经济分类的一行不能既填“金额”，又填“金额”要计入的那一栏。

    “金额”按科目的类计入人员经费或公用经费，“合计”行的金额就是合计；两处都填，只有一个数会公开。

    通过::

        基本支出经济分类:
          - {科目: 30101, 金额: 100}
          - {科目: 30399, 人员经费: 20, 公用经费: 5}

    不通过::

        基本支出经济分类:
          - {科目: 30101, 金额: 100, 人员经费: 90}
    """
    disclosure = filed.page.disclosure
    for lines in (disclosure.lines, *(block.lines for block in disclosure.last)):
        for line in lines.get(BASIC, ()):
            kind = "人员经费" if line.row[:3] in PERSONNEL_CLASSES else "公用经费"
            column = TOTAL if line.row == TOTAL else kind
            if AMOUNT in line.amounts and column in line.amounts:
                message = f"{line.row} 的“金额”就是“{column}”，这一行又填了“{column}”。请删去一个。"
                yield Finding(line.amounts[column].span, message)
