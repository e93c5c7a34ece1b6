"""What readers may choose: large letters that are remembered, dark colours, paper."""

from __future__ import annotations

import re
from io import BytesIO
from statistics import median
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.kinds import every_kind
from tests.browser.reader import DESKTOP, PHONE, Reader

PAPER = 673
"""The width of A4 between its margins in CSS pixels."""


def letters(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))


@pytest.mark.parametrize("from_file", [False, True], ids=["http", "file"])
def test_large_letters_are_remembered_on_other_pages_and_can_be_taken_back(reader: Reader, from_file: bool) -> None:
    page = reader.open("corrections/index.html", from_file=from_file)
    switch = page.get_by_role("button", name="大字")
    normal = letters(page)
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    large = letters(page)
    assert large > 1.25 * normal
    page.goto(page.url.replace("corrections/index.html", "101/2026/index.html"))
    assert switch.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.documentElement.className") == "large-text"
    switch.focus()
    page.keyboard.press("Space")
    page.reload()
    assert switch.get_attribute("aria-pressed") == "false"


def test_where_nothing_may_be_remembered_the_switch_holds_for_the_page(reader: Reader) -> None:
    page = reader.window()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
    page.goto(f"{reader.origin}/budget/corrections/index.html")
    normal = letters(page)
    page.get_by_role("button", name="大字").click()
    assert letters(page) > normal


def test_without_javascript_there_is_no_switch_that_does_nothing(reader: Reader) -> None:
    page = reader.open("corrections/index.html", java_script_enabled=False)
    assert page.get_by_role("button").count() == 0


def brightness(page: Page) -> int:
    shade = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return sum(int(part) for part in shade.removeprefix("rgb(").removesuffix(")").split(","))


def test_the_colours_follow_the_reader_s_system(reader: Reader) -> None:
    page = reader.open("corrections/index.html", color_scheme="light")
    assert brightness(page) > 3 * 200
    page.emulate_media(color_scheme="dark")
    assert brightness(page) < 3 * 50


@every_kind
def test_on_paper_there_is_all_text_and_nothing_to_click(reader: Reader, kind: str) -> None:
    page = reader.open_kind(kind, width=PAPER)
    page.emulate_media(media="print")
    for gone in ("nav", ".skip", ".text-size", ".table-download", ".downloads", ".find", ".search"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    assert page.locator("h1").is_visible()
    boxes = page.locator(".table-scroll").evaluate_all("all => all.map(each => getComputedStyle(each).overflow)")
    assert set(boxes) <= {"visible"}


def test_on_paper_no_official_table_is_wider_than_the_sheet(reader: Reader) -> None:
    page = reader.open_kind("disclosure of a department", width=PAPER)
    page.emulate_media(media="print")
    cells = page.locator(".budget :is(th, td)").evaluate_all(
        "all => all.map(each => each.scrollWidth - each.clientWidth)"
    )
    assert len(cells) > 100
    assert max(cells) <= 1


def test_what_is_folded_on_screens_is_unfolded_on_paper(reader: Reader) -> None:
    page = reader.open("corrections/index.html")
    folded = "<details><summary>一</summary><p id='folded'>二</p></details>"
    page.evaluate("folded => document.querySelector('main').insertAdjacentHTML('beforeend', folded)", folded)
    assert not page.locator("#folded").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#folded").bounding_box()["height"] > 0


def test_on_paper_dark_colours_are_not_used(reader: Reader) -> None:
    page = reader.open("corrections/index.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert brightness(page) > 3 * 200


def test_heads_and_first_column_stay_in_sight_on_a_phone(reader: Reader) -> None:
    page = reader.open_kind("disclosure of a department", width=360)
    section = page.locator("#general-budget")
    head, first = section.locator("thead th").first, section.locator("tbody tr").last.locator(":scope > *").first
    region = section.locator(".table-scroll")
    region.evaluate("each => each.scrollTo(each.scrollWidth, each.scrollHeight)")
    left, top = (region.bounding_box()[side] for side in ("x", "y"))
    assert region.evaluate("each => each.scrollLeft > 0 && each.scrollTop > 0")
    assert first.bounding_box()["x"] == pytest.approx(left, abs=2)
    assert head.bounding_box()["y"] == pytest.approx(top, abs=2)


def test_where_a_table_fits_its_head_stays_at_the_top_of_the_window(reader: Reader) -> None:
    page = reader.open_kind("disclosure of a department")
    page.locator("#general-budget tbody tr").nth(12).evaluate("each => each.scrollIntoView()")
    assert page.locator("#general-budget thead").bounding_box()["y"] == pytest.approx(0, abs=1)


def test_lines_of_text_are_about_forty_characters_long(reader: Reader) -> None:
    page = reader.open_kind("disclosure")
    lines = page.evaluate(
        """[...document.querySelectorAll('.text p')].map(each =>
            each.getBoundingClientRect().width / parseFloat(getComputedStyle(each).fontSize))"""
    )
    assert lines
    assert max(lines) <= 40


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_in_large_letters_the_text_begins_on_the_first_screen(reader: Reader, width: int) -> None:
    page = reader.open_kind("disclosure", width=width)
    contents, switch = page.locator(".contents details"), page.get_by_role("button", name="大字")
    assert contents.evaluate("each => each.open") == (width == DESKTOP)
    switch.click()
    assert page.locator("h1").bounding_box()["y"] < 900
    page.reload()
    assert page.locator("h1").bounding_box()["y"] < 900
    switch.click()
    assert contents.evaluate("each => each.open") == (width == DESKTOP)


@pytest.mark.parametrize("name", ["index.html", "2026/index.html", "101/index.html", "101/2026/sources.html"])
def test_on_a_phone_lists_scroll_with_the_page(reader: Reader, name: str) -> None:
    regions = reader.open(name, width=PHONE).locator(".table-scroll:visible")
    hidden = regions.evaluate_all("all => all.map(each => each.scrollHeight - each.clientHeight)")
    assert hidden
    assert max(hidden) <= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_table_says_where_there_is_more(reader: Reader, scheme: Literal["light", "dark"]) -> None:
    page = reader.open_kind("disclosure of a department", width=PHONE, color_scheme=scheme)
    region = page.locator("#general-budget .table-scroll")
    region.evaluate("each => window.scrollBy(0, each.getBoundingClientRect().top - 20)")

    def edge() -> tuple[int, int]:
        """How far the right and the lower edge differ from the paper."""
        picture = Image.open(BytesIO(page.screenshot(clip=region.bounding_box()))).convert("L")
        paper, width, height = brightness(page) // 3, picture.width, picture.height
        right = median(picture.getpixel((width - 2, y)) for y in range(height // 2, height - 40))
        below = median(picture.getpixel((x, height - 2)) for x in range(width // 2, width - 40))
        return abs(right - paper), abs(below - paper)

    assert min(edge()) > 20
    region.evaluate("each => each.scrollTo(each.scrollWidth, each.scrollHeight)")
    assert edge()[0] <= 5


def test_on_a_phone_a_paragraph_of_a_table_is_read_without_scrolling(reader: Reader) -> None:
    page = reader.open("156001/2026/index.html", site="reference", width=PHONE)
    box = page.locator("#overall .prose > div").bounding_box()
    assert box["x"] + box["width"] <= PHONE - 16
    assert box["width"] > 150


def test_on_a_phone_the_changes_of_a_unit_are_seen_whole(reader: Reader) -> None:
    region = reader.open("101002/index.html", width=PHONE).locator(".table-scroll:has(#series)")
    assert region.evaluate("each => each.scrollWidth - each.clientWidth") <= 1


def test_on_a_phone_heads_of_four_letters_stand_in_one_line(reader: Reader) -> None:
    page = reader.open_kind("disclosure of a department", width=PHONE)
    heads = page.locator(".budget:not(.performance) th[scope=col]").filter(has_text=re.compile("^.{4}$"))
    heights = heads.evaluate_all(
        """all => all.map(each => { const range = document.createRange(); range.selectNodeContents(each);
            return new Set([...range.getClientRects()].map(line => line.top)).size; })"""
    )
    assert set(heights) == {1}


@pytest.mark.parametrize(
    "name", ["index.html", "2026/index.html", "101/index.html", "items/official-receptions/index.html"]
)
def test_heads_of_lists_stand_over_their_columns(reader: Reader, name: str) -> None:
    apart = reader.open(name).evaluate(
        """[...document.querySelectorAll('.listing')].flatMap(table => [...table.tHead.rows[0].cells].filter(head =>
            [...table.tBodies].some(body => [...body.rows].some(row => {
                const cell = row.cells.length === table.tHead.rows[0].cells.length && row.cells[head.cellIndex];
                const side = each => getComputedStyle(each).textAlign === 'right';
                return cell && cell.textContent && side(cell) !== side(head);
            }))).map(head => head.textContent))"""
    )
    assert apart == []
