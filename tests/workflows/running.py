"""A job of a workflow run here as it is written: its scripts by a shell, the actions it uses by stand-ins."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.editing import ROOT, Run
from tests.history import git
from tests.workflows.reading import workflow

Action = Callable[[Mapping[str, Any]], None]
_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
_SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""What GitHub runs a script with where its workflow says `shell: bash`."""


@dataclass
class Job:
    """One job in a checkout; `values` says what each expression that it uses is, every other one is a failure."""

    workflow: str
    name: str
    checkout: Path
    actions: Mapping[str, Action]
    values: dict[str, str]
    programs: Path | None = None
    """A folder of programs that are found before others."""
    environment: Mapping[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    """The names of the steps that were run, an action's its own."""

    def run(self) -> Run:
        """Run the steps in order; after one that failed only those that ask for it. Return how the worst one ended."""
        read = workflow(self.workflow)
        assert read["defaults"] == {"run": {"shell": "bash"}}
        worst = Run(0, "", "")
        for step in read["jobs"][self.name]["steps"]:
            condition = _as_expression(step.get("if", "success()"))
            if (worst.code and "cancelled()" not in condition) or self._filled(condition) in ("", "false"):
                continue
            if "uses" in step:
                action = step["uses"].partition("@")[0]
                self.done.append(action)
                self.actions[action](
                    {key: self._filled(str(value)) for key, value in step.get("with", {}).items()},
                )
                continue
            self.done.append(step["name"])
            ended = self.script(step)
            self._note_outputs(step)
            worst = ended if ended.code and not worst.code else worst
        return worst

    def script(self, step: Mapping[str, Any]) -> Run:
        """Run the script of a step."""
        given = {name: self._filled(value) for name, value in step.get("env", {}).items()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
        path = f"{self.programs}:{os.environ['PATH']}" if self.programs else os.environ["PATH"]
        environment = {**kept, "PATH": path, "PYTHONPATH": str(self.checkout)}
        environment |= {"GITHUB_OUTPUT": str(self._outputs), **self.environment, **given}
        done = subprocess.run(
            [*_SHELL, "-c", step["run"]],
            cwd=self.checkout,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def _note_outputs(self, step: Mapping[str, Any]) -> None:
        """Take what a step wrote to its outputs; a step that is asked for them has a name for it."""
        for line in self._outputs.read_text("utf-8").splitlines() if self._outputs.exists() else []:
            key, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{key}"] = value
        self._outputs.unlink(missing_ok=True)

    @property
    def _outputs(self) -> Path:
        return self.checkout / ".git" / "outputs"

    def _filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: {"success()": "true", **self.values}[found[1]], text)


def _as_expression(condition: str) -> str:
    return condition if condition.startswith("${{") else "${{ " + condition + " }}"


def nothing(_given: Mapping[str, Any]) -> None:
    """Stand in for an action that has nothing to do here."""


def executable(folder: Path, programs: Mapping[str, str]) -> Path:
    """Write shell scripts that stand in for programs, and nothing else, into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / name).chmod(0o755)
    return folder


def checkout_of_this(folder: Path) -> Path:
    """Copy every file of this repository as it stands into one of its own, committed, with this one's set-up."""
    folder.mkdir()
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for name in (".venv", ".setup"):
        (folder / name).symlink_to((ROOT / name).resolve())
    if (fonts := ROOT / ".cache" / "fonts").exists():
        shutil.copytree(fonts, folder / ".cache" / "fonts")
    git(folder, "init", "-q", "-b", "main")
    (folder / ".git" / "info" / "exclude").write_text(".venv\n.setup\n", "utf-8")
    commit(folder, "起点")
    return folder


def commit(folder: Path, message: str) -> str:
    """Commit all that changed and return the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()
