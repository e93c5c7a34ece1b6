"""Document → plain Python values, as the schema and the profiles read them.

A plain number becomes a Decimal (an int where it is whole, so that it counts as an integer), a plain date stays the
text typed, an empty value is None.
"""

from decimal import Decimal
from typing import Any

from generator.load.nodes import Kind, Mapping, Node, Scalar


def plain_from_node(node: Node) -> Any:
    """Return dicts, lists, text, Decimal, int and None for a node; no float ever."""
    if isinstance(node, Mapping):
        return {key: plain_from_node(value) for key, value in node.entries.items()}
    if isinstance(node, Scalar):
        return _plain_scalar(node)
    return [plain_from_node(item) for item in node.items]


def _plain_scalar(scalar: Scalar) -> str | int | Decimal | None:
    if scalar.kind is Kind.NUMBER:
        return Decimal(scalar.text) if "." in scalar.text else int(scalar.text)
    return None if scalar.kind is Kind.NULL else scalar.text
