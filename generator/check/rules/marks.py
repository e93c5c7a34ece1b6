"""P501: marks in typed texts that do nothing and would be published as they stand."""

import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.problems import Severity
from generator.source import shortened

_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?m)^ *(?P<mark>#{1,6} )"), "标题"),
    (re.compile(r"(?m)^ *(?P<mark>>) "), "引用"),
    (re.compile(r"(?m)^ *(?P<mark>[*+] )(?=\S)"), "列表，列表写作“- 文字”"),
    (re.compile(r"(?m)^ *(?P<mark>(```|~~~).*)$"), "代码块"),
    (re.compile(r"(?m)^ *(?P<mark>(-{3,}|\*{3,}|_{3,}|={3,})) *$"), "分隔线"),
    (re.compile(r"(?m)^ *(?P<mark>\|? *:?-{3,}:? *\|[-:| ]*)$"), "表格"),
    (re.compile(r"(?P<mark>!?\[[^\]\n]*\]\([^)\n]*\))"), "链接或图片"),
    (re.compile(r"(?P<mark>(?<![*\w])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![*\w]))"), "强调，强调写作“**文字**”"),
    (re.compile(r"(?P<mark>__(?=\S)[^_\n]+__|~~(?=\S)[^~\n]+~~)"), "强调，强调写作“**文字**”"),
    (re.compile(r"(?P<mark>`[^`\n]+`)"), "代码"),
)


@rule_of_file("P501", Severity.WARNING)
def marks_printed_as_typed(filed: Filed) -> Iterator[Result]:
    """文字中的标题、链接、代码等标记不起作用，会原样印出。

    为了不丢失任何数字和文字，文中只有三种标记起作用：空行分段，“- 文字”列表，“**文字**”加粗；其他标记都照原样公开。
    依据：《政府信息公开条例》第六条，公开的信息应当准确。

    通过::

        前言: |-
          按照**先有预算、后有支出**的原则：
          4. 2026年培训费为 1*2*3 万元。

    不通过::

        前言: |-
          # 说明
          详见[附件](附件.pdf)。
    """
    for pattern, what in _MARKS:
        for passage in filed.texts.find(pattern):
            mark = passage.match["mark"].strip()
            message = f"“{shortened(mark, 20)}”像是网页或文档的{what}：在这里不起作用，会原样印出。请删去这些标记。"
            yield Finding(filed.texts.place(passage, "mark"), message)
