"""Typed text → safe HTML: paragraphs, line breaks, bulleted lists and strong words, nothing else.

Whatever does not look exactly like these is printed as it was typed. Markdown at large would number lists anew, take
the minus of “- 5万元” for a bullet and swallow the stars of 1*2*3; a published text must keep every digit and sign.
"""

import html
import re
from collections.abc import Iterator

from markupsafe import Markup

_BULLET = re.compile(r"- +(?=[^\s0-9.+\-−±¥￥$])")
_STRONG = re.compile(r"(?<![*0-9A-Za-z])\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*(?![*0-9A-Za-z])")


def prose_html(text: str) -> Markup:
    """Render typed text; every character of it is escaped, so that it can never become markup of its own.

    Blank lines part paragraphs. A paragraph of lines that all start with “- ” and a word is a list.
    """
    return Markup("\n".join(_block(lines) for lines in _paragraphs(text)))


def _paragraphs(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []


def _block(lines: list[str]) -> str:
    if all(_BULLET.match(line) for line in lines):
        items = "\n".join(f"<li>{_inline(_BULLET.sub('', line, count=1))}</li>" for line in lines)
        return f"<ul>\n{items}\n</ul>"
    return "<p>" + "<br>\n".join(map(_inline, lines)) + "</p>"


def _inline(line: str) -> str:
    return _STRONG.sub(r"<strong>\1</strong>", html.escape(line))
