"""The HTML validator finds no error in any page, style sheet or picture."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.browser.tools import VALIDATOR, existing, java


def errors(*places: Path) -> list[str]:
    """What the validator finds wrong in files or folders."""
    command = [java(), "-Xss4m", "-jar", str(existing(VALIDATOR)), "--errors-only", "--format", "json"]
    options = ["--skip-non-html"]
    result = subprocess.run([*command, *options, *map(str, places)], capture_output=True, text=True, check=False)
    found = json.loads(result.stderr)["messages"]
    return [f"{each['url']}:{each.get('lastLine')} {each['message']}" for each in found if not is_about_style(each)]


def is_about_style(message: dict[str, str]) -> bool:
    """The checker's knowledge of CSS lags years behind browsers."""
    return message["message"].startswith("CSS:")


def test_every_page_is_valid(sites: Mapping[str, Path]) -> None:
    assert errors(*sites.values()) == []


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<!DOCTYPE html><html lang='zh-CN'><title>试</title><p id='a'>一<p id='a'>二", "utf-8")
    (found,) = errors(tmp_path)
    assert "Duplicate ID" in found
