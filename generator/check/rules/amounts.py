"""N106: how amounts are typed."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.model.disclosure import Entry
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
