"""Document → plain Python values, as the schema and the profiles read them.

A plain number becomes a Decimal (an int where it is whole, so that it counts as an integer), a plain date stays the
text typed, an empty value is None.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from generator.load.nodes import Kind, Mapping, Node, Scalar


def plain_from_node(node: Node, with_point: Callable[[str], Decimal] = Decimal) -> Any:
    """Return dicts, lists, text, Decimal, int and None for a node; no float ever.

    `with_point` makes a value of a number that is typed with a decimal point.
    """
    if isinstance(node, Mapping):
        return {key: plain_from_node(value, with_point) for key, value in node.entries.items()}
    if isinstance(node, Scalar):
        return _plain_scalar(node, with_point)
    return [plain_from_node(item, with_point) for item in node.items]


def _plain_scalar(scalar: Scalar, with_point: Callable[[str], Decimal]) -> str | int | Decimal | None:
    if scalar.kind is Kind.NUMBER:
        return with_point(scalar.text) if "." in scalar.text else int(scalar.text)
    return None if scalar.kind is Kind.NULL else scalar.text
