"""Misspelt keys: which key was meant, so that what stands under it can be read on."""

import difflib
import re
from collections.abc import Mapping
from typing import Any

from generator.load.nodes import Mapping as MappingNode
from generator.load.nodes import Node, Scalar, Sequence
from generator.load.tree import MAX_PROBLEMS
from generator.problems import Problem, Severity
from generator.source import Span, shortened
from generator.validate.reference import applied, schema_of_key
from generator.validate.wording import place_name

Path = tuple[Any, ...]


class Speller:
    """Reads misspelt keys of a document as they were meant; `problems` notes each of them."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema
        self.problems: list[Problem] = []

    def respelt(self, root: MappingNode) -> Node:
        """Return a document's root with every misspelt key as it was meant."""
        return self._respelt(root, self.schema, ())

    def _respelt(self, node: Node, schema: Mapping[str, Any], path: Path) -> Node:
        schema = applied(schema, node, self.schema)
        if isinstance(node, Sequence):
            inner = schema.get("items", {})
            items = (self._respelt(item, inner, (*path, index)) for index, item in enumerate(node.items))
            return Sequence(tuple(items), node.span)
        return node if isinstance(node, Scalar) else self._mapping(node, schema, path)

    def _mapping(self, node: MappingNode, schema: Mapping[str, Any], path: Path) -> MappingNode:
        absent = [name for name in schema.get("properties", {}) if name not in node.entries]
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        for key, value in node.entries.items():
            name = key
            if schema_of_key(schema, key) is None and max(len(self.problems), len(entries)) < MAX_PROBLEMS:
                name = nearest(key, [one for one in absent if one not in entries]) or key
            if name != key:
                self.problems.append(_misspelt(key, name, node.keys[key], path))
            entries[name] = self._respelt(value, schema_of_key(schema, name) or {}, (*path, name))
            keys[name] = node.keys[key]
        return MappingNode(entries, keys, node.span)


def _misspelt(key: str, meant: str, span: Span, path: Path) -> Problem:
    message = f"{place_name(path)}没有“{shortened(key)}”这个键。是不是“{meant}”？"
    return Problem(span, "S101", Severity.ERROR, message, suggestions=(f"把“{shortened(key)}”改为“{meant}”",))


def nearest(key: str, among: list[str]) -> str:
    """Return the most similar of several keys, or nothing where none is similar."""
    return next(iter(difflib.get_close_matches(_bare(key), among, n=1, cutoff=0.5)), "")


def _bare(key: str) -> str:
    """Strip what the printed form of a term adds: list numbers, brackets, quotation marks."""
    return re.sub(r"^[（(]?[一二三四五六七八九十0-9]+[）)、.．]\s*|[（）()“”\"《》\s]", "", key)
