"""axe finds nothing on any kind of page, in either colour scheme, on phones and desktops."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Page

from tests.browser.kinds import AT_ITS_ADDRESS, KINDS, MAIN, kind_of, pages_of
from tests.browser.reader import DESKTOP, PHONE, Reader
from tests.browser.tools import AXE, existing

LAW = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def _looks() -> Iterator[ParameterSet]:
    """Every kind of page in four looks: in every run of the tests all kinds in one, the main kinds in another."""
    for kind in KINDS:
        for place, (width, scheme) in enumerate(
            ((PHONE, "light"), (DESKTOP, "dark"), (PHONE, "dark"), (DESKTOP, "light"))
        ):
            is_quick = place == 0 or (place == 1 and kind in MAIN)
            marks = () if is_quick else pytest.mark.slow
            yield pytest.param(kind, width, scheme, id=f"{kind}-{width}-{scheme}", marks=marks)


def violations(page: Page) -> list[str]:
    """What axe finds on an open page, each with the elements; axe measures with styles that the policy forbids."""
    locale = json.loads(existing(AXE / "locales" / "zh_CN.json").read_text("utf-8"))
    page.evaluate(existing(AXE / "axe.min.js").read_text("utf-8"))
    page.evaluate("locale => axe.configure({ locale })", locale)
    found = page.evaluate("tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })", LAW)
    return [
        f"{each['id']}: {each['help']} {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(("kind", "width", "scheme"), [*_looks()])
def test_axe_finds_nothing(reader: Reader, kind: str, width: int, scheme: str) -> None:
    page = reader.open_kind(kind, width=width, color_scheme=scheme, bypass_csp=True)
    assert violations(page) == []


def test_axe_finds_nothing_on_the_reference(reader: Reader) -> None:
    assert violations(reader.open("156001/2026/index.html", site="reference", bypass_csp=True)) == []


@pytest.mark.parametrize(
    ("kind", "breach", "rule"),
    [
        ("rules", "document.querySelector('h1').style.color = '#ccc'", "color-contrast"),
        ("rules", "document.documentElement.removeAttribute('lang')", "html-has-lang"),
        ("rules", "document.querySelector('main').append(document.createElement('input'))", "label"),
        ("rules", "document.querySelector('h1').remove()", "page-has-heading-one"),
    ],
)
def test_axe_finds_what_is_wrong(reader: Reader, kind: str, breach: str, rule: str) -> None:
    page = reader.open_kind(kind, width=PHONE, bypass_csp=True)
    page.evaluate(breach)
    assert {found.split(":")[0] for found in violations(page)} == {rule}


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page(reader: Reader, sites: Mapping[str, Path]) -> None:
    """Every page once; widths and schemes take turns."""
    for site, folder in sites.items():
        names = [name for name in pages_of(folder) if kind_of(name) not in AT_ITS_ADDRESS]
        for place, name in enumerate(names):
            look = {"width": (PHONE, DESKTOP)[place % 2], "color_scheme": ("light", "dark")[place // 2 % 2]}
            assert violations(reader.open(name, site=site, bypass_csp=True, **look)) == [], name
            reader.close()
