"""Published documents to verify: the repository's own site, and a department of two units made in this process."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build.making import print_html
from generator.build.printing import Printing, lay_out
from generator.build.units import Unit
from generator.export import files_of
from generator.model.site import Site
from generator.publish import MANIFEST
from generator.publish.manifest import manifest, sha256
from generator.render.archive import data_attachment, source_attachment

from ..government import WORKSPACE, Government

UNIT = """
收入: {{一般公共预算财政拨款收入: {amount}, 财政性资金: 0, 教育专户: 0, 非财政性资金: 0}}
支出:
  - {{科目: 2011101, 基本支出: {amount}}}
"""
LAST = """
上年:
  口径: 年初预算
  收入: {一般公共预算财政拨款收入: 79.00}
"""
DEPARTMENT = """
所属单位:
  - {代码: 101001, 名称: 示例市教育局本级, 性质: 行政}
  - {代码: 101002, 名称: 示例市实验小学, 性质: 事业}
"""


def pdf_of(unit: Unit) -> bytes:
    """Lay a unit out with everything inside that a build puts there."""
    page = unit.page
    assert page is not None, [problem.message for problem in unit.problems]
    name, site = f"{page.disclosure.code}-{page.year}", Site(profile="gansu")
    made = files_of(page, site, with_xlsx=False)
    data = [data_attachment(path.split("/", 2)[2], content) for path, content in made.items()]
    source = source_attachment(name, unit.source.path.read_bytes())
    html = print_html(page, WORKSPACE, site, unit.waived).encode()
    return lay_out(Printing(html, (source, *data), WORKSPACE.root))


@pytest.fixture(scope="session")
def published_department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of PDFs: a department that sums two units, one of them compared with its last year's file."""
    folder = tmp_path_factory.mktemp("department")
    government = Government(folder)
    government.write("101", 2026, DEPARTMENT, name="示例市教育局")
    government.write("101001", 2025, UNIT.format(amount="200.00"), name="示例市教育局本级")
    government.write("101001", 2026, UNIT.format(amount="210.50"), name="示例市教育局本级")
    government.write("101002", 2026, UNIT.format(amount="80.01") + LAST, name="示例市实验小学")
    site, hashes = folder / "site", {}
    for address, unit in government.units().items():
        name = f"{address}/{address.replace('/', '-')}.pdf"
        (site / name).parent.mkdir(parents=True)
        (site / name).write_bytes(pdf_of(unit))
        hashes[name] = sha256((site / name).read_bytes())
    (site / MANIFEST).write_bytes(manifest(hashes, {}))
    return site


@pytest.fixture
def department(published_department: Path, tmp_path: Path) -> Path:
    """The department's site, to be altered."""
    return Path(shutil.copytree(published_department, tmp_path / "site"))


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """The repository's own site, to be altered."""
    return Path(shutil.copytree(built_site, tmp_path / "site"))


@pytest.fixture
def alone(built_site: Path, tmp_path: Path) -> Path:
    """The reference's PDF without the site that it was published in, to be altered."""
    (tmp_path / "saved").mkdir()
    return Path(shutil.copy(built_site / "156001" / "2026" / "156001-2026.pdf", tmp_path / "saved"))
