"""What a PDF says of itself where no page shows it: title and author, bookmarks, alternative texts of drawings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from generator.render.source import tree_from_html
from generator.verify.inside import MALFORMED
from generator.verify.tagged import Tagged, plain

_FACTS = {
    "title": ("标题", "/Title", "dc:title"),
    "author": ("作者", "/Author", "dc:creator"),
    "description": ("主题", "/Subject", "dc:description"),
}
"""What the head of a page says, as readers show it, and where the two lists of a PDF's own facts have it."""
_HEADINGS = ("H2", "H3", "Caption")
_TITLE_OF_DRAWING = "{http://www.w3.org/2000/svg}title"


@dataclass(frozen=True, slots=True)
class _Said:
    """What print HTML says: the facts of its head, and the description of each drawing in order."""

    facts: Mapping[str, str]
    drawings: tuple[str, ...]


def misdescribed(tagged: Tagged, htmls: Sequence[str]) -> Iterator[str]:
    """Yield what a PDF says of itself otherwise than the HTML that it was laid out from; any of several will do."""
    said = [_said(html) for html in htmls]
    for name, (shown, *_) in _FACTS.items():
        wanted = said[0].facts.get(name, "")
        for found in _facts(tagged.pdf, name):
            if all(found != each.facts.get(name, "") for each in said):
                yield f"文件属性中的{shown}是“{found}”，应是“{wanted}”"
    drawings = tuple(str(figure.get("/Alt", "")) for figure in tagged.elements("Figure"))
    if all(drawings != each.drawings for each in said):
        different = (pair for pair in zip(drawings, said[0].drawings, strict=False) if pair[0] != pair[1])
        yield from (f"一图看懂的替代文字是“{found}”，应是“{wanted}”" for found, wanted in different)
        if len(drawings) != len(said[0].drawings):
            yield f"有替代文字的图是 {len(drawings)} 幅，应是 {len(said[0].drawings)} 幅"


def misled(tagged: Tagged) -> Iterator[str]:
    """Yield the bookmarks that are no heading of the document or lead elsewhere, and the parts that have none."""
    headings: dict[str, list[int]] = {}
    for kind in _HEADINGS:
        for element in tagged.elements(kind):
            pages = [piece.page for piece in tagged.pieces_of(element)]
            headings.setdefault(tagged.text_of(element), []).extend(pages[:1])
    marked = set()
    numbers = {page.obj.objgen: number for number, page in enumerate(tagged.pdf.pages)}
    with tagged.pdf.open_outline() as outline:
        for item in _items(outline.root):
            title = plain(item.title)
            marked.add(title)
            place = item.destination
            page = numbers.get(place[0].objgen) if isinstance(place, pikepdf.Array) and not item.action else None
            if title not in headings:
                yield f"书签“{item.title}”不是本文件的标题"
            elif page not in headings[title]:
                leads = "不指向页面" if page is None else f"指向第 {page + 1} 页"
                yield f"书签“{item.title}”{leads}，这个标题在第 {headings[title][0] + 1} 页"
    parts = (tagged.text_of(element) for element in tagged.elements("H2"))
    yield from (f"“{part}”没有书签" for part in parts if part not in marked)


def _items(items: Sequence[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _items(item.children)


def _facts(pdf: pikepdf.Pdf, name: str) -> Iterator[str]:
    """Yield what each list of a PDF's own facts says under a name."""
    _, key, term = _FACTS[name]
    yield str(pdf.docinfo.get(key, ""))
    try:
        told = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True).get(term, "")
    except (SyntaxError, *MALFORMED):  # no XML, or not of that form: it says nothing, which is told
        told = ""
    yield "、".join(told) if isinstance(told, list) else str(told)


def _said(html: str) -> _Said:
    root = tree_from_html(html)
    facts = {str(each.get("name")): each.get("content", "") for each in root.iter("meta")}
    drawings = tuple(each.text or "" for each in root.iter(_TITLE_OF_DRAWING))
    return _Said(facts | {"title": root.findtext("head/title", "")}, drawings)
