"""Walking a schema beside a document: references followed, the branch taken that fits what was typed."""

import re
from collections.abc import Mapping
from typing import Any

from generator.load.nodes import Node, Sequence


def resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references into the schema's own definitions; what stands beside a reference does not count."""
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    return schema


def applied(schema: Mapping[str, Any], node: Node, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a schema says of a node; one that asks `if` tells a list from a single mapping of the same shape."""
    schema = resolved(schema, root)
    if "if" in schema:
        schema = resolved(schema.get("then" if isinstance(node, Sequence) else "else", {}), root)
    return schema


def schema_of_key(schema: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    """Return what the schema of a mapping says of a key, named or by its pattern; nothing where it has no such key."""
    found: Mapping[str, Any] | None = schema.get("properties", {}).get(key)
    by_pattern = (inner for pattern, inner in schema.get("patternProperties", {}).items() if re.search(pattern, key))
    return found if found is not None else next(by_pattern, None)
