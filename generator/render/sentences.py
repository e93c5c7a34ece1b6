"""The sentences of a report: the text of every paragraph that its templates print outside tables."""

from html.parser import HTMLParser
from pathlib import Path

from generator.compare.side import Sentence
from generator.render.html import render_html

_HEADINGS = ("h2", "h3")


class _Reader(HTMLParser):
    """Collects the paragraphs outside tables, each with the heading that it stands under."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Sentence] = []
        self._heading = ""
        self._inside = ""
        self._tables = 0
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._tables += 1
        elif tag == "p" or tag in _HEADINGS:
            self._inside, self._text = tag, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._tables -= 1
        elif tag == self._inside:
            text = " ".join("".join(self._text).split())
            if tag in _HEADINGS:
                self._heading = text
            elif text and not self._tables:
                self.found.append(Sentence(self._heading, text))
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text.append(data)


def sentences_of(templates: Path, **values: object) -> tuple[Sentence, ...]:
    """Render a report and return its sentences in order; `values` are what its templates may see."""
    reader = _Reader()
    reader.feed(render_html(templates, "parts/report.html.j2", **values))
    reader.close()
    return tuple(reader.found)
