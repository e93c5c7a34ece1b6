"""JSON as the contract and its schema say."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from generator.report.machine import report_json
from tests.editing import ROOT, disclose, edited, placed
from tests.report.cases import REPORT

SCHEMA = Draft7Validator(json.loads((ROOT / "schema" / "problems.schema.json").read_text("utf-8")))


def test_every_kind_of_problem_is_as_the_schema_says() -> None:
    listed = json.loads(report_json(REPORT))
    SCHEMA.validate(listed)
    assert [(problem["severity"], problem["waived"]) for problem in listed] == [
        ("note", None),
        ("error", None),
        ("note", "批复数"),
        ("warning", None),
    ]


@pytest.mark.parametrize(
    "change", [("208, 基本支出: 29.17", "208, 基本支出: 29.71"), ("收支范围: 机关", "收支范围：机关")]
)
def test_what_the_command_prints_is_as_the_schema_says(change: tuple[str, str], tmp_path: Path) -> None:
    run = disclose("check", "--format", "json", "--units", placed(tmp_path, edited(change)))
    assert run.code == 1
    SCHEMA.validate(json.loads(run.out))


@pytest.mark.parametrize("key", ["path", "line", "column", "code", "severity", "message", "related", "suggestions"])
def test_the_schema_misses_what_is_left_out(key: str) -> None:
    listed = json.loads(report_json(REPORT))
    del listed[1][key]
    assert not SCHEMA.is_valid(listed)
