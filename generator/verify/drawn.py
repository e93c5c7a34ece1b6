"""What a reader sees, held against what is read: a page draws the text that its tags hold, once, and nothing else.

The program writes a narrow form of PDF: black text that stands by itself, lines and coloured areas beside it, links.
Whatever lies outside of it is named; it need not be understood.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.site import Site
from generator.verify.operators import Drawing
from generator.verify.tagged import Box, Piece, Place, Tagged, TaggedCell, TaggedTable, around, plain

_OF_A_DOCUMENT = {
    "/AF",
    "/Lang",
    "/MarkInfo",
    "/Metadata",
    "/Names",
    "/Outlines",
    "/OutputIntents",
    "/Pages",
    "/StructTreeRoot",
    "/Type",
    "/ViewerPreferences",
}
_OF_A_PAGE = {
    "/Annots",
    "/BleedBox",
    "/Contents",
    "/MediaBox",
    "/Parent",
    "/Resources",
    "/StructParents",
    "/Tabs",
    "/TrimBox",
    "/Type",
}
_OF_ALL_TAGS = {"/IDTree", "/K", "/ParentTree", "/Type"}
_OF_A_TAG = {"/A", "/ID", "/K", "/P", "/Pg", "/S", "/Type"}
_OF_ALL_PAGES = {"/Count", "/Kids", "/Type"}
_OF_A_LINK = {
    "/BS",
    "/Contents",
    "/Dest",
    "/F",
    "/Rect",
    "/StructParent",
    "/Subtype",
    "/Type",
}
RUNNING_TITLE = "示例数据"
_LINE = 3.0
"""So many points apart texts of one line may stand, one a little higher: a point or a dash beside a letter."""
_NEAR = 1.5
"""So many points texts reach into what is beside them, at most: the box of a glyph is larger than its ink."""


def misdrawn(tagged: Tagged) -> Iterator[str]:
    """Yield what is drawn otherwise than the program draws it, so that it may be seen otherwise than it is read."""
    yield from (f"文件有本程序不会写的内容：{key}" for key in sorted(tagged.pdf.Root.keys() - _OF_A_DOCUMENT))
    if tagged.pdf.is_encrypted:
        yield "文件有本程序不会写的内容：加密"
    unknown_tags = itertools.chain(tagged.root.keys() - _OF_ALL_TAGS, _unknown_tags(tagged, tagged.root))
    yield from (f"标签有本程序不会写的内容：{each}" for each in sorted(set(unknown_tags)))
    for number, (page, texts) in enumerate(zip(tagged.pdf.pages, tagged.drawn, strict=True)):
        drawing = Drawing(page)
        unknown = [*_unknown_parts(page.obj), *drawing.unknown]
        if not unknown and drawing.texts != len(texts):
            unknown.append("认不出的文字")
        yield from (f"第 {number + 1} 页有本程序不会写的内容：{each}" for each in unknown)
        yield from (f"第 {number + 1} 页的{each}" for each in _hidden(texts, drawing, page.obj.MediaBox))
    yield from _untagged(tagged)
    yield from _disordered(tagged)
    yield from (each for table in tagged.tables for each in _displaced(table))


def _unknown_parts(page: Any) -> Iterator[str]:
    """Yield what a page is made of that the program's pages are not."""
    yield from sorted(page.get("/Parent", {}).keys() - _OF_ALL_PAGES)
    yield from sorted(page.keys() - _OF_A_PAGE)
    for box in ("/BleedBox", "/TrimBox"):
        if page.get(box) != page.get("/MediaBox"):
            yield f"{box} 与 /MediaBox 不同"
    for link in page.get("/Annots", ()):
        if link.get("/Subtype") != "/Link":
            yield f"{link.get('/Subtype')} 注释"
        yield from sorted(link.keys() - _OF_A_LINK if link.get("/Subtype") == "/Link" else ())
    for state in page.get("/Resources", {}).get("/ExtGState", {}).values():
        if any(key not in ("/ca", "/CA") or value != 1 for key, value in state.items()):
            yield "透明的图文"


def _unknown_tags(tagged: Tagged, element: Any) -> Iterator[str]:
    """Yield what tags say that the program's do not: another text to be read aloud, another meaning."""
    for kid in tagged.kids(element):
        yield from (str(key) for key in kid.keys() - _OF_A_TAG if (str(key), kid.S) != ("/Alt", "/Figure"))
        yield from _unknown_tags(tagged, kid)


def _hidden(texts: Sequence[Piece], drawing: Drawing, within: Any) -> Iterator[str]:
    """Yield the texts of a page that something else is drawn over, or that do not stand on it."""
    left, bottom, right, top = map(float, within)
    seen = [(number, piece) for number, piece in enumerate(texts) if piece.text.strip()]
    for number, piece in seen:
        box = piece.box
        if box[0] < left or box[1] < bottom or box[2] > right or box[3] > top:
            yield f"“{piece.text.strip()}”不在页面之内"
        if any(number < before and _overlap(box, shape) for before, shape in drawing.shapes):
            yield f"“{piece.text.strip()}”与线条或色块重叠"
    seen.sort(key=lambda each: each[1].box[1])
    for at, (_, piece) in enumerate(seen, start=1):
        for _, other in seen[at:]:
            if other.box[1] + _NEAR >= piece.box[3]:
                break
            if _overlap(piece.box, other.box):
                yield f"“{piece.text.strip()}”与“{other.text.strip()}”重叠"


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] + _NEAR < other[2]
        and other[0] + _NEAR < one[2]
        and one[1] + _NEAR < other[3]
        and other[1] + _NEAR < one[3]
    )


def _untagged(tagged: Tagged) -> Iterator[str]:
    """Yield what pages draw outside the tags that is no page number, no running title and no head once more."""
    held = Counter(_places(tagged, tagged.root))
    for place, piece in tagged.pieces.items():
        if held[place] != 1 and piece.text.strip():
            how = "在标签中不止一次" if held[place] else "不在标签中，朗读和提取时没有它"
            yield f"第 {piece.page + 1} 页的“{piece.text.strip()}”{how}"
    for number in range(len(tagged.drawn)):
        tables = [table for table in tagged.tables if _may_go_on(table, number)]
        heads = {
            _where(piece) for table in tables for cell in _cells(table) if cell.kind == "TH" for piece in cell.pieces
        }
        rest = [piece.text for piece in tagged.untagged if piece.page == number and _where(piece) not in heads]
        said = plain("".join(rest)).replace("".join(Site(is_sample=True).marks), "")
        if said not in ("", *(f"{begin}—{number + 1}—" for begin in ("", *(f"续表：{t.caption}" for t in tables)))):
            yield f"第 {number + 1} 页在正文之外印着“{said}”，那里应当只有页码、续表的表名和表头"


def _places(tagged: Tagged, element: Any) -> Iterator[Place]:
    for each in tagged.content(element):
        if isinstance(each, tuple):
            yield each
        else:
            yield from _places(tagged, each)


def _where(piece: Piece) -> tuple[str, int]:
    return plain(piece.text), round(piece.box[0])


def _cells(table: TaggedTable) -> Iterator[TaggedCell]:
    return itertools.chain.from_iterable(table.rows)


def _may_go_on(table: TaggedTable, number: int) -> bool:
    """Say whether a page may be one of a table's; its last one may hold nothing but its head once more."""
    pages = {piece.page for cell in _cells(table) for piece in cell.pieces}
    return number in pages or number - 1 in pages


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text, a table or a drawing where a reader comes upon it."""

    page: int
    text: str
    box: Box
    is_drawing: bool = False

    def comes_before(self, other: "_Seen") -> bool:
        """Say whether a reader goes on to another: below, or right in the line; from a drawing, at any height."""
        (_, bottom, right, top), (left, low, _, high) = self.box, other.box
        is_beside = left > right - _NEAR and (self.is_drawing or (low < top + _LINE and bottom < high + _LINE))
        return is_beside or high < bottom + _NEAR


def _disordered(tagged: Tagged) -> Iterator[str]:
    """Yield where pages, or what stands on one, come in another order than they are read in."""
    flow = list(_flow(tagged, tagged.root))
    pages = [page for page, _ in itertools.groupby(each.page for each in flow)]
    if pages != list(range(len(tagged.drawn))):
        yield f"各页的次序与标签的不同：按标签读，依次是第 {'、'.join(str(page + 1) for page in pages)} 页"
    for before, after in itertools.pairwise(flow):
        if before.page == after.page and not before.comes_before(after):
            yield f"第 {after.page + 1} 页的“{after.text}”应接在“{before.text}”的右边或下边，却不在那里"


def _flow(tagged: Tagged, element: Any) -> Iterator[_Seen]:
    """Yield what stands below an element in reading order: each text, each page's part of a table, each drawing."""
    kind = str(element.get("/S"))
    if kind in ("/Table", "/Figure"):
        pieces = [piece for piece in tagged.pieces_of(element) if piece.text.strip()]
        for page, parts in itertools.groupby(pieces, _page):
            here = list(parts)
            yield _Seen(page, here[0].text.strip(), around(*(each.box for each in here)), kind == "/Figure")
        return
    for each in tagged.content(element):
        if not isinstance(each, tuple):
            yield from _flow(tagged, each)
        elif each in tagged.pieces and tagged.pieces[each].text.strip(" ."):  # the dots of leaders are drawn backwards
            yield _Seen(each[0], tagged.pieces[each].text.strip(), tagged.pieces[each].box)


@dataclass(frozen=True, slots=True)
class _Extent:
    """What a cell takes of its table's rows, or columns, and what its text takes of the page in that direction."""

    first: int
    after: int
    begin: float
    end: float
    place: str


def _displaced(table: TaggedTable) -> Iterator[str]:
    """Yield the cells of a table that are not drawn in their row below all rows before, and in their column so."""
    columns: dict[int, list[_Extent]] = {}
    rows: dict[int, list[_Extent]] = {}
    for row, column, cell in _placed(table):
        for page, pieces in itertools.groupby((each for each in cell.pieces if each.text.strip()), _page):
            left, bottom, right, top = around(*(each.box for each in pieces))
            place = f"第 {page + 1} 页的“{cell.text}”"
            rows.setdefault(page, []).append(_Extent(row, row + cell.down, -top, -bottom, place))
            columns.setdefault(page, []).append(_Extent(column, column + cell.right, left, right, place))
    for kind, extents in (("行", rows), ("列", columns)):
        for each in itertools.chain.from_iterable(map(_too_early, extents.values())):
            yield f"{each.place}不在它的那一{kind}里"


def _too_early(extents: Sequence[_Extent]) -> Iterator[_Extent]:
    """Yield what begins before the end of something in an earlier row or column."""
    ends = sorted(extents, key=lambda each: each.after)
    reach, at = float("-inf"), 0
    for each in sorted(extents, key=lambda each: each.first):
        while at < len(ends) and ends[at].after <= each.first:
            reach, at = max(reach, ends[at].end), at + 1
        if each.begin + _NEAR < reach:
            yield each


def _page(piece: Piece) -> int:
    return piece.page


def _placed(table: TaggedTable) -> Iterator[tuple[int, int, TaggedCell]]:
    """Yield each cell of a table with the row and column where it begins."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield row, column, cell
            taken |= {(row + down, column + right) for down in range(cell.down) for right in range(cell.right)}
            column += cell.right
