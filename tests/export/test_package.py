"""Data packages as frictionless reads them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.export.reading import csv_rows

PACKAGES = ["156001/2026", "107/2025", "101/2026", "106001/2026", "data"]


@pytest.fixture(scope="module")
def problems() -> Any:
    """What frictionless finds in a package, by the kinds of problem."""
    frictionless = pytest.importorskip("frictionless")

    def found(folder: Path) -> list[str]:
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
        return [kind for (kind,) in report.flatten(["type"])]

    return found


def described(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_bytes())


@pytest.mark.parametrize("name", PACKAGES)
def test_frictionless_finds_nothing_wrong(site: Path, problems: Any, name: str) -> None:
    assert problems(site / name) == []


def test_frictionless_finds_an_altered_amount(site: Path, problems: Any, tmp_path: Path) -> None:
    shutil.copytree(site / "data", tmp_path / "data")
    path = tmp_path / "data" / "amounts.csv"
    path.write_bytes(path.read_bytes().replace(b",2425100,", b",2425101,"))
    assert set(problems(tmp_path / "data")) == {"hash-count"}


def test_frictionless_finds_an_amount_of_no_disclosure(site: Path, problems: Any, tmp_path: Path) -> None:
    shutil.copytree(site / "data", tmp_path / "data")
    path = tmp_path / "data" / "disclosures.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\n105,", b"\r\n999,"))
    assert "foreign-key" in problems(tmp_path / "data")


@pytest.mark.parametrize("name", PACKAGES)
def test_every_column_of_every_file_is_described_in_order(site: Path, name: str) -> None:
    folder = site / name
    resources = described(folder)["resources"]
    assert {resource["path"] for resource in resources} == {
        str(path.relative_to(folder)) for path in folder.rglob("*.csv")
    }
    for resource in resources:
        heads = csv_rows(folder / resource["path"])[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == heads


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_has_version_2_and_no_profile_to_be_fetched(site: Path, name: str) -> None:
    text = (site / name / "datapackage.json").read_text("utf-8")
    assert described(site / name)["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert '"profile"' not in text


def types(folder: Path, path: str) -> dict[str, str]:
    (resource,) = [resource for resource in described(folder)["resources"] if resource["path"] == path]
    return {field["name"]: field.get("columnType", "") for field in resource["schema"]["fields"]}


def test_columns_bear_the_fiscal_types(site: Path) -> None:
    folder = site / "156001" / "2026"
    assert types(folder, "tables/table-6.csv") == {
        "功能分类科目·科目编码": "functional-classification:generic:code",
        "功能分类科目·科目名称": "functional-classification:generic:label",
        "一般公共预算支出·合计": "value",
        "一般公共预算支出·基本支出": "value",
        "一般公共预算支出·项目支出": "value",
    }
    assert types(folder, "tables/table-7.csv")["经济分类科目·科目编码"] == "economic-classification:generic:code"
    assert types(folder, "tables/table-5.csv")["单位名称"] == "administrative-classification:generic:label"
    assert types(site / "data", "amounts.csv")["year"] == "date:fiscal-year"


def test_amounts_tell_their_unit(site: Path) -> None:
    for folder, unit in ((site / "156001" / "2026", "万元"), (site / "107" / "2025", "元")):
        fields = described(folder)["resources"][0]["schema"]["fields"]
        assert {field["unit"] for field in fields if field["type"] == "number"} == {unit}
