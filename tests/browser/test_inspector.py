"""A figure is asked where it comes from, by mouse and by keyboard, and the panel answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import PHONE, Reader

NAME = "156001/2026/index.html"


@pytest.fixture
def page(reader: Reader) -> Page:
    """The reference's page."""
    return reader.open(NAME, site="reference")


def test_nothing_is_loaded_before_a_figure_is_asked(reader: Reader, page: Page) -> None:
    assert "156001/2026/figures.js" not in reader.files("reference")
    page.locator("#table-6 td.amount").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert "156001/2026/figures.js" in reader.files("reference")


def test_a_typed_figure_tells_its_line_and_the_rules_that_hold_it(page: Page) -> None:
    page.locator("#table-6 tr", has_text="其他社会保障和就业支出").last.locator("td.amount").first.click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("填报：156001/2026.yaml 第48行")
    expect(panel).to_contain_text("尾差")
    expect(panel).to_contain_text("29.17 = 28.39 + 0.77")
    expect(panel.get_by_role("link", name="A7").first).to_have_attribute("href", re.compile(r"rules/A7\.html$"))


def test_an_operand_leads_to_the_figure_it_names(page: Page) -> None:
    page.locator("#table-6 tr", has_text="纪检监察事务").locator("td.amount").first.click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("算式")
    panel.get_by_role("button", name="行政运行（基本支出）").first.click()
    expect(panel.get_by_role("heading")).to_have_text("行政运行（基本支出）")
    expect(panel).to_contain_text("242.51万元")
    assert page.locator(".asked").inner_text() == "242.51"


def test_with_the_keyboard_alone_a_figure_is_found_asked_and_left(page: Page) -> None:
    page.locator("#table-6 td.amount").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading")).to_be_focused()
    expect(panel).to_contain_text("242.51万元")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    focused = page.locator("#table-6 td:focus")
    expect(focused).to_have_text("242.51")


def test_each_table_is_one_stop_of_the_tab_key(page: Page) -> None:
    stops = page.locator("table.budget").evaluate_all(
        "all => all.map(each => each.querySelectorAll('td[tabindex=\"0\"]').length)"
    )
    assert set(stops) <= {0, 1}
    page.locator("#table-6 td.amount").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#table-6 td[tabindex='0']").count() == 1


def test_a_blank_says_that_it_is_not_reported(page: Page) -> None:
    page.locator("#table-5 td.amount:empty").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("没有填报，不是零")


def test_a_figure_in_a_sentence_is_asked_too(page: Page) -> None:
    page.locator("#three-public-text data.figure", has_text="0.27").first.click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("又见")
    expect(panel).to_contain_text("0.27万元")


def test_every_cell_is_told_as_the_figure_that_it_prints(page: Page) -> None:
    page.locator("#table-6 td.amount").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()  # the page has the figures: their cells are marked
    told = page.evaluate("""async () => {
        const found = [];
        const keep = window.disclosed;
        await new Promise(done => {
            window.disclosed = origins => {
                for (const cell of document.querySelectorAll("td.amount[data-figure], data.figure[data-figure]")) {
                    const figure = origins.figures[Number(cell.dataset.figure) - 1];
                    if (figure) found.push([cell.textContent, figure[3]]);
                }
                window.disclosed = keep;
                done();
            };
            const again = document.createElement("script");
            again.src = "figures.js?again";
            document.head.append(again);
        });
        return found;
    }""")
    assert len(told) > 150
    assert [pair for pair in told if Decimal(pair[0] or 0) != Decimal(pair[1])] == []


def test_from_a_folder_figures_are_asked_just_so(reader: Reader) -> None:
    page = reader.open(NAME, site="reference", from_file=True)
    page.locator("#table-6 td.amount").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("405.31万元")


def test_the_line_is_linked_at_the_revision_that_was_published(reader: Reader, sites: Mapping[str, Path]) -> None:
    commit = json.loads((sites["reference"] / "manifest.json").read_text("utf-8")).get("revision", {}).get("commit")
    if not commit:
        pytest.skip("the units are under no version control here")
    page = reader.open(NAME, site="reference")
    pattern = "https://example.org/budgets/blob/{版本}/units/{文件}#L{行}"
    page.locator("main").evaluate("(main, pattern) => { main.dataset.sources = pattern; }", pattern)
    page.locator("#table-6 tr", has_text="其他社会保障和就业支出").last.locator("td.amount").first.click()
    link = page.get_by_role("dialog").get_by_role("link", name="在仓库中查看")
    expect(link).to_have_attribute("href", f"https://example.org/budgets/blob/{commit}/units/156001/2026.yaml#L48")


def test_on_a_phone_the_panel_leaves_the_page_in_sight(reader: Reader) -> None:
    page = reader.open(NAME, site="reference", width=PHONE)
    cell = page.locator("#table-6 td.amount").first
    cell.evaluate("each => window.scrollBy(0, each.getBoundingClientRect().top - 700)")
    cell.click()
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    box, asked = panel.bounding_box(), cell.bounding_box()
    assert box is not None
    assert asked is not None
    assert (box["width"], box["y"] > 100) == (PHONE, True)
    assert 0 < asked["y"] + asked["height"] < box["y"]


def test_the_appendix_leads_back_to_the_table(page: Page) -> None:
    page.locator("#general-budget .table-download").get_by_role("link", name="出处与勾稽").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("出处与勾稽")
    page.locator("#table-6 h2 a").click()
    expect(page).to_have_url(re.compile(r"index\.html#table-6$"))


def test_a_figure_of_a_unit_below_says_whose_it_is_and_the_way_leads_back(reader: Reader) -> None:
    page = reader.open("101/2026/index.html")
    cell = page.locator("#revenue-expenditure tr", has_text="收入总计").locator("td.amount").first
    cell.click()
    panel = page.get_by_role("dialog")
    whole = panel.get_by_role("heading").inner_text()
    panel.locator(".origin-sum").get_by_role("button").first.click()
    expect(panel.get_by_role("heading")).to_have_text(re.compile(r"^\S+ · 收入总计$"))
    name = panel.get_by_role("heading").inner_text().split(" · ")[0]
    expect(panel.get_by_role("link", name=name)).to_have_attribute("href", "../../101001/2026/index.html")
    panel.get_by_role("button", name="返回").click()
    expect(panel.get_by_role("heading")).to_have_text(whole)
    expect(panel.get_by_role("button", name="返回")).to_have_count(0)
    assert page.locator(".asked").inner_text() == cell.inner_text()


def test_the_amount_stands_as_it_is_printed_and_exactly_where_that_says_more(reader: Reader) -> None:
    page = reader.open("104001/2026/index.html")
    cell = page.locator("#revenue-expenditure tr", has_text="收入总计").locator("td.amount").first
    cell.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator(".origin-amount")).to_have_text(f"{cell.inner_text()}元")
    exact = page.locator(".origin-exact").inner_text()
    assert Decimal(exact.removeprefix("精确数 ").removesuffix("万元")) * 10000 == Decimal(
        cell.inner_text().replace(",", "")
    )


def test_where_the_printed_amount_is_exact_it_stands_once(page: Page) -> None:
    page.locator("#table-6 td.amount").first.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator(".origin-amount")).to_have_text("405.31万元")
    expect(panel.locator(".origin-exact")).to_have_count(0)


def test_summands_of_nothing_are_counted_and_not_written(page: Page) -> None:
    page.locator("#revenue td.amount").last.click()
    checks = page.get_by_role("dialog").locator(".origin-checks")
    expect(checks).to_contain_text("项为0）")
    expect(checks).not_to_contain_text("+ 0.00")
