"""What the workflows, the editor's settings and the hooks before a commit run or name is there."""

import json
import re
import subprocess

import pytest
import yaml

from tests.editing import ROOT
from tests.workflows.reading import WORKFLOWS, exists, is_ours, lines, steps

_QUESTION_TO_GITHUB = re.compile(r'url=\$\(gh api "repos/\$GITHUB_REPOSITORY/pages" --jq \.html_url\)')


@pytest.mark.parametrize("line", lines("publish"))
def test_publishing_runs_only_what_exists(line: str) -> None:
    assert _QUESTION_TO_GITHUB.fullmatch(line) or (is_ours(line) and exists(line))


@pytest.mark.parametrize("line", [line for name in WORKFLOWS for line in lines(name) if is_ours(line)])
def test_every_command_of_ours_exists(line: str) -> None:
    assert exists(line)


@pytest.mark.parametrize(
    "line",
    [
        "make sites",
        ".venv/bin/disclose chekc",
        ".venv/bin/disclose check --format gitlab",
        ".venv/bin/disclose build --output preview",
        "python3 scripts/served.py descends URL",
        "python3 scripts/served_site.py follows URL",
        "python3 scripts/served_site.py matches URL",
    ],
)
def test_a_command_that_does_not_exist_is_noticed(line: str) -> None:
    assert is_ours(line)
    assert not exists(line)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_script_is_read_by_the_shell(name: str) -> None:
    for script in (step["run"] for step in steps(name) if "run" in step):
        assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0, script


def test_the_hooks_before_a_commit_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["check", "fmt"]
    assert all(exists(hook["entry"]) for hook in hooks)


def test_the_editor_finds_the_schema_that_each_file_names_itself() -> None:
    schemas = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for schema, pattern in schemas.items():
        files = list(ROOT.glob(pattern))
        assert files
        for file in files:
            named = file.read_text("utf-8").split("$schema=")[1].split("\n")[0]
            assert (file.parent / named).resolve() == (ROOT / schema).resolve(strict=True)
