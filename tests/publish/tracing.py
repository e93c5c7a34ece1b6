"""System calls of a publication, listed and then made to fail or to be the last one, with strace."""

import functools
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.publish.sites import run

CHANGING = (
    *(
        "openat",
        "mkdir",
        "mkdirat",
        "write",
        "ftruncate",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "unlink",
    ),
    *("unlinkat", "rmdir", "chmod", "fchmod", "fsync", "fdatasync", "syncfs", "flock", "close"),
)
READING = ("read", "getdents64", "newfstatat")
SAME_EVERY_TIME = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
_CALL = re.compile(r"(?:\d+ +)?(\w+)\(")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of a run: the how-manieth of its name, and what it was."""

    name: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.name} #{self.number}: {self.text}"


@functools.cache
def why_not() -> str:
    """Say why system calls cannot be traced here; nothing where they can."""
    if not shutil.which("strace"):
        return "strace is not installed (apt-get install strace)"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else ""


needs_strace = pytest.mark.skipif(bool(why_not()), reason=why_not())


def traced(command: Sequence[str], log: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run a command under strace; system calls are logged with the paths that they are about."""
    return run(["strace", "-y", "-o", str(log), *more, *command], SAME_EVERY_TIME)


def calls_about(folder: Path, command: Sequence[str], names: Sequence[str], log: Path) -> list[Call]:
    """List the calls of a run that are about anything below a folder, in their order."""
    assert traced(command, log, "-e", f"trace={','.join(names)}").returncode == 0
    seen: Counter[str] = Counter()
    calls = []
    for line in log.read_text("utf-8", "replace").splitlines():
        if match := _CALL.match(line):
            seen[match[1]] += 1
            if str(folder) in line:
                calls.append(Call(match[1], seen[match[1]], line))
    return calls


def with_fault(command: Sequence[str], call: Call, fault: str, log: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in which one call meets a fault: `signal=KILL` before it is done, `error=EIO` instead of it."""
    filters = ("-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}:when={call.number}")
    faster = () if "KILL" in fault else ("-f", "--seccomp-bpf")  # which has no effect on signals
    done = traced(command, log, *faster, *filters)
    met = "killed by SIGKILL" if "KILL" in fault else "(INJECTED)"
    assert met in log.read_text("utf-8", "replace"), f"{call} did not meet {fault}"
    return done
