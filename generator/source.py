"""Where something was typed."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A place in a source file: lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def visible(text: str) -> str:
    """Show text that may hold anything: what cannot be printed, as U+XXXX."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def shortened(text: str, limit: int = 40) -> str:
    """Show typed text in a message: at most `limit` characters, what cannot be printed as U+XXXX."""
    shown = visible(text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
