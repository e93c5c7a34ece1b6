"""Compares what was read back with what the reference says; every complaint is a sentence, none is raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .expected import Fact, Key, Sentence, Table, row_key
from .reading import Cell, Glyphs, Grid, plain

FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?\Z")
# A quantity is a number with its unit; a year, a list number or the number of a table is none.
QUANTITY = r"(?<![\d.,])-?\d[\d,]*(?:\.\d+)?(?:万元|元|%|个|辆)"
GAP = rf"(?:(?!{QUANTITY}).){{0,200}}?"


# Tables of a page


@dataclass(frozen=True)
class Columns:
    """Where a table's expected columns are in a grid, by their titles."""

    place: dict[Key, int]
    complaints: list[str]


def match_columns(grid: Grid, table: Table) -> Columns:
    """Find each expected column: the same titles, or else the one column whose titles hold them in this order."""
    printed = grid.titles()
    place: dict[Key, int] = {}
    complaints: list[str] = []
    for position, title in enumerate(table.titles):
        if position in table.beside:
            continue
        exact = [column for column, path in enumerate(printed) if path == title]
        found = exact or [column for column, path in enumerate(printed) if is_within(title, path)]
        if len(found) == 1:
            place[title] = found[0]
        else:
            complaints.append(
                f"table-{table.number}: column {'/'.join(title)} is there {len(found)} times; "
                f"titles found: {['/'.join(path) for path in printed]}"
            )
    return Columns(place, complaints)


def is_within(title: Key, path: Key) -> bool:
    """Whether the path ends with the title's last part and holds the others in order."""
    rest = iter(path)
    return bool(path) and path[-1] == title[-1] and all(part in rest for part in title)


def facts_of_grid(grid: Grid, table: Table, columns: Columns) -> dict[tuple[Key, int, Key], str]:
    """Every cell of the expected columns, by its row's names, the number among equal names, and its column."""
    found: dict[tuple[Key, int, Key], str] = {}
    for keys, figures in table.groups:
        seen: dict[Key, int] = {}
        for row in grid.body:
            key = row_key([text_of(row[columns.place[table.titles[column]]]) for column in keys])
            if not key:
                continue
            ordinal = seen.get(key, 0)
            seen[key] = ordinal + 1
            for column in figures:
                title = table.titles[column]
                found[key, ordinal, title] = text_of(row[columns.place[title]])
    return found


def text_of(cell: Cell | None) -> str:
    """A cell's text, blank where there is no cell."""
    return cell.text if cell else ""


def compare_table(grid: Grid, table: Table) -> list[str]:
    """Every expected cell under its row and column, digit for digit, and no figure beside them."""
    columns = match_columns(grid, table)
    if columns.complaints:
        return columns.complaints
    printed = facts_of_grid(grid, table, columns)
    expected = {(fact.key, fact.ordinal, fact.column): fact for fact in table.facts()}
    complaints: list[str] = []
    for place, fact in expected.items():
        if place not in printed:
            complaints.append(f"{fact}: expected “{fact.text}”, the row is not printed")
        elif fact.text != printed[place]:
            complaints.append(f"{fact}: expected “{fact.text}”, found “{printed[place]}”")
    for place in printed.keys() - expected.keys():
        if FIGURE.match(printed[place]):
            complaints.append(
                f"{Fact(table.number, *place, '')}: the reference has no such row, found “{printed[place]}”"
            )
    return sorted(complaints) + figures_outside(grid, table, columns)


def figures_outside(grid: Grid, table: Table, columns: Columns) -> list[str]:
    """Complaints about figures in columns that the reference does not have."""
    known = set(columns.place.values())
    titles = grid.titles()
    beside = {table.titles[column] for column in table.beside}
    return [
        f"table-{table.number}, row {' '.join(row_key([text_of(c) for c in row if c and c.is_row_header]))}: "
        f"“{text_of(cell)}” stands in column {'/'.join(titles[column])}, which the reference does not have"
        for row in grid.body
        for column, cell in enumerate(row)
        if column not in known and titles[column] not in beside and cell is not None and FIGURE.match(cell.text)
    ]


# Rows of the performance tables, which are forms rather than tables


def row_runs(grid: Grid) -> list[list[str]]:
    """Each row as its cells from left to right, a spanning cell once, a label without its trailing colon."""
    runs: list[list[str]] = []
    for row in [*grid.head, *grid.body]:
        cells: list[Cell] = []
        for cell in row:
            if cell and not (cells and cells[-1] is cell):
                cells.append(cell)
        runs.append([cell.text.rstrip(":") for cell in cells])
    return runs


def has_run(runs: list[list[str]], wanted: Sequence[str]) -> bool:
    """Whether some row holds these cells side by side; a wanted blank may also be the row's end."""
    return bool(rows_with_run(runs, wanted))


def rows_with_run(runs: list[list[str]], wanted: Sequence[str]) -> list[int]:
    """The rows that hold these cells side by side."""
    size = len(wanted)
    return [
        number
        for number, run in enumerate(runs)
        if any([*run, ""][start : start + size] == list(wanted) for start in range(len(run)))
    ]


def nearest_row(runs: list[list[str]], label: str) -> str:
    """The rows that hold a label, for a message."""
    rows = [" | ".join(run) for run in runs if label in run]
    return "; ".join(rows) or "no row with this label"


# Running text


def sections(text: str, headings: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What stands between each heading and the next, headings counted from the end, so that contents do not matter."""
    places: list[tuple[str, int]] = []
    complaints: list[str] = []
    end = len(text)
    for heading in reversed(headings):
        place = text.rfind(heading, 0, end)
        if place < 0:
            complaints.append(f"heading “{heading}” is not printed (or not in its order)")
        else:
            places.append((heading, place))
            end = place
    places.reverse()
    ends = [place for _, place in places[1:]] + [len(text)]
    return {heading: text[place:end] for (heading, place), end in zip(places, ends, strict=True)}, complaints


def sentence_pattern(checks: Iterable[str]) -> re.Pattern[str]:
    """A sentence's labels and quantities in order, with no other quantity between them; `?` marks one that may miss."""
    pattern = ""
    for check in checks:
        optional, check = check.startswith("?"), check.removeprefix("?")
        piece = re.escape(check)
        if re.fullmatch(QUANTITY, check):
            piece = rf"(?<![\d.,\-]){piece}"
        elif check[0].isdigit():
            piece = rf"(?<!\d){piece}"
        between = GAP if pattern else ""
        pattern += f"(?:{between}{piece})?" if optional else between + piece
    return re.compile(pattern)


def quantities(text: str) -> list[str]:
    """All quantities of a text in order."""
    return re.findall(QUANTITY, text)


def compare_sentences(text: str, expected: Sequence[Sentence]) -> list[str]:
    """Every sentence under its heading, in order, each label followed by its quantities."""
    headings = list(dict.fromkeys(sentence.heading for sentence in expected))
    found, complaints = sections(text, headings)
    ends: dict[str, int] = {heading: len(heading) for heading in found}
    for sentence in expected:
        if sentence.heading not in found:
            continue
        match = sentence_pattern(sentence.checks).search(found[sentence.heading], ends[sentence.heading])
        if match:
            ends[sentence.heading] = match.end()
        else:
            complaints.append(
                f"{sentence.heading}: expected in order {' … '.join(sentence.checks)}\n"
                f"    the reference says: {sentence.text}\n"
                f"    printed after the last sentence found: {found[sentence.heading][ends[sentence.heading] :][:300]}"
            )
    return complaints


# Tables of a PDF


@dataclass(frozen=True)
class Region:
    """One table's stretch of a PDF: its text without white space, each character's index in the whole."""

    number: int
    text: str
    places: list[int]


def regions(
    glyphs: Glyphs, captions: dict[int, str], heads: dict[int, list[str]]
) -> tuple[dict[int, Region], list[str]]:
    """Cut the PDF's text at the captions; a caption counts where the table's head follows before the next caption."""
    text, places = glyphs.squeezed()
    starts: dict[int, int] = {}
    complaints: list[str] = []
    after = 0
    for number, caption in sorted(captions.items()):
        start = first_with_head(text, caption, captions.get(number + 1), heads.get(number, []), after)
        if start is None:
            complaints.append(f"table-{number}: no caption “{caption}” with the head {heads.get(number)} after it")
        else:
            starts[number] = start
            after = start + len(caption)
    order = sorted(starts)
    ends = {number: starts[following] for number, following in pairwise(order)}
    return {
        number: Region(number, text[start : ends.get(number)], places[start : ends.get(number)])
        for number, start in starts.items()
    }, complaints


def first_with_head(text: str, caption: str, following: str | None, head: list[str], after: int) -> int | None:
    """The first place of a caption after which the words of the head come before the next table's caption."""
    start = text.find(caption, after)
    while start >= 0:
        end = text.find(following, start + len(caption)) if following else -1
        stretch = text[start + len(caption) : end if end >= 0 else len(text)]
        if all(word in stretch for word in head) and len(stretch) > len("".join(head)):
            return start
        start = text.find(caption, start + 1)
    return None


def row_pattern(key: Key, figures: Sequence[str]) -> re.Pattern[str]:
    """A row's names followed by its figures, and by no further figure."""
    label = "".join(re.escape(name) for name in key)
    numbers = "".join(f"({re.escape(figure)})" for figure in figures if figure)
    return re.compile(rf"{label}{numbers}(?!-?\d+\.\d\d(?!\d))")


def compare_region(region: Region, table: Table) -> list[str]:
    """Every row of a table with its figures in order, as often as the reference has it."""
    complaints: list[str] = []
    for keys, figures in table.groups:
        wanted: dict[tuple[Key, tuple[str, ...]], int] = {}
        for row in table.rows:
            key = row_key([row[column] for column in keys])
            if key:
                place = key, tuple(row[column] for column in figures)
                wanted[place] = wanted.get(place, 0) + 1
        for (key, cells), times in wanted.items():
            count = len(row_pattern(key, cells).findall(region.text))
            if count < times:
                complaints.append(
                    f"table-{table.number} of the PDF, row {' '.join(key)}: "
                    f"expected {times} × “{' '.join(filter(None, cells))}”, found {count}; "
                    f"printed: {around(region.text, ''.join(key))}"
                )
    return complaints


def compare_columns_of_region(region: Region, table: Table, glyphs: Glyphs, tolerance: float = 1.5) -> list[str]:
    """The figures of a column share an edge or their middle, and no two columns do: a moved figure shows."""
    edges: dict[Key, list[tuple[float, float, str]]] = {}
    for keys, figures in table.groups:
        for row in table.rows:
            key = row_key([row[column] for column in keys])
            if not key:
                continue
            filled = [column for column in figures if row[column]]
            for match in row_pattern(key, [row[column] for column in figures]).finditer(region.text):
                for group, column in enumerate(filled, 1):
                    first, last = (glyphs.boxes[region.places[i]] for i in (match.start(group), match.end(group) - 1))
                    if first and last:
                        edges.setdefault(table.titles[column], []).append((first[0], last[1], " ".join(key)))
    complaints: list[str] = []
    for title, found in edges.items():
        if min(spread([at(e) for e in found]) for at in (left, right, middle)) > tolerance:
            places = ", ".join(f"{row} at {begin:.0f}–{end:.0f}" for begin, end, row in found)
            complaints.append(f"table-{table.number} of the PDF, column {'/'.join(title)} is not in one line: {places}")
    order = [max(map(right, edges[title])) for title in table.titles if title in edges]
    if order != sorted(order):
        complaints.append(f"table-{table.number} of the PDF: columns are not in the order {list(edges)}")
    return complaints


def left(edge: tuple[float, float, str]) -> float:
    """Where a figure begins."""
    return edge[0]


def right(edge: tuple[float, float, str]) -> float:
    """Where a figure ends."""
    return edge[1]


def middle(edge: tuple[float, float, str]) -> float:
    """The middle of a figure."""
    return (edge[0] + edge[1]) / 2


def spread(values: Sequence[float]) -> float:
    """How far the values are apart."""
    return max(values) - min(values)


def around(text: str, label: str) -> str:
    """What is printed after a label, for a message."""
    place = text.find(plain(label))
    return text[place : place + len(label) + 40] if place >= 0 else "the label is not printed"
