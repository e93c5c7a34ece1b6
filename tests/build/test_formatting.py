"""`disclose fmt` as a clerk runs it."""

from pathlib import Path

import pytest

from tests.editing import disclose, edited, placed

LOOSE = ("  - {科目: 2210201, 基本支出: 21.29}", "  -  {基本支出: 21.29,科目: 2210201}  # 公积金")


def test_a_file_is_put_in_the_one_form_and_its_comment_stays(tmp_path: Path) -> None:
    units = placed(tmp_path, edited(LOOSE).replace("\n", "\r\n").encode("utf-8-sig"))
    run = disclose("fmt", "--units", units)
    assert (run.code, run.err) == (0, "1 个文件，1 个已整理。\n")
    tight = "  - {科目: 2210201, 基本支出: 21.29}"
    assert (units / "156001" / "2026.yaml").read_bytes().decode() == edited((tight, f"{tight}  # 公积金"))
    assert [path.name for path in (units / "156001").iterdir()] == ["2026.yaml"]


def test_checking_writes_nothing_and_fails_where_the_form_is_another(tmp_path: Path) -> None:
    units = placed(tmp_path, edited(LOOSE))
    run = disclose("fmt", "--check", "--units", units)
    assert run.code == 1
    assert "2026.yaml: 格式不同，用 disclose fmt 整理\n" in run.out
    assert (units / "156001" / "2026.yaml").read_text("utf-8") == edited(LOOSE)


def test_the_repositorys_own_files_are_in_the_one_form() -> None:
    assert disclose("fmt", "--check").code == 0


def test_a_file_that_cannot_be_read_is_left_as_it_is_and_said(tmp_path: Path) -> None:
    broken = edited(("收支范围: 机关预算", "收支范围：机关预算"))
    units = placed(tmp_path, broken)
    run = disclose("fmt", units / "156001" / "2026.yaml")
    assert run.code == 1
    assert "Y106" in run.out
    assert (units / "156001" / "2026.yaml").read_text("utf-8") == broken


@pytest.mark.parametrize("mode", [0o644, 0o600])
def test_who_may_read_a_file_stays(tmp_path: Path, mode: int) -> None:
    path = placed(tmp_path, edited(LOOSE)) / "156001" / "2026.yaml"
    path.chmod(mode)
    assert disclose("fmt", path).code == 0
    assert path.stat().st_mode & 0o777 == mode
