"""The JSON Schema (draft-07) applied to a document: every fault at its line, with what is wanted and what to try."""

import datetime
import difflib
import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from generator.load.nodes import Document, Kind, Node, Scalar, Sequence
from generator.load.nodes import Mapping as MappingNode
from generator.load.plain import plain_from_node
from generator.problems import Problem, Severity
from generator.source import Span

CODES: Mapping[str, str] = {
    "additionalProperties": "S101",
    "required": "S102",
    "type": "S103",
    "enum": "S104",
    "pattern": "S105",
    "anyOf": "S105",
    "format": "S106",
    "minimum": "S107",
    "maximum": "S107",
    "minLength": "S108",
    "minItems": "S108",
}
"""The code of a problem by the schema keyword that found it."""

TO_BE_FILLED = ("TODO", "待填")
"""What stands for a value that is still to be entered."""

_TYPE_WORDS = {
    "object": "下一级的“键: 值”",
    "array": "列表（每行以“- ”开头）",
    "string": "文字",
    "number": "数字",
    "integer": "整数",
}
_ABOUT_VALUES = ("type", "enum", "pattern", "anyOf", "format")
_TYPE_EXAMPLES = {
    "string": '说明文字；像数字的文字要加引号，如 "2026"',
    "number": "405.31（半角数字，不加引号、单位和千分位）",
    "integer": "2",
}


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_integer(_checker: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(_validator: object, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    """Match as editors' engines do: `$` is the end of the text, never before a line break, and classes are ASCII."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value, re.ASCII):
        yield ValidationError(value)


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    if isinstance(value, str):
        datetime.date.fromisoformat(value)
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value))
    return True


_Validator: Any = extend(  # type: ignore[no-untyped-call]  # the stubs leave it untyped
    Draft7Validator,
    validators={"pattern": _pattern},
    type_checker=Draft7Validator.TYPE_CHECKER.redefine("number", _is_number).redefine("integer", _is_integer),
)


@functools.cache
def read_schema(path: Path) -> dict[str, Any]:
    """Read a schema file once per process; its numbers are Decimal."""
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    return schema


@functools.cache
def _validator(path: Path) -> Any:
    return _Validator(read_schema(path), format_checker=_FORMATS, registry=Registry())


@dataclass(frozen=True, slots=True)
class _Fault:
    """One violation: the keyword with its value, the schema it stands in, and the path of the value."""

    keyword: str
    wanted: Any
    schema: Mapping[str, Any]
    path: tuple[Any, ...]

    def spec(self, key: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the schema of one key of the faulty mapping."""
        return resolved(self.schema.get("properties", {}).get(key, {}), root)

    @property
    def description(self) -> str:
        """What the schema says of the faulty value."""
        return str(self.schema.get("description", ""))


def _fault(error: ValidationError) -> _Fault:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    return _Fault(str(error.validator), error.validator_value, schema, tuple(error.absolute_path))


def resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references into the schema's own definitions; what stands beside a reference does not count."""
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    return schema


def check_schema(document: Document, schema: Path) -> list[Problem]:
    """Return every way in which a document departs from its schema, dates outside their places included."""
    problems = []
    root = read_schema(schema)
    for error in _validator(schema).iter_errors(plain_from_node(document.root)):
        problems += _problems_from_fault(_fault(error), document, root)
    problems += [
        _problem(span, "S106", f'“{text}”是日期，这里不应填写日期。如果是文字，请加引号："{text}"。')
        for text, span in _misplaced_dates(document.root, root, root)
    ]
    return problems


def _problem(span: Span, code: str, message: str, suggestions: tuple[str, ...] = ()) -> Problem:
    return Problem(span, code, Severity.ERROR, message, suggestions=suggestions)


def _problems_from_fault(fault: _Fault, document: Document, root: Mapping[str, Any]) -> list[Problem]:
    node, span = _locate(document.root, fault.path)
    keyword, name = fault.keyword, _name(fault.path)
    if isinstance(node, Scalar) and node.text in TO_BE_FILLED and keyword in _ABOUT_VALUES:
        return [_problem(span, "S109", f"{name}待填。{fault.description}")]
    if keyword == "additionalProperties" and isinstance(node, MappingNode):
        allowed = list(fault.schema.get("properties", {}))
        patterns = tuple(fault.schema.get("patternProperties", {}))
        unknown = [key for key in node.entries if key not in allowed and not any(re.search(p, key) for p in patterns)]
        return [_unknown_key(key, node.keys[key], allowed, name) for key in unknown]
    if keyword == "required" and isinstance(node, MappingNode):
        missing = [key for key in fault.wanted if key not in node.entries]
        return [
            _problem(span, CODES[keyword], f"{name}缺少“{key}”。{fault.spec(key, root).get('description', '')}")
            for key in missing
        ]
    return [_problem(span, CODES.get(keyword, "S100"), f"{name}{_sentence(fault, node)}")]


def _unknown_key(key: str, span: Span, allowed: list[str], name: str) -> Problem:
    near = difflib.get_close_matches(_bare(key), allowed, n=1, cutoff=0.5)
    listed = "、".join(allowed[:12]) + ("等" if len(allowed) > 12 else "")
    possible = f"这里可以写：{listed}。" if listed else "这里的键由小写英文字母和连字符组成。"
    hint = f"是不是“{near[0]}”？" if near else possible
    suggestions = (f"把“{shortened(key)}”改为“{near[0]}”",) if near else ()
    return _problem(span, "S101", f"{name}没有“{shortened(key)}”这个键。{hint}", suggestions)


def _bare(key: str) -> str:
    """Strip what the printed form of a term adds: list numbers, brackets, quotation marks."""
    return re.sub(r"^[（(]?[一二三四五六七八九十0-9]+[）)、.．]\s*|[（）()“”\"《》\s]", "", key)


def _sentence(fault: _Fault, node: Node | None) -> str:
    wanted, found = fault.wanted, _found(node)
    if fault.keyword == "type":
        types = wanted if isinstance(wanted, list) else [wanted]
        words = "或".join(_TYPE_WORDS[kind] for kind in types)
        example = next((_TYPE_EXAMPLES[kind] for kind in types if kind in _TYPE_EXAMPLES), "")
        return f"应填{words}，这里是{found}。" + (f"例：{example}。" if example else "")
    sentences = {
        "enum": f"只能是{'、'.join(map(str, wanted)) if isinstance(wanted, list) else ''}中的一个，这里是{found}。",
        "pattern": f"的写法不对，这里是{found}。{fault.description}",
        "anyOf": f"的写法不对，这里是{found}。{fault.description}",
        "format": f"应是日历上有的日期，写作 2026-02-02，这里是{found}。",
        "minimum": f"不能小于 {wanted}，这里是{found}。",
        "maximum": f"不能大于 {wanted}，这里是{found}。",
    }
    return sentences.get(fault.keyword, f"不能为空。{fault.description}")


def _found(node: Node | None) -> str:
    if isinstance(node, Scalar):
        kinds = {Kind.NUMBER: "数字", Kind.DATE: "日期", Kind.NULL: "空"}
        if node.kind is Kind.NULL:
            return "空的"
        return f"{'加了引号的' if node.quoted else ''}{kinds.get(node.kind, '文字')}“{shortened(node.text)}”"
    return "列表" if isinstance(node, Sequence) else "下一级的“键: 值”"


def shortened(text: str, limit: int = 40) -> str:
    """Show a typed value in a message: at most `limit` characters, controls and the like as U+XXXX."""
    visible = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
    return visible if len(visible) <= limit else visible[: limit - 1] + "…"


def _name(path: tuple[Any, ...]) -> str:
    """Name the place of a fault by its keys, list places counted from one."""
    words = [f"第{step + 1}项" if isinstance(step, int) else f"“{shortened(step)}”" for step in path]
    return "".join(words[-3:]) if words else "文件"


def _locate(root: Node, path: tuple[Any, ...]) -> tuple[Node | None, Span]:
    """Walk to the node of a path: the value's own place, or its key's where the value is a block."""
    node: Node = root
    span = root.span
    for step in path:
        if isinstance(node, MappingNode) and step in node.entries:
            span = node.keys[step]
            node = node.entries[step]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
            span = node.span
    return node, node.span if isinstance(node, Scalar) else span


def _misplaced_dates(node: Node, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[tuple[str, Span]]:
    """Yield plain dates that stand where the schema asks for something other than a date."""
    schema = resolved(schema, root)
    if "if" in schema:  # a list or a single mapping of the same shape
        schema = resolved(schema["then" if isinstance(node, Sequence) else "else"], root)
    if isinstance(node, MappingNode):
        for key, value in node.entries.items():
            yield from _misplaced_dates(value, schema.get("properties", {}).get(key, {}), root)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _misplaced_dates(item, schema.get("items", {}), root)
    elif node.kind is Kind.DATE and schema.get("format") != "date":
        yield node.text, node.span
