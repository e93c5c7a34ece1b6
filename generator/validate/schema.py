"""The JSON Schema (draft-07) applied to a document: every fault at its line, with what is wanted and what to try."""

import datetime
import functools
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from generator.load.nodes import Document, Kind, Node, Scalar, Sequence
from generator.load.nodes import Mapping as MappingNode
from generator.load.plain import plain_from_node
from generator.load.tree import MAX_PROBLEMS, too_many
from generator.problems import Problem, Severity
from generator.source import Span, shortened
from generator.validate.fault import Fault
from generator.validate.reference import applied, resolved, schema_of_key
from generator.validate.spelling import Speller, nearest
from generator.validate.wording import place_name, sentence

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

STILL_BLANK = "S109"
"""The code of a value that is still to be filled in."""

TO_BE_FILLED = ("TODO", "待填")
"""What stands for a value that is still to be entered."""

_ABOUT_VALUES = ("type", "enum", "pattern", "anyOf", "format")


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


@functools.cache
def _quick_validator(path: Path) -> jsonschema_rs.Draft7Validator:
    return jsonschema_rs.Draft7Validator(_with_addresses(json.loads(path.read_text("utf-8"))), validate_formats=True)


def _with_addresses(schema: Any) -> Any:
    """Write references as addresses are written, without characters beyond ASCII."""
    if isinstance(schema, Mapping):
        return {key: quote(each, "#/") if key == "$ref" else _with_addresses(each) for key, each in schema.items()}
    return [_with_addresses(each) for each in schema] if isinstance(schema, list) else schema


def _has_no_fault(plain: Any, schema: Path) -> bool:
    """Say whether there is nothing to find, as nearly always, in a seventieth of the time that finding takes.

    Where the quick validator cannot read a value, or finds a fault, the other one is asked for all faults.
    """
    try:
        return _quick_validator(schema).is_valid(plain)
    except ValueError:
        return False


def _never_whole(text: str) -> Decimal:
    """Return a number typed with a point, a hair greater where it is whole.

    The quick validator takes 2026.0 for an integer, which it is not here; all bounds in the schema are whole.
    """
    return Decimal(text + "1") if text.rstrip("0").endswith(".") else Decimal(text)


def _fault(error: ValidationError) -> Fault:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    return Fault(str(error.validator), error.validator_value, schema, tuple(error.absolute_path))


def check_schema(document: Document, schema: Path) -> list[Problem]:
    """Return every way in which a document departs from its schema, dates outside their places included.

    A misspelt key is taken for the one it was meant to be, so that what stands under it is checked too. Nothing is
    said of values that were found wrong before, nor of lines that were mended to read on.
    """
    whole = read_schema(schema)
    root: Node = document.root
    problems: list[Problem] = []
    if not _has_no_fault(plain_from_node(root, _never_whole), schema):
        speller = Speller(whole)
        root = speller.respelt(document.root)
        problems = [*speller.problems, *_faults(root, schema, whole)]
        if len(problems) >= MAX_PROBLEMS:
            return [*problems[:MAX_PROBLEMS], too_many(problems[-1])]
    problems += [
        _problem(span, "S106", f'“{text}”是日期，这里不应填写日期。如果是文字，请加引号："{text}"。')
        for text, span in _misplaced_dates(root, whole, whole)
    ]
    return [problem for problem in problems if problem.span.line not in document.damaged]


def _faults(root: Node, schema: Path, whole: Mapping[str, Any]) -> list[Problem]:
    """Return what the schema finds in a document whose keys are spelt right, up to as many problems as are told."""
    problems: list[Problem] = []
    for error in _validator(schema).iter_errors(plain_from_node(root)):
        fault = _fault(error)
        node, span = _locate(root, fault.path)
        if not (isinstance(node, Scalar) and node.kind is Kind.FAULTY):
            problems += _problems_from_fault(fault, node, span, whole)
        if len(problems) >= MAX_PROBLEMS:
            break
    return problems


def _problem(span: Span, code: str, message: str, suggestions: tuple[str, ...] = ()) -> Problem:
    return Problem(span, code, Severity.ERROR, message, suggestions=suggestions)


def _problems_from_fault(fault: Fault, node: Node | None, span: Span, whole: Mapping[str, Any]) -> list[Problem]:
    keyword, name = fault.keyword, place_name(fault.path)
    if isinstance(node, Scalar) and node.text in TO_BE_FILLED and keyword in _ABOUT_VALUES:
        return [_problem(span, STILL_BLANK, f"{name}待填。{fault.description}")]
    if keyword == "additionalProperties" and isinstance(node, MappingNode):
        allowed = list(fault.schema.get("properties", {}))
        unknown = [key for key in node.entries if schema_of_key(fault.schema, key) is None][:MAX_PROBLEMS]
        return [_unknown_key(key, node, allowed, name) for key in unknown]
    if keyword == "required" and isinstance(node, MappingNode):
        missing = [key for key in fault.wanted if key not in node.entries]
        return [
            _problem(span, CODES[keyword], f"{name}缺少“{key}”。{_described(fault, key, whole)}") for key in missing
        ]
    place = node.span if keyword == "type" and node is not None else span
    return [_problem(place, CODES.get(keyword, "S100"), f"{name}{sentence(fault, node)}")]


def _described(fault: Fault, key: str, whole: Mapping[str, Any]) -> str:
    """What the schema says of one key of the faulty mapping."""
    return str(resolved(schema_of_key(fault.schema, key) or {}, whole).get("description", ""))


def _unknown_key(key: str, node: MappingNode, allowed: list[str], name: str) -> Problem:
    near = nearest(key, allowed)
    listed = "、".join(allowed[:12]) + ("等" if len(allowed) > 12 else "")
    possible = f"这里可以写：{listed}。" if listed else "这里的键由小写英文字母和连字符组成。"
    hint = f"这里已有“{near}”，请删去一处。" if near else possible
    value, span = node.entries[key], node.keys[key]
    is_alone = isinstance(value, Scalar) and value.kind is Kind.NULL and value.span.line == span.line
    rest = "它没有值：若是前面文字的一部分，把文字中的半角逗号改为“，”，或给整段文字加引号。" if is_alone else ""
    return _problem(span, "S101", f"{name}没有“{shortened(key)}”这个键。{rest}{hint}")


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


def _misplaced_dates(node: Node, schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[tuple[str, Span]]:
    """Yield plain dates that stand where the schema asks for something other than a date."""
    if isinstance(node, Scalar) and node.kind is not Kind.DATE:
        return
    schema = applied(schema, node, whole)
    if isinstance(node, MappingNode):
        for key, value in node.entries.items():
            inner = schema_of_key(schema, key)
            if inner is not None:
                yield from _misplaced_dates(value, inner, whole)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _misplaced_dates(item, schema.get("items", {}), whole)
    elif schema.get("format") != "date":
        yield node.text, node.span
