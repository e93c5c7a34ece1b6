"""The order of keys: that of the schema."""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BRANCHES = ("if", "then", "else")


@dataclass(frozen=True, slots=True)
class Order:
    """One place of a schema: in which order its keys stand, and the places below it."""

    schema: Mapping[str, Any]
    node: Mapping[str, Any]

    def rank(self, key: str) -> int:
        """Return where a key stands among its neighbours; those that the schema does not know come last."""
        keys = list(self._keys())
        return keys.index(key) if key in keys else len(keys)

    def below(self, key: str) -> "Order":
        """Return the place of a key's value."""
        return next(
            (self._at(node["properties"][key]) for node in self._nodes() if key in node.get("properties", ())),
            self._at({}),
        )

    def item(self) -> "Order":
        """Return the place of the items of a list."""
        return next(
            (self._at(node["items"]) for node in self._nodes() if isinstance(node.get("items"), dict)), self._at({})
        )

    def _keys(self) -> Iterator[str]:
        for node in self._nodes():
            yield from node.get("properties", ())

    def _nodes(self) -> Iterator[Mapping[str, Any]]:
        """Yield the node and the branches that may apply, references followed."""
        node = self.node
        while "$ref" in node:
            node = self.schema["definitions"][node["$ref"].rpartition("/")[2]]
        yield node
        for branch in _BRANCHES:
            if branch in node:
                yield from self._at(node[branch])._nodes()

    def _at(self, node: Mapping[str, Any]) -> "Order":
        return Order(self.schema, node)


@functools.cache
def read_order(schema: Path) -> Order:
    """Read the order that a schema file gives, once per process."""
    node = json.loads(schema.read_text("utf-8"))
    return Order(node, node)
