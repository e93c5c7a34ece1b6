"""P101, P102, P104, P105: amounts and percentages in texts."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.facts import DECLARED, Fact, Known
from generator.check.mentions import AMOUNT, PERCENTAGE, YUAN, Mention, mention_from_match
from generator.check.slips import meant
from generator.check.texts import Passage
from generator.problems import Severity

_ADVICE = "请核对；不是本文件的数而又确实要写的，在“文中数据”中写明它的来历。"
_SHARE = re.compile(r"占|比重|比例")
_CHANGE = re.compile(r"(?:增长|增加|上升|提高|下降|减少|降低|增幅|降幅)(?:了|为|约)?$")
_BARE_RATE = re.compile(
    r"(?:增长|下降|上升|降低|增幅|降幅|(?<![效功])率)(?:为|是|达到?|了)? ?(?<![0-9])"
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?=[，。；、）)]|$)",
    re.MULTILINE,
)
_NAMED_RATE = re.compile(r"(?:率|满意度|覆盖面)(?:（[^（）]*）)?\Z")
_MOST_MEANT = 50
_UNITS = ("万元", "元", "亿元")


Retold = tuple[Passage, Mention]
"""A number that a text retells, and where."""


def retold(filed: Filed, pattern: re.Pattern[str]) -> Iterator[Retold]:
    """Yield the numbers of texts; an indicator's value is a fact itself where it stands, and so is a declaration."""
    for passage in filed.texts.find(pattern, titles=False):
        if not passage.typed.is_target and passage.typed.keys[0] != DECLARED:
            yield passage, mention_from_match(passage.match)


def unexplained_amounts(filed: Filed) -> Iterator[Retold]:
    """Yield the amounts in texts that are no figure of the file."""
    return (each for each in retold(filed, AMOUNT) if not filed.facts.amounts.stated_by(each[1]))


def unexplained_percentages(filed: Filed) -> Iterator[Retold]:
    """Yield the percentages in texts that follow from no figure; 100 is one of completeness unless it is a change."""
    for passage, mention in retold(filed, PERCENTAGE):
        meant = filed.facts.percentages.stated_by(mention)
        if mention.value == 100:
            is_known = not _CHANGE.search(passage.sentence) or any(fact.direction for fact in meant)
        else:
            is_known = bool(meant or (_SHARE.search(passage.sentence) and filed.facts.shares.stated_by(mention)))
        if not is_known:
            yield passage, mention


def _findings(filed: Filed, unknown: Iterable[Retold], known: Callable[[], Known], wanted: str) -> Iterator[Finding]:
    """Report unknown numbers; what was meant is looked for as long as there are not too many of them."""
    for index, (passage, mention) in enumerate(unknown):
        suggestions = tuple(
            f"若改“{mention.text}”为“{digits}{passage.match['unit']}”，则是{fact.name}"
            for digits, fact in (meant(mention, known().facts) if index < _MOST_MEANT else ())
        )
        message = f"文字中的“{mention.text}”在本文件中找不到：{wanted}。{_ADVICE}"
        yield Finding(filed.texts.place(passage, "number"), message, suggestions=suggestions)


def _meant_in(mention: Mention, known: Known) -> tuple[str, Fact] | None:
    """Return the unit in which a number of at least two digits would be exactly a known amount."""
    if len(mention.digits.strip("0").replace(".", "")) < 2:
        return None
    for unit in _UNITS:
        fact = known.equal_to(Decimal(mention.digits) * YUAN[unit])
        if fact:
            return unit, fact
    return None


@rule_of_file("P101", Severity.WARNING)
def unknown_amount(filed: Filed) -> Iterator[Result]:
    """文字中的金额应当是本文件的数：本年或上年的金额，或两者的增减额。

    文字与表格各写一遍，抄错、漏改最多。按文字自己的单位和小数位数核对：“405万元”与 405.31万元一致，“405.32万元”不一致。
    制度规定的限额、标准等不是预算数的，在“文中数据”中写明。
    依据：财预〔2016〕143号，公开的数据应当真实、准确。

    通过::

        收入:
          一般公共预算财政拨款收入: 405.31
        支出:
          - {科目: 2011101, 基本支出: 405.31}
        部门职责: 本年安排基本支出405.31万元，用于保障机关运转；单价100万元以上的设备另行报批。
        文中数据:
          - {数: 100万元以上, 说明: 大型设备的报批限额}

    不通过::

        收入:
          一般公共预算财政拨款收入: 405.31
        支出:
          - {科目: 2011101, 基本支出: 405.31}
        部门职责: 本年安排基本支出4405.31万元，用于保障机关运转。
    """
    unknown = (
        (passage, mention)
        for passage, mention in unexplained_amounts(filed)
        if ("金额", mention.value) not in filed.facts.declared and not _meant_in(mention, filed.facts.amounts)
    )
    yield from _findings(filed, unknown, lambda: filed.facts.amounts, "不是本年或上年的金额，也不是增减额")


@rule_of_file("P102", Severity.WARNING)
def unknown_percentage(filed: Filed) -> Iterator[Result]:
    """文字中的百分比应当是本文件的增减率、指标值或占比。

    增减率算错基数是公开文件中最常见的错误。增减率 =（本年 − 上年）÷ 上年；说“占”的，按表中的行与合计计算。
    100% 不作核对，除非说的是增减。
    依据：财预〔2016〕143号，公开的数据应当真实、准确。

    通过::

        收入:
          一般公共预算财政拨款收入: 110
        支出:
          - {科目: 2011101, 基本支出: 80}
          - {科目: 2011102, 项目支出: 30}
        上年:
          口径: 年初预算
          收入: {收入总计: 100}
          支出:
            - {科目: 合计, 支出合计: 100}
        部门职责: 本年收入增长10%，项目支出占支出合计的27.27%，按时公开率100%。

    不通过::

        收入:
          一般公共预算财政拨款收入: 110
        支出:
          - {科目: 2011101, 基本支出: 110}
        上年:
          口径: 年初预算
          收入: {收入总计: 100}
          支出:
            - {科目: 合计, 支出合计: 100}
        部门职责: 本年收入增长9.09%。
    """
    declared = filed.facts.declared
    unknown = (each for each in unexplained_percentages(filed) if ("百分比", each[1].value) not in declared)
    yield from _findings(filed, unknown, lambda: filed.facts.percentages, "不是增减率、指标值或占比")


@rule_of_file("P104", Severity.WARNING)
def wrong_unit(filed: Filed) -> Iterator[Result]:
    """文字中金额的单位：数字与本文件的某个数相同，单位不同，多半是“元”与“万元”写错了。

    “元”写成“万元”，金额就差一万倍。
    依据：财预〔2016〕143号，公开的数据应当真实、准确。

    通过::

        收入:
          一般公共预算财政拨款收入: 405.31
        支出:
          - {科目: 2011101, 基本支出: 405.31}
        部门职责: 本年安排基本支出405.31万元（4053100元）。

    不通过::

        收入:
          一般公共预算财政拨款收入: 405.31
        支出:
          - {科目: 2011101, 基本支出: 405.31}
        部门职责: 本年安排基本支出405.31元。
    """
    for passage, mention in unexplained_amounts(filed):
        meaning = _meant_in(mention, filed.facts.amounts)
        if meaning and ("金额", mention.value) not in filed.facts.declared:
            unit, fact = meaning
            message = f"文字中的“{mention.text}”单位可能写错了：{fact.name}是 {mention.digits}{unit}。{_ADVICE}"
            suggestion = f"把“{mention.text}”改为“{mention.digits}{unit}”"
            yield Finding(filed.texts.place(passage, "number"), message, suggestions=(suggestion,))


@rule_of_file("P105", Severity.WARNING)
def missing_percent_sign(filed: Filed) -> Iterator[Result]:
    """增减率、完成率等比率后面应当有百分号。

    “增长3.96”少了百分号，读者会当作 3.96 倍或 3.96万元。名称以“率”“满意度”结尾、值大于 1 的指标，计量单位也应写“%”。

    通过::

        部门职责: 培训率达到100%，受理量是上年的2倍。

    不通过::

        部门职责: 经费比上年增长3.96，主要用于培训。

    不通过::

        整体绩效:
          年度目标: 完成全年任务
          指标:
            - 一级指标: 产出指标
              二级指标:
                - 名称: 质量指标
                  三级指标:
                    - {名称: 培训合格率, 比较: ≥, 指标值: 95}
    """
    for passage in filed.texts.find(_BARE_RATE, titles=False):
        number = passage.match["number"]
        if not passage.typed.is_target:
            message = f"“{passage.match.group()}”后面没有单位。如果是百分比，请加上“%”。"
            yield Finding(filed.texts.place(passage, "number"), message, suggestions=(f"把“{number}”改为“{number}%”",))
    for indicator in filed.facts.indicators:
        values = [value for value in indicator.values.values() if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]+)?", value)]
        if not indicator.unit and _NAMED_RATE.search(indicator.name) and any(Decimal(value) > 1 for value in values):
            typed = next((typed for typed in filed.texts if typed.text == indicator.name), None)
            if typed:
                message = (
                    f'指标“{indicator.name}”的值是 {values[0]}，没有计量单位。如果是百分比，请加上“计量单位: "%"”。'
                )
                yield Finding(typed.scalar.span, message)
