"""The documents that what is said of every PDF is tested with: the reference, another region's, three invented ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from generator.build.making import print_html
from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.render.archive import Attachment, source_attachment
from generator.render.pdf import pdf_from_html
from generator.verify.tagged import Tagged
from generator.view.page import DisclosurePage

ROOT = Path(__file__).parents[2]
FILES = {
    "reference": ROOT / "units" / "156001" / "2026.yaml",
    "shanghai": ROOT / "examples" / "shanghai" / "units" / "107" / "2025.yaml",
}
INVENTED = ("101/2026", "103002/2026", "102/2025")
TABLE = Attachment("表一 收支总体情况.csv", "公开表的数据", "Data", "项目,预算数\r\n收入总计,405.31\r\n".encode())


@dataclass(frozen=True)
class Made:
    """One document: what it shows and the PDF."""

    page: DisclosurePage
    source: bytes
    pdf: bytes

    @cached_property
    def tagged(self) -> Tagged:
        return Tagged(self.pdf)


def made(path: Path) -> Made:
    """Make the PDF of one unit file, its source and a table inside."""
    workspace = Workspace()
    (unit,) = read_units([path], workspace)
    assert unit.page is not None, [problem.message for problem in unit.problems]
    source = source_attachment(f"{unit.page.disclosure.code}-{unit.page.year}", "\n".join(unit.source.lines).encode())
    html = print_html(unit.page, workspace, waived=unit.waived)
    return Made(unit.page, path.read_bytes(), pdf_from_html(html, workspace.templates, [TABLE, source]))


@pytest.fixture(scope="session")
def documents(demonstration_units: Path) -> dict[str, Made]:
    """Every document by its name, each made once."""
    files = FILES | {name: demonstration_units / f"{name}.yaml" for name in INVENTED}
    return {name: made(path) for name, path in files.items()}


@pytest.fixture(scope="session")
def reference(documents: dict[str, Made]) -> Made:
    return documents["reference"]


@pytest.fixture(scope="session", params=[*FILES, *INVENTED])
def document(request: pytest.FixtureRequest, documents: dict[str, Made]) -> Iterator[Made]:
    """One document after the other."""
    yield documents[request.param]
