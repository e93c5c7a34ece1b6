"""The site file: what clerks mistype in it, and what holds without it."""

from pathlib import Path

import pytest

from tests.build.government import SITE, written
from tests.editing import disclose, edited, line_of, placed

WITHOUT_PROFILE = edited(("版式: gansu\n", ""))


def checked(tmp_path: Path, site: str) -> str:
    run = disclose("check", "--units", written(tmp_path, site))
    assert run.code == 1, run.out
    return run.out


@pytest.mark.parametrize(
    ("line", "change", "code", "wanted"),
    [
        (1, ("标题:", "题目:"), "S101", "题目"),
        (1, ("标题:", "标题："), "Y106", ""),
        (3, ("https://example.org/budget/", "example.org"), "S105", "http"),
        (3, ("https://example.org/budget/", "https://example.org/budget"), "S105", "以 / 结尾"),
        (4, ("默认版式: gansu", "默认版式: 甘肃"), "S105", "templates/profiles"),
        (4, ("默认版式: gansu", "默认版式: gansuu"), "S110", "现有的版式：gansu"),
        (5, ("示例: 是", "示例: 对"), "S104", "是、否"),
        (5, ("示例: 是", "示例: yes"), "Y120", "是、否"),
    ],
)
def test_a_mistake_names_its_line(tmp_path: Path, line: int, change: tuple[str, str], code: str, wanted: str) -> None:
    out = checked(tmp_path, SITE.replace(*change))
    said = [each for each in out.splitlines() if f"units/site.yaml:{line}:" in each and f" error {code} " in each]
    assert len(said) == 1, out
    assert wanted in said[0]


def test_a_site_file_with_errors_stops_the_build(tmp_path: Path) -> None:
    units = written(tmp_path, SITE.replace("示例: 是", "示例: 对"))
    assert disclose("build", "--no-pdf", "--units", units, "--out", tmp_path / "site").code == 1
    assert not (tmp_path / "site").exists()


def test_the_site_file_can_be_checked_alone(tmp_path: Path) -> None:
    units = written(tmp_path, SITE.replace("示例: 是", "示例: 对"))
    run = disclose("check", units / "site.yaml")
    assert (run.code, run.out.count(" error ")) == (1, 1)
    assert disclose("check", "units/site.yaml").code == 0


def test_a_file_without_a_profile_takes_the_site_s(tmp_path: Path) -> None:
    units = placed(tmp_path, WITHOUT_PROFILE)
    (units / "site.yaml").write_text("默认版式: gansu\n", "utf-8")
    assert disclose("check", "--units", units).code == 0


def test_without_any_profile_the_file_is_refused_at_its_place(tmp_path: Path) -> None:
    run = disclose("check", "--units", placed(tmp_path, WITHOUT_PROFILE))
    assert run.code == 1
    assert f"2026.yaml:{line_of(WITHOUT_PROFILE, '单位代码: 156001')}:1: error S110 没有写“版式”" in run.out


def test_a_profile_that_there_is_not_is_named_where_it_is_written(tmp_path: Path) -> None:
    text = edited(("版式: gansu\n", "版式: ganshu\n"))
    run = disclose("check", "--units", placed(tmp_path, text))
    assert f"2026.yaml:{line_of(text, '版式: ganshu')}:5: error S110 没有版式“ganshu”。现有的版式：gansu" in run.out


def test_a_site_file_that_names_no_such_profile_is_said_once_for_all_units(tmp_path: Path) -> None:
    assert checked(tmp_path, SITE.replace("gansu", "gansuu")).count("S110") == 1


def test_without_a_site_file_titles_are_the_default(tmp_path: Path) -> None:
    assert disclose("build", "--no-pdf", "--units", placed(tmp_path, edited()), "--out", tmp_path / "site").code == 0
    assert "<title>部门（单位）预算公开</title>" in (tmp_path / "site" / "index.html").read_text("utf-8")
