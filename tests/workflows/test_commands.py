"""What the workflows, the editor's settings and the hooks before a commit run or name is there."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.editing import ROOT, edited, placed
from tests.workflows.reading import WORKFLOWS, exists, is_ours, lines, steps

_TO_GITHUB = re.compile(
    r'url=\$\(gh api "repos/\$GITHUB_REPOSITORY/pages" --jq \.html_url\)|echo "(\w+)=\$\1" >> "\$GITHUB_OUTPUT"'
)
"""A question, and what a step gives to later ones."""


@pytest.mark.parametrize("line", lines("publish"))
def test_publishing_runs_only_what_exists(line: str) -> None:
    assert _TO_GITHUB.fullmatch(line) or (is_ours(line) and exists(line))


@pytest.mark.parametrize("line", [line for name in WORKFLOWS for line in lines(name) if is_ours(line)])
def test_every_command_of_ours_exists(line: str) -> None:
    assert exists(line)


@pytest.mark.parametrize(
    "line",
    [
        "make sites",
        "make site PUBLISH=place",
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


HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
SLIPS = [("2080505, 基本支出: 28.39", "2080505, 基本支出: 28.93"), ("年度: 2026\n", "年度:  2026\n")]
"""What each hook is there to find, in their order: a figure, spacing."""


def before_commit(hook: dict[str, str], text: str, folder: Path) -> int:
    """Run a hook on a changed file, as it would be before a commit; return how it ended."""
    (changed,) = placed(folder, text).glob("*/*.yaml")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    assert re.search(hook["files"], str(changed.relative_to(folder)))
    command = [*hook["entry"].split(), str(changed.relative_to(folder))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("hook", "slip"),
    list(zip(HOOKS, SLIPS, strict=True)),
    ids=["check", "fmt"],
)
def test_a_hook_lets_a_right_file_pass_and_a_slip_not(
    hook: dict[str, str], slip: tuple[str, str], tmp_path: Path
) -> None:
    assert before_commit(hook, edited(), tmp_path / "right") == 0
    assert before_commit(hook, edited(slip), tmp_path / "slip") == 1


def test_the_editor_finds_the_schema_that_each_file_names_itself() -> None:
    schemas = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for schema, pattern in schemas.items():
        files = list(ROOT.glob(pattern))
        assert files
        for file in files:
            named = file.read_text("utf-8").split("$schema=")[1].split("\n")[0]
            assert (file.parent / named).resolve() == (ROOT / schema).resolve(strict=True)
