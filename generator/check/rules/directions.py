"""P107: the words 增加 and 减少 in texts against the sign of the change that they tell."""

import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.mentions import AMOUNT, PERCENTAGE
from generator.check.rules.text_figures import retold
from generator.derive.change import Direction
from generator.problems import Severity

_WORD = re.compile(r"(?P<more>增加|增长|上升|提高)?(?P<less>减少|下降|降低|压减)?(?:了|约|为)?(?:人民币)?$")
_UP = (Direction.INCREASE, Direction.NEW)


@rule_of_file("P107", Severity.WARNING)
def word_against_sign(filed: Filed) -> Iterator[Result]:
    """文字说“增加”或“减少”，应与本文件中这个增减额、增减率的方向一致。

    数改了而“增加”“减少”没有改，意思就反了。只在这个数只能是方向相反的增减额或增减率时指出。

    通过::

        收入:
          一般公共预算财政拨款收入: 110.5
        支出:
          - {科目: 2011101, 基本支出: 110.5}
        上年:
          口径: 年初预算
          收入: {收入总计: 123}
        部门职责: 本年收入比上年减少12.5万元，下降10.16%。

    不通过::

        收入:
          一般公共预算财政拨款收入: 110.5
        支出:
          - {科目: 2011101, 基本支出: 110.5}
        上年:
          口径: 年初预算
          收入: {收入总计: 123}
        部门职责: 本年收入比上年增加12.5万元。
    """
    for pattern in (AMOUNT, PERCENTAGE):
        for passage, mention in retold(filed, pattern):
            word = _WORD.search(passage.before)
            if word is None or bool(word["more"]) is bool(word["less"]):
                continue
            known = filed.facts.amounts if pattern is AMOUNT else filed.facts.percentages
            meant = known.stated_by(mention)
            against = [fact for fact in meant if fact.direction and (fact.direction in _UP) is not bool(word["more"])]
            if against and len(against) == len(meant):
                moved = "增加" if against[0].direction in _UP else "减少"
                message = f"文字说“{word.group()}{mention.text}”，而{against[0].name}是{moved}的。请核对。"
                yield Finding(filed.texts.place(passage, "number"), message)
