"""The form of a file: keys in the schema's order, one spacing, comments kept, every value as it was typed."""

from generator.format.formatting import formatted
from generator.format.order import Order, read_order

__all__ = ["Order", "formatted", "read_order"]
