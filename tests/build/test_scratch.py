"""What workers leave behind is gone with their build, however it ends."""

import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

import pytest

from generator.build.scratch import scratch
from generator.build.workers import Limits, run
from tests.editing import ROOT

HOLD = """
import time
from generator.build.scratch import scratch
with scratch() as folder:
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def leave_behind(task: str) -> str:
    """Put a folder down as the renderer does, and die or not."""
    found = tempfile.mkdtemp(prefix="weasyprint-")
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return found


def test_what_workers_put_down_is_gone_though_one_was_killed(temporary: Path) -> None:
    found = dict(run(leave_behind, {"live": "live", "die": "die"}, jobs=2, limits=Limits()))
    assert str(found["live"]).startswith(str(temporary))
    assert [*temporary.rglob("weasyprint-*"), *temporary.glob("disclose-*")] == []


def test_a_folder_is_not_cleared_while_it_is_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = fcntl.flock

    def another_build_first(held: IO[str], how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        with scratch():
            pass
        lock(held, how)

    monkeypatch.setattr(fcntl, "flock", another_build_first)
    with scratch() as folder:
        assert folder.exists()


def test_the_next_build_clears_what_a_killed_one_left_and_nothing_of_a_living_one(temporary: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(temporary)}
    held = [
        subprocess.Popen([sys.executable, "-c", HOLD], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    dead, living = (Path(each.stdout.readline().strip()) for each in held if each.stdout)
    held[0].kill()
    held[0].wait()
    with scratch():
        assert not dead.exists()
        assert living.exists()
    held[1].kill()
    for each in held:
        each.communicate()
