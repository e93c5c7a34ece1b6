"""How a departure from the schema is said: what was found, what is wanted, with an example."""

import re
from typing import Any

from generator.load.nodes import Kind, Node, Scalar, Sequence
from generator.source import shortened
from generator.validate.fault import Fault

_TYPE_WORDS = {
    "object": "下一级的“键: 值”",
    "array": "列表（每行以“- ”开头）",
    "string": "文字",
    "number": "数字",
    "integer": "整数",
}
_TYPE_EXAMPLES = {
    "string": '说明文字；像数字的文字要加引号，如 "2026"',
    "number": "405.31（半角数字，不加引号、单位和千分位）",
    "integer": "2",
}

_NOTHING = ("", "~", "无", "没有", "/", "／", "暂无", "不涉及", "空")
"""What is typed where there is no amount."""


def sentence(fault: Fault, node: Node | None) -> str:
    """Say what a value is and what it should be, after its name."""
    wanted, found = fault.wanted, _found(node)
    if fault.keyword == "type":
        if fault.schema.get("format") == "date":
            return f"应填日期，写作 2026-02-02，这里是{found}。"
        types = wanted if isinstance(wanted, list) else [wanted]
        words = "或".join(_TYPE_WORDS[kind] for kind in types)
        example = next((_TYPE_EXAMPLES[kind] for kind in types if kind in _TYPE_EXAMPLES), "")
        return f"应填{words}，这里是{found}。{_mistaken(node, types)}" + (f"例：{example}。" if example else "")
    sentences = {
        "enum": f"只能是{'、'.join(map(str, wanted)) if isinstance(wanted, list) else ''}中的一个，这里是{found}。",
        "pattern": f"的写法不对，这里是{found}。{fault.description}",
        "anyOf": f"的写法不对，这里是{found}。{_pointed(node)}{fault.description}",
        "format": f"应是日历上有的日期，写作 2026-02-02，这里是{found}。",
        "minimum": f"不能小于 {wanted}，这里是{found}。",
        "maximum": f"不能大于 {wanted}，这里是{found}。",
    }
    return sentences.get(fault.keyword, f"不能为空。{fault.description}")


def _mistaken(node: Node | None, types: list[str]) -> str:
    """Name what was done to a number: quotes, letters for digits, a mark for nothing, brackets for a minus."""
    if not isinstance(node, Scalar) or not {"number", "integer"} & set(types):
        return ""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", node.text):
        return "去掉引号。" if node.quoted else _pointed(node)
    if re.fullmatch("[-0-9OoIl.]+", node.text) and (letters := "、".join(each for each in "OoIl" if each in node.text)):
        return f"其中有字母 {letters}。"
    if bracketed := re.fullmatch(r"[(（]([0-9]+(?:\.[0-9]+)?)[)）]", node.text):
        return f"负数写作 -{bracketed[1]}。"
    return "没有的写 0，不掌握的删去这一行。" if node.text.strip() in _NOTHING else ""


def _pointed(node: Node | None) -> str:
    is_pointed = isinstance(node, Scalar) and node.kind is Kind.NUMBER and "." in node.text
    return "去掉小数点和后面的数字。" if is_pointed else ""


def _found(node: Node | None) -> str:
    if isinstance(node, Scalar):
        kinds = {Kind.NUMBER: "数字", Kind.DATE: "日期", Kind.NULL: "空"}
        if node.kind is Kind.NULL:
            return "空的"
        return f"{'加了引号的' if node.quoted else ''}{kinds.get(node.kind, '文字')}“{shortened(node.text)}”"
    return "列表" if isinstance(node, Sequence) else "下一级的“键: 值”"


def place_name(path: tuple[Any, ...]) -> str:
    """Name the place of a fault by its keys, list places counted from one."""
    words = [f"第{step + 1}项" if isinstance(step, int) else f"“{shortened(step)}”" for step in path]
    first = max(len(words) - 3, 0)
    if first and isinstance(path[first], int):
        first -= 1  # an item is named with its list
    return "".join(words[first:]) if words else "文件"
