"""What stands over all disclosures: the full-text index, when it is made again; what machines are told of the site."""

import contextlib
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from generator.build import over
from generator.build.options import Options
from generator.build.run import build
from generator.build.workspace import Workspace
from tests.build.government import written
from tests.editing import disclose

ADDRESS = "https://example.org/budget/"
ATOM = "{http://www.w3.org/2005/Atom}"


def built(folder: Path, **more: object) -> Path:
    """Build a folder from inside it, so that results are found again wherever it stands."""
    values: dict[str, object] = {"with_pdf": False, "with_xlsx": False, "jobs": 1, "cache": Path("cache")} | more
    with contextlib.chdir(folder):
        assert build(Options(Path("units"), Path("site"), **values), Workspace()).done  # type: ignore[arg-type]
    return folder / "site"


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("over")
    written(folder)
    built(folder)
    return folder


@pytest.fixture
def folder(cold: Path, tmp_path: Path) -> Path:
    shutil.copytree(cold, tmp_path / "copy")
    return tmp_path / "copy"


def index(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((site / "pagefind").rglob("*")) if path.is_file()}


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "units" / "101002" / "2026.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_the_index_is_taken_over_where_no_page_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = index(folder / "site")
    monkeypatch.setattr(over, "index_files", lambda texts: pytest.fail("made again"))
    edit(folder, "\n前言", "\n# 注释\n前言")
    assert index(built(folder)) == before


def test_the_index_has_the_words_that_a_page_got(folder: Path) -> None:
    before = index(folder / "site")
    edit(folder, "现将2026年预算公开如下", "现将2026年预算向社会公开如下")
    after = index(built(folder))
    assert after != before
    assert after["pagefind.js"] == before["pagefind.js"]


def test_the_index_is_the_same_however_many_workers_made_the_pages(folder: Path) -> None:
    before = index(folder / "site")
    shutil.rmtree(folder / "cache")
    assert index(built(folder, jobs=2)) == before


def test_only_published_disclosures_are_indexed(cold: Path) -> None:
    pages = set(json.loads((cold / "site" / "pagefind" / "pages.json").read_bytes()).values())
    assert pages == {
        f"{path.parent.relative_to(cold / 'site').as_posix()}/" for path in (cold / "site").glob("1*/20*/index.html")
    }


def test_a_site_without_search_has_no_index_and_says_so(folder: Path) -> None:
    site = built(folder, with_search=False)
    assert not (site / "pagefind").exists()
    page = html.fromstring((site / "search" / "index.html").read_bytes())
    assert page.xpath("//search/@data-full-text") == ["no"]
    assert "没有生成全文索引" in page.text_content()


def test_the_site_map_lists_every_page_of_the_site_and_nothing_else(cold: Path) -> None:
    site = cold / "site"
    found = etree.parse(site / "sitemap.xml").findall("{*}url/{*}loc")
    places = {str(each.text).removeprefix(ADDRESS) for each in found}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert {f"{place}index.html" for place in places} == {page for page in pages if not page.startswith("rules/")}


def test_the_site_map_dates_a_disclosure_by_its_last_correction(cold: Path) -> None:
    urls = etree.parse(cold / "site" / "sitemap.xml").findall("{*}url")
    dates = {str(url.findtext("{*}loc")).removeprefix(ADDRESS): url.findtext("{*}lastmod") for url in urls}
    assert dates["101001/2026/"] == "2026-04-01"
    assert dates["105/2026/"] is None, "it tells no date"


def test_the_feed_tells_of_publications_and_corrections_newest_first(cold: Path) -> None:
    feed = etree.parse(cold / "site" / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2026-04-01T00:00:00+08:00"
    assert entries[0].findtext(f"{ATOM}summary") == "前言的文号写错，已改正。"
    assert entries[0].find(f"{ATOM}link").get("href") == f"{ADDRESS}101001/2026/index.html"
    identifiers = [each.findtext(f"{ATOM}id") for each in (feed, *entries)]
    assert len(set(identifiers)) == len(identifiers)


def test_links_of_the_page_for_lost_addresses_work_at_any_depth_below_the_site_s_path(cold: Path) -> None:
    page = html.fromstring((cold / "site" / "404.html").read_bytes())
    links = [*page.xpath("//@src"), *page.xpath("//a/@href[not(starts-with(., '#'))]")]
    assert links and all(link.startswith("/budget/") for link in links)


def test_robots_are_shown_the_site_map(cold: Path) -> None:
    assert (cold / "site" / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {ADDRESS}sitemap.xml\n"


def test_the_address_of_the_command_goes_before_that_of_the_file(tmp_path: Path) -> None:
    units = written(tmp_path)
    run = disclose(
        *("build", "--no-pdf", "--no-xlsx", "--no-search", "--units", units, "--out", tmp_path / "site"),
        *("--cache", tmp_path / "cache", "--base-url", "https://b.test/x"),
    )
    assert run.code == 0, run.out
    page = (tmp_path / "site" / "105" / "2026" / "index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://b.test/x/105/2026/"' in page
    assert "example.org" not in page


@pytest.mark.parametrize("address", ["b.test", "ftp://b.test/", "https://b.test/?q=1", "https://b.test/ x"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    run = disclose("build", "--base-url", address)
    assert run.code == 2
    assert "--base-url" in run.err


def linked_data(site: Path, page: str) -> dict[str, object]:
    tree = html.fromstring((site / page).read_bytes())
    (found,) = tree.xpath("//script[@type='application/ld+json']/text()")
    return dict(json.loads(found))


def test_machines_are_told_of_a_budget_with_its_downloads_which_are_there(cold: Path) -> None:
    told = linked_data(cold / "site", "101001/2026/index.html")
    assert (told["@type"], told["temporalCoverage"], told["dateModified"], told["version"]) == (
        "Dataset",
        "2026",
        "2026-04-01",
        "3",
    )
    assert told["creator"]["parentOrganization"]["name"] == "示例市教育局"  # type: ignore[index]
    for download in told["distribution"]:  # type: ignore[attr-defined]
        assert (cold / "site" / download["contentUrl"].removeprefix(ADDRESS)).is_file()


def test_machines_are_told_of_units_and_of_the_site(cold: Path) -> None:
    unit = linked_data(cold / "site", "101002/index.html")
    assert (unit["@type"], unit["identifier"]) == ("GovernmentOrganization", "101002")
    assert linked_data(cold / "site", "index.html")["temporalCoverage"] == "2025/2026"


def test_every_disclosure_has_a_page_in_one_file_with_the_same_tables(cold: Path) -> None:
    for path in (cold / "site").glob("1*/20*/index.html"):
        alone = path.with_name(f"{path.parent.parent.name}-{path.parent.name}.html").read_text("utf-8")
        page = path.read_text("utf-8")
        assert re.findall("<td.*?</td>", alone) == re.findall("<td.*?</td>", page)
        assert not re.search(r"<script src|<link rel=\"stylesheet|<img", alone)


def test_names_of_pages_shared_elsewhere_are_their_titles(cold: Path) -> None:
    page = html.fromstring((cold / "site" / "105" / "2026" / "index.html").read_bytes())
    told = {each.get("property"): each.get("content") for each in page.xpath("//meta[@property]")}
    assert told["og:title"] == page.findtext("head/title")
    assert urlsplit(told["og:url"]).path == "/budget/105/2026/"
