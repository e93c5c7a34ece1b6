"""The command: what it returns and where it says what."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli
from tests.editing import REFERENCE, ROOT, disclose, edited, placed


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


def test_several_files_are_checked_in_one_run(tmp_path: Path) -> None:
    other = placed(
        tmp_path,
        edited(
            (
                "权重: 30\n      二级指标:\n        - 名称: 经济效益",
                "权重: 40\n      二级指标:\n        - 名称: 经济效益",
            )
        ),
    )
    run = disclose("check", REFERENCE, other / "156001" / "2026.yaml", "--format", "json")
    assert run.code == 0
    assert len({problem["path"] for problem in json.loads(run.out)}) == 2


def test_a_file_named_twice_is_told_once() -> None:
    once, twice = disclose("check", REFERENCE), disclose("check", REFERENCE, REFERENCE)
    assert once.out == twice.out


def test_an_error_is_told_with_its_line_and_a_caret(tmp_path: Path) -> None:
    run = disclose("check", "--units", placed(tmp_path, edited(("收支范围: 机关预算", "收支范围：机关预算"))))
    assert "    26 | 收支范围：机关预算\n       |         ^\n" in run.out


def test_rules_lists_every_code_with_its_weight() -> None:
    run = disclose("rules")
    assert run.code == 0
    assert "  F3    警告 整体绩效各一级指标的权重相加应为 100。\n" in run.out


def test_explain_prints_one_page() -> None:
    run = disclose("explain", "y116")
    assert run.code == 0
    assert run.out.startswith("Y116 错误（不能豁免） 同一块中键重复。\n")


def test_explaining_an_unknown_code_names_the_nearest_and_fails() -> None:
    run = disclose("explain", "A77")
    assert run.code == 2
    assert not run.out
    assert "没有代码“A77”，是不是 A7？" in run.err


def test_check_loads_neither_templates_nor_layout_and_answers_at_once() -> None:
    code = (
        "import sys, resource; from generator.cli import main; main(['check', sys.argv[1]]);"
        "print(sorted({'jinja2', 'weasyprint', 'fontTools', 'PIL'} & set(sys.modules)), file=sys.stderr);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_utime < 1, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(REFERENCE)], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr.splitlines()[-2:] == ["[]", "True"]


def test_a_reader_that_has_seen_enough_gets_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "generator", "rules"]
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, "")


def build_through(shell: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a site through a shell that does something with its streams."""
    units = placed(folder, edited())
    command = [sys.executable, "-m", "generator", "build", "--no-pdf", "--units", units, "--out", folder / "site"]
    return subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *map(str, command), "--cache", str(folder / "cache")],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("streams", "said"),
    [(">&-", "已生成"), ("2>&-", ""), (">&- 2>&-", ""), (">/dev/full", "已生成"), ("2>/dev/full", "")],
)
def test_a_build_whose_output_goes_nowhere_is_done_all_the_same(streams: str, said: str, tmp_path: Path) -> None:
    done = build_through(f'"$@" {streams}', tmp_path)
    assert done.returncode == 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "site" / "manifest.json").exists()


def test_a_build_without_git_tells_no_revision(tmp_path: Path) -> None:
    done = build_through('"$@"', tmp_path, PATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "site" / "manifest.json").read_text("utf-8"))["revision"] == {}


def test_a_check_that_cannot_be_told_has_failed_in_a_sentence() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "generator", "rules"]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：系统没有做成：[Errno 28]")
    assert done.stderr.count("\n") == 1


def test_an_interrupt_ends_in_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_COMMANDS", {"rules": interrupted})
    assert cli.main(["rules"]) == 130
    assert capsys.readouterr().err == "已中断。\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "disclose：错误：缺少 命令。说明见 disclose --help。"),
        ("buld", "命令 不能是 'buld'，可以是 'build', 'check'"),
        ("build --jobs", "disclose build：错误：--jobs 后面要写一个值。说明见 disclose build --help。"),
        ("build --jobs zero", "--jobs 应是正整数"),
        ("build --only", "--only 后面至少要写一个值"),
        ("build --no", "--no 不明确，可能是 --no-pdf, --no-xlsx, --no-search"),
        ("build --no-pdf=yes", "--no-pdf 后面不写值，却写了 'yes'"),
        ("check --fast", "没有这样的参数：--fast"),
        ("new 156001 next", "YEAR 不能是 'next'，应是整数"),
        ("verify", "缺少 PATH"),
    ],
)
def test_a_command_that_is_mistyped_is_told_so_in_chinese(
    typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(typed.split())
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("用法：disclose")


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["check", "--help"])
    told = capsys.readouterr().out
    assert "显示这段说明" in told
    assert [word for word in ("usage", "options", "positional", "show this") if word in told] == []
