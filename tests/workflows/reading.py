"""The workflows as values, and a judgement whether a line of a step runs something that exists."""

import argparse
import contextlib
import io
import re
import runpy
import shlex
from pathlib import Path
from typing import Any

import yaml

from generator.arguments import parser
from tests.editing import ROOT

WORKFLOWS = {path.stem: path for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
_MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
_TARGETS = set(re.findall(r"(?m)^([a-z-]+):", _MAKEFILE))
_SETTING = re.compile(rf"({'|'.join(re.findall(r'[$][(]([A-Z]+)[)]', _MAKEFILE))})=.*")
_DISCLOSE = ".venv/bin/disclose "
_KEPT = re.compile(r"\w+=\$\((python3 .+)\)")
"""What a script of ours says, kept by a name."""
_GIVEN = "xargs -r "
"""What gives a command the addresses that the one before it lists."""


def workflow(name: str) -> dict[Any, Any]:
    """Read a workflow; its key `on` is read as true, as YAML 1.1 has it."""
    read: dict[Any, Any] = yaml.safe_load(WORKFLOWS[name].read_text("utf-8"))
    return read


def steps(name: str) -> list[dict[str, Any]]:
    """Return the steps of all jobs, in order."""
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def lines(name: str) -> list[str]:
    """Return the lines of every script that a workflow runs, each side of a pipe for itself."""
    scripts = [step.get("run", "") for step in steps(name)]
    parts = [part.strip() for script in scripts for line in script.splitlines() for part in line.split(" | ")]
    parts = [_KEPT.sub(r"\1", part) for part in parts]
    return [f"{part.removeprefix(_GIVEN)} 156001/2026" if part.startswith(_GIVEN) else part for part in parts]


def is_ours(line: str) -> bool:
    """Say whether a line runs a target of make, the program or a script of this repository."""
    return line.startswith(("make ", _DISCLOSE, "python3 "))


def exists(line: str) -> bool:
    """Say whether the target, the arguments or the script that such a line names are there."""
    words = shlex.split(line.partition(" > ")[0])
    if words[0] == "make":
        return {word for word in words[1:] if not _SETTING.fullmatch(word)} <= _TARGETS
    if line.startswith(_DISCLOSE):
        return _takes(parser(), words[1:])
    script = ROOT / words[1]
    return script.is_file() and _takes(_parser_of(script), words[2:])


def _parser_of(script: Path) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = runpy.run_path(str(script))["_parser"]()
    return parser


def _takes(parser: argparse.ArgumentParser, words: list[str]) -> bool:
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            parser.parse_args(words)
        except SystemExit:
            return False
    return True
