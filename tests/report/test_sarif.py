"""SARIF 2.1.0: what is written has the form of the standard, and says what the problems say."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator.report import Report
from generator.report.sarif import report_sarif
from tests.editing import disclose, edited, placed
from tests.report.cases import ERROR, REPORT

SCHEMA = Draft7Validator(json.loads((Path(__file__).parent / "sarif-subset.schema.json").read_text("utf-8")))


def run_of(report: Report) -> dict[str, Any]:
    log = json.loads(report_sarif(report))
    SCHEMA.validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_every_result_names_its_rule_by_code_and_place() -> None:
    run = run_of(REPORT)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["A7", "D1", "D2", "F3"]
    for problem, result in zip(REPORT.problems, run["results"], strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == problem.code
        assert result["level"] == problem.severity.value
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": problem.span.line, "startColumn": problem.span.column}


def test_a_path_is_an_address() -> None:
    (result,) = run_of(Report([ERROR]))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "units/156001/2026%20%E5%B9%B4.yaml"
    assert result["relatedLocations"][0]["message"]["text"] == "那里是 156001"
    assert result["message"]["text"].endswith("试试：若改为 1，则一致")


def test_a_waived_problem_is_suppressed_with_its_reason() -> None:
    suppressed = [result.get("suppressions") for result in run_of(REPORT)["results"]]
    assert suppressed == [None, None, [{"kind": "inSource", "justification": "批复数"}], None]


def test_a_run_without_problems_has_no_results() -> None:
    assert run_of(Report([]))["results"] == []


@pytest.mark.parametrize(
    "change", [("208, 基本支出: 29.17", "208, 基本支出: 29.71"), ("收支范围: 机关", "收支范围：机关")]
)
def test_what_the_command_prints_has_the_form_of_the_standard(change: tuple[str, str], tmp_path: Path) -> None:
    run = disclose("check", "--format", "sarif", "--units", placed(tmp_path, edited(change)))
    assert run.code == 1
    SCHEMA.validate(json.loads(run.out))
