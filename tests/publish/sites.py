"""What stands in the output folder and beside it, and how tests run the small publication in another process."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.publish import MANIFEST, sha256
from tests.editing import ROOT
from tests.publish.driver import UNCHANGED, pages

LOCK, STAGED = ".site.lock", ".site.staged"


def contents(site: Path) -> dict[str, bytes] | None:
    """Return every file of a folder by its name; None where there is no such folder."""
    if not site.is_dir():
        return None
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if not path.is_dir()}


def version_of(site: Path, *, files: int = 4) -> str | None:
    """Return the version that stands complete in the output, None where there is none; fails on anything else."""
    there = contents(site)
    if there is None:
        return None
    described = json.loads(there.pop(MANIFEST))
    version = str(described["revision"])
    assert there == {**pages(version, files), **UNCHANGED}, f"a mixture: {sorted(there)}"
    assert described["files"] == {name: sha256(data) for name, data in there.items()}
    return version


def beside(site: Path) -> set[str]:
    """Name what stands in the output's parent folder."""
    return {path.name for path in site.parent.iterdir()}


def driver(out: Path, version: str, *options: str) -> list[str]:
    """Return the command that publishes a version."""
    return [sys.executable, "-m", "tests.publish.driver", str(out), version, *options]


def started(command: Sequence[str], **more: object) -> subprocess.Popen[str]:
    """Start a command at the repository's root, with pipes to all its streams."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True, **more)  # type: ignore[call-overload,no-any-return]


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command at the repository's root to its end."""
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
