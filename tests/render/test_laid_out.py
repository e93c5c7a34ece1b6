"""Pages as they are seen: nothing stands over anything else, no cell is too small, no heading is left alone."""

import ctypes
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from generator.build.workspace import Workspace
from generator.render.pdf import pdf_from_html
from generator.verify.tagged import Tagged

from .conftest import Made

NEAR = 24
"""Points; no character is larger, so that only neighbours in squares of this size can meet."""
REACH = 0.15
"""The part of a character by which brush strokes and the boxes that pdfium draws around them may meet."""
HAIR = 0.35
"""Points by which a stroke may reach over a rule."""
HEADINGS = ("H2", "H3", "H4", "H5")
"""Those that text follows; the title (H1) has a page of its own."""


@dataclass(frozen=True)
class Box:
    """Where something is drawn, in points from the page's lower left corner."""

    what: str
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Say whether two characters stand over one another by more than strokes reach beyond their em."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        across = min(self.right - self.left, other.right - other.left)
        upright = min(self.top - self.bottom, other.top - other.bottom)
        return width > across * REACH and height > upright * REACH


def characters(page: Any) -> list[Box]:
    text = page.get_textpage()
    whole = text.get_text_range()
    found = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not character.isspace() and right > left and top > bottom:
            found.append(Box(character, left, bottom, right, top))
    assert len(found) <= len(whole)
    return found


def near(box: Box) -> Iterator[tuple[int, int]]:
    columns, rows = (
        range(int(low // NEAR), int(high // NEAR) + 1) for low, high in ((box.left, box.right), (box.bottom, box.top))
    )
    return itertools.product(columns, rows)


def overlaps(page: Any) -> list[str]:
    """Characters that are drawn over one another."""
    squares: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in characters(page):
        for square in near(box):
            squares[square].append(box)
    pairs = (pair for there in squares.values() for pair in itertools.combinations(there, 2))
    return sorted({f"{one.what}{other.what}" for one, other in pairs if one.meets(other)})


def rules(page: Any) -> Iterator[Box]:
    """The lines of tables, each as a box without thickness made as wide as a hair on both sides."""
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        matrix = path.get_matrix()
        points: list[tuple[bool, float, float]] = []
        for number in range(pdfium.FPDFPath_CountSegments(path)):
            x, y = ctypes.c_float(), ctypes.c_float()
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            begins = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
            points.append((begins, *matrix.on_point(x.value, y.value)))
        for (_, x, y), (begins, to_x, to_y) in itertools.pairwise(points):
            if not begins and (abs(x - to_x) < 1 or abs(y - to_y) < 1):
                left, right, bottom, top = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
                yield Box("rule", left - HAIR, bottom - HAIR, right + HAIR, top + HAIR)


def crossed(page: Any) -> list[str]:
    """Characters that a rule goes through: their cell is too small for them."""
    squares: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in characters(page):
        for square in near(box):
            squares[square].append(box)
    return sorted(
        {box.what for rule in rules(page) for square in near(rule) for box in squares[square] if _cuts(rule, box)}
    )


def _cuts(rule: Box, box: Box) -> bool:
    """Say whether a rule goes through a character rather than along its edge."""
    return (
        rule.left < box.right - 2 * HAIR
        and rule.right > box.left + 2 * HAIR
        and rule.bottom < box.top - 2 * HAIR
        and rule.top > box.bottom + 2 * HAIR
    )


def left_alone(parts: Iterable[tuple[str, list[int]]]) -> list[str]:
    """Headings that end on one page while what follows them begins on another; each part is (name, its pages)."""
    drawn = [(name, pages) for name, pages in parts if pages]
    return [name for (name, pages), (_, after) in itertools.pairwise(drawn) if name and pages[-1] != after[0]]


def parts_of(tagged: Tagged, element: Any) -> Iterator[tuple[str, list[int]]]:
    """Every heading with its text, and everything else without a name, in reading order with the pages it is on."""
    for kid in tagged.kids(element):
        is_heading = str(kid.S)[1:] in HEADINGS
        if is_heading or not any(True for kind in HEADINGS for _ in tagged.elements(kind, kid)):
            yield tagged.text_of(kid) if is_heading else "", [piece.page for piece in tagged.pieces_of(kid)]
        else:
            yield from parts_of(tagged, kid)


def pages_of(pdf: bytes) -> list[Any]:
    return list(pypdfium2.PdfDocument(pdf))


def test_no_character_stands_over_another(document: Made) -> None:
    assert {
        number: overlaps(page) for number, page in enumerate(pages_of(document.pdf), start=1) if overlaps(page)
    } == {}


def test_no_rule_goes_through_a_character(document: Made) -> None:
    pages = pages_of(document.pdf)
    assert sum(1 for page in pages for _ in rules(page)) > 100
    assert {number: crossed(page) for number, page in enumerate(pages, start=1) if crossed(page)} == {}


def test_no_heading_is_left_alone_at_the_end_of_a_page(document: Made) -> None:
    parts = list(parts_of(document.tagged, document.tagged.root))
    assert sum(1 for name, pages in parts if name and pages) > 10
    assert left_alone(parts) == []


def drawn(body: str) -> list[Any]:
    html = f'<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>试</title></head><body>{body}</body></html>'
    return pages_of(pdf_from_html(html, Workspace().templates))


def test_lines_that_stand_over_one_another_would_be_found() -> None:
    (page,) = drawn('<p>预算公开</p><p style="margin-top: -30pt">情况说明</p>')
    assert overlaps(page) != []


def test_a_text_too_wide_for_its_cell_would_be_found() -> None:
    row = '<tr><td style="white-space: nowrap">一般公共预算财政拨款收入</td><td>1.00</td></tr>'
    style = "table-layout: fixed; width: 60pt; min-width: 0"
    (page,) = drawn(f'<table class="budget" style="{style}"><tbody>{row}</tbody></table>')
    assert crossed(page) != []


@pytest.mark.parametrize(("heading", "text", "alone"), [([3], [4], ["概况"]), ([3], [3, 4], []), ([3, 4], [4], [])])
def test_a_heading_is_alone_where_its_text_begins_on_the_next_page(
    heading: list[int], text: list[int], alone: list[str]
) -> None:
    assert left_alone([("概况", heading), ("", []), ("", text)]) == alone
