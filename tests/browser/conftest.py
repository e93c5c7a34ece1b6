"""The demonstration government and the repository's own units in a real browser, below paths as a project's pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.reader import FLAGS, Reader
from tests.browser.tools import browser
from tests.serving import serving


@pytest.fixture(scope="session")
def sites(demonstration_site: Path, built_site: Path) -> Mapping[str, Path]:
    """The sites that are served, by the path they stand below."""
    return {"budget": demonstration_site, "reference": built_site}


@pytest.fixture(scope="package")
def origin(sites: Mapping[str, Path]) -> Iterator[str]:
    with serving({f"/{name}/": folder for name, folder in sites.items()}) as origin:
        yield origin


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser; closed after this folder's tests, because its event loop would be in the way of others."""
    command = browser()
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=command, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def reader(chromium: Browser, origin: str, sites: Mapping[str, Path]) -> Iterator[Reader]:
    """Somebody who opens pages; the test fails of anything to complain of."""
    made = Reader(chromium, origin, sites)
    yield made
    made.close()
    assert made.complaints == []
