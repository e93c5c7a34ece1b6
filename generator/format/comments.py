"""Comments and blank lines found between values, and attached to the entries that they speak of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.format.events import Extent, FormBuilder
from generator.format.form import Entry, Form, Raw, entries_of

_COMMENT = re.compile(r"#[^\n]*")


class _Comment(NamedTuple):
    start: int
    line: int
    column: int
    text: str
    ends: Extent | None
    """The value that ends before it on its line, where one does."""


def form_from_text(text: str) -> Form:
    """Read a text that the loader accepts, with all that stands in it."""
    builder = FormBuilder(text)
    form = builder.build()
    entries = list(entries_of(form.root))
    lines = _Lines(text, builder.extents)
    for comment in _comments(text, builder.extents):
        flow = next((group for start, end, group in builder.flows if start < comment.start < end), None)
        if flow is None:
            _attach(comment, form, entries, lines)
        else:
            _mark_commented(comment.start, builder)
    for entry in entries:
        _settle(entry, lines)
    first = entries[0] if entries else None
    form.is_head_apart = bool(form.head and first and lines.is_blank_before(first.line))
    return form


def _mark_commented(start: int, builder: FormBuilder) -> None:
    for begin, end, group in builder.flows:
        group.has_comments |= begin < start < end


class _Lines:
    """The lines of a text, and before which of them a blank one stands that belongs to no value."""

    def __init__(self, text: str, extents: Iterable[Extent]) -> None:
        self._lines = text.split("\n")
        self._kept: set[int] = set()
        for extent in extents:
            if isinstance(extent.value, Raw) and extent.value.keeps_blank_lines:
                first = text.count("\n", 0, extent.start)
                self._kept.update(range(first, text.count("\n", 0, extent.end) + 1))

    def is_blank_before(self, line: int) -> bool:
        """Say whether the line above one (counted from 0) is blank."""
        return line > 0 and not self._lines[line - 1].strip() and line - 1 not in self._kept


def _comments(text: str, extents: Sequence[Extent]) -> Iterator[_Comment]:
    """Yield the comments that stand between values, in order."""
    end_of_text = Extent(len(text), len(text), None)
    at, last = 0, None
    for extent in (*extents, end_of_text):
        for match in _COMMENT.finditer(text, at, max(extent.start, at)):
            start = match.start()
            begin = text.rfind("\n", 0, start) + 1
            ends = last if last and begin < last.end <= start else None
            yield _Comment(start, text.count("\n", 0, start), start - begin, match.group().rstrip(), ends)
        if extent.end > at:
            at, last = extent.end, extent


def _attach(comment: _Comment, form: Form, entries: Sequence[Entry], lines: _Lines) -> None:
    """Give a comment to the entry whose line it ends, to the one that it precedes, or to the one that it closes."""
    before = next((entry for entry in reversed(entries) if entry.start < comment.start), None)
    after = next((entry for entry in entries if entry.start > comment.start), None)
    blank = [""] if lines.is_blank_before(comment.line) else []
    if before is None:
        form.head += [*(blank if form.head else []), comment.text]
    elif comment.ends is not None:
        before.trailing = f"{before.trailing} {comment.text}".strip()
    elif after is not None and comment.column <= after.column:
        after.is_spaced |= bool(blank and not after.leading)
        after.leading += [*(blank if after.leading else []), comment.text]
    elif after is None and comment.column == 0:
        form.end += [*blank, comment.text]
    else:
        owner = before
        while owner.above is not None and owner.column > comment.column:
            owner = owner.above
        beside = "" if owner.column == comment.column else "  "
        owner.tail += [*blank, beside + comment.text]


def _settle(entry: Entry, lines: _Lines) -> None:
    """Note a blank line right before an entry."""
    if not lines.is_blank_before(entry.line):
        return
    if entry.leading:
        entry.leading.append("")
    else:
        entry.is_spaced = True
