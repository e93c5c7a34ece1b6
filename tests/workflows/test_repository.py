"""What the hosting service reads of the repository beside its workflows: owners, forms, updates, the checklist."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.editing import ROOT

HOSTING = ROOT / ".github"
FORMS = sorted(path for path in (HOSTING / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
_ASKING = {"input", "textarea", "dropdown", "checkboxes"}


def test_every_path_that_has_an_owner_is_there() -> None:
    lines = (HOSTING / "CODEOWNERS").read_text("utf-8").splitlines()
    owned = [line.split() for line in lines if line and not line.startswith("#")]
    assert owned[0][0] == "*"
    for path, *owners in owned:
        assert path == "*" or (ROOT / path.strip("/")).exists(), path
        assert owners
        assert all(owner.startswith("@OWNER/") for owner in owners), "本仓库不写某一单位的团队"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_the_service_shows(path: Path) -> None:
    form: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert set(form) == {"name", "description", "labels", "body"}
    asked = [field for field in form["body"] if field["type"] in _ASKING]
    assert len(asked) >= 2
    assert len({field["id"] for field in asked}) == len(asked)
    assert all(field["attributes"]["label"] for field in asked)
    assert any(field.get("validations", {}).get("required") is True for field in asked)
    assert all(field["attributes"]["value"] for field in form["body"] if field["type"] == "markdown")
    assert {field["type"] for field in form["body"]} <= _ASKING | {"markdown"}


def test_there_is_a_form_for_data_and_one_for_the_program() -> None:
    assert [path.stem for path in FORMS] == ["data", "program"]


def test_updates_are_asked_for_where_versions_are_locked() -> None:
    read = yaml.safe_load((HOSTING / "dependabot.yml").read_text("utf-8"))
    assert read["version"] == 2
    folders = {each["package-ecosystem"]: each["directory"] for each in read["updates"]}
    assert set(folders) == {"github-actions", "npm"}
    assert (ROOT / folders["npm"].strip("/") / "package-lock.json").exists()


def test_a_reviewer_has_a_checklist() -> None:
    template = (HOSTING / "pull_request_template.md").read_text("utf-8")
    assert template.count("- [ ] ") >= 5
    assert "- [x]" not in template


def test_the_editor_is_told_which_plug_in_reads_the_schema() -> None:
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))
    assert recommended == {"recommendations": ["redhat.vscode-yaml"]}
