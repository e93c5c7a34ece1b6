"""A source line as a terminal shows it, with a caret under one of its columns.

Wide and full-width characters take two places of a terminal, all others one; what cannot be seen is shown as <U+XXXX>,
and of a long line only the surroundings of the column.
"""

import unicodedata

_BEFORE, _AFTER = 48, 48
_NEAR = 200
"""So many characters on either side are looked at: more than fit a terminal, and few of a line without end."""


def excerpt(line: str, column: int) -> tuple[str, str]:
    """Return the line, cut to what a terminal holds, and below it the caret under `column`, counted from 1."""
    line = line.rstrip()
    place = min(column - 1, len(line))
    first = max(place - _NEAR, 0)
    shown = [_visible(character) for character in line[first : place + _NEAR]]
    at = place - first
    start, end = at, at
    while start > 0 and width("".join(shown[start - 1 : at])) <= _BEFORE:
        start -= 1
    while end < len(shown) and width("".join(shown[at : end + 1])) <= _AFTER:
        end += 1
    head, tail = "…" if first + start else "", "…" if first + end < len(line) else ""
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
