"""Finding, searching and sorting in a real browser, over the demonstration government and the reference together."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from generator.build.options import Options
from generator.build.run import build
from generator.build.workspace import Workspace
from tests.browser.reader import Reader
from tests.editing import ROOT
from tests.government import drawn
from tests.serving import serving


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    units = drawn(folder / "units")
    shutil.copytree(ROOT / "units" / "156001", units / "156001")
    assert build(Options(units, folder / "site", with_pdf=False, with_xlsx=False), Workspace()).done
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving({"/budget/": site}) as origin:
        yield f"{origin}/budget/"


@pytest.fixture
def visitor(chromium: Browser, address: str, site: Path) -> Iterator[Reader]:
    """Somebody who opens pages of this site; the test fails of anything to complain of."""
    made = Reader(chromium, address.removesuffix("/budget/"), {"budget": site})
    yield made
    made.close()
    assert made.complaints == []


@pytest.fixture
def page(visitor: Reader) -> Page:
    return visitor.window()


def searched(page: Page, address: str, words: str, **filters: str) -> list[str]:
    """Search as a reader does, and return where the results lead, from the site's root."""
    page.goto(f"{address}search/index.html")
    for name, value in filters.items():
        field = page.locator(f"#filter-{name}")
        field.fill(value) if name == "unit" else field.select_option(value)
    page.fill("#query", words)
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator("#results[aria-busy=false]")).to_be_attached(timeout=30_000)
    return [link.get_attribute("href").removeprefix("../") for link in page.locator("#results a").all()]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("公务接待费", "items/official-receptions/index.html"),
        ("2080505", "items/2080505/index.html"),
        ("156001", "156001/2026/index.html"),
        ("巡察办", "156001/2026/index.html"),
        ("101004", "101004/2025/index.html"),
        ("喆玥博物馆", "101014/2026/index.html"),
        ("2026年部门收入预算527.98万元", "101014/2026/index.html"),
        ("市巡察信息中心隶属市委巡察办，为正科级事业单位", "156001/2026/index.html"),
    ],
)
def test_the_right_page_comes_first(page: Page, address: str, words: str, first: str) -> None:
    assert searched(page, address, words)[0] == first


def text_of(page: Path) -> str:
    """Return the paragraphs of a disclosure's parts; the overview above them says the same in fewer words."""
    paragraphs = html.fromstring(page.read_bytes()).xpath("//section[contains(@class, 'part')]//p")
    return "\n".join(each.text_content() for each in paragraphs)


def sentences(site: Path) -> list[tuple[str, str]]:
    """Return sentences that stand in one page alone, each with its page: three of every twelfth disclosure."""
    pages = sorted(site.glob("1*/20*/index.html"))
    texts = {path.parent.relative_to(site).as_posix(): text_of(path) for path in pages}
    found = []
    for place, text in list(texts.items())[::12]:
        told = [each for each in re.split("[。\\n]", text) if 15 < len(each) < 60 and re.search("[0-9]万元", each)]
        alone = [each for each in told if sum(each in other for other in texts.values()) == 1]
        found += [(each, f"{place}/index.html") for each in alone[:3]]
    return found


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.slow)])
def test_a_sentence_of_one_page_gives_that_page_first(page: Page, address: str, site: Path, step: int) -> None:
    asked = sentences(site)[::step]
    assert len(asked) * step > 10
    wrong = {
        sentence: found[:1] for sentence, place in asked if (found := searched(page, address, sentence))[:1] != [place]
    }
    assert wrong == {}


def test_what_stands_nowhere_is_not_found(page: Page, address: str) -> None:
    assert searched(page, address, "量子纠缠望远镜") == []
    expect(page.locator("#said")).to_have_text("没有找到。")


@pytest.mark.parametrize(
    ("filters", "pattern"),
    [
        ({"unit": "图书馆"}, r"101002/20\d\d/"),
        ({"unit": "156001"}, r"156001/2026/"),
        ({"department": "102"}, r"102(\d{3})*/20\d\d/"),
        ({"year": "2025"}, r"\d+/2025/"),
    ],
)
def test_filters_leave_only_what_they_name(page: Page, address: str, filters: dict[str, str], pattern: str) -> None:
    found = searched(page, address, "主要原因", **filters)
    assert found
    assert [each for each in found if not re.match(pattern, each)] == []


def test_a_search_can_be_kept_as_an_address(page: Page, address: str) -> None:
    page.goto(f"{address}search/index.html?q=%E5%B7%A1%E5%AF%9F&year=2026")
    expect(page.locator("#query")).to_have_value("巡察")
    expect(page.locator("#filter-year")).to_have_value("2026")
    expect(page.locator("#results li").first).to_be_visible(timeout=30_000)


def test_a_query_is_shown_as_text_and_never_as_markup(page: Page, address: str) -> None:
    searched(page, address, "<img src=x onerror=alert(1)>公务接待费")
    assert page.locator("#results img").count() == 0


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("巡察办", "156001/2026/index.html"),
        ("156001", "156001/2026/index.html"),
        ("101", "101/2026/index.html"),
        ("文化和旅游局", "101/2026/index.html"),
        ("历史文物", "101004/2025/index.html"),
        ("１０１００２", "101002/2026/index.html"),
        ("“三公”经费", "items/three-public/index.html"),
        ("30217", "items/30217/index.html"),
    ],
)
def test_home_finds_a_unit_or_an_item_as_one_types(page: Page, address: str, typed: str, first: str) -> None:
    page.goto(f"{address}index.html")
    page.locator("#find").press_sequentially(typed)
    assert page.locator("#find-results a").first.get_attribute("href") == first


def test_items_of_one_name_are_told_apart(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.fill("#find", "公务接待费")
    told = page.locator("#find-results .code").all_inner_texts()
    assert told == ["“三公”经费、会议费和培训费", "30217 · 一般公共预算基本支出经济分类"]


def test_finding_works_from_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    box = page.locator("#find")
    box.fill("博物馆")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "find-0"
    box.press("Escape")
    expect(page.locator("#find-results")).to_be_hidden()
    box.fill("图书馆")
    box.press("Enter")
    expect(page).to_have_url(f"{address}101002/2026/index.html")


def test_what_is_found_goes_with_the_focus_and_comes_back_with_it(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    box, found = page.locator("#find"), page.locator("#find-results")
    box.fill("局")
    said = page.locator(".find-said").bounding_box()
    assert said["y"] + said["height"] <= found.bounding_box()["y"]
    box.press("Tab")
    expect(found).to_be_hidden()
    box.focus()
    expect(found).to_be_visible()
    page.locator("h1").click()
    expect(found).to_be_hidden()
    box.click()
    found.locator(".code").first.click()
    expect(page).to_have_url(re.compile("2026/index.html$"))


def test_what_is_no_unit_or_item_is_looked_for_in_the_full_text(page: Page, address: str) -> None:
    page.goto(f"{address}items/index.html")
    page.fill("#find", "主要原因")
    page.get_by_role("link", name="在全文中查找“主要原因”").click()
    expect(page.locator("#query")).to_have_value("主要原因")
    expect(page.locator("#results li").first).to_be_visible(timeout=30_000)


def test_finding_works_from_a_file_and_full_text_says_why_not(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.fill("#find", "巡察办")
    assert page.locator("#find-results a").first.get_attribute("href") == "156001/2026/index.html"
    page.fill("#find", "主要原因")
    expect(page.get_by_role("search").get_by_role("link")).to_have_count(0)
    page.goto((site / "search" / "index.html").as_uri())
    page.fill("#query", "巡察办")
    expect(page.locator("#results a")).to_have_attribute("href", "../156001/2026/index.html")
    expect(page.locator("#said")).to_contain_text("全文搜索要从网站打开")


def test_a_table_is_sorted_by_any_column_and_put_back(page: Page, address: str) -> None:
    page.goto(f"{address}2026/index.html")
    table, head = page.locator("#main-figures"), page.get_by_role("columnheader", name="项目支出")
    printed = table.locator("tbody").all_inner_texts()
    head.get_by_role("button").press("Enter")
    amounts = [float(text) for text in table.locator("tbody tr td:nth-child(6)").all_inner_texts() if text]
    assert amounts == sorted(amounts, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert table.locator("tbody").all_inner_texts() == printed


def test_without_a_script_no_box_is_shown_that_does_nothing(visitor: Reader) -> None:
    page = visitor.open("index.html", java_script_enabled=False)
    expect(page.locator("#find")).to_be_hidden()
    page = visitor.open("search/index.html", java_script_enabled=False)
    expect(page.locator("#query")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("公开目录")


@pytest.mark.parametrize("name", ["index.html", "101001/2026/index.html", "101/index.html", "items/index.html"])
def test_what_machines_are_told_violates_no_policy(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}{name}")
    assert page.title()


def test_a_page_in_one_file_looks_as_the_page_does(page: Page, address: str, site: Path) -> None:
    def size(target: str) -> object:
        page.goto(target)
        return page.locator("#table-1").bounding_box()

    alone = site / "101001" / "2026" / "101001-2026.html"
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    box = size(alone.as_uri())
    assert requests == [alone.as_uri()]
    wanted = size(f"{address}101001/2026/index.html")
    assert box == wanted
