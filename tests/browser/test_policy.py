"""Nothing is loaded from elsewhere, nothing runs that is not a file of the site, and no page has anything to report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from tests.browser.kinds import ALONE, AT_ITS_ADDRESS, every_kind, kind_of, pages_of
from tests.browser.reader import Reader


def policy(path: Path) -> dict[str, list[str]]:
    """A page's policy by directive; it must stand before anything that could be loaded."""
    head = html.fromstring(path.read_bytes()).find("head")
    (meta,) = head.xpath("meta[@http-equiv='Content-Security-Policy']")
    assert not [each.tag for each in meta.itersiblings(preceding=True) if each.tag not in ("meta",)], path
    return {name: sources for name, *sources in (part.split() for part in meta.get("content").split(";"))}


def test_every_page_s_policy_forbids_all_that_is_not_a_file_of_the_site(sites: Mapping[str, Path]) -> None:
    for site in sites.values():
        for name in pages_of(site):
            found = policy(site / name)
            assert found["default-src"] == ["'none'"], name
            assert found["base-uri"] == found["form-action"] == ["'none'"], name
            sources = {source for sources in found.values() for source in sources}
            named = {each for each in sources if not is_hash(each)}
            assert named <= {"'none'", "'self'"} | MORE.get(kind_of(name), set()), name
            assert kind_of(name) in ALONE or not any(map(is_hash, sources)), name


MORE: dict[str, set[str]] = {"search": {"'wasm-unsafe-eval'"}}
"""What the policy of a kind allows beside files of the site, and why it has to."""


def is_hash(source: str) -> bool:
    return source.startswith("'sha256-")


def test_no_page_has_a_script_or_style_of_its_own(sites: Mapping[str, Path]) -> None:
    for site in sites.values():
        for name in pages_of(site):
            page = html.fromstring((site / name).read_bytes())
            assert not page.xpath("//*[@style] | //@*[starts-with(name(), 'on')]"), name
            assert not page.xpath("//script[not(@src)][not(@type='application/ld+json')]"), name
            assert kind_of(name) in ALONE or not page.xpath("//style"), name


@every_kind
def test_a_page_is_read_without_complaints_and_asks_nothing_elsewhere(reader: Reader, kind: str) -> None:
    reader.open_kind(kind)
    assert reader.requests


@pytest.mark.parametrize(
    "source", ["<script>alert(1)</script>", "<p style='color: red'>红</p>", "<img src='//x.test'>"]
)
def test_the_reader_complains_of_what_the_policy_forbids(reader: Reader, source: str) -> None:
    page = reader.open("corrections/index.html")
    with page.expect_console_message():
        page.evaluate("source => document.body.append(document.createRange().createContextualFragment(source))", source)
    reader.close()  # the browser says it in its own words too, sooner or later
    assert any("olicy" in complaint for complaint in reader.complaints)
    reader.complaints.clear()


@pytest.mark.slow
def test_every_page_is_read_without_complaints(reader: Reader, sites: Mapping[str, Path]) -> None:
    for site, folder in sites.items():
        for name in pages_of(folder):
            if kind_of(name) not in AT_ITS_ADDRESS:
                reader.open(name, site=site)
                reader.close()
