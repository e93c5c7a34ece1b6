"""Profiles: how a region's report is laid out, as values; `model/layout.py` reads them from data."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.money import MoneyUnit


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How amounts are printed: unit, decimals, trailing zeros, thousands separators, and nothing as blank or as 0."""

    unit: MoneyUnit
    decimals: int
    trim: bool
    separators: bool
    blank_zero: bool = False
    short_zero: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What sentences tell: rates of change, shares of a whole, a reason where nothing changed."""

    has_rates: bool
    has_shares: bool
    explains_level: bool


@dataclass(frozen=True, slots=True)
class Numbering:
    """The patterns of list numbers, such as 一、 or 1.; `runs_on` counts sections on through the parts."""

    runs_on: bool
    part: str
    section: str
    subsection: str
    item: str
    table: str
    table_entry: str


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column, or a group of columns under one head; `take` is a column of a sheet or a whole address."""

    name: str
    take: str = ""
    columns: tuple["ColumnSpec", ...] = ()

    def leaves(self) -> tuple["ColumnSpec", ...]:
        """Return the columns that hold figures."""
        return tuple(leaf for column in self.columns for leaf in column.leaves()) if self.columns else (self,)

    def depth(self) -> int:
        """Return how many head rows the column needs."""
        return 1 + max((column.depth() for column in self.columns), default=0)


@dataclass(frozen=True, slots=True)
class LineSpec:
    """One fixed row, or one row for each class of a list of function codes.

    `takes` (sheet/row[/column]) and `sheets` have an entry for each amount column of the row's side.
    """

    name: str
    takes: tuple[str, ...]
    numbering: str
    level: int
    is_total: bool
    only_with_amount: bool
    classes: tuple[str, ...]
    sheets: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class SideSpec:
    """One side of a two-sided table; the foot rows of both sides stand on the same lines."""

    title: str
    amounts: tuple[str, ...]
    lines: tuple[LineSpec, ...]
    foot: tuple[LineSpec, ...]


@dataclass(frozen=True, slots=True)
class CodeColumns:
    """The label columns of a table by codes: their heads, and whether a code is split into its levels."""

    group: str
    code: str
    name: str
    levels: tuple[str, ...]
    has_codes: bool
    has_ordinals: bool
    total_last: bool


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One official table: where its rows come from (`form`), its columns, titles and notes."""

    kind: str
    title: str
    form: str
    index_note: str
    sheet: str
    labels: CodeColumns
    has_column_numbers: bool
    is_landscape: bool
    columns: tuple[ColumnSpec, ...]
    sides: tuple[SideSpec, ...]
    empty_note: str
    note: str
    style: NumberStyle


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section of text and the template part that prints it; without a title it has no heading and no number.

    `asks` names what of a file it tells about, as keys or key/key.
    """

    kind: str
    title: str
    template: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartSpec:
    """One of the report's parts: sections of text, or tables."""

    name: str
    has_cover: bool
    sections: tuple[SectionSpec, ...]
    tables: tuple[TableSpec, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The layout of one region's report; titles and notes hold places such as {年度}, filled for each disclosure."""

    key: str
    name: str
    subject: str
    subject_in_text: str
    heading: str
    numbering: Numbering
    text: NumberStyle
    wording: Wording
    parts: tuple[PartSpec, ...]


def filled(text: str, words: Mapping[str, str]) -> str:
    """Put words in the places of a title: {主体}, {年度} …; a word may itself hold another's place."""
    for place, word in words.items():
        text = text.replace(f"{{{place}}}", word)
    return text
