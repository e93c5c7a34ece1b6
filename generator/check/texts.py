"""Every text that somebody typed, with its keys and the place of each of its characters in the file.

All texts of a document are one string with a line break between them, so that a rule searches them in one pass;
a pattern must therefore not reach over a line break.
"""

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.lazy import lazy
from generator.load.nodes import Document, Kind, Node, Scalar, Sequence
from generator.source import Span

_NO_TEXTS = frozenset(
    (
        *("单位代码", "年度", "版式", "金额单位", "状态", "批复日期", "公开日期", "编制日期", "截止日期"),
        *("科目", "品目", "资金", "适用", "口径", "比较", "取数"),
    )
)
"""Keys whose values are codes, choices or dates: nobody writes a sentence there."""

_REACH = 200
_TITLES = re.compile(r"《[^《》\n]*》|[〔\[［（(【]20[0-9]{2}[〕\]］）)】](?:第?[0-9]{1,5}号)?")
_VISIBLE = re.compile(r"\S")
_IN_SINGLE_QUOTES = re.compile(r"''|\S")
_IN_DOUBLE_QUOTES = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<one>[\s\S]))|\S"
)
_BLANK_ESCAPES = frozenset("\n\t nrtvfNLP_")


@dataclass(frozen=True, slots=True)
class TypedText:
    """One text; `keys` lead to it from the file's first level, places in lists left out."""

    keys: tuple[str, ...]
    scalar: Scalar

    @property
    def text(self) -> str:
        """The text as the document holds it, whatever its marks of quotation and line breaks in the file."""
        return self.scalar.text

    @property
    def is_target(self) -> bool:
        """Say whether this is the value of an indicator: there the fact itself is typed, it is not retold."""
        return "三级指标" in self.keys and self.keys[-1] in ("指标值", "中期", "年度")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a pattern was found: in which text, and from which character of it; `match` counts in all texts."""

    typed: TypedText
    start: int
    match: re.Match[str]

    @property
    def before(self) -> str:
        """The line up to the passage, as far as anything is looked for in it."""
        return self.typed.text[max(self.start - _REACH, 0) : self.start].rpartition("\n")[2]

    @property
    def sentence(self) -> str:
        """What stands before the passage in its sentence."""
        return re.split(r"[。；！？]", self.before)[-1]


class Texts:
    """All texts of a document in its order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._all = tuple(_texts(document.root, ()))
        self._starts = tuple(itertools.accumulate((len(typed.text) + 1 for typed in self._all), initial=0))
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._found: dict[tuple[re.Pattern[str], bool], tuple[Passage, ...]] = {}
        self.whole = "\n".join(typed.text for typed in self._all)

    def __iter__(self) -> Iterator[TypedText]:
        return iter(self._all)

    @lazy
    def without_titles(self) -> str:
        """All texts, the titles and numbers of documents in them blotted out: a year in there states nothing."""
        return _TITLES.sub(lambda title: "\x00" * len(title.group()), self.whole)

    def find(self, pattern: re.Pattern[str], *, titles: bool = True) -> Iterator[Passage]:
        """Yield every passage that matches; without titles, none that lies in the title of a document.

        A pattern is searched once, however many rules ask for it.
        """
        if (pattern, titles) not in self._found:
            matches = pattern.finditer(self.whole if titles else self.without_titles)
            self._found[pattern, titles] = tuple(self._passage(match) for match in matches)
        yield from self._found[pattern, titles]

    def place(self, passage: Passage, group: str | int = 0) -> Span:
        """Return where in the file a passage, or a group of its match, begins."""
        return self._span(passage.match.start(group))

    def _passage(self, match: re.Match[str]) -> Passage:
        index = self._index(match.start())
        return Passage(self._all[index], match.start() - self._starts[index], match)

    def _index(self, position: int) -> int:
        return min(bisect.bisect_right(self._starts, position), len(self._all)) - 1

    def _span(self, position: int) -> Span:
        index = self._index(position)
        scalar = self._all[index].scalar
        if index not in self._places:
            self._places[index] = _places(scalar, self._source(index))
        line, column = self._places[index][position - self._starts[index]]
        return Span(scalar.span.path, line, column)

    def _source(self, index: int) -> str:
        """Return the file's lines from where a text begins up to the next text's line."""
        span = self._all[index].scalar.span
        last = self._all[index + 1].scalar.span.line if index + 1 < len(self._all) else len(self._document.lines)
        first, *more = self._document.lines[span.line - 1 : max(last, span.line)]
        return "\n".join([first[span.column - 1 :], *more])


def _texts(node: Node, keys: tuple[str, ...]) -> Iterator[TypedText]:
    if isinstance(node, Scalar):
        if node.kind is Kind.TEXT and (keys[-1] not in _NO_TEXTS or keys[-2:] == ("三级指标", "年度")):
            yield TypedText(keys, node)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, keys)
    else:
        for key, value in node.entries.items():
            yield from _texts(value, (*keys, key))


def _places(scalar: Scalar, source: str) -> list[tuple[int, int]]:
    """Return line and column of every character of a text, and of its end.

    Visible characters are counted in the text and in the file alike; line breaks, indents and marks of quotation are
    none, so that folded, literal and quoted texts are all found by the same count. A blank stands where the next
    visible character does.
    """
    line, begins = scalar.span.line, 1 - scalar.span.column
    shown = _visible(source)
    places = []
    at, done = next(shown, len(source)), 0
    for character in (*scalar.text, ""):
        breaks = source.count("\n", done, at)
        if breaks:
            line, begins = line + breaks, source.rfind("\n", done, at) + 1
        done = max(done, at)
        places.append((line, at - begins + 1))
        if character and not character.isspace():
            at = next(shown, at + 1)
    return places


def _visible(source: str) -> Iterator[int]:
    """Yield the offset of every visible character of the value that a source text begins with, and of what follows."""
    style = source[:1]
    if style == '"':
        return (token.start() for token in _IN_DOUBLE_QUOTES.finditer(source, 1) if not _is_blank(token))
    if style == "'":
        return (token.start() for token in _IN_SINGLE_QUOTES.finditer(source, 1))
    header = source.find("\n") + 1 if style in ("|", ">") else 0
    return (token.start() for token in _VISIBLE.finditer(source, header))


def _is_blank(token: re.Match[str]) -> bool:
    digits = token["x"] or token["u"] or token["U"]
    return chr(int(digits, 16)).isspace() if digits else token["one"] in _BLANK_ESCAPES
