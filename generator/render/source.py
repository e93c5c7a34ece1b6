"""Print HTML as the renderer takes it in, in less time than by the renderer's own reading.

Print pages are written so that they are well-formed XML, too, which the standard library reads twenty times as fast as
HTML; what is not is read as HTML. `templates/print/elements.css` stands in place of the renderer's sheet for every HTML
that there is. Both come to the same bytes of PDF.
"""

import functools
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any


def print_source(html: str, templates: Path, fetcher: Any) -> Any:
    """Return print HTML ready to be laid out."""
    return _page_class(templates)(html, fetcher)


def tree_from_html(html: str) -> ElementTree.Element:
    """Return the root of the tree of elements; the text is read as HTML where it is no well-formed XML."""
    import tinyhtml5

    try:
        root = ElementTree.fromstring(html)
    except ElementTree.ParseError:
        read: ElementTree.Element = tinyhtml5.parse(html, namespace_html_elements=False)
        return read
    root.text = None  # HTML has no blanks before its head
    return root


@functools.cache
def _page_class(templates: Path) -> Any:
    import cssselect2
    from weasyprint import CSS, HTML

    agent = [CSS(string=(templates / "print" / "elements.css").read_text("utf-8"))]

    class PrintPage(HTML):  # type: ignore[misc]  # the library is not typed
        """A page with the tree and the sheet of our own."""

        def __init__(self, html: str, fetcher: Any) -> None:
            self.base_url, self.url_fetcher, self.media_type = "about:blank", fetcher, "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree_from_html(html), content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return agent

    return PrintPage
