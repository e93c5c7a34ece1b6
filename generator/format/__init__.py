"""The form of a file: keys in the schema's order, one spacing, comments kept, every value as it was typed."""

from generator.format.comments import form_from_text
from generator.format.formatting import formatted, text_from_form
from generator.format.order import Order, read_order

__all__ = ["Order", "form_from_text", "formatted", "read_order", "text_from_form"]
