"""What a PDF consists of is written once, and comes to the same bytes as when the renderer writes it twice."""

import zlib
from typing import Any

import pytest

from generator.build.workspace import Workspace
from generator.render import archive
from generator.render.pdf import pdf_from_html
from tests.render.conftest import FILES
from tests.render.test_source import print_page


@pytest.fixture(scope="module")
def html() -> str:
    return print_page(FILES["shanghai"])


def test_the_bytes_are_those_that_the_renderer_writes(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = pdf_from_html(html, Workspace().templates)
    monkeypatch.setattr(archive, "write_once", lambda _pdf: None)
    assert pdf_from_html(html, Workspace().templates) == once


def test_every_stream_is_compressed_once_but_for_the_one_that_writing_adds(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    compressor = zlib.compressobj

    def counted(*given: Any, **named: Any) -> Any:
        begun.append(1)
        return compressor(*given, **named)

    monkeypatch.setattr(zlib, "compressobj", counted)
    pdf = pdf_from_html(html, Workspace().templates)
    assert len(begun) == pdf.count(b"/FlateDecode") + 1
