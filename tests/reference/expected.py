"""What a reference document says, with the one table of differences applied.

The files beside this one hold the reference as published; `differences.tsv` says what is printed instead. Another
reference has a folder of its own with files of the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .reading import plain

HERE = Path(__file__).parent
BLANK = ("(blank)", "(nothing)")
NO_ROW = "(no row)"

Key = tuple[str, ...]


def lines_of(path: Path) -> list[list[str]]:
    """The rows of a tab separated file, padded to the width of the first."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [row + [""] * (len(rows[0]) - len(row)) for row in rows]


@dataclass(frozen=True)
class Difference:
    """One thing that is printed otherwise than in the reference."""

    place: str
    original: str
    printed: str
    why: str


@cache
def differences(here: Path = HERE) -> tuple[Difference, ...]:
    """The one table of differences, without its title row."""
    return tuple(Difference(*row) for row in lines_of(here / "differences.tsv")[1:])


def printed_cell(place: str, original: str, here: Path = HERE) -> str | None:
    """What stands in the place of a whole cell; None where its row is not printed."""
    for difference in differences(here):
        if difference.place == place and difference.original == original:
            if difference.printed == NO_ROW:
                return None
            return "" if difference.printed in BLANK else difference.printed
    return original


def printed_text(place: str, original: str, here: Path = HERE) -> str:
    """What stands in the place of a text, every difference of the place applied to its parts."""
    text = original
    for difference in differences(here):
        if difference.place == place:
            text = text.replace(difference.original, "" if difference.printed in BLANK else difference.printed)
    return text


@dataclass(frozen=True)
class Fact:
    """A figure (or a blank) of a table: its row's names, which of the rows of that name, its column, its text."""

    table: int
    key: Key
    ordinal: int
    column: Key
    text: str

    def __str__(self) -> str:
        row = " ".join(self.key) + (f" (no. {self.ordinal + 1})" if self.ordinal else "")
        return f"table-{self.table}, row {row}, column {'/'.join(self.column)}"


@dataclass(frozen=True)
class Table:
    """One table of the reference: titles of the columns, groups of (key columns, figure columns), rows as printed."""

    number: int
    titles: list[Key]
    groups: list[tuple[list[int], list[int]]]
    beside: list[int]
    rows: list[list[str]]

    def facts(self) -> list[Fact]:
        """Every cell that holds a figure or stays blank."""
        found: list[Fact] = []
        for keys, figures in self.groups:
            seen: dict[Key, int] = {}
            for row in self.rows:
                key = row_key([row[column] for column in keys])
                if not key:
                    continue
                ordinal = seen.get(key, 0)
                seen[key] = ordinal + 1
                found += [Fact(self.number, key, ordinal, self.titles[column], row[column]) for column in figures]
        return found


def row_key(names: list[str]) -> Key:
    """A row's names without blanks and repetitions (合计 may span code and name); parts of a code may be alike."""
    key: list[str] = []
    for name in names:
        if name and (name not in key or name.isdigit()):
            key.append(name)
    return tuple(key)


@cache
def table(number: int, here: Path = HERE) -> Table:
    """One table. In its title row `#` marks a row's names, `-` what is compared elsewhere."""
    title_row, *rows = lines_of(here / "tables" / f"table-{number:02}.tsv")
    groups: list[tuple[list[int], list[int]]] = []
    beside: list[int] = []
    for column, title in enumerate(title_row):
        if title.startswith("-"):
            beside.append(column)
        elif title.startswith("#"):
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(column)
        else:
            groups[-1][1].append(column)
    titles = [tuple(plain(part) for part in title.lstrip("#-").split("/")) for title in title_row]
    return Table(number, titles, groups, beside, printed_rows(f"table-{number}", rows, here))


def printed_rows(place: str, rows: list[list[str]], here: Path = HERE) -> list[list[str]]:
    """The rows after the differences, as plain text, without those that are not printed."""
    found: list[list[str]] = []
    for row in rows:
        nameless = [cell if column or cell else "(no name)" for column, cell in enumerate(row)]
        if printed_cell(place, nameless[0], here) is None:
            continue
        found.append([plain(printed_cell(place, cell, here) or "") for cell in row])
    return found


def part_of_table(number: int, part: str) -> list[list[str]]:
    """One part of a performance table: rows of plain text, the title row left out."""
    return printed_rows(f"table-{number}", lines_of(HERE / "tables" / f"table-{number}-{part}.tsv")[1:])


@dataclass(frozen=True)
class Sentence:
    """A sentence: the heading it stands under, its text as printed, and what is looked for, in order."""

    heading: str
    text: str
    checks: tuple[str, ...]


@cache
def sentences(here: Path = HERE) -> tuple[Sentence, ...]:
    """The sentences in order."""
    rows = lines_of(here / "sentences.tsv")[1:]
    return tuple(
        Sentence(plain(heading), plain(printed_text(heading, original, here)), tuple(plain(c) for c in checks.split()))
        for heading, original, checks in rows
    )


@cache
def titles() -> dict[int, tuple[str, str]]:
    """Number and printed title of each table."""
    return {
        int(number): (printed, plain(printed_cell("title", above) or ""))
        for number, printed, _, above in lines_of(HERE / "titles.tsv")[1:]
    }


def goals() -> list[tuple[int, str, str]]:
    """The long texts of the performance tables: table, label, text."""
    return [
        (int(place.removeprefix("table-")), label, plain(printed_text(place, text)))
        for place, label, text in lines_of(HERE / "tables" / "goals.tsv")[1:]
    ]
