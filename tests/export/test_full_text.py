"""The text that is indexed, the files that Pagefind makes of it, and what is said where it cannot."""

import json
import sys
from pathlib import Path

import pytest

from generator.export import full_text
from generator.export.full_text import NoSearch, Text, index_files, index_version, text_of_page

PAGE = """<main><header><p>下载 PDF</p></header>
<section class="overview"><p>一图看懂</p></section>
<section class="preface" id="preface"><h2>前言</h2>
<p>现将预算<data class="figure" value="1">1</data>万元公开。</p></section>
<section class="part" id="part-1"><h2>第一部分</h2>
<section class="text"><p>A&amp;B 负责  巡察。</p></section>
<section class="table-section"><table id="table-1" class="budget"><tr><td>行政运行</td></tr></table>
<p class="table-download"><a href="t.csv">下载 CSV</a></p></section>
<section><table class="budget performance"><thead><tr><th>指标</th></tr></thead>
<tr><td>培训</td><td>4期</td></tr></table></section>
</section>
<section class="sources" id="sources"><p>出处</p></section></main>"""
TEXTS = [
    Text("101/2026/index.html", "教育局2026年预算", ("主要原因是压减活动。", "培训4期")),
    Text("102/2026/index.html", "档案馆2026年预算", ("收入527.98万元。",)),
]


def test_the_text_of_parts_is_indexed_line_by_line_and_nothing_beside_it() -> None:
    found = text_of_page("101/2026/index.html", "标题", PAGE)
    assert found.lines == ("前言", "现将预算1万元公开。", "第一部分", "A&B 负责 巡察。", "培训", "4期")


def test_every_sentence_of_the_reference_is_in_its_text(built_site: Path) -> None:
    page = (built_site / "156001" / "2026" / "index.html").read_text("utf-8")
    text = text_of_page("", "", page)
    assert any("公务接待费" in line and "万元" in line for line in text.lines)
    assert not any("<" in line or "下载" in line for line in text.lines)


def test_the_same_texts_give_the_same_bytes() -> None:
    assert index_files(TEXTS) == index_files(TEXTS)


def test_every_page_is_listed_under_its_fragment() -> None:
    files = index_files(TEXTS)
    pages = json.loads(files["pagefind/pages.json"])
    assert sorted(pages.values()) == ["101/2026/", "102/2026/"]
    assert {f"pagefind/fragment/{name}.pf_fragment" for name in pages} <= files.keys()


def test_nothing_is_kept_of_pagefind_that_its_search_does_not_need() -> None:
    names = {name.removeprefix("pagefind/").split("/")[0] for name in index_files(TEXTS)}
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "pages.json", "wasm.unknown.pagefind"} <= names
    assert not [name for name in names if "ui" in name or "highlight" in name or name.endswith(".css")]


def test_a_site_without_disclosures_has_an_index_of_nothing() -> None:
    assert json.loads(index_files([])["pagefind/pages.json"]) == {}


def test_a_mistake_while_texts_are_gathered_is_raised_as_it_is() -> None:
    def texts() -> "list[Text]":
        raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"):
        index_files(text for _ in [0] for text in texts())


def test_a_machine_that_pagefind_has_no_binary_for_is_told_of_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    with pytest.raises(NoSearch, match="--no-search"):
        index_files(TEXTS)


def test_a_program_that_is_not_installed_is_told_of_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_text, "_PACKAGE", "no_such_package")
    with pytest.raises(NoSearch, match=r"no_such_package.*--no-search"):
        index_version()


@pytest.mark.parametrize("program", ["/bin/true", "/bin/cat"])
def test_a_program_that_gives_no_answer_is_an_error_and_no_endless_wait(
    program: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quick = tmp_path / "quick"
    quick.write_text(f"#!/bin/sh\n{program} </dev/null\n")
    quick.chmod(0o755)
    monkeypatch.setattr(full_text, "_binary", lambda: str(quick))
    with pytest.raises(NoSearch, match="没有回答"):
        index_files(TEXTS * 200)
