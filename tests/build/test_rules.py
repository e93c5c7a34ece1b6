"""The catalogue on the site: one page for each code, and how every published disclosure fared under every rule."""

import re
from pathlib import Path

import pytest
from lxml import html

from generator.check import RULES
from generator.check.codes import EXPLANATIONS
from generator.problems import Severity
from tests.editing import disclose, edited, placed
from tests.government import Government, simple

WAIVER = ("整体绩效:\n", "整体绩效:\n  豁免: [{规则: F3, 理由: 另有 10 分为预算执行率, 截止: 2026-12-31}]\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference file with its one warning waived."""
    folder = tmp_path_factory.mktemp("waived")
    units = placed(folder, edited(WAIVER))
    assert disclose("build", "--no-pdf", "--units", units, "--out", folder / "site").code == 0
    return folder / "site"


def read(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cells(site: Path) -> dict[str, str]:
    tree = read(site / "rules" / "2026.html")
    codes = [text_of(link) for link in tree.findall(".//thead//a")]
    (row,) = tree.findall(".//tbody/tr")
    return dict(zip(codes, map(text_of, row.findall("td")), strict=True))


def test_every_code_has_its_page_and_stands_in_the_list(site: Path) -> None:
    there = {path.stem for path in (site / "rules").glob("*.html")} - {"index", "2026"}
    listed = {link.text for link in read(site / "rules" / "index.html").findall(".//dt/a")}
    assert there == listed == set(EXPLANATIONS)


def test_every_link_of_the_catalogue_leads_somewhere(site: Path) -> None:
    for page in [*(site / "rules").glob("*.html"), site / "index.html"]:
        for link in read(page).iter("a"):
            target = link.get("href")
            file = target.partition("#")[0]
            assert not file or (page.parent / file).is_file(), f"{page.name}: {target}"


def test_the_home_page_links_the_catalogue(site: Path) -> None:
    assert "rules/index.html" in {link.get("href") for link in read(site / "index.html").iter("a")}


def test_a_page_says_title_weight_reason_and_samples(site: Path) -> None:
    page = text_of(read(site / "rules" / "F3.html").find(".//main"))
    assert "整体绩效各一级指标的权重相加应为 100" in page
    assert "警告 · 可以豁免" in page
    assert "权重: 90" in page


def test_the_matrix_has_a_column_for_every_rule_that_is_not_for_reviewers_alone(site: Path) -> None:
    assert {rule.code for rule in RULES} - set(cells(site)) == {"H108"}


def test_what_is_noted_for_reviewers_alone_is_published_nowhere(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2025, simple("10"))
    government.write("156001", 2026, simple("100"))
    assert "H108" in government.codes("156001/2026", Severity.NOTE)
    assert disclose("build", "--no-pdf", "--units", government.folder, "--out", tmp_path / "site").code == 0
    said = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and b"H108" in path.read_bytes()]
    named = {path.relative_to(tmp_path / "site").as_posix() for path in said}
    assert named == {"manifest.json", "rules/index.html", "rules/H108.html"}


def test_the_matrix_says_how_the_reference_fared(site: Path) -> None:
    said = cells(site)
    assert said["F3"] == "豁免 1"
    assert said["E1"] == "不适用"
    assert said["N101"] == "通过"
    assert re.fullmatch(r"尾差 8 一致 \d+( 恒等 \d+)?", said["A7"])
    assert re.fullmatch(r"恒等 \d+", said["A6"])
    assert not [cell for cell in said.values() if "矛盾" in cell or "警告" in cell]


def test_the_disclosure_tells_what_was_waived_and_why(site: Path) -> None:
    page = read(site / "156001" / "2026" / "index.html")
    section = text_of(page.find(".//section[@id='waivers']"))
    assert "F3 整体绩效各一级指标的权重" in section
    assert "保留的理由：另有 10 分为预算执行率（有效至2026年12月31日）" in section
    assert "#waivers" in {link.get("href") for link in page.iter("a")}


def test_a_rule_tells_which_disclosures_waive_it(site: Path) -> None:
    section = read(site / "rules" / "F3.html").find(".//section[@id='waivers']")
    assert "2026年：另有 10 分为预算执行率（有效至2026年12月31日）" in text_of(section)
    assert read(site / "rules" / "A7.html").find(".//section[@id='waivers']") is None


def test_a_disclosure_without_waivers_has_no_such_section(built_site: Path) -> None:
    assert read(built_site / "156001" / "2026" / "index.html").find(".//section[@id='waivers']") is None


def test_nothing_on_the_pages_is_script_or_style_of_their_own(site: Path) -> None:
    for page in (site / "rules").glob("*.html"):
        tree = read(page)
        assert not tree.xpath("//*[@style] | //style | //script[not(@src)]"), page.name
