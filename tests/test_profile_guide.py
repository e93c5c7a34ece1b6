"""The guide to profiles explains every key that there is, in the schema's words, and its examples work."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.model.sheets import is_sheet
from tests.build.profiles import workspace
from tests.editing import ROOT

GUIDE = (ROOT / "docs" / "profiles.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "schema" / "profile.schema.json").read_text("utf-8"))


def keys(schema: dict[str, Any]) -> list[tuple[str, str]]:
    """Every key with its description, the definitions' included."""
    found = []
    for name, spec in schema.get("properties", {}).items():
        named = SCHEMA["definitions"][spec["$ref"].rpartition("/")[2]] if "$ref" in spec else spec
        found += [(name, named["description"]), *keys(spec)]
    for definition in schema.get("definitions", {}).values():
        found += keys(definition)
    return found


@pytest.mark.parametrize(("key", "description"), sorted(set(keys(SCHEMA))))
def test_the_guide_explains_a_key_in_the_words_of_the_schema(key: str, description: str) -> None:
    assert re.search(rf"^\| {key} \| .*{re.escape(description)}", GUIDE, re.MULTILINE), f"{key}：{description}"


EXAMPLES = [
    piece
    for row in re.findall(r"^\| [^|]+ \| (`.*) \|$", GUIDE, re.MULTILINE)
    for piece in re.findall(r"`([^`]+: [^`]+)`", row)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_guide_is_a_valid_profile(example: str, tmp_path: Path) -> None:
    assert workspace(tmp_path, child=f"继承: gansu\n名称: 试\n{example}\n").profile("child").parts


def test_there_are_examples_for_what_varies() -> None:
    assert len(EXAMPLES) >= 14


def test_the_data_that_a_table_may_take_are_there() -> None:
    listed = re.search(r"可以取的数据有：\n(.*?)。", GUIDE, re.DOTALL)
    assert listed
    names = re.sub(r"（[^）]*）|\s", "", listed[1]).split("、")
    assert [name for name in names if not is_sheet(name)] == []
