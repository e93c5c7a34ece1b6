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
from generator.validate.wording import place_name


def respelt(node: Node, schema: Mapping[str, Any], path: tuple[Any, ...], problems: list[Problem]) -> Node:
    """Return a node with misspelt keys as they were meant, and note each of them."""
    if isinstance(node, Sequence):
        inner = schema.get("items", {})
        items = (respelt(item, inner, (*path, index), problems) for index, item in enumerate(node.items))
        return Sequence(tuple(items), node.span)
    if isinstance(node, Scalar):
        return node
    allowed = schema.get("properties", {})
    absent = [name for name in allowed if name not in node.entries]
    entries: dict[str, Node] = {}
    keys: dict[str, Span] = {}
    for key, value in node.entries.items():
        name = key
        if key not in allowed and len(problems) < MAX_PROBLEMS and len(entries) < MAX_PROBLEMS:
            meant = nearest(key, [one for one in absent if one not in entries])
            if meant:
                name = meant
                problems.append(_misspelt(key, meant, node.keys[key], path))
        entries[name] = respelt(value, allowed.get(name, {}), (*path, name), problems)
        keys[name] = node.keys[key]
    return MappingNode(entries, keys, node.span)


def _misspelt(key: str, meant: str, span: Span, path: tuple[Any, ...]) -> Problem:
    message = f"{place_name(path)}没有“{shortened(key)}”这个键。是不是“{meant}”？"
    return Problem(span, "S101", Severity.ERROR, message, suggestions=(f"把“{shortened(key)}”改为“{meant}”",))


def nearest(key: str, among: list[str]) -> str:
    """Return the most similar of several keys, or nothing where none is similar."""
    return next(iter(difflib.get_close_matches(_bare(key), among, n=1, cutoff=0.5)), "")


def _bare(key: str) -> str:
    """Strip what the printed form of a term adds: list numbers, brackets, quotation marks."""
    return re.sub(r"^[（(]?[一二三四五六七八九十0-9]+[）)、.．]\s*|[（）()“”\"《》\s]", "", key)
