"""One violation of a schema, as the validator found it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One violation: the keyword with its value, the schema it stands in, and the path of the value."""

    keyword: str
    wanted: Any
    schema: Mapping[str, Any]
    path: tuple[Any, ...]

    @property
    def description(self) -> str:
        """What the schema says of the faulty value."""
        return str(self.schema.get("description", ""))
