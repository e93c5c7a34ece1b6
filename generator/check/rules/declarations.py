"""P106: numbers that a file declares beside its facts, so that texts may state them."""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.rules.text_figures import unexplained_amounts, unexplained_percentages
from generator.check.rules.text_years import unexplained_years
from generator.problems import Severity


@rule_of_file("P106", Severity.WARNING)
def needless_declaration(filed: Filed) -> Iterator[Result]:
    """“文中数据”只写文字中用到、而本文件又没有的数。

    多余的说明会在数改动以后替错误的数打掩护。

    通过::

        部门职责: 单位成立于2009年，下设四个科室。
        文中数据:
          - {数: 2009年, 说明: 单位成立的年份}

    不通过::

        部门职责: 单位下设四个科室。
        文中数据:
          - {数: 2009年, 说明: 单位成立的年份}
    """
    used = _used(filed) if filed.facts.declarations else set()
    for declaration in filed.facts.declarations:
        if not declaration.numbers:
            message = (
                f'“{declaration.text}”中没有带单位的金额、百分比或年份。写成文字中的样子，如 "100万元"、"5%"、2009年。'
            )
            yield Finding(declaration.span, message)
        elif not declaration.numbers <= used:
            message = f"“{declaration.text}”不必声明：文字中没有用到它，或者它本来就是本文件的数。请删去。"
            yield Finding(declaration.span, message)


def _used(filed: Filed) -> set[tuple[str, Decimal]]:
    found = {("金额", mention.value) for _, mention in unexplained_amounts(filed)}
    found |= {("百分比", mention.value) for _, mention in unexplained_percentages(filed)}
    return found | {("年份", Decimal(year)) for _, year in unexplained_years(filed)}
