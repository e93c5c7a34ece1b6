"""Typed text → safe HTML through a small Markdown: paragraphs, lists and emphasis, nothing else.

Markdown silently loses text that looks like its own syntax, so what is seen is compared with what was typed.
"""

import functools
import html
import re
import unicodedata

from markdown_it import MarkdownIt
from markupsafe import Markup

_RULES = ("list", "emphasis", "newline")
_TAG = re.compile(r"<[^>]*>")


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "breaks": True}).enable(_RULES)


def prose_html(text: str) -> Markup:
    """Render typed text; every character of it is escaped, so that it can never become markup of its own."""
    return Markup(_parser().render(text).strip())


def lost_characters(text: str) -> str:
    """Return the digits, signs, letters and Han characters that were typed and are not seen, in order.

    The marks of lists and emphasis that did their work are no loss; a figure, a minus or a word is.
    """
    seen = _kept(html.unescape(_TAG.sub("", str(prose_html(text)))))
    position = 0
    lost = []
    for character in _kept(text):
        found = seen.find(character, position)
        if found == position:
            position += 1
        else:
            lost.append(character)
    return "".join(lost)


def _kept(text: str) -> str:
    return "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character)[0] in "LN" or character in "-−+%‰.±"
    )
