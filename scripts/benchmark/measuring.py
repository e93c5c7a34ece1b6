"""What a command used with all its processes: wall time, processor time, memory."""

from __future__ import annotations

import ctypes
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_BETWEEN_LOOKS = 0.05


@dataclass(frozen=True)
class Used:
    """Seconds on the clock, seconds of processors (user and system), bytes of memory at the most."""

    wall: float
    cpu: float
    memory: int


def adopt_orphans() -> None:
    """Let processes whose parent has ended become this one's, so that what they used is told to it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def measured(command: Sequence[str | Path]) -> Used:
    """Run a command to its end, and to that of every process that it started; one that fails ends the benchmark."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen([str(word) for word in command], stdout=said, stderr=subprocess.STDOUT)
        memory = cpu = 0.0
        while (found := os.wait4(-1, os.WNOHANG)) and found[0] != child.pid:
            cpu += _seconds(found[2]) if found[0] else 0.0
            memory = max(memory, sum(map(_resident, _family(child.pid))))
            time.sleep(0 if found[0] else _BETWEEN_LOOKS)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(found[1])
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(map(str, command))}\n{said.read().decode()[-2000:]}")
    return Used(wall, cpu + _seconds(found[2]) + sum(map(_seconds, _orphans())), int(memory))


def _orphans() -> Iterator[os.rusage]:  # type: ignore[name-defined]
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return


def _seconds(used: os.rusage) -> float:  # type: ignore[name-defined]
    return used.ru_utime + used.ru_stime


def _family(process: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _family(int(child))


def _resident(process: int) -> int:
    """Return the bytes of memory that a process holds, what it shares with others included."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def median(runs: Iterable[Used]) -> Used:
    """Return the median of each figure."""
    listed = list(runs)
    return Used(
        statistics.median(run.wall for run in listed),
        statistics.median(run.cpu for run in listed),
        int(statistics.median(run.memory for run in listed)),
    )


def together(runs: Iterable[Used]) -> Used:
    """Return what runs one after another used in all."""
    listed = list(runs)
    memory = max(run.memory for run in listed)
    return Used(sum(run.wall for run in listed), sum(run.cpu for run in listed), memory)
