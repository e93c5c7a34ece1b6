"""Typed text → safe HTML: paragraphs, line breaks, bulleted lists and strong words, nothing else.

The Markdown parser is given four rules. Two are its own, paragraphs and line breaks; those for lists and strong words
are stricter than Markdown's, which would number lists anew, take the minus of “- 5万元” for a bullet and swallow the
stars of 1*2*3. Whatever no rule takes is printed as it was typed: a published text keeps every digit and sign.
"""

import functools
import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markupsafe import Markup

_BULLET = re.compile(r"- +(?=[^\s0-9.+\-−±¥￥$])")
_STRONG = re.compile(r"(?<![*0-9A-Za-z])\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*(?![*0-9A-Za-z])")


def prose_html(text: str) -> Markup:
    """Render typed text; every character of it is escaped, so that it can never become markup of its own.

    Blank lines part paragraphs. A paragraph of lines that all start with “- ” and a word is a list.
    """
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return Markup(_parser().render(lines).strip())


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True}).enable("newline")
    parser.block.ruler.before("paragraph", "bullets", _bullets)
    parser.inline.ruler.push("strong", _strong)
    return parser


def _bullets(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph for a list where every line of it is an item."""
    last = next((line for line in range(start, end) if state.isEmpty(line)), end)
    lines = [state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start, last)]
    if not all(map(_BULLET.match, lines)):
        return False
    if not silent:
        state.push("bullet_list_open", "ul", 1)
        for number, line in enumerate(lines, start=start):
            state.push("list_item_open", "li", 1)
            item = state.push("inline", "", 0)
            item.content, item.map, item.children = _BULLET.sub("", line, count=1), [number, number + 1], []
            state.push("list_item_close", "li", -1)
        state.push("bullet_list_close", "ul", -1)
        state.line = last
    return True


def _strong(state: StateInline, silent: bool) -> bool:
    """Take words between two pairs of stars for strong, where no digit, letter or star touches them from outside."""
    words = _STRONG.match(state.src, state.pos, state.posMax)
    if words is None:
        return False
    if not silent:
        state.push("strong_open", "strong", 1)
        state.push("text", "", 0).content = words[1]
        state.push("strong_close", "strong", -1)
    state.pos = words.end()
    return True
