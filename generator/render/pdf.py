"""Print HTML → PDF by WeasyPrint, sealed: its files and its fonts are listed, every warning is fatal."""

import atexit
import contextlib
import functools
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from generator.errors import GeneratorError
from generator.render.archive import Attachment, write_archive
from generator.render.fonts import font_faces, isolate
from generator.render.merged_cells import laid_out
from generator.render.objects import Compression, page_references
from generator.render.rules import draw_rules
from generator.render.source import print_source


class RendererComplained(GeneratorError):
    """The renderer warned of something: a missing glyph, bad CSS, a blocked file."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("排版时出现问题，没有生成 PDF：\n" + "\n".join(f"  {message}" for message in messages))


class NotReady(GeneratorError):
    """The renderer or its fonts cannot be made ready on this machine."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(f"不能排版，排版程序或字体准备不了：{reason}。请运行 make setup，或用 --no-pdf 不生成 PDF。")


class _Collector(logging.Handler):
    """Keeps what the renderer warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _Kit:
    """What every document of a process shares: the fetcher, the font configuration, the parsed style sheets."""

    def __init__(self, templates: Path) -> None:
        files = isolate(templates.parent)
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        _exchange_parts()
        self.fonts = FontConfiguration()
        self.fetcher = _sealed_fetcher(frozenset(path.resolve() for path in files.values()))
        self.style = CSS(
            string=_style(templates, files), font_config=self.fonts, url_fetcher=self.fetcher, base_url="about:blank"
        )


def _exchange_parts() -> None:
    """Put parts of our own in place of the renderer's for the whole process, which do what it does in less time."""
    import pydyf  # type: ignore[import-untyped]
    from weasyprint import draw
    from weasyprint.pdf import stream

    from generator.render.embedding import uncut_font  # fontTools, which only a layout needs

    stream.Font = uncut_font()
    draw.draw_collapsed_borders = draw_rules
    pydyf.zlib, pydyf.PDF.page_references = Compression, property(page_references)


def _style(templates: Path, files: Mapping[str, Path]) -> str:
    sheets = (templates / "assets" / "widths.css", templates / "print" / "print.css")
    return font_faces(files) + "\n".join(sheet.read_text("utf-8") for sheet in sheets)


def self_contained(html: str, templates: Path) -> str:
    """Return print HTML with its style sheet inside, as another renderer would be given it."""
    return html.replace("</head>", f"<style>\n{_style(templates, isolate(templates.parent))}</style>\n</head>", 1)


def _sealed_fetcher(allowed: frozenset[Path]) -> Any:
    from weasyprint.urls import URLFetcher

    class SealedFetcher(URLFetcher):  # type: ignore[misc]  # the library is not typed
        """Fetches the font files and nothing else: no network, no other file."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path = Path(url2pathname(urlsplit(url).path)).resolve()
            if urlsplit(url).scheme != "file" or path not in allowed:
                raise ValueError(f"不允许读取 {url}")
            return super().fetch(url, headers)

    return SealedFetcher(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)


@functools.cache
def _kit(templates: Path) -> _Kit:
    try:
        return _Kit(templates)
    except OSError as error:  # a folder that cannot be written, a library that cannot be loaded
        raise NotReady(error) from error


atexit.register(_kit.cache_clear)  # the renderer's fonts must go before its modules do


def pdf_from_html(html: str, templates: Path, attachments: Iterable[Attachment] = ()) -> bytes:
    """Lay print HTML out as a PDF with files inside; raises RendererComplained on any warning of the renderer.

    Raises NotReady, MissingFont or MissingLibrary where the machine lacks something.
    """
    with _no_complaints():
        kit = _kit(templates)
        from weasyprint.urls import FatalURLFetchingError  # only now: the renderer must find the fonts set up

        try:
            source = print_source(html, templates, kit.fetcher)
            return write_archive(laid_out(source, stylesheets=[kit.style], font_config=kit.fonts), attachments)
        except FatalURLFetchingError as error:
            raise RendererComplained([f"{error}: {error.__cause__}"]) from error


@contextlib.contextmanager
def _no_complaints() -> Iterator[None]:
    """Raise RendererComplained after a block in which the renderer warned of something."""
    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise RendererComplained(collector.messages)
