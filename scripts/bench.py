"""Times the build of the reference disclosure beside the renderer's own command on the same print HTML.

Each command runs as a process of its own, turn by turn, so that noise falls on all alike; wall time and CPU (user and
system) are medians.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.build.making import print_html  # noqa: E402  # the checkout is what is measured
from generator.build.units import read_units  # noqa: E402
from generator.build.workspace import Workspace  # noqa: E402
from generator.render.pdf import self_contained  # noqa: E402

UNIT = ROOT / "units" / "156001" / "2026.yaml"


def timed(command: Sequence[str | Path]) -> tuple[float, float]:
    """Run a command and return its wall time and its CPU time, in seconds."""
    start = time.perf_counter()
    child = os.posix_spawn(
        str(command[0]),
        [str(word) for word in command],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, 1, 2)],
    )
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def main() -> None:
    """Run every command in turn and print the medians and their ratios to the renderer's own command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    os.chdir(ROOT)
    workspace = Workspace()
    (unit,) = read_units([UNIT], workspace)
    if unit.page is None:
        raise SystemExit("the reference does not build")
    tools = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "print.html"
        page.write_text(self_contained(print_html(unit.page, workspace), workspace.templates), encoding="utf-8")
        commands: dict[str, list[str | Path]] = {
            "weasyprint print.html": [tools / "weasyprint", page, Path(folder) / "own.pdf"],
            "disclose build": [tools / "disclose", "build", "--out", Path(folder) / "site"],
            "disclose build --no-pdf": [tools / "disclose", "build", "--no-pdf", "--out", Path(folder) / "pages"],
            "disclose check": [tools / "disclose", "check"],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(timed(command))
    report(taken)


def report(taken: dict[str, list[tuple[float, float]]]) -> None:
    """Print one line for each command."""
    medians = {
        name: tuple(statistics.median(column) for column in zip(*runs, strict=True)) for name, runs in taken.items()
    }
    base = medians["weasyprint print.html"]
    rounds = len(next(iter(taken.values())))
    print(f"{'command':28}{'wall s':>9}{'CPU s':>9}{'wall ×':>9}{'CPU ×':>9}   median of {rounds}")
    for name, (wall, cpu) in medians.items():
        print(f"{name:28}{wall:9.2f}{cpu:9.2f}{wall / base[0]:9.2f}{cpu / base[1]:9.2f}")


if __name__ == "__main__":
    main()
