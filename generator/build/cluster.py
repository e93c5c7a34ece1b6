"""The same tasks on an existing Dask cluster: workers are handed bytes and hand bytes back, never a path."""

import functools
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generator.build.fingerprint import page_fingerprint, print_fingerprint
from generator.build.making import Batch
from generator.build.printing import Printing
from generator.build.workers import Failure, within
from generator.build.workspace import ROOT, Workspace
from generator.errors import GeneratorError

T = TypeVar("T", Batch, Printing)
R = TypeVar("R")
_ANSWER, _PATIENCE, _LOOK = 20, 30, 5
"""For so many seconds a scheduler is waited for and a cluster may be without a worker; so often it is looked at."""


class NoCluster(GeneratorError):
    """A scheduler that cannot be used."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"用不了集群 {address}：{reason}。")


@dataclass(frozen=True, slots=True)
class _Unfit:
    """What a worker answers whose results are not the ones of here, and why."""

    reason: str


def run_on_cluster(
    function: Callable[[T], R], tasks: Mapping[str, T], address: str, *, with_pdf: bool
) -> Iterator[tuple[str, R | Failure]]:
    """Run a function over named tasks on the workers of a scheduler; yield each name with its result, as they end.

    A task whose worker is lost goes to another one. Raises NoCluster where there is no scheduler, no worker, or one
    whose program is not this one, nor, with PDFs, its fonts.
    """
    if not tasks:
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster(address, "没有安装 dask.distributed（安装 disclose[cluster]）") from error
    wanted = _program(with_pdf)
    try:
        client: Any = Client(address, timeout=_ANSWER)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, TypeError) as error:  # the last: an address that asks for certificates
        raise NoCluster(address, f"连不上调度器（{error}）") from error
    with client:
        try:
            futures = {client.submit(_fit, wanted, function, task, pure=False): name for name, task in tasks.items()}
            for future in _ended(client, futures, address):
                failed = future.exception()
                found = Failure(f"集群没有完成：{failed}") if failed else future.result()
                if isinstance(found, _Unfit):
                    raise NoCluster(address, found.reason)
                yield futures.pop(future), found
        except (OSError, TimeoutError, CancelledError) as error:
            raise NoCluster(address, f"与调度器的连接断了（{error}）") from error


def _ended(client: Any, futures: Mapping[Any, str], address: str) -> Iterator[Any]:
    """Yield futures as they end; raises NoCluster once there has been no worker for a while."""
    from distributed import as_completed

    ended: Any = as_completed(futures)  # type: ignore[no-untyped-call]
    looked = worked = time.monotonic()
    while not ended.is_empty():
        yield from ended.next_batch(block=False)
        time.sleep(0.02)
        if time.monotonic() - looked > _LOOK:
            looked = time.monotonic()
            worked = looked if client.nthreads() else worked
            if looked - worked > _PATIENCE:
                raise NoCluster(address, f"{_PATIENCE} 秒没有工作进程")


@functools.cache
def _program(with_pdf: bool) -> Mapping[str, str]:
    """Return the hashes of what results depend on beside their task, by name; raises MissingFont."""
    found = {"程序、模板或库": page_fingerprint(Workspace())}
    return found | ({"字体或排版程序": print_fingerprint(Workspace())} if with_pdf else {})


def _fit(wanted: Mapping[str, str], function: Callable[[T], R], task: T) -> R | Failure | _Unfit:
    """Run a task by the worker's own checkout, where it is the wanted program; every task asks, workers come and go."""
    from distributed import get_worker

    worker = get_worker().address
    try:
        own = _program(len(wanted) > 1)
    except GeneratorError as error:
        return _Unfit(f"工作进程 {worker} {error}".removesuffix("。"))
    if other := [what for what, sha in wanted.items() if own[what] != sha]:
        return _Unfit(f"工作进程 {worker} 的{'，'.join(other)}与这里不同")
    return within(None, function, replace(task, root=ROOT))
