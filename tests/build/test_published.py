"""Files under review are held against the served site without being built."""

from pathlib import Path

import pytest

from tests.build.town import ADDRESS, CORRECTED, DATED, RERENDERED, Town
from tests.editing import Run, disclose


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    return Town(tmp_path, monkeypatch)


def check(town: Town, site: Path, *paths: Path) -> Run:
    return disclose("check", "--published", site, *(paths or (town.files.folder,)))


def test_a_changed_figure_of_a_published_file_is_an_error_that_names_both(town: Town) -> None:
    site = town.publish()
    assert check(town, site).code == 0
    town.write("120.00", DATED)
    found = check(town, site)
    assert found.code == 1
    assert "error L101" in found.out
    assert "公开的是“100.00”，现在是“120.00”" in found.out


def test_a_correction_or_a_new_unit_is_no_error(town: Town) -> None:
    site = town.publish()
    town.write("120.00", CORRECTED)
    town.files.write("103001", 2026, "收入: {一般公共预算财政拨款收入: 1}\n支出:\n  - {科目: 2010301, 基本支出: 1}\n")
    assert check(town, site).code == 0


def test_a_file_that_is_gone_is_an_error_of_the_folder_and_not_of_another_file(town: Town) -> None:
    site = town.publish()
    town.files.remove("102001", 2026)
    assert "102001/2026.yaml:1:1: error L103" in check(town, site).out
    assert check(town, site, town.files.folder / f"{ADDRESS}.yaml").code == 0


def test_a_place_without_a_site_ends_the_check(town: Town, tmp_path: Path) -> None:
    found = check(town, tmp_path / "nowhere")
    assert (found.code, "没有 manifest.json" in found.err) == (2, True)


@pytest.mark.parametrize("option", [("--no-pdf",), ("--only", "101001"), ("--shard", "1/2"), ("--preview",)])
def test_a_publication_is_held_to_the_served_site_as_a_whole(option: tuple[str, ...]) -> None:
    found = disclose("build", "--published", "site", *option)
    assert (found.code, "--published 不能与" in found.err) == (2, True)


def test_a_correction_that_changes_nothing_is_noted(town: Town) -> None:
    site = town.publish()
    town.write("100.00", CORRECTED)
    assert "note L107" in check(town, site, town.files.folder, Path("--verbose")).out
    town.write("120.00", CORRECTED)
    assert "note L107" not in check(town, site, town.files.folder, Path("--verbose")).out


def test_corrections_that_were_never_published_by_themselves_are_noted(town: Town) -> None:
    site = town.publish()
    town.write("120.00", CORRECTED + "  - {日期: 2026-04-10, 说明: 再次更正。}\n")
    found = check(town, site, town.files.folder, Path("--verbose"))
    assert found.code == 0
    assert "第2版没有公开过，现在与第3版一起公开" in found.out


def test_setting_anew_twice_on_one_day_is_noted(town: Town) -> None:
    first = town.publish()
    town.site_says(RERENDERED)
    second = town.publish(first)
    assert "L108" not in check(town, second, town.files.folder, Path("--verbose")).out
    town.site_says(RERENDERED + "  - {日期: 2026-05-01, 说明: 换用另一种字体。}\n")
    found = check(town, second, town.files.folder, Path("--verbose"))
    assert "“换用另一种字体。”，同一天已经重排过一次（“换用新的字体。”），没有再做" in found.out
