"""The guide to the daily commands names every argument that they take."""

import re

import pytest

from tests.editing import ROOT, disclose

GUIDE = (ROOT / "docs" / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("command", ["diff", "new", "export", "import", "fmt", "verify"])
def test_the_guide_names_every_argument(command: str) -> None:
    told = disclose(command, "--help").out
    arguments = set(re.findall(r"(?m)^  (--[a-z]+|[A-Z]+)", told)) - {"--help"}
    assert arguments
    section = GUIDE.partition(f"\n## disclose {command}")[2].partition("\n## ")[0]
    assert {each for each in arguments if each not in section} == set()
