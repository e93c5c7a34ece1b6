"""The second reference's page and PDF, built once a session by the command as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing import ROOT, disclose
from tests.reference.reading import Glyphs, Page, read_page, read_pdf

UNITS = ROOT / "examples" / "shanghai" / "units"


@pytest.fixture(scope="session")
def shanghai_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the second reference, PDF included."""
    site = tmp_path_factory.mktemp("shanghai") / "site"
    run = disclose("build", "--units", UNITS, "--out", site)
    if run.code:
        pytest.fail(f"build ended with {run.code}\n{run.out}\n{run.err}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def page(shanghai_site: Path) -> Page:
    """The disclosure's page."""
    return read_page(shanghai_site / "107" / "2025" / "index.html")


@pytest.fixture(scope="session")
def pdf(shanghai_site: Path) -> Glyphs:
    """The disclosure's PDF."""
    return read_pdf(shanghai_site / "107" / "2025" / "107-2025.pdf")
