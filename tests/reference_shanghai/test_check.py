"""The second reference's own file, checked in its own layout."""

from __future__ import annotations

import json

from tests.editing import disclose
from tests.reference_shanghai.conftest import UNITS


def test_nothing_is_wrong_and_everything_that_the_layout_asks_for_is_reported() -> None:
    run = disclose("check", "--units", UNITS, "--format", "json")
    assert run.code == 0
    assert [(problem["code"], problem["severity"]) for problem in json.loads(run.out)] == [("C2", "note")]


def test_the_assumed_code_is_marked_in_the_file() -> None:
    head = (UNITS / "107" / "2025.yaml").read_text("utf-8").split("单位代码: 107")[0]
    assert "假定" in head
