"""A build on a cluster: a scheduler and two workers started as processes of their own, on the loopback address."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.cluster import NoCluster, run_on_cluster
from generator.build.workers import Failure
from tests.build.test_reuse import built, cold, tree
from tests.editing import ROOT

pytest.importorskip("distributed", reason="dask.distributed is an extra")
__all__ = ["cold"]


def start(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and the workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scratch = str(tmp_path_factory.mktemp("scratch"))
    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    options = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--local-directory", scratch)
    workers = [start("dask_worker", address, "--host", "127.0.0.1", *options) for _ in range(2)]
    yield address, workers
    for process in (*workers, scheduler):
        process.send_signal(signal.SIGINT)
    for process in (*workers, scheduler):
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def slowly(task: int) -> int:
    time.sleep(0.2)
    return task * 2


def test_a_cluster_gives_the_bytes_of_a_local_build(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], cold: Path, tmp_path: Path
) -> None:
    shutil.copytree(cold / "units", tmp_path / "units")
    assert len(built(tmp_path, scheduler=cluster[0]).reasons) > 5
    assert tree(tmp_path / "site") == tree(cold / "site")


def test_a_worker_lost_in_the_middle_loses_nothing(cluster: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, workers = cluster
    tasks = {str(number): number for number in range(20)}
    found: dict[str, int | Failure] = {}
    for name, result in run_on_cluster(slowly, tasks, address):
        if len(found) == 4:
            children = subprocess.run(["pgrep", "-P", str(workers[0].pid)], capture_output=True, text=True, check=False)
            for pid in [*children.stdout.split(), str(workers[0].pid)]:
                os.kill(int(pid), signal.SIGKILL)
        found[name] = result
    assert found == {name: number * 2 for name, number in tasks.items()}


def test_no_scheduler_is_said_so() -> None:
    with pytest.raises(NoCluster, match="连不上调度器"):
        list(run_on_cluster(slowly, {"one": 1}, "tcp://127.0.0.1:1"))
