"""Files of the invented city come back as they were, from the workbook to fill in and from the published one."""

import shutil
from pathlib import Path

import pytest

from generator.build.exporting import export_workbook
from generator.build.importing import import_workbook
from generator.build.units import Office
from generator.export.grid import grid_of
from generator.export.workbook import workbook
from generator.model.site import Site
from generator.problems import Severity
from tests.workbook.importing import WORKSPACE

FEW = ("101002/2026", "101004/2025", "102002/2026", "103002001/2025", "104001/2026")
"""Other income; amounts in 元 with money carried forward; stated totals; several funds; another layout."""


@pytest.fixture(scope="session")
def city(demonstration_units: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that imports may write to."""
    return shutil.copytree(demonstration_units, tmp_path_factory.mktemp("workbooks") / "units")


def assert_comes_back(city: Path, address: str, form: Path) -> None:
    code, _, year = address.partition("/")
    path = city / code / f"{year}.yaml"
    before = path.read_bytes()
    done = import_workbook(form, city, WORKSPACE, code, year)
    assert path.read_bytes() == before
    assert [remark.text for remark in done.remarks if remark.severity is Severity.ERROR] == []


@pytest.mark.parametrize("address", FEW)
def test_a_form_comes_back(city: Path, tmp_path: Path, address: str) -> None:
    code, _, year = address.partition("/")
    form = tmp_path / "form.xlsx"
    assert export_workbook(city, code, year, form, WORKSPACE) == []
    assert_comes_back(city, address, form)


@pytest.mark.parametrize("address", FEW)
def test_a_published_workbook_says_what_the_file_says(city: Path, tmp_path: Path, address: str) -> None:
    assert_comes_back(city, address, published(city, address, tmp_path))


def published(city: Path, address: str, folder: Path) -> Path:
    page = Office(city, WORKSPACE).unit(city / f"{address}.yaml").page
    assert page is not None
    form = folder / "published.xlsx"
    form.write_bytes(workbook(page, [grid_of(table) for table in page.tables], Site()))
    return form


@pytest.mark.slow
def test_every_published_workbook_says_what_its_file_says(city: Path, tmp_path: Path) -> None:
    for path in sorted(city.glob("*/20*.yaml")):
        address = f"{path.parent.name}/{path.stem}"
        if Office(city, WORKSPACE).unit(path).page is not None:
            assert_comes_back(city, address, published(city, address, tmp_path))
