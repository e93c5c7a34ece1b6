"""Times a publication of N unit-years, three files each, beside the ways of writing that were not taken.

Each way writes the same bytes into a folder beside this checkout, on a file system that was brought to the disk before;
figures are medians in seconds.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.publish import staging  # noqa: E402  # the checkout is what is measured
from generator.publish.disk import sync, sync_tree  # noqa: E402

SIZES = {"index.html": 75_000, "data.json": 20_000, "tables/table-1.csv": 3_000}


def made(units: int) -> dict[str, bytes]:
    """Make the files of a government of so many unit-years, of the reference disclosure's sizes."""
    chance = random.Random(units)
    return {
        f"{100_000 + unit}/2026/{name}": chance.randbytes(size) for unit in range(units) for name, size in SIZES.items()
    }


def published(site: Path, files: Mapping[str, bytes], *, carried: bool) -> None:
    """Publish all files, new ones or carried over."""
    with staging(site) as staged:
        for name, data in files.items():
            if carried:
                staged.carry(name)
            else:
                staged.write(name, data)
        staged.publish({})


def written(folder: Path, files: Mapping[str, bytes], *, one_by_one: bool) -> None:
    """Write all files and bring them to the disk, file by file or all at once, without any check."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if one_by_one:
            sync(path)
    if not one_by_one:
        sync_tree(folder)


def ways(folder: Path, files: Mapping[str, bytes]) -> dict[str, Callable[[], None]]:
    """Name what is timed, in the order in which it is done."""
    site = folder / "site"
    return {
        "written, fsync file by file": lambda: written(folder / "one", files, one_by_one=True),
        "written, one syncfs": lambda: written(folder / "all", files, one_by_one=False),
        "published for the first time": lambda: published(site, files, carried=False),
        "published over the old site": lambda: published(site, files, carried=False),
        "published, all carried over": lambda: published(site, files, carried=True),
        "removed": lambda: shutil.rmtree(folder / "all"),
    }


def timed(do: Callable[[], None]) -> tuple[float, float]:
    """Return the wall and the CPU time of a step that begins with nothing left to bring to the disk."""
    os.sync()
    wall, cpu = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    """Time every way so many rounds and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = made(options.units)
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
            for way, do in ways(Path(name), files).items():
                taken.setdefault(way, []).append(timed(do))
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.0f} MB, median of {options.rounds}")
    print(f"{'':32}{'wall s':>9}{'CPU s':>9}")
    for way, times in taken.items():
        wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{way:32}{wall:9.2f}{cpu:9.2f}")


if __name__ == "__main__":
    main()
