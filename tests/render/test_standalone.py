"""A page as one file: its styles in it, permitted by their hash; no script; links that lead to the site or nowhere."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from generator.render.standalone import standalone

PAGE = """<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<link rel="canonical" href="https://b.test/x/101/2026/">
<link rel="icon" href="../../assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../../assets/site.css">
<script src="../../assets/site.js" defer></script>
<script type="application/ld+json">{"name":"预算"}</script>
</head>
<body><a href="#main">正文</a> <a class="file" href="../../index.html">目录</a> <a href="data.json">JSON</a></body>
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "site.css").write_text('@import url("widths.css");\nb { color: red }\n')
    (tmp_path / "assets" / "widths.css").write_text(".w1 { width: 1% }\n")
    return tmp_path


def test_nothing_else_is_asked_for(templates: Path) -> None:
    page = standalone(PAGE, "", templates)
    assert not re.search(r"assets/|<link rel=\"(?:stylesheet|icon)|src=", page)
    assert "<style>.w1 { width: 1% }\nb { color: red }\n</style>" in page


def test_the_policy_permits_that_style_and_nothing_else(templates: Path) -> None:
    page = standalone(PAGE, "", templates)
    style = re.search("<style>(.*)</style>", page, re.S)
    assert style
    sha = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{sha}'; base-uri 'none'; form-action 'none'\"" in page


def test_links_lead_to_the_site_where_it_has_an_address(templates: Path) -> None:
    page = standalone(PAGE, "https://b.test/x/101/2026/", templates)
    links = re.findall('<a[^>]* href="([^"]*)"', page)
    assert links == ["#main", "https://b.test/x/index.html", "https://b.test/x/101/2026/data.json"]


def test_links_to_other_pages_lead_nowhere_where_the_site_has_no_address(templates: Path) -> None:
    assert re.findall("<a[^>]*>", standalone(PAGE, "", templates)) == ['<a href="#main">', '<a class="file">', "<a>"]


def test_an_address_cannot_leave_its_attribute(templates: Path) -> None:
    page = standalone(PAGE, 'https://b.test/"onclick=x/', templates)
    assert '"onclick' not in page


def test_what_is_told_to_machines_stays(templates: Path) -> None:
    assert '<script type="application/ld+json">{"name":"预算"}</script>' in standalone(PAGE, "", templates)


def test_what_leads_nowhere_has_no_name_of_a_link(templates: Path) -> None:
    page = PAGE.replace('href="data.json"', 'aria-label="下载" href="data.json" class="file"')
    assert '<a class="file">JSON</a>' in standalone(page, "", templates)
    led = standalone(page, "https://b.test/x/", templates)
    assert '<a aria-label="下载" href="https://b.test/x/data.json" class="file">JSON</a>' in led
