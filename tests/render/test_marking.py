"""What a PDF says of the publication itself: state, revision, dates, and that data are made up."""

from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from generator.build.making import print_html
from generator.build.units import read_units
from generator.build.workspace import Workspace
from tests.build.government import written
from tests.editing import disclose, edited, placed

PUBLICATION = """状态: 已批复
批复日期: 2026-01-20
保密审查: {审查人: 保密办, 日期: 2026-01-28}
更正:
  - {日期: 2026-03-10, 说明: 更正公务接待费。}
"""


def read(site: Path) -> list[str]:
    """Return the text of each page of the reference's PDF, without white space."""
    path = site / "156001" / "2026" / "156001-2026.pdf"
    return ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path)]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("marked")
    units = placed(folder, edited(("状态: 已公开\n", PUBLICATION)))
    (units / "site.yaml").write_text("示例: 是\n", "utf-8")
    run = disclose("build", "--units", units, "--out", folder / "site")
    assert run.code == 0, run.out + run.err
    return read(folder / "site")


def test_the_cover_tells_state_revision_and_dates(marked: list[str]) -> None:
    assert "状态：已批复，尚未正式公开版次：第2版（2026年3月10日更正）" in marked[0]
    assert "批复日期：2026年1月20日保密审查：保密办，2026年1月28日" in marked[0]


def test_the_cover_is_one_page(marked: list[str]) -> None:
    assert "2026年2月2日" in marked[0]
    assert "目录" in marked[1]


def test_corrections_stand_before_the_text(marked: list[str]) -> None:
    places = [
        next(number for number, text in enumerate(marked) if fragment in text)
        for fragment in ("更正公务接待费。", "现将2026年部门预算公开如下")
    ]
    assert places[0] < places[1]


def test_made_up_data_are_marked_on_the_cover_and_on_every_page(marked: list[str]) -> None:
    assert marked[0].count("示例数据") == 2
    assert all("示例数据" in text for text in marked)


def test_real_data_are_not_marked(built_site: Path) -> None:
    assert not [text for text in read(built_site) if "示例数据" in text]


def test_units_are_listed_without_links_out_of_the_document(tmp_path: Path) -> None:
    workspace = Workspace()
    (unit,) = read_units([written(tmp_path) / "101" / "2026.yaml"], workspace)
    assert unit.page is not None
    document = html.fromstring(print_html(unit.page, workspace))
    assert "1.示例市教育局本级（行政单位）：设办公室、财务科" in document.text_content()
    assert all(address.startswith("#") for address in document.xpath("//a/@href"))
