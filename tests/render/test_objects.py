"""What a PDF consists of is written once, and says what it says when the renderer writes it twice."""

import io
import zlib
from typing import Any

import pikepdf
import pytest

from generator.build.workspace import Workspace
from generator.render import archive
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


def test_the_renderer_compresses_only_what_writing_adds(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    compressor = zlib.compressobj

    def counted(*given: Any, **named: Any) -> Any:
        begun.append(1)
        return compressor(*given, **named)

    monkeypatch.setattr(zlib, "compressobj", counted)
    pdf = pdf_from_html(html, Workspace().templates)
    assert pdf.count(b"/FlateDecode") > 20
    assert len(begun) == 3, "the list of objects, which is numbered and written, and the list of places"
