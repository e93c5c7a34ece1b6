"""Laying a document out as a PDF: what runs in a worker process, here or on another machine."""

from dataclasses import dataclass
from pathlib import Path

from generator.render.archive import Attachment
from generator.render.pdf import pdf_from_html


@dataclass(frozen=True, slots=True)
class Printing:
    """One document to lay out: its print HTML, the files to put inside, and the checkout it is set by."""

    html: bytes
    attachments: tuple[Attachment, ...]
    root: Path


def lay_out(printing: Printing) -> bytes:
    """Return the PDF of a document; raises RendererComplained."""
    return pdf_from_html(printing.html.decode(), printing.root / "templates", printing.attachments)
