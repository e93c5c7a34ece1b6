"""The reference's page and PDF, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from .reading import Glyphs, Page, read_page, read_pdf


@pytest.fixture(scope="session")
def page(built_site: Path) -> Page:
    """The disclosure's page."""
    return read_page(built_site / "156001" / "2026" / "index.html")


@pytest.fixture(scope="session")
def pdf(built_site: Path) -> Glyphs:
    """The disclosure's PDF."""
    return read_pdf(built_site / "156001" / "2026" / "156001-2026.pdf")
