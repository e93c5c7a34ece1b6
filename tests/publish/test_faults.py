"""A publication that is killed, or refused by the system, at any step: the old or the new site, nothing else."""

import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.publish.driver import publish_version
from tests.publish.sites import LOCK, STAGED, beside, driver, started, version_of
from tests.publish.tracing import CHANGING, READING, Call, calls_about, needs_strace, with_fault

pytestmark = pytest.mark.faults

Prepare = Callable[[Path], None]


def nothing_there(site: Path) -> None:
    """The state before a first publication, into folders that are yet to be made."""


def a_site_and_debris(site: Path) -> None:
    """The state after a publication was killed: the old site, and half a new one beside it."""
    publish_version(site, "old")
    debris = site.with_name(STAGED)
    shutil.copytree(site, debris)
    (debris / "index.html").write_bytes(b"half")


STATES: dict[str, Prepare] = {"first": nothing_there, "replaced": a_site_and_debris}


class Sweep:
    """Faults met one after another, each in a fresh folder that stood in the same state."""

    def __init__(self, folder: Path, prepare: Prepare) -> None:
        self.folder, self.prepare = folder, prepare
        self.site = folder / "public" / "site"
        self.log = folder / "log"
        self.command = driver(self.site, "new")

    def afresh(self) -> str | None:
        shutil.rmtree(self.site.parent, ignore_errors=True)
        self.prepare(self.site)
        return version_of(self.site)

    def calls(self, names: Sequence[str]) -> list[Call]:
        self.afresh()
        return calls_about(self.site.parent, self.command, names, self.log)

    def meet(self, call: Call, fault: str) -> None:
        before = self.afresh()
        done = with_fault(self.command, call, fault, self.log)
        after = version_of(self.site)
        assert after in (before, "new")
        if "error" in fault:
            self.assert_told(done.returncode, done.stderr, before, after)
        self.assert_next_succeeds()

    def assert_told(self, code: int, message: str, before: str | None, after: str | None) -> None:
        """The exit code and the sentence say what became of the output."""
        assert "Traceback" not in message, message
        assert code in (0, 2), message
        assert after == ("new" if code == 0 or "已换成新的站点" in message else before), message

    def assert_next_succeeds(self) -> None:
        assert not self.site.parent.exists() or beside(self.site) <= {"site", LOCK, STAGED}
        publish_version(self.site, "next")
        assert version_of(self.site) == "next"
        assert beside(self.site) == {"site", LOCK}

    def meet_all(self, calls: list[Call], fault: str) -> None:
        """Meet a fault at each call; all that went wrong is told at once."""
        wrong = []
        for call in calls:
            try:
                self.meet(call, fault)
            except Exception as error:  # whatever a fault brings to light belongs in the list
                wrong.append(f"{fault} at {call}\n    {type(error).__name__}: {error}")
        assert not wrong, "\n".join(wrong)


@pytest.fixture(params=STATES)
def sweep(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sweep]:
    yield Sweep(tmp_path, STATES[request.param])


@needs_strace
@pytest.mark.slow
def test_killed_before_every_call_that_changes_something(sweep: Sweep) -> None:
    calls = sweep.calls(CHANGING)
    assert len(calls) >= 40
    sweep.meet_all(calls, "signal=KILL")


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EROFS"])
def test_refused_at_every_call_that_changes_something(sweep: Sweep, error: str) -> None:
    sweep.meet_all(sweep.calls(CHANGING), f"error={error}")


@needs_strace
@pytest.mark.slow
def test_unreadable_at_every_call_that_reads_something(sweep: Sweep) -> None:
    sweep.meet_all(sweep.calls(READING), "error=EIO")


@needs_strace
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("renameat2", "signal=KILL"),
        ("fsync", "signal=KILL"),
        ("rmdir", "signal=KILL"),
        ("write", "error=ENOSPC"),
        ("syncfs", "error=EIO"),
        ("renameat2", "error=EROFS"),
        ("fsync", "error=EIO"),
    ],
)
def test_the_turning_points(tmp_path: Path, name: str, fault: str) -> None:
    sweep = Sweep(tmp_path, a_site_and_debris)
    *_, last = sweep.calls([name])
    sweep.meet(last, fault)


@pytest.mark.parametrize("moments", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_random_moments(tmp_path: Path, moments: int) -> None:
    site, files = tmp_path / "site", 60
    publish_version(site, "0", files=files)
    chance = random.Random(moments)
    seconds = _seconds_of_one(site, files)
    for moment in range(moments):
        before = version_of(site, files=files)
        process = started(driver(site, str(moment), "--files", str(files)))
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert version_of(site, files=files) in (before, str(moment))
        assert beside(site) <= {"site", LOCK, STAGED}
    publish_version(site, "next", files=files)
    assert version_of(site, files=files) == "next"
    assert beside(site) == {"site", LOCK}


def _seconds_of_one(site: Path, files: int) -> float:
    process = started(driver(site, "timed", "--files", str(files)))
    assert process.stdout is not None
    process.stdout.readline()
    start = time.perf_counter()
    process.communicate()
    return time.perf_counter() - start
