"""The lock of an output."""

import os
import signal
from pathlib import Path

import pytest

from generator.publish.lock import OutputBusy, holding
from tests.publish.driver import publish_version
from tests.publish.sites import LOCK, driver, run, started, version_of

pytestmark = pytest.mark.faults


def test_a_second_holder_is_refused_with_exit_code_75(tmp_path: Path) -> None:
    out, lock = tmp_path / "site", tmp_path / LOCK
    with holding(out, lock), pytest.raises(OutputBusy, match=r"另一个生成正在写 .*site，这一次没有生成") as refused:
        holding(out, lock).__enter__()
    assert refused.value.exit_code == 75


def test_the_lock_is_free_again_after_success_and_after_failure(tmp_path: Path) -> None:
    out, lock = tmp_path / "site", tmp_path / LOCK
    with pytest.raises(ZeroDivisionError), holding(out, lock):
        1 / 0  # noqa: B018
    with holding(out, lock):
        pass


def test_an_error_of_the_builds_own_is_not_taken_for_a_busy_output(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), holding(tmp_path / "site", tmp_path / LOCK):
        raise BlockingIOError


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build = started(driver(site, "killed", "--hold"))
    assert build.stdout is not None
    assert [build.stdout.readline() for _ in range(2)] == ["ready\n", "held\n"]
    assert run(driver(site, "refused")).returncode == 75
    build.send_signal(signal.SIGKILL)
    build.communicate()
    publish_version(site, "next")
    assert version_of(site) == "next"


def test_a_forked_worker_that_outlives_its_build_does_not_hold_the_lock(tmp_path: Path) -> None:
    out, lock = tmp_path / "site", tmp_path / LOCK
    with holding(out, lock):
        begun, begins = os.pipe()
        worker = os.fork()
        if not worker:
            os.write(begins, b"1")
            signal.pause()
        os.read(begun, 1)
    try:
        with holding(out, lock):
            pass
    finally:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def test_a_worker_that_ends_does_not_free_the_lock(tmp_path: Path) -> None:
    out, lock = tmp_path / "site", tmp_path / LOCK
    with holding(out, lock):
        worker = os.fork()
        if not worker:
            os._exit(0)
        os.waitpid(worker, 0)
        with pytest.raises(OutputBusy), holding(out, lock):
            pass


def test_a_lock_whose_file_was_removed_is_not_held_any_more(tmp_path: Path) -> None:
    path = tmp_path / LOCK
    with holding(tmp_path / "site", path) as lock:
        lock.assert_held()
        path.unlink()
        with pytest.raises(OutputBusy):
            lock.assert_held()
        path.touch()
        with pytest.raises(OutputBusy):
            lock.assert_held()


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / LOCK).symlink_to(tmp_path / "letter")
    with pytest.raises(OSError, match="symbolic links"), holding(tmp_path / "site", tmp_path / LOCK):
        pass
    assert not (tmp_path / "letter").exists()
