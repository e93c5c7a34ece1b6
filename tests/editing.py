"""Edited copies of the reference file, checked or built as a user would."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "units" / "156001" / "2026.yaml"


@dataclass(frozen=True)
class Run:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


def disclose(*words: str | Path) -> Run:
    """Run the command as a user runs it, from the repository's root."""
    command = [sys.executable, "-m", "generator", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def line_of(text: str, fragment: str) -> int:
    """Return the number of the one line that holds a fragment."""
    found = [number for number, line in enumerate(text.split("\n"), start=1) if fragment in line]
    assert len(found) == 1, f"{fragment!r} stands on lines {found}"
    return found[0]


def edited(*changes: tuple[str, str]) -> str:
    """Return the reference file's text with fragments exchanged, each of which stands in it exactly once."""
    text = REFERENCE.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def placed(folder: Path, text: str | bytes) -> Path:
    """Write a unit file where the program looks for it and return the folder of units."""
    path = folder / "units" / "156001" / "2026.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / "units"
