"""A preview shows drafts too, says on every page what it is, and never takes the place of a site."""

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from tests.build.government import written
from tests.editing import ROOT, Run, disclose, edited, placed

DRAFT = edited(
    ("状态: 已公开\n", "状态: 草稿\n"), ("{科目: 2080505, 基本支出: 28.39}", "{科目: 2080505, 基本支出: 28.93}")
)
"""A draft whose parts do not make its totals."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small government's files, and one draft."""
    folder = tmp_path_factory.mktemp("preview")
    draft = written(folder) / "156001" / "2026.yaml"
    draft.parent.mkdir()
    draft.write_text(DRAFT, "utf-8")
    return folder


def built(folder: Path, out: str, *words: str) -> Run:
    """Build into a folder beside the units, everything with the same cache."""
    places = ("--units", folder / "units", "--cache", folder / "cache", "--out", folder / out)
    return disclose("build", "--no-pdf", "--no-xlsx", *places, *words)


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    run = built(folder, "preview", "--preview")
    assert run.code == 0, run.out + run.err
    return folder / "preview"


@pytest.fixture(scope="module")
def published(folder: Path, site: Path) -> Path:
    """The site, made after the preview."""
    run = built(folder, "site")
    assert run.code == 0, run.out + run.err
    return folder / "site"


def test_a_draft_is_in_a_preview_with_the_errors_it_still_has(site: Path) -> None:
    assert "28.93" in (site / "156001" / "2026" / "index.html").read_text("utf-8")
    assert "156001/2026/index.html" in (site / "index.html").read_text("utf-8")


def test_every_page_of_a_preview_says_so(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        page = html.parse(path)
        assert page.xpath("//p[strong='预览']"), path
        assert "（预览、示例数据）" in page.findtext(".//title"), path
        assert page.xpath("//meta[@name='robots'][@content='noindex']"), path
        assert not page.xpath("//link[@rel='canonical']"), path


def test_the_downloads_of_a_preview_say_so(site: Path) -> None:
    package = json.loads((site / "156001" / "2026" / "datapackage.json").read_bytes())
    assert package["title"].endswith("（预览、示例数据）")


def test_every_page_of_a_preview_s_pdf_says_so_in_large_letters(tmp_path: Path) -> None:
    run = disclose("build", "--preview", "--units", placed(tmp_path, DRAFT), "--out", tmp_path / "preview")
    assert run.code == 0, run.out + run.err
    for page in pypdfium2.PdfDocument(tmp_path / "preview" / "156001" / "2026" / "156001-2026.pdf"):
        assert page.get_textpage().get_text_range().count("预览") >= 2
        heights = [top - bottom for _, bottom, _, top in (each.get_bounds() for each in page.get_objects())]
        assert max(heights) > 150


def test_a_preview_of_some_holds_these_alone_and_needs_no_site(folder: Path) -> None:
    run = built(folder, "some", "--preview", "--only", "156001/2026")
    assert run.code == 0, run.out + run.err
    made = folder / "some"
    assert sorted(path.parent.parent.name for path in made.glob("*/*/data.json")) == ["156001"]
    assert (made / "assets" / "site.css").exists()
    assert "156001/2026/index.html" in (made / "index.html").read_text("utf-8")


def test_a_preview_never_takes_the_place_of_a_site(folder: Path, published: Path) -> None:
    before = (published / "manifest.json").read_bytes()
    run = built(folder, "site", "--preview")
    assert run.code == 2
    assert "正式的站点，预览不能写在这里" in run.err
    assert (published / "manifest.json").read_bytes() == before


def test_a_preview_takes_the_place_of_an_earlier_one(folder: Path, site: Path) -> None:
    assert built(folder, "preview", "--preview").code == 0


def test_nothing_of_a_preview_comes_into_a_site_made_with_the_same_cache(published: Path) -> None:
    assert not (published / "156001").exists()
    assert not [path for path in published.rglob("index.html") if "预览" in path.read_text("utf-8")]


def test_a_preview_goes_into_a_folder_of_its_own_unless_told_otherwise(tmp_path: Path) -> None:
    placed(tmp_path, DRAFT)
    (tmp_path / "generator").symlink_to(ROOT / "generator")
    command = [sys.executable, "-m", "generator", "build", "--preview", "--no-pdf"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "已生成 preview" in done.stderr
    assert not (tmp_path / "site").exists()
