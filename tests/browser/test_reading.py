"""The pages can be read without JavaScript, from a folder, enlarged, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.browser.kinds import ALONE, every_kind, every_kind_in_a_folder, every_kind_with_script, largest
from tests.browser.reader import DESKTOP, PHONE, Reader

NARROW = 320
"""CSS pixels that are left of 1,280 at 400 %, and of a phone's width at 200 %."""

OVERFLOWING = """() => [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter(each => !each.closest('.table-scroll, .chart-scroll, pre, .skip'))
    .map(each => each.outerHTML.slice(0, 120))
    .concat(document.documentElement.scrollWidth > innerWidth ? ["the page scrolls"] : [])"""


def words(page: Page) -> str:
    return " ".join(page.inner_text("body").split())


def written(path: Path) -> str:
    """The text of a page's main part as its file has it, without what waits for a script or is only spoken."""
    (main,) = html.fromstring(path.read_bytes()).xpath("//main")
    for waiting in main.xpath(".//*[@hidden] | .//*[local-name()='title' or local-name()='desc']"):
        waiting.drop_tree()
    return "".join(main.text_content().split())


@every_kind
def test_without_javascript_everything_is_there(reader: Reader, sites: Mapping[str, Path], kind: str) -> None:
    site, name = largest(sites, kind)
    page = reader.open(name, site=site, java_script_enabled=False)
    page.locator("details:not([open])").evaluate_all("all => all.forEach(each => { each.open = true })")
    seen = "".join(page.inner_text("main").split())
    assert sorted(seen) == sorted(written(sites[site] / name))


@every_kind_in_a_folder
def test_from_a_folder_the_page_has_its_style_and_its_script(reader: Reader, kind: str) -> None:
    page = reader.open_kind(kind, from_file=True)
    assert page.evaluate("document.styleSheets.length > 0 && getComputedStyle(document.body).margin === '0px'")
    assert kind in ALONE or page.evaluate("document.documentElement.dataset.scripted === ''")


@every_kind
def test_enlarged_nothing_stands_out_of_the_page(reader: Reader, kind: str) -> None:
    page = reader.open_kind(kind, width=NARROW)
    assert page.evaluate(OVERFLOWING) == []


@every_kind_with_script
def test_in_large_letters_nothing_stands_out_of_the_page(reader: Reader, kind: str) -> None:
    page = reader.open_kind(kind, width=NARROW)
    page.get_by_role("button", name="大字").click()
    assert page.evaluate(OVERFLOWING) == []


@every_kind
def test_the_first_step_by_keyboard_leads_to_the_text(reader: Reader, kind: str) -> None:
    page = reader.open_kind(kind)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "跳到正文"
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null || !document.querySelector('main a')")


NAMES = """all => all.map(each => each.getAttribute("aria-label")
    || document.getElementById(each.getAttribute("aria-labelledby"))?.textContent)"""


@every_kind
def test_every_wide_table_is_reached_by_keyboard_and_says_its_name(reader: Reader, kind: str) -> None:
    page = reader.open_kind(kind, width=PHONE)
    page.locator("details:not([open])").evaluate_all("all => all.forEach(each => { each.open = true })")
    wide = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(each => each.scrollWidth > each.clientWidth + 1
            && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX)).length"""
    )
    named = page.locator(":is(.table-scroll, .chart-scroll)[role=region][tabindex='0'], pre[tabindex='0']")
    scrolling = named.evaluate_all("all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length")
    assert scrolling == wide
    assert all(page.locator(".table-scroll, .chart-scroll").evaluate_all(NAMES))


FOCUS = """() => { const style = getComputedStyle(document.activeElement);
    return [document.activeElement.outerHTML.slice(0, 100), style.outlineStyle, parseFloat(style.outlineWidth)]; }"""


@every_kind
def test_focus_is_seen_on_every_step(reader: Reader, kind: str) -> None:
    page = reader.open_kind(kind, width=DESKTOP)
    for _ in range(20):
        page.keyboard.press("Tab")
        element, style, width = page.evaluate(FOCUS)
        if element.startswith("<body"):
            return
        assert (style, width >= 2) == ("solid", True), element


COVERED = """() => {
    const active = document.activeElement, { x, y, width, height } = active.getBoundingClientRect();
    const there = document.elementFromPoint(x + width / 2, y + height / 2);
    return there.contains(active) || active.contains(there) ? "" : active.outerHTML;
}"""


@pytest.mark.parametrize("kind", ["year", "matrix"])
@pytest.mark.parametrize("width", [NARROW, DESKTOP])
def test_going_back_by_keyboard_no_sticky_head_covers_the_focus(reader: Reader, kind: str, width: int) -> None:
    page = reader.open_kind(kind, width=width)
    page.locator(".table-scroll tbody a").last.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(COVERED) == ""


def test_amounts_per_head_say_by_how_many_persons_they_are_divided(reader: Reader) -> None:
    table = reader.open("101001/index.html").locator("#per-head")
    expect(table.locator("caption")).to_contain_text("人均支出")
    expect(table.get_by_role("columnheader", name="实有人数（人）")).to_be_visible()
    assert table.locator("tbody tr").first.locator("td").first.inner_text().isdigit()
