"""A build on a cluster: a scheduler and two workers started as processes of their own, on the loopback address."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.build import cluster as cluster_module
from generator.build.cluster import NoCluster, run_on_cluster
from generator.build.options import Options
from generator.build.printing import Printing
from generator.build.run import build
from generator.build.workers import Failure
from generator.render.fonts import font_files
from tests.build.test_reuse import WORKSPACE, built, cold, edit, tree
from tests.editing import ROOT, disclose

pytest.importorskip("distributed", reason="dask.distributed is an extra")
__all__ = ["cold"]


def start(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
    return subprocess.Popen(command, cwd="/", env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scratch = str(tmp_path_factory.mktemp("scratch"))
    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    options = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--local-directory", scratch)
    workers = [start("dask_worker", address, "--host", "127.0.0.1", *options) for _ in range(2)]
    yield Cluster(address, scheduler, workers)
    for process in (*workers, scheduler):
        process.send_signal(signal.SIGINT)
    for process in (*workers, scheduler):
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def numbered(count: int) -> dict[str, Printing]:
    """Tasks that name a checkout which is nowhere."""
    return {str(number): Printing(str(number).encode(), (), Path("/nowhere")) for number in range(count)}


def slowly(task: Printing) -> int:
    time.sleep(0.2)
    assert task.root == ROOT
    return int(task.html) * 2


def test_a_cluster_gives_the_bytes_of_a_local_build(cluster: Cluster, cold: Path, tmp_path: Path) -> None:
    shutil.copytree(cold / "units", tmp_path / "units")
    assert len(built(tmp_path, scheduler=cluster.address).reasons) > 5
    assert tree(tmp_path / "site") == tree(cold / "site")


def test_a_draft_that_is_no_yaml_is_told_as_in_a_local_build(cluster: Cluster, cold: Path, tmp_path: Path) -> None:
    shutil.copytree(cold / "units", tmp_path / "units")
    edit(tmp_path / "units" / "104001" / "2026.yaml", "状态: 草稿", "状态: 草稿\n x: [")
    (tmp_path / "deep").mkdir()
    with contextlib.chdir(tmp_path / "deep"):
        there, here = (
            build(
                Options(Path("../units"), tmp_path / name, with_pdf=False, cache=tmp_path / f"c-{name}", scheduler=at),
                WORKSPACE,
            )
            for name, at in (("there", cluster.address), ("here", ""))
        )
    assert there.done
    assert there.report == here.report
    assert any(there.report.line(problem) for problem in there.report.problems)


def test_workers_of_another_program_or_with_other_fonts_are_refused(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kai = font_files(ROOT)["Kai"]
    for name in ("FandolFang-Regular.otf", "FandolKai-Regular.otf"):
        shutil.copy(kai, tmp_path / name)
    monkeypatch.setenv("DISCLOSE_FONTS", str(tmp_path))
    assert dict(run_on_cluster(slowly, numbered(1), cluster.address, with_pdf=False)) == {"0": 0}
    cluster_module._program.cache_clear()
    with pytest.raises(NoCluster, match=r"工作进程 tcp://\S+ 的字体或排版程序与这里不同"):
        list(run_on_cluster(slowly, numbered(1), cluster.address, with_pdf=True))
    cluster_module._program.cache_clear()
    monkeypatch.setattr(cluster_module, "page_fingerprint", lambda _workspace: "another")
    with pytest.raises(NoCluster, match="的程序、模板或库与这里不同"):
        list(run_on_cluster(slowly, numbered(1), cluster.address, with_pdf=False))
    cluster_module._program.cache_clear()


def kill(worker: subprocess.Popen[bytes]) -> None:
    """Kill a worker with the process that it has begun."""
    children = subprocess.run(["pgrep", "-P", str(worker.pid)], capture_output=True, text=True, check=False)
    for pid in [*children.stdout.split(), str(worker.pid)]:
        os.kill(int(pid), signal.SIGKILL)


def test_a_worker_lost_in_the_middle_loses_nothing(cluster: Cluster) -> None:
    found: dict[str, int | Failure] = {}
    for name, result in run_on_cluster(slowly, numbered(20), cluster.address, with_pdf=False):
        if len(found) == 4:
            kill(cluster.workers[0])
        found[name] = result
    assert found == {str(number): number * 2 for number in range(20)}


def test_the_last_worker_lost_and_then_the_scheduler_are_said_so(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_ANSWER", 2)
    monkeypatch.setattr(cluster_module, "_LOOK", 0.5)
    monkeypatch.setattr(cluster_module, "_PATIENCE", 1)
    kill(cluster.workers[1])
    with pytest.raises(NoCluster, match="1 秒没有工作进程"):
        list(run_on_cluster(slowly, numbered(2), cluster.address, with_pdf=False))
    monkeypatch.setattr(cluster_module, "_PATIENCE", 60)
    later = threading.Timer(1, cluster.scheduler.kill)
    later.start()
    with pytest.raises(NoCluster, match="与调度器的连接断了"):
        list(run_on_cluster(slowly, numbered(2), cluster.address, with_pdf=False))
    later.join()


def test_no_scheduler_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_ANSWER", 2)
    for address, said in (("tcp://127.0.0.1:1", "连不上调度器"), ("tls://127.0.0.1:1", "连不上调度器")):
        with pytest.raises(NoCluster, match=said):
            list(run_on_cluster(slowly, numbered(1), address, with_pdf=False))


def test_an_empty_address_is_refused() -> None:
    run = disclose("build", "--scheduler", "")
    assert run.code == 2
    assert "调度器的地址" in run.err
