"""An open page follows the file in a real browser: it loads anew by itself and stays where the reader was."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser.reader import FLAGS
from tests.browser.tools import browser
from tests.editing import edited, placed
from tests.preview.serving import PATIENCE, serving

WRONG = edited(("{科目: 2080505, 基本支出: 28.39}", "{科目: 2080505, 基本支出: 28.93}"))
PANEL = "section.preview-problems"


def height_of_table(page: Page) -> int:
    """Where a table stands on the screen."""
    box = page.locator("#table-4").bounding_box()
    assert box is not None
    return round(box["y"])


@pytest.mark.slow
def test_an_open_page_shows_problems_and_their_end_without_moving(tmp_path: Path) -> None:
    units = placed(tmp_path, edited())
    path = units / "156001" / "2026.yaml"
    with serving(units) as served, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        page = chromium.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{served.address}156001/2026/")
        page.locator("#table-4").scroll_into_view_if_needed()
        before = height_of_table(page)
        path.write_text(WRONG, "utf-8")
        page.locator(f"{PANEL} .preview-error").first.wait_for()
        assert page.locator("#table-4").is_visible()
        assert abs(height_of_table(page) - before) < 5
        path.write_text(edited(), "utf-8")
        page.locator(f"{PANEL} .preview-error").first.wait_for(state="detached")
        assert abs(height_of_table(page) - before) < 5
        assert complaints == []
        chromium.close()
