"""A source line as a terminal shows it, with a caret under one of its columns.

Wide and full-width characters take two places of a terminal, all others one; what cannot be seen is shown as <U+XXXX>,
and of a long line only the surroundings of the column.
"""

import unicodedata

_BEFORE, _AFTER = 48, 48


def excerpt(line: str, column: int) -> tuple[str, str]:
    """Return the line, cut to what a terminal holds, and below it the caret under `column`, counted from 1."""
    shown = [_visible(character) for character in line.rstrip()]
    at = min(column - 1, len(shown))
    start, end = at, at
    while start > 0 and width("".join(shown[start - 1 : at])) <= _BEFORE:
        start -= 1
    while end < len(shown) and width("".join(shown[at : end + 1])) <= _AFTER:
        end += 1
    head, tail = "…" if start else "", "…" if end < len(shown) else ""
    caret = " " * width(head + "".join(shown[start:at])) + "^"
    return head + "".join(shown[start:end]) + tail, caret


def width(text: str) -> int:
    """Return how many places of a terminal a text takes."""
    return sum(_places(character) for character in text)


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _visible(character: str) -> str:
    return character if character.isprintable() or character == "\u3000" else f"<U+{ord(character):04X}>"
