"""The whole command: killed, starved, crowded, in another year, with folders in another order."""

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.editing import edited, placed
from tests.publish.sites import LOCK, STAGED, beside, contents, driver, run, started
from tests.publish.tracing import calls_about, needs_strace, with_fault

pytestmark = pytest.mark.faults

SHUFFLED = """
import os, random, sys
chance, listdir, scandir = random.Random(int(sys.argv.pop(1))), os.listdir, os.scandir

class Shuffled(list):
    __enter__ = lambda self: self
    __exit__ = lambda self, *_: None
    __next__ = lambda self: self.pop() if self else next(iter(()))
    __iter__ = lambda self: self
    close = lambda self: None

def shuffled(entries):
    entries = Shuffled(entries)
    chance.shuffle(entries)
    return entries

os.listdir = lambda *words: list(shuffled(listdir(*words)))
os.scandir = lambda *words: shuffled(scandir(*words))
from generator.cli import main
sys.exit(main())
"""


def build(site: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--out", str(site), *options]


def built(site: Path, *options: str) -> dict[str, bytes] | None:
    done = run(build(site, *options))
    assert done.returncode == 0, done.stderr
    return contents(site)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes] | None:
    """The repository's own units without their PDFs, as an undisturbed build makes them."""
    return built(tmp_path_factory.mktemp("pages") / "site", "--no-pdf")


def test_a_build_that_finds_the_output_held_ends_with_75(tmp_path: Path) -> None:
    holder = started(driver(tmp_path / "site", "1", "--hold"))
    assert holder.stdout is not None
    assert [holder.stdout.readline() for _ in range(2)] == ["ready\n", "held\n"]
    refused = run(build(tmp_path / "site", "--no-pdf"))
    holder.communicate("publish\n")
    assert refused.returncode == 75
    assert "另一个生成正在写" in refused.stderr
    assert not refused.stdout


@pytest.mark.slow
def test_of_eight_builds_at_once_none_disturbs_another(tmp_path: Path, pages: dict[str, bytes]) -> None:
    site = tmp_path / "site"
    builds = [started(build(site, "--no-pdf")) for _ in range(8)]
    said = [process.communicate()[1] for process in builds]
    codes = [process.returncode for process in builds]
    assert set(codes) <= {0, 75}
    assert 0 in codes
    assert all(("另一个生成正在写" in words) == (code == 75) for words, code in zip(said, codes, strict=True))
    assert contents(site) == pages
    assert beside(site) == {"site", LOCK}


@pytest.mark.slow
def test_killed_at_random_moments_and_no_process_stays(tmp_path: Path, pages: dict[str, bytes]) -> None:
    site, chance = tmp_path / "site", random.Random(1)
    built(site, "--no-pdf")
    for _ in range(20):
        process = started(build(site, "--no-pdf"), start_new_session=True)
        time.sleep(chance.uniform(0, 2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        _assert_group_ends(process.pid)
        assert contents(site) == pages
        assert beside(site) <= {"site", LOCK, STAGED}
    assert built(site, "--no-pdf") == pages
    assert beside(site) == {"site", LOCK}


def _assert_group_ends(group: int) -> None:
    """Every process that a build started ends after the build: nothing is left waiting for it."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("a process outlives its build")


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO", "error=ENOSPC", "error=EROFS"])
@pytest.mark.parametrize("name", ["mkdir", "syncfs", "renameat2", "fsync", "rmdir"])
def test_a_fault_at_each_turning_point(tmp_path: Path, pages: dict[str, bytes], name: str, fault: str) -> None:
    site, log = tmp_path / "public" / "site", tmp_path / "log"
    site.parent.mkdir()
    others = placed(tmp_path, edited(("部门领导: 张维德", "部门领导: 张维")))
    old = built(site, "--no-pdf", "--units", str(others))
    assert old != pages
    *_, last = calls_about(site.parent, build(site, "--no-pdf"), [name], log)
    assert built(site, "--no-pdf", "--units", str(others)) == old
    done = with_fault(build(site, "--no-pdf"), last, fault, log)
    assert contents(site) in (old, pages)
    if done.returncode == 0:
        assert contents(site) == pages
    assert "Traceback" not in done.stderr
    assert built(site, "--no-pdf") == pages
    assert beside(site) == {"site", LOCK}


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 6))])
def test_the_order_of_directories_does_not_matter(tmp_path: Path, pages: dict[str, bytes], seed: int) -> None:
    site = tmp_path / "site"
    done = run([sys.executable, "-c", SHUFFLED, str(seed), "build", "--no-pdf", "--out", str(site)])
    assert done.returncode == 0, done.stderr
    assert contents(site) == pages


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler to make another clock with (cc)")
def test_the_clock_does_not_matter(tmp_path: Path, built_site: Path) -> None:
    library = tmp_path / "clock.so"
    done = run(["cc", "-shared", "-fPIC", "-o", str(library), str(Path(__file__).with_name("clock.c"))])
    assert done.returncode == 0, done.stderr
    for year, second in ((1999, "946684799"), (2037, "2145916799")):
        environment = {**os.environ, "LD_PRELOAD": str(library), "CLOCK": second}
        told = run([sys.executable, "-c", "import datetime; print(datetime.datetime.now(datetime.UTC))"], environment)
        assert told.stdout.startswith(str(year)), told
        done = run(build(tmp_path / str(year)), environment)
        assert done.returncode == 0, done.stderr
        assert contents(tmp_path / str(year)) == contents(built_site)
