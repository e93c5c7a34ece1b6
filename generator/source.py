"""Where something was typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file: lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def visible(text: str) -> str:
    """Show text that may hold anything: what cannot be printed, as U+XXXX."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
