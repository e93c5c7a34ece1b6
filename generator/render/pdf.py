"""Print HTML → PDF by WeasyPrint, sealed: only files of the template folder, every warning fatal."""

import logging
from pathlib import Path

from generator.errors import GeneratorError


class RendererComplained(GeneratorError):
    """The renderer warned of something: a missing glyph, bad CSS, a blocked file."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("排版时出现问题，没有生成 PDF：\n" + "\n".join(f"  {message}" for message in messages))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def pdf_from_html(html: str, templates: Path) -> bytes:
    """Lay print HTML out as a PDF; raises RendererComplained on any warning of the renderer."""
    from weasyprint import HTML

    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        pdf: bytes = HTML(string=html, base_url=templates.as_uri() + "/").write_pdf()
    finally:
        logger.removeHandler(collector)
    if collector.messages:
        raise RendererComplained(collector.messages)
    return pdf
