"""What examines pages: a browser, axe, the HTML validator, as `scripts/setup tests` puts them there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / ".setup" / "tools"
AXE = TOOLS / "node_modules" / "axe-core"
VALIDATOR = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str:
    """Return the command of the system's own browser."""
    return _needed(next(filter(None, map(shutil.which, BROWSERS)), ""), "Chromium")


def java() -> str:
    """Return the command of Java."""
    return _needed(shutil.which("java"), "Java")


def existing(tool: Path) -> Path:
    """Return the file of a tool."""
    _needed(str(tool) if tool.exists() else "", tool.name)
    return tool


def _needed(found: str | None, what: str) -> str:
    """Skip a test whose tool is not there, and fail it where the set-up has run that puts the tool there."""
    if found:
        return found
    if (TOOLS / "made-from").exists():
        pytest.fail(f"{what} is missing although `scripts/setup tests` has run", pytrace=False)
    pytest.skip(f"{what} is not installed: run `scripts/setup tests`")
