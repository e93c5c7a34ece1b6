"""Somebody who reads the sites, and complains of what a browser says under the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser.kinds import largest

PHONE, TABLET, DESKTOP = 360, 768, 1440
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`policy ${event.effectiveDirective} forbids ${event.blockedURI} ${event.sourceFile || ""}`));"""


class Reader:
    """Opens pages of the sites in windows of their own; `complaints` gathers what went wrong beneath any of them.

    Scripts that fail, messages of errors and warnings, what the page's policy forbids, whatever is asked of another
    origin or cannot be had.
    """

    def __init__(self, browser: Browser, origin: str, sites: Mapping[str, Path]) -> None:
        self._browser, self.origin, self._sites = browser, origin, sites
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def open(self, name: str, *, site: str = "budget", from_file: bool = False, **context: Any) -> Page:
        """Open a page in a new window, over HTTP or from its file; `context` is the browser's own options."""
        page = self.window(**context)
        address = (self._sites[site] / name).as_uri() if from_file else f"{self.origin}/{site}/{name}"
        page.goto(address, wait_until="load")
        return page

    def open_kind(self, kind: str, **context: Any) -> Page:
        """Open the largest page of a kind in a new window."""
        site, name = largest(self._sites, kind)
        return self.open(name, site=site, **context)

    def window(self, width: int = DESKTOP, **context: Any) -> Page:
        """Open a window with nothing remembered from others."""
        made = self._browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", **context)
        self._contexts.append(made)
        made.add_init_script(TELL_VIOLATIONS)
        made.on("request", self._note_request)
        made.on("requestfailed", lambda request: self.complaints.append(f"{request.url} {request.failure}"))
        made.on("weberror", lambda error: self.complaints.append(str(error.error)))
        page = made.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and self._complain(page, message.text))
        return page

    def files(self, site: str) -> set[str]:
        """The names of all files of a site that were asked for over HTTP."""
        below = f"{self.origin}/{site}/"
        return {request.removeprefix(below) for request in self.requests if request.startswith(below)}

    def close(self) -> None:
        """Close every window."""
        while self._contexts:
            self._contexts.pop().close()

    def _complain(self, page: Page, text: str) -> None:
        self.complaints.append(f"{page.url}: {text}")

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((f"{self.origin}/", "file:///", "blob:")):
            self.complaints.append(f"{request.url} is of another origin")
