"""The guide for maintainers speaks of steps, commands and settings that there are."""

import re

from tests.editing import ROOT
from tests.workflows.reading import exists, steps, workflow

GUIDE = (ROOT / "docs" / "publishing-on-github.md").read_text("utf-8")


def section(title: str) -> str:
    return GUIDE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> list[str]:
    """Return the first cell of each row of a section's table, its head aside."""
    return re.findall(r"(?m)^\| ([^|]+) \|", section(title))[1:]


def test_every_step_that_can_fail_is_one_of_publishing() -> None:
    names = {step.get("name") for step in steps("publish")} | {
        job["name"] for job in workflow("publish")["jobs"].values()
    }
    told = {row.partition("：")[0] for row in rows("发布失败")}
    assert told == {"找到现在公开的站点", "核对现在公开的版本", "生成", "核对大小", "上线", "核对上线的文件"}
    assert told <= names


def test_every_workflow_is_told_of() -> None:
    assert rows("一次改动") == [workflow(name)["name"] for name in ("check", "comment", "publish")]


def test_the_checks_that_a_merge_waits_for_are_those_of_requests() -> None:
    for job in workflow("check")["jobs"].values():
        assert f"“{job['name']}”" in section("第一次设置")


def test_every_command_exists() -> None:
    commands = re.findall(r"(?m)^disclose [^#\n]+|`disclose [^`]+`|`make [^`]+`", GUIDE)
    assert len(commands) >= 6
    for command in commands:
        line = command.strip("` ")
        assert exists(f".venv/bin/{line}" if line.startswith("disclose") else line), line


def test_what_recovery_sets_is_an_input_of_publishing() -> None:
    assert "勾选“恢复”" in GUIDE
    assert workflow("publish")[True]["workflow_dispatch"]["inputs"]["recover"]["description"].startswith("恢复：")
