"""P501: marks in typed texts that do nothing and would be published as they stand."""

import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.load.nodes import Document, Kind, Mapping, Node, Scalar
from generator.problems import Severity
from generator.source import Span

_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?m)^ *(?P<mark>#{1,6} )"), "标题"),
    (re.compile(r"(?m)^ *(?P<mark>>) "), "引用"),
    (re.compile(r"(?m)^ *(?P<mark>[*+] )(?=\S)"), "列表，列表写作“- 文字”"),
    (re.compile(r"(?m)^ *(?P<mark>(```|~~~).*)$"), "代码块"),
    (re.compile(r"(?m)^ *(?P<mark>(-{3,}|\*{3,}|_{3,}|={3,})) *$"), "分隔线"),
    (re.compile(r"(?m)^ *(?P<mark>\|? *:?-{3,}:? *\|[-:| ]*)$"), "表格"),
    (re.compile(r"(?P<mark>!?\[[^\]\n]*\]\([^)\n]*\))"), "链接或图片"),
    (re.compile(r"(?P<mark>&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);)"), "字符实体，请直接输入这个字符"),
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
    for scalar in _texts(filed.document.root):
        for pattern, what in _MARKS:
            for match in pattern.finditer(scalar.text):
                mark = match["mark"].strip()
                shown = mark if len(mark) <= 20 else f"{mark[:19]}…"
                message = f"“{shown}”像是网页或文档的{what}：在这里不起作用，会原样印出。请删去这些标记。"
                yield Finding(_place(filed.document, scalar, match.start("mark")), message)


def _texts(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if node.kind is Kind.TEXT:
            yield node
        return
    for inner in node.entries.values() if isinstance(node, Mapping) else node.items:
        yield from _texts(inner)


def _place(document: Document, scalar: Scalar, position: int) -> Span:
    """Return where a character of a text was typed: in a block text on its line, else where the text begins."""
    span = scalar.span
    if not scalar.quoted or document.lines[span.line - 1][span.column - 1] not in "|>":
        return span
    above, _, before = scalar.text[:position].rpartition("\n")
    line = span.line + 1 + (above.count("\n") + 1 if "\n" in scalar.text[:position] else 0)
    source = document.lines[line - 1]
    return Span(span.path, line, len(source) - len(source.lstrip(" ")) + len(before) + 1)
