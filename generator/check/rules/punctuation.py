"""P205, P206: punctuation and list numbers in texts."""

import itertools
import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.texts import Passage, TypedText
from generator.problems import Related, Severity

_MARKS = re.compile(
    r"[，、；：。](?: ?[，、；：。,;:])+|[，。、；：？！]\.(?=\s|$)|[？！][，、；：。]"
    r"|[（《“【][，。；：、]|““|””|《《|》》"
    r"|(?<=[一-鿿）》”])[,:?!](?=[一-鿿（《“])|(?<=[一-鿿）》”])[.,;:](?=\s*$)|[０-９]+",
    re.MULTILINE,
)
_NUMBERED = re.compile(
    r"^ *(?:(?P<arabic>[0-9]{1,2})(?P<dot>[.．、])(?![0-9])"
    r"|(?P<bracket>[（(])(?P<inner>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]"
    r"|(?P<han>[一二三四五六七八九十]{1,3})、)",
    re.MULTILINE,
)
_MOST = 20
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


@rule_of_file("P205", Severity.WARNING)
def punctuation(filed: Filed) -> Iterator[Result]:
    """标点不重复，中文之间不用半角标点，数字用半角。

    修改文字时常留下“。。”“，。”这样的标点；半角的逗号、冒号与全角混用，看起来像两份文稿拼成的。
    依据：《标点符号用法》（GB/T 15834）、《出版物上数字用法》（GB/T 15835）。

    通过::

        部门职责: 负责巡察工作；受理来信、来访（含网上信访）。

    不通过::

        部门职责: 负责巡察工作。。

    不通过::

        部门职责: 负责巡察工作,受理来信。
    """
    for _, passages in itertools.groupby(filed.texts.find(_MARKS), key=lambda passage: id(passage.typed)):
        first, *more = passages
        mark = first.match.group()
        what = "数字是全角的，请用半角" if mark[0] in "０１２３４５６７８９" else "标点重复或用了半角，请核对"
        others = f"这段文字共有 {len(more) + 1} 处。" if more else ""
        related = tuple(Related(filed.texts.place(each), _shown(each)) for each in more[:_MOST])
        yield Finding(filed.texts.place(first), f"{_shown(first)}：{what}。{others}", related)


def _shown(passage: Passage) -> str:
    return f"“{passage.before[-6:]}{passage.match.group()}”"


@rule_of_file("P206", Severity.WARNING)
def list_numbers(filed: Filed) -> Iterator[Result]:
    """段首的序号从一起，依次递增。

    删改或粘贴段落以后，序号会从中间开始、跳号或重号，如原因写成“4. 2026年培训费减少”。

    通过::

        部门职责: |-
          一、贯彻落实方针政策；
          （一）调查研究；
          （二）制度建设；
          二、完成其他任务。

    不通过::

        部门职责: 4. 2026年培训费减少。

    不通过::

        部门职责: |-
          1.调查研究；
          3.制度建设。
    """
    before: dict[str, tuple[TypedText, int]] = {}
    for passage in filed.texts.find(_NUMBERED):
        match = passage.match
        style = match["dot"] or (f"（{'1' if match['inner'].isdigit() else '一'}" if match["bracket"] else "一、")
        number = _value(match["arabic"] or match["inner"] or match["han"])
        typed, last = before.get(style, (passage.typed, 0))
        last = last if typed is passage.typed else 0
        before[style] = (passage.typed, number)
        if number not in (1, last + 1):
            what = f"前一个序号是 {last}" if last else "前面没有序号"
            yield Finding(filed.texts.place(passage), f"段首的序号“{match.group().strip()}”：{what}，请改正或删去。")


def _value(number: str) -> int:
    """Read 1 … 99 as list numbers write it."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
