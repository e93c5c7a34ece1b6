"""Charts are drawings that tell by name and description what they show, each with its table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reader import DESKTOP, PHONE, TABLET, Reader
from tests.browser.test_reading import NARROW


def drawing(reader: Reader, kind: str, which: str, width: int = 1440) -> Locator:
    return reader.open_kind(kind, width=width).locator(f"#chart-{which}")


@pytest.mark.parametrize(
    ("kind", "which", "shape"),
    [
        ("disclosure", "flow", "path.use"),
        ("disclosure", "functions", "rect.this"),
        ("disclosure", "kinds", "rect.part-1"),
        ("unit", "expenditure", "path.line-1"),
    ],
)
def test_a_chart_is_drawn_named_and_described(reader: Reader, kind: str, which: str, shape: str) -> None:
    chart = drawing(reader, kind, which)
    picture = chart.get_by_role("img")
    expect(picture).to_have_accessible_name(re.compile(r"\S"))
    expect(picture).to_have_accessible_description(re.compile(r"\d+\.\d\d"))
    box = chart.locator(shape).first.bounding_box()
    assert box is not None
    assert box["width"] > 0


def test_the_table_of_a_chart_opens_and_tells_its_amounts(reader: Reader) -> None:
    chart = drawing(reader, "unit", "expenditure")
    chart.locator("summary").click()
    rows = chart.get_by_role("row")
    expect(rows.first).to_contain_text("支出总计")
    said = chart.locator("svg text.said").all_text_contents()
    told = [rows.nth(number).get_by_role("cell").first.inner_text() for number in range(1, rows.count())]
    assert [text for text in told if text in said] == told


def test_on_a_phone_no_amount_of_a_line_stands_over_another(reader: Reader) -> None:
    texts = drawing(reader, "unit", "expenditure", width=PHONE).locator("svg text")
    boxes = [box for text in texts.all() if (box := text.bounding_box())]
    assert len(boxes) > 5
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart_x = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            apart_y = one["y"] + one["height"] <= other["y"] + 1 or other["y"] + other["height"] <= one["y"] + 1
            assert apart_x or apart_y


LEAVING = """() => [...document.querySelectorAll(".chart svg text")].filter(text => {
    const { left, right } = text.getBoundingClientRect(), drawing = text.closest("svg").getBoundingClientRect();
    return left < drawing.left - .5 || right > drawing.right + .5;
}).map(text => text.textContent)"""


def test_no_text_stands_out_of_its_drawing(reader: Reader, sites: Mapping[str, Path]) -> None:
    page = reader.window()
    clipped = {}
    for path in sites["budget"].glob("10[12]*/2026/index.html"):  # their functions have the longest names
        name = path.relative_to(sites["budget"]).as_posix()
        page.goto(f"{reader.origin}/budget/{name}", wait_until="networkidle")
        clipped[name] = page.evaluate(LEAVING)
    assert len(clipped) > 5
    assert {name: found for name, found in clipped.items() if found} == {}


LETTERS = """() => {
    const size = element => parseFloat(getComputedStyle(element).fontSize);
    const scale = drawing => drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
    const drawings = [...document.querySelectorAll(".chart svg")];
    return drawings.map(each => size(each) * scale(each) / size(document.documentElement));
}"""


@pytest.mark.parametrize("width", [NARROW, PHONE, TABLET, DESKTOP])
def test_letters_of_drawings_are_as_large_as_the_reader_asks_for(reader: Reader, width: int) -> None:
    page = reader.open_kind("disclosure", width=width)
    assert min(page.evaluate(LETTERS)) >= 0.75
    page.get_by_role("button", name="大字").click()
    assert min(page.evaluate(LETTERS)) >= 0.85


COLOURS = """() => [...document.querySelectorAll(".chart :is([class*=line-], [class*=part-], .this, .last)")]
    .map(part => {
    const style = getComputedStyle(part);
    return part.className.baseVal.startsWith("line-") ? style.stroke : style.fill;
})"""


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", ["unit", "disclosure"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_bars_are_seen_on_the_paper(reader: Reader, kind: str, scheme: Literal["light", "dark"]) -> None:
    page = reader.open_kind(kind, color_scheme=scheme)
    paper = luminance(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    drawn = set(page.evaluate(COLOURS))
    assert len(drawn) > 1
    for colour in drawn:
        darker, lighter = sorted((paper, luminance(colour)))
        assert (lighter + 0.05) / (darker + 0.05) >= 3, colour


def test_lines_differ_by_more_than_their_colour(reader: Reader) -> None:
    lines = drawing(reader, "unit", "expenditure").locator("path[class^=line-]")
    dashes = {
        (each.get_attribute("class"), each.evaluate("e => getComputedStyle(e).strokeDasharray")) for each in lines.all()
    }
    assert len({dash for _, dash in dashes}) == len(dashes) == 3
