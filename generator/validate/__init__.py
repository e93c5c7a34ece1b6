"""Document + schema → problems with their places, in the words of the people who fill the file."""

from generator.validate.schema import check_schema, read_schema

__all__ = ["check_schema", "read_schema"]
