"""Workflow annotations: ten at most, the most severe, escaped; the rest in the log and the step summary."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from generator.report import Report
from generator.report.github import UnwritableSummary, report_github, step_summary, write_step_summary
from tests.editing import REFERENCE, ROOT
from tests.report.cases import ERROR, NOTE, PATH, REPORT, WARNING, at

COMMAND = re.compile(r"::(error|warning|notice) file=([^,]*),line=([0-9]+),col=([0-9]+),title=([^,:]*)::(.*)")


def test_marks_of_the_command_are_escaped() -> None:
    (line,) = report_github(Report([ERROR])).splitlines()
    match = COMMAND.fullmatch(line)
    assert match
    assert match.groups()[:4] == ("error", PATH, "2", "10")
    assert match[5].startswith("D1 “三公”经费等于")
    assert match[6] == "矛盾：100%25，一:二|三 <b>%0A第二行%0A试试：若改为 1，则一致"


def test_a_path_with_marks_stays_one_property() -> None:
    odd = replace(WARNING, span=structs.replace(WARNING.span, path="a,b:c%.yaml"))
    assert report_github(Report([odd])).startswith("::warning file=a%2Cb%3Ac%25.yaml,line=3,")


def test_the_ten_most_severe_are_annotations_and_the_rest_is_listed() -> None:
    notes = [replace(NOTE, span=at(line, 1)) for line in range(1, 13)]
    report = Report([*notes, WARNING, ERROR], REPORT.sources)
    lines = report_github(report).splitlines()
    commands = [match[1] for line in lines if (match := COMMAND.fullmatch(line))]
    assert commands == ["error", "warning", *["notice"] * 8]
    assert [line.split(":")[1] for line in lines[10:]] == ["9", "10", "11", "12"]
    rows = [line for line in step_summary(report).splitlines() if line.startswith(f"| {PATH}")]
    assert [row.split(":")[1] for row in rows] == ["9", "10", "11", "12"]


def test_a_row_of_the_summary_stays_one_row_and_no_markup() -> None:
    report = Report([*[replace(ERROR, span=at(line, 1)) for line in range(1, 11)], replace(ERROR, span=at(99, 1))])
    (row,) = [line for line in step_summary(report).splitlines() if ":99:" in line]
    assert row == f"| {PATH}:99:1 | error | D1 | 矛盾：100%，一:二\\|三 &lt;b&gt; 第二行 |"


def test_a_summary_of_many_problems_is_cut() -> None:
    text = step_summary(Report([replace(NOTE, span=at(line, 1)) for line in range(1, 1011)]))
    assert text.count(f"| {PATH}") == 500
    assert "另有 500 个" in text


def test_a_summary_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(UnwritableSummary, match="写不了步骤摘要"):
        write_step_summary(REPORT, tmp_path)


def test_the_command_appends_to_the_summary_of_the_step(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("以前的内容\n", "utf-8")
    command = [sys.executable, "-m", "generator", "check", "--format", "github", str(REFERENCE)]
    environment = {**os.environ, "GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("::warning file=units/156001/2026.yaml,line=164,")
    assert summary.read_text("utf-8").startswith("以前的内容\n### 0 个错误，1 个警告，13 个提示\n")
