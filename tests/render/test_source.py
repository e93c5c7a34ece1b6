"""Print HTML as the renderer takes it in: another reading of the same page, to the same bytes of PDF."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import tinyhtml5

from generator.build.making import print_html
from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.render import pdf, source

from .conftest import FILES, INVENTED

XMLNS = "{http://www.w3.org/2000/xmlns/}"
"""Where a reader of HTML keeps the declaration itself, which one of XML does not keep."""


def print_page(path: Path) -> str:
    workspace = Workspace()
    (unit,) = read_units([path], workspace)
    assert unit.page is not None
    return print_html(unit.page, workspace)


def outline(element: ElementTree.Element) -> list[object]:
    """Return what a page is made of, blanks at its end aside; a namespace is told by its elements' names."""
    tail = element.tail or ""
    kids = [outline(each) for each in element]
    text = (element.text or "").rstrip()
    attributes = {name: value for name, value in element.attrib.items() if not name.startswith(XMLNS)}
    return [element.tag, attributes, text, kids, tail.rstrip("\n")]


@pytest.mark.parametrize("name", [*FILES, *INVENTED])
def test_a_print_page_is_well_formed_and_reads_as_it_does_as_html(name: str, demonstration_units: Path) -> None:
    html = print_page(FILES.get(name) or demonstration_units / f"{name}.yaml")
    read = ElementTree.fromstring(html)
    read.text = None
    assert outline(read) == outline(tinyhtml5.parse(html, namespace_html_elements=False))


def test_what_is_not_well_formed_is_read_as_html() -> None:
    root = source.tree_from_html("<!DOCTYPE html><title>试</title><p>一<br>二")
    assert [element.tag for element in root.iter()] == ["html", "head", "title", "body", "p", "br"]


@pytest.mark.parametrize("name", ["reference", pytest.param("shanghai", marks=pytest.mark.slow)])
def test_the_pdf_is_the_one_that_the_renderer_makes_by_its_own_reading(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    html, templates = print_page(FILES[name]), Workspace().templates
    ours = pdf.pdf_from_html(html, templates)
    from weasyprint import HTML

    def by_the_renderer(html: str, _templates: Path, fetcher: object) -> object:
        return HTML(string=html, url_fetcher=fetcher, base_url="about:blank")

    monkeypatch.setattr(pdf, "print_source", by_the_renderer)
    assert pdf.pdf_from_html(html, templates) == ours
