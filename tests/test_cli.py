"""The command: what it returns and where it says what."""

import json
from pathlib import Path

from tests.editing import REFERENCE, disclose, edited, placed


def test_the_reference_checks_clean_with_notes_and_one_warning() -> None:
    run = disclose("check", "--format", "json")
    problems = json.loads(run.out)
    assert run.code == 0
    assert [problem["code"] for problem in problems if problem["severity"] == "warning"] == ["F3"]
    assert not [problem for problem in problems if problem["severity"] == "error"]
    assert all("尾差" in problem["message"] for problem in problems if problem["severity"] == "note")


def test_strict_refuses_a_warning() -> None:
    assert disclose("check", "--strict").code == 1


def test_one_file_can_be_checked_by_its_path() -> None:
    assert disclose("check", REFERENCE).code == 0


def test_a_missing_folder_is_a_run_that_cannot_be_done() -> None:
    run = disclose("check", "--units", "没有这个文件夹")
    assert run.code == 2
    assert "没有这个文件夹" in run.err


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    run = disclose("check", "--units", tmp_path)
    assert run.code == 1
    assert "S111" in run.out


def test_json_problems_have_the_promised_keys() -> None:
    (first, *_) = json.loads(disclose("check", "--format", "json").out)
    assert {"path", "line", "column", "code", "severity", "message", "related", "suggestions"} <= first.keys()
    assert not first["path"].startswith("/")


def test_a_folder_that_is_no_site_is_not_overwritten(tmp_path: Path) -> None:
    keep = tmp_path / "mine" / "letter.txt"
    keep.parent.mkdir()
    keep.write_text("信", "utf-8")
    assert disclose("build", "--no-pdf", "--out", keep.parent).code == 2
    assert keep.read_text("utf-8") == "信"


def test_a_draft_is_checked_and_not_published(tmp_path: Path) -> None:
    units = placed(tmp_path, edited(("状态: 已公开", "状态: 草稿")))
    assert disclose("build", "--no-pdf", "--units", units, "--out", tmp_path / "site").code == 0
    assert not (tmp_path / "site" / "156001").exists()


def test_the_manifest_lists_every_file_with_its_hash(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert disclose("build", "--no-pdf", "--out", site).code == 0
    listed = json.loads((site / "manifest.json").read_bytes())["files"]
    there = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()} - {"manifest.json"}
    assert listed.keys() == there
