"""What a PDF consists of is written once, and says what it says when the renderer writes it twice."""

import io
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pikepdf
import pydyf  # type: ignore[import-untyped]
import pytest

from generator.build.workspace import Workspace
from generator.render import archive
from generator.render.objects import Compression, page_references
from generator.render.pdf import pdf_from_html
from tests.render.conftest import FILES
from tests.render.test_source import print_page


@pytest.fixture(scope="module")
def html() -> str:
    return print_page(FILES["shanghai"])


def contents(pdf: bytes) -> list[Any]:
    """Every object of a file in order, the list of places aside: streams as they are read, what is said of them."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            (each.read_bytes(), sorted((key, str(value)) for key, value in each.items() if key != "/Length"))
            if isinstance(each, pikepdf.Stream)
            else each.unparse()
            for each in opened.objects
            if not (isinstance(each, pikepdf.Stream) and each.get("/Type") == "/XRef")
        ]


def test_every_object_is_the_one_that_the_renderer_writes(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = pdf_from_html(html, Workspace().templates)
    monkeypatch.setattr(archive, "write_once", lambda _pdf: None)
    twice = pdf_from_html(html, Workspace().templates)
    mine, theirs = contents(once), contents(twice)
    assert len(mine) == len(theirs) > 100
    assert [place for place, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other] == []
    assert len(once) < len(twice) * 1.01


def test_only_the_list_of_objects_is_compressed_twice(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[bytes] = []
    compressor = Compression.compressobj

    def recorded(level: int) -> Any:
        inner = compressor(level)

        def compress(content: bytes) -> bytes:
            compressed.append(content)
            return bytes(inner.compress(content))

        return SimpleNamespace(compress=compress, flush=inner.flush)

    monkeypatch.setattr(Compression, "compressobj", staticmethod(recorded))
    pdf = pdf_from_html(html, Workspace().templates)
    assert pdf.count(b"/FlateDecode") == len(compressed) - 1 > 20
    (twice,) = [content for content, times in Counter(compressed).items() if times > 1]
    assert b"/StructElem" in twice


def test_a_page_is_referred_to_as_the_renderer_does_while_pages_are_added() -> None:
    pdf = pydyf.PDF()
    for count in range(1, 4):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert page_references(pdf) == [f"{number} 0 R".encode() for number in pdf.pages["Kids"][::3]]
        assert len(page_references(pdf)) == count
