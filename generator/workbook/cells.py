"""One workbook as it was read: sheets of texts and exact numbers, each with the place that a person finds it at."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal

SIGNIFICANT_DIGITS = 15
"""How many digits of a number spreadsheets keep, and show."""

_SHOWN = Context(prec=SIGNIFICANT_DIGITS)
_SPACES = re.compile(r"\s+")

At = tuple[int, int]
"""Row and column, counted from 0."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds: text, or the number that the cell shows.

    `is_rounded` says that the number kept digits beyond those that a spreadsheet shows, as 0.1+0.2 does;
    `is_unknown` that a formula has no value, because the program that wrote it did not work it out.
    """

    text: str
    number: Decimal | None = None
    is_rounded: bool = False
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet's cells that hold anything; a merged cell holds its value at its first place, `spans` says how far."""

    name: str
    cells: Mapping[At, Value]
    spans: Mapping[At, At] = field(default_factory=dict)
    """The last place of each merged cell, by its first."""

    def text(self, at: At) -> str:
        """Return what stands in a cell, in one line; nothing where it is empty."""
        value = self.cells.get(at)
        return _SPACES.sub(" ", value.text).strip() if value else ""

    @property
    def height(self) -> int:
        """How many rows reach down to the last that holds anything."""
        return 1 + max((row for row, _ in self.cells), default=-1)

    @property
    def width(self) -> int:
        """How many columns reach to the last that holds anything."""
        return 1 + max((column for _, column in self.cells), default=-1)


def number_shown(text: str) -> Value:
    """Read the shortest text of a binary number as the decimal number that a cell shows: of 15 digits at the most."""
    typed = Decimal(text)
    shown = _SHOWN.plus(typed)
    plain = f"{shown.normalize() if shown else Decimal(0):f}"
    return Value(plain, Decimal(plain), is_rounded=shown != typed)


def name_of(at: At) -> str:
    """Name a place as spreadsheets do: A1, AB12."""
    row, column = at
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def place_from_name(name: str) -> At:
    """Return the place that a name such as AB12 means."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]*)", name)
    if not match:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def half_width(text: str) -> str:
    """Write full-width digits and marks as half-width ones, and leave out all white space."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))
