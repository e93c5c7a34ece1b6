"""The rules of tables drawn as lines of their full length; the renderer draws every edge of every cell by itself."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

_BEFORE = ["/Artifact", b"BMC", b"q", b"q"]
_AFTER = [b"S", b"Q", b"Q", b"EMC"]
_PEN = slice(4, 7)
_LENGTH = 13
_CENT = Decimal("0.01")

Edge = tuple[Decimal, Decimal, Decimal, Decimal]
"""From x, y to x, y, in the renderer's units."""
Span = tuple[Decimal, Decimal, Decimal]
"""On which row or column of points a line lies, where it starts and ends."""


def join_rules(pdf: Any) -> None:
    """Join the edges of cells, where they follow one another on a page of a PDF about to be written."""
    for page in pdf.page_references:
        contents = pdf.objects[int(pdf.objects[int(page.split()[0])]["Contents"].split()[0])]
        contents.stream = list(_joined(contents.stream))


def _joined(stream: list[Any]) -> Iterator[Any]:
    place, pen, edges = 0, list[bytes](), list[Edge]()
    while place < len(stream):
        block = stream[place : place + _LENGTH] if stream[place] == _BEFORE[0] else []
        edge = _edge(block) if block else None
        if edges and (edge is None or block[_PEN] != pen):
            yield from _drawn(pen, edges)
            edges = []
        if edge is None:
            yield stream[place]
            place += 1
        else:
            pen, place = block[_PEN], place + _LENGTH
            edges.append(edge)
    if edges:
        yield from _drawn(pen, edges)


def _edge(block: list[Any]) -> Edge | None:
    """Return the straight line that a run of operators draws as an artifact, upright or level, if it is one."""
    if block[:4] != _BEFORE or block[-4:] != _AFTER or block[7][-2:] != b" m" or block[8][-2:] != b" l":
        return None
    x, y, to_x, to_y = (Decimal(each.decode()).quantize(_CENT) for part in block[7:9] for each in part.split()[:2])
    return (x, y, to_x, to_y) if x == to_x or y == to_y else None


def _drawn(pen: list[bytes], edges: list[Edge]) -> Iterator[bytes]:
    """Draw edges as few lines: what overlaps or touches in one line is one."""
    yield from (b"/Artifact", b"BMC", b"q", *pen)
    level = sorted((y, x, to_x) for x, y, to_x, to_y in edges if y == to_y)
    upright = sorted((x, y, to_y) for x, y, to_x, to_y in edges if y != to_y)
    for y, start, end in _lines(level):
        yield f"{start} {y} m {end} {y} l".encode()
    for x, start, end in _lines(upright):
        yield f"{x} {start} m {x} {end} l".encode()
    yield from (b"S", b"Q", b"EMC")


def _lines(edges: list[Span]) -> list[Span]:
    """Return each unbroken line, from edges in order."""
    found: list[Span] = []
    for place, start, end in edges:
        if found and found[-1][0] == place and start <= found[-1][2]:
            place, start, before = found.pop()
            end = max(end, before)
        found.append((place, start, end))
    return found
