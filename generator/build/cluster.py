"""The same tasks on an existing Dask cluster: workers are handed bytes and hand bytes back, never a path."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from generator.build.fingerprint import page_fingerprint
from generator.build.workers import Failure, within
from generator.build.workspace import Workspace
from generator.errors import GeneratorError

T = TypeVar("T")
R = TypeVar("R")


class NoCluster(GeneratorError):
    """A scheduler that cannot be used."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"用不了集群 {address}：{reason}。")


def run_on_cluster(
    function: Callable[[T], R], tasks: Mapping[str, T], address: str
) -> Iterator[tuple[str, R | Failure]]:
    """Run a function over named tasks on the workers of a scheduler; yield each name with its result, as they end.

    A task whose worker is lost goes to another one. Raises NoCluster where there is no scheduler, no worker, or one
    whose program is not this one.
    """
    if not tasks:
        return
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise NoCluster(address, "没有安装 dask.distributed（安装 disclose[cluster]）") from error
    try:
        client = Client(address, timeout=20)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster(address, f"连不上调度器（{error}）") from error
    with client:
        _require_same_program(client, address)
        futures = {client.submit(within, None, function, task, pure=False): name for name, task in tasks.items()}
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            failed = future.exception()
            yield futures.pop(future), Failure(f"集群没有完成：{failed}") if failed else future.result()


def _require_same_program(client: "Client", address: str) -> None:  # type: ignore[name-defined]  # noqa: F821
    found = client.run(lambda: page_fingerprint(Workspace()))
    if not found:
        raise NoCluster(address, "没有工作进程")
    for worker, fingerprint in sorted(found.items()):
        if fingerprint != page_fingerprint(Workspace()):
            raise NoCluster(address, f"工作进程 {worker} 的程序、模板或库与这里不同")
