"""A real git repository with a folder of units, changed and committed as a clerk would."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource

from generator.build.comparison import compare_revisions
from generator.report import DIFFERENCE_REPORTERS, Differences
from tests.editing import ROOT, edited
from tests.government import WORKSPACE

_AUTHOR = ("-c", "user.name=李明", "-c", "user.email=liming@example.invalid", "-c", "commit.gpgsign=false")


def _schema(name: str) -> Any:
    return json.loads((ROOT / "schema" / name).read_text("utf-8"))


DIFF_SCHEMA = Draft7Validator(
    _schema("diff.schema.json"),
    registry=Registry().with_resource("problems.schema.json", Resource.from_contents(_schema("problems.schema.json"))),
)

STATED = ("合计, 基本支出: 303.31", "208, 基本支出: 29.17", "21011, 基本支出: 10.33")
"""The totals that the reference file states in its list of expenditure."""


def without_stated_totals() -> str:
    """Return the reference file's text with the totals of its expenditure left to the program."""
    return edited(*((f"  - {{科目: {total}}}\n", "") for total in STATED))


def git(folder: Path, *words: str) -> str:
    """Run git in a folder as somebody who commits, whatever the environment says."""
    command = ["git", "-C", str(folder), *_AUTHOR, *words]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(command, check=True, capture_output=True, env=environment, encoding="utf-8").stdout


class History:
    """A repository in a folder; every file is written under `units/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units = folder / "units"
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> str:
        return git(self.folder, *words)

    def write(self, text: str, address: str = "156001/2026") -> Path:
        path = self.units / f"{address}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def remove(self, address: str) -> None:
        (self.units / f"{address}.yaml").unlink()

    def commit(self, message: str = "改数") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def diff(self, *revisions: str) -> list[dict[str, Any]]:
        """What changed, each disclosure as JSON says it, held against the schema."""
        found = json.loads(DIFFERENCE_REPORTERS["json"](self._differences(*revisions)))
        DIFF_SCHEMA.validate(found)
        units: list[dict[str, Any]] = found["units"]
        return units

    def markdown(self, *revisions: str) -> str:
        return DIFFERENCE_REPORTERS["markdown"](self._differences(*revisions))

    def addresses(self, *revisions: str) -> list[str]:
        return DIFFERENCE_REPORTERS["addresses"](self._differences(*revisions)).splitlines()

    def _differences(self, base: str | None = None, head: str | None = None) -> Differences:
        return compare_revisions(self.units, base, head, WORKSPACE)
