"""Every internal link, anchor and file that a page or a style sheet refers to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from tests.browser.kinds import pages_of
from tests.browser.reader import Reader

ADDRESSES = "//@href | //@src | //@srcset | //@poster | //object/@data | //*[local-name()='use']/@*"


def references(page: html.HtmlElement) -> Iterator[str]:
    """The addresses on a page that lead into its own site; the canonical one says where the site stands on the web."""
    for address in page.xpath(ADDRESSES):
        is_canonical = address.getparent().get("rel") == "canonical"
        if not is_canonical and not urlsplit(address).scheme:
            yield str(address)


def file_of(path: str, page: Path, site: Path, below: str) -> Path:
    """The file that the path of an address stands for; a path from the root of the web has that of the site in it."""
    if path.startswith("/"):
        return (site / unquote(path.removeprefix(below))).resolve()
    return (page.parent / unquote(path)).resolve() if path else page.resolve()


def broken(site: Path) -> list[str]:
    """Every reference to a file or an anchor that is not there."""
    home = html.fromstring((site / "index.html").read_bytes())
    below = urlsplit("".join(home.xpath("//link[@rel='canonical']/@href"))).path or "/"
    pages = {site / name: html.fromstring((site / name).read_bytes()) for name in pages_of(site)}
    anchors = {path.resolve(): set(page.xpath("//@id")) for path, page in pages.items()}
    found = []
    for path, page in pages.items():
        for address in references(page):
            target = urlsplit(address)
            file = file_of(target.path, path, site, below)
            if not file.is_file() or not file.is_relative_to(site.resolve()):
                found.append(f"{path}: {address}")
            elif target.fragment and unquote(target.fragment) not in anchors.get(file, set()):
                found.append(f"{path}: {address} has no such anchor")
    for sheet in site.rglob("*.css"):
        for address in re.findall(r"""(?:url\(|@import (?!url))\s*["']?([^"')]+)""", sheet.read_text("utf-8")):
            if not (sheet.parent / address).is_file():
                found.append(f"{sheet}: {address}")
    return found


def test_every_reference_leads_somewhere(sites: Mapping[str, Path]) -> None:
    assert [each for site in sites.values() for each in broken(site)] == []


def test_where_nothing_is_the_site_s_own_page_says_so_and_leads_back(reader: Reader) -> None:
    page = reader.window()
    answer = page.goto(f"{reader.origin}/budget/101/1999/nowhere.html")
    assert answer is not None
    assert answer.status == 404
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.locator("main").get_by_role("link", name="公开目录").click()
    assert page.url == f"{reader.origin}/budget/index.html"
    reader.complaints = [each for each in reader.complaints if "nowhere.html" not in each]


def test_what_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<a href='a.html#there'>一</a><a href='a.html#gone'>二</a><img src='no.png'><a href='../etc'>三</a>", "utf-8"
    )
    (tmp_path / "a.html").write_text("<p id='there'><a href='#not'>四</a></p>", "utf-8")
    (tmp_path / "a.css").write_text("@import 'b.css'; p { background: url(c.svg) }", "utf-8")
    assert [each.split(": ")[1] for each in broken(tmp_path)] == [
        "#not has no such anchor",
        "a.html#gone has no such anchor",
        "no.png",
        "../etc",
        "b.css",
        "c.svg",
    ]
