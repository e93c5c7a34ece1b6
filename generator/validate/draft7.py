"""JSON Schema (draft-07) over nodes: the keywords that the project's schemas use, put together once for each schema.

Numbers are compared as the Decimal of the text typed. A pattern is read as editors' engines read it: `$` is the end of
the text, never before a line break, and classes are ASCII.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from generator.load.nodes import Kind, Node, Scalar
from generator.load.nodes import Mapping as MappingNode
from generator.load.nodes import Sequence as SequenceNode
from generator.load.plain import plain_from_node

Schema: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One violation: the keyword with its value, the schema it stands in, and the path of the value."""

    keyword: str
    wanted: Any
    schema: Schema
    path: tuple[str | int, ...] = ()


Check: TypeAlias = Callable[[Node], Sequence[Fault]]
"""Returns the faults of a node; their paths begin there."""

Predicate: TypeAlias = Callable[[Node], bool]
"""Says whether a node meets a keyword."""


def check_from_schema(schema: Schema) -> Check:
    """Put the check of a schema together; raises KeyError for a keyword that is none of those known here."""
    return _Compiler(schema).check(schema)


def resolved(schema: Schema, root: Schema) -> Schema:
    """Follow references into the schema's own definitions; what stands beside a reference does not count."""
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    return schema


class _Compiler:
    """Puts checks together; a definition is put together once, when it is first met."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._definitions: dict[str, Check] = {}

    def check(self, schema: Schema) -> Check:
        if "$ref" in schema:
            return self._reference(schema["$ref"])
        checks = [
            self._keyword(keyword, wanted, schema) for keyword, wanted in schema.items() if keyword not in _SILENT
        ]
        if len(checks) == 1:
            return checks[0]

        def check_all(node: Node) -> Sequence[Fault]:
            found: list[Fault] = []
            for check in checks:
                found += check(node)
            return found

        return check_all

    def _reference(self, name: str) -> Check:
        def check_definition(node: Node) -> Sequence[Fault]:
            if name not in self._definitions:
                self._definitions[name] = self.check(resolved({"$ref": name}, self._root))
            return self._definitions[name](node)

        return check_definition

    def _keyword(self, keyword: str, wanted: Any, schema: Schema) -> Check:
        if keyword in _APPLICATORS:
            return _APPLICATORS[keyword](self, wanted, schema)
        return _faulting(_PREDICATES[keyword](wanted, schema), Fault(keyword, wanted, schema))

    def properties(self, wanted: Mapping[str, Schema], _: Schema) -> Check:
        checks = {key: self.check(schema) for key, schema in wanted.items()}

        def check_properties(node: Node) -> Sequence[Fault]:
            found: list[Fault] = []
            for key, value in node.entries.items() if isinstance(node, MappingNode) else ():
                if key in checks and (faults := checks[key](value)):
                    found += _below(key, faults)
            return found

        return check_properties

    def pattern_properties(self, wanted: Mapping[str, Schema], _: Schema) -> Check:
        checks = [(re.compile(pattern), self.check(schema)) for pattern, schema in wanted.items()]

        def check_properties(node: Node) -> Sequence[Fault]:
            entries = node.entries.items() if isinstance(node, MappingNode) else ()
            return [
                fault
                for key, value in entries
                for pattern, check in checks
                if pattern.search(key)
                for fault in _below(key, check(value))
            ]

        return check_properties

    def items(self, wanted: Schema, _: Schema) -> Check:
        check = self.check(wanted)

        def check_items(node: Node) -> Sequence[Fault]:
            found: list[Fault] = []
            for index, item in enumerate(node.items if isinstance(node, SequenceNode) else ()):
                if faults := check(item):
                    found += _below(index, faults)
            return found

        return check_items

    def any_of(self, wanted: Sequence[Schema], schema: Schema) -> Check:
        checks = [self.check(each) for each in wanted]
        return _faulting(lambda node: any(not check(node) for check in checks), Fault("anyOf", wanted, schema))

    def all_of(self, wanted: Sequence[Schema], _: Schema) -> Check:
        checks = [self.check(each) for each in wanted]
        return lambda node: [fault for check in checks for fault in check(node)]

    def condition(self, wanted: Schema, schema: Schema) -> Check:
        condition, then, otherwise = (self.check(each) for each in (wanted, schema["then"], schema["else"]))
        return lambda node: otherwise(node) if condition(node) else then(node)


_APPLICATORS: Mapping[str, Callable[[_Compiler, Any, Schema], Check]] = {
    "properties": _Compiler.properties,
    "patternProperties": _Compiler.pattern_properties,
    "items": _Compiler.items,
    "anyOf": _Compiler.any_of,
    "allOf": _Compiler.all_of,
    "if": _Compiler.condition,
}
"""Keywords that apply schemas to a value or to what is in it."""

_SILENT = frozenset(("$schema", "title", "description", "definitions", "then", "else"))
"""Keywords that check nothing of themselves."""


def _faulting(is_met: Predicate, fault: Fault) -> Check:
    faults = (fault,)
    return lambda node: () if is_met(node) else faults


def _below(step: str | int, faults: Iterable[Fault]) -> list[Fault]:
    return [replace(fault, path=(step, *fault.path)) for fault in faults]


def _is_text(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind in (Kind.TEXT, Kind.DATE)


def _is_number(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind is Kind.NUMBER


_TYPES: Mapping[str, Predicate] = {
    "object": lambda node: isinstance(node, MappingNode),
    "array": lambda node: isinstance(node, SequenceNode),
    "string": _is_text,
    "number": _is_number,
    "integer": lambda node: isinstance(node, Scalar) and node.kind is Kind.NUMBER and "." not in node.text,
    "null": lambda node: isinstance(node, Scalar) and node.kind is Kind.NULL,
}


def _type(wanted: str | list[str], _: Schema) -> Predicate:
    if isinstance(wanted, str):
        return _TYPES[wanted]
    kinds = [_TYPES[each] for each in wanted]
    return lambda node: any(is_kind(node) for is_kind in kinds)


def _enum(wanted: list[Any], _: Schema) -> Predicate:
    return lambda node: plain_from_node(node) in wanted


def _pattern(wanted: str, _: Schema) -> Predicate:
    pattern = re.compile(re.sub(r"\$$", r"\\Z", wanted), re.ASCII)
    return _where(_is_text, lambda node: pattern.search(node.text) is not None)


def _minimum(wanted: int | Decimal, _: Schema) -> Predicate:
    return _where(_is_number, lambda node: Decimal(node.text) >= wanted)


def _maximum(wanted: int | Decimal, _: Schema) -> Predicate:
    return _where(_is_number, lambda node: Decimal(node.text) <= wanted)


def _min_length(wanted: int, _: Schema) -> Predicate:
    return _where(_is_text, lambda node: len(node.text) >= wanted)


def _min_items(wanted: int, _: Schema) -> Predicate:
    return _where(_TYPES["array"], lambda node: len(node.items) >= wanted)


def _required(wanted: list[str], _: Schema) -> Predicate:
    return _where(_TYPES["object"], lambda node: all(key in node.entries for key in wanted))


def _no_others(wanted: bool, schema: Schema) -> Predicate:
    known = frozenset(schema.get("properties", {}))
    patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", {})]
    return _where(
        _TYPES["object"],
        lambda node: (
            wanted or all(key in known or any(pattern.search(key) for pattern in patterns) for key in node.entries)
        ),
    )


def _format(wanted: str, _: Schema) -> Predicate:
    return _where(_is_text, lambda node: _FORMATS[wanted](node.text))


def _where(applies: Predicate, is_met: Callable[[Any], bool]) -> Predicate:
    """A keyword says nothing of values that are not of its type."""
    return lambda node: not applies(node) or is_met(node)


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))


_FORMATS: Mapping[str, Callable[[str], bool]] = {"date": _is_date}

_PREDICATES: Mapping[str, Callable[[Any, Schema], Predicate]] = {
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": _min_length,
    "minItems": _min_items,
    "required": _required,
    "additionalProperties": _no_others,
}
"""Keywords that a value meets or not."""
