"""Sentences before and after, paired within their sections."""

import difflib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compare.contents import ContentChange
from generator.compare.side import Sentence


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """One paragraph before and after; empty where there was none."""

    section: str
    before: str
    after: str


def compare_sentences(
    before: Iterable[Sentence], after: Iterable[Sentence], contents: Iterable[ContentChange]
) -> tuple[SentenceChange, ...]:
    """Return the paragraphs that changed, section by section; what is only a typed text is told as that text."""
    old, new, typed = tuple(before), tuple(after), tuple(contents)
    sections = dict.fromkeys(sentence.section for sentence in (*new, *old))
    changes = (_within(section, _texts(old, section), _texts(new, section)) for section in sections)
    found = itertools.chain.from_iterable(changes)
    return tuple(change for change in found if not any(_is_part_of(change, text) for text in typed))


def _texts(sentences: Iterable[Sentence], section: str) -> list[str]:
    return [sentence.text for sentence in sentences if sentence.section == section]


def _within(section: str, old: list[str], new: list[str]) -> Iterator[SentenceChange]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            for one, other in itertools.zip_longest(old[start:end], new[first:last], fillvalue=""):
                yield SentenceChange(section, one, other)


def _is_part_of(change: SentenceChange, text: ContentChange) -> bool:
    return _squeezed(change.before) in _squeezed(text.before) and _squeezed(change.after) in _squeezed(text.after)


def _squeezed(text: str) -> str:
    return "".join(text.split())
