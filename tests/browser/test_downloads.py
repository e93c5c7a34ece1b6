"""Downloads are led to from the pages that print their amounts, and say the same."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.reader import Reader


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open_kind("disclosure")


def fetched(page: Page, link: Locator) -> bytes:
    """What a link leads to, as the browser is given it."""
    address = link.evaluate("link => link.href")
    answer = page.request.get(address)
    assert answer.ok
    return answer.body()


def test_behind_each_table_is_a_file_with_its_amounts(page: Page) -> None:
    tables = page.locator(".table-section")
    assert tables.count() > 12
    for table in tables.all():
        data = fetched(page, table.get_by_role("link", name="下载 CSV"))
        assert data.startswith(b"\xef\xbb\xbf")
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        given = {cell for row in rows for cell in row}
        printed = {text.strip() for text in table.locator("td.amount").all_text_contents()}
        assert printed - {""} <= given


def test_a_disclosure_is_had_as_a_workbook_and_as_data(page: Page) -> None:
    links = page.locator("a[href$='.xlsx'], a[href$='data.json'], a[href$='datapackage.json']")
    found = {link.evaluate("link => link.href").rpartition("/")[2]: fetched(page, link) for link in links.all()}
    (workbook,) = (data for name, data in found.items() if name.endswith(".xlsx"))
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(workbook)).namelist()
    assert json.loads(found["data.json"])["disclosure"]["code"] in page.url
    assert json.loads(found["datapackage.json"])["resources"]


def test_the_home_page_leads_to_the_data_over_all(reader: Reader) -> None:
    page = reader.open("index.html")
    links = page.locator(".downloads a").all()
    found = {link.evaluate("link => link.href").rpartition("/")[2]: fetched(page, link) for link in links}
    assert found.keys() == {"amounts.csv", "disclosures.csv", "budgets.sqlite", "datapackage.json"}
    assert found["budgets.sqlite"].startswith(b"SQLite format 3")
    assert found["amounts.csv"].count(b"\n") > 1000
