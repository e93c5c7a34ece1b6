"""Worker processes with limits: each task's result is a value, whatever becomes of its worker."""

import concurrent.futures
import contextlib
import ctypes
import errno
import gc
import multiprocessing
import multiprocessing.forkserver
import multiprocessing.resource_tracker
import os
import resource
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from generator.build.scratch import scratch
from generator.errors import GeneratorError

_PR_SET_PDEATHSIG = 1
RENDERER = "weasyprint"
"""What layout needs; it takes half a second, too."""
_PRELOADED = "generator.build.making"
"""What nearly every task needs; it takes half a second to load."""
_TOO_LONG = "超过 {} 秒没有完成，已停止"
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use: processor and wall-clock seconds, bytes of memory and of any file it writes."""

    cpu_seconds: int = 120
    wall_seconds: int = 180
    memory_bytes: int = 3 << 30
    file_bytes: int = 256 << 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that gave no result, and why, in the words of the people who run a build."""

    reason: str


def available_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    function: Callable[[T], R],
    tasks: Mapping[str, T],
    *,
    jobs: int,
    limits: Limits,
    recycle_after: int = 50,
    meanwhile: Iterable[object] = (),
) -> Iterator[tuple[str, R | Failure]]:
    """Run a function over named tasks in worker processes; yield each name with its result or Failure, as they end.

    A worker that crashes, hangs or passes a limit fails its own task alone; the others go on. An exception that the
    function raises is raised here, with its traceback and the task's name: a mistake of ours is no result. Steps of
    `meanwhile` are taken while nothing has come yet.
    """
    if not tasks:
        return
    with _pool(max(1, min(jobs, len(tasks))), limits, recycle_after) as pool:
        futures: dict[Future[Any], str] = {
            pool.schedule(within, (limits.cpu_seconds, function, task), timeout=limits.wall_seconds): name
            for name, task in tasks.items()
        }
        for _ in meanwhile:
            if any(future.done() for future in futures):
                break
        for future in concurrent.futures.as_completed(futures):
            with naming(futures[future]):
                result = _result(future, limits)
            yield futures[future], result


@contextlib.contextmanager
def naming(task: str) -> Iterator[None]:
    """Let an exception of the block say below its traceback what the task was."""
    try:
        yield
    except Exception as error:
        error.add_note(f"出错的任务：{task}")
        raise


def run_beside(function: Callable[[T], R], task: T, limits: Limits, meanwhile: Iterable[object] = ()) -> R | Failure:
    """Run one task in a process of its own, taking steps of something else until it has ended.

    A pool begins by looking about now and then; beside a busy interpreter that took longer than such a task does.
    """
    prepare()
    context = multiprocessing.get_context("forkserver")
    with scratch() as folder:
        answer, answering = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(answering, limits, str(folder), function, task))
        process.start()
        answering.close()
        try:
            for _ in meanwhile:
                if answer.poll():
                    break
            if not answer.poll(limits.wall_seconds):
                return Failure(_TOO_LONG.format(limits.wall_seconds))
            found: R | Failure | Exception = answer.recv()
            if isinstance(found, Exception):
                raise found
            return found
        except EOFError:
            process.join()
            return Failure(_why_dead(process.exitcode, limits))
        finally:
            process.kill()
            process.join()


def _answer(answering: Connection, limits: Limits, scratch_folder: str, function: Callable[[T], R], task: T) -> None:
    _contain(limits, scratch_folder)
    try:
        answering.send(within(limits.cpu_seconds, function, task))
    except Exception as error:
        error.add_note(traceback.format_exc())
        answering.send(_limit_passed(error, limits) or error)


def prepare(*more: str) -> None:
    """Begin to load what workers need, in the process that they will be forked from, without waiting for it.

    `more` are further modules; what is named after the first time comes too late. An interrupt from the keyboard, which
    would reach that process and the workers too, is for this one to answer.
    """
    multiprocessing.get_context("forkserver").set_forkserver_preload([_PRELOADED, *more])
    multiprocessing.resource_tracker.ensure_running()  # it lets the signal through again
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        multiprocessing.forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextlib.contextmanager
def _pool(jobs: int, limits: Limits, recycle_after: int) -> Iterator[ProcessPool]:
    """Open a pool of contained workers; an exception stops them at once, else they end when their work is done."""
    prepare()
    with (
        scratch() as folder,
        ProcessPool(
            max_workers=jobs,
            max_tasks=recycle_after,
            initializer=_contain,
            initargs=(limits, str(folder)),
            context=multiprocessing.get_context("forkserver"),
        ) as pool,
    ):
        try:
            yield pool
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _result(future: Future[Any], limits: Limits) -> Any:
    try:
        return future.result()
    except concurrent.futures.TimeoutError:
        return Failure(_TOO_LONG.format(limits.wall_seconds))
    except ProcessExpired as error:
        return Failure(_why_dead(error.exitcode, limits))
    except BrokenProcessPool:
        return Failure("工作进程一启动就退出，没有开始；请查看上面的输出")
    except Exception as error:
        if failure := _limit_passed(error, limits):
            return failure
        raise


def _limit_passed(error: Exception, limits: Limits) -> Failure | None:
    """Return what an exception says of a limit that the system held the task to; nothing where it is another one."""
    if isinstance(error, MemoryError):
        return Failure(f"内存超过 {limits.memory_bytes >> 20} MB，已停止")
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return Failure(f"写的文件超过 {limits.file_bytes >> 20} MB，已停止")
    return None


def _why_dead(exit_code: int | None, limits: Limits) -> str:
    if exit_code == -signal.SIGXCPU:
        return f"占用处理器超过 {limits.cpu_seconds} 秒，已停止"
    if exit_code is not None and exit_code < 0:
        return f"进程被信号 {signal.Signals(-exit_code).name} 终止"
    return f"进程意外退出（{exit_code}）"


def _contain(limits: Limits, scratch_folder: str) -> None:
    """Set the limits that hold for a worker's whole life, and let it die with the process that started it.

    What it puts down for itself, such as copies of fonts, goes where it is cleared away whatever becomes of it.
    """
    tempfile.tempdir = scratch_folder
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_FSIZE, limits.file_bytes)
    _lower(resource.RLIMIT_CORE, 0)


def within(cpu_seconds: int | None, function: Callable[[T], R], task: T) -> R | Failure:
    """Run one task, in a worker within so many seconds of processor time; a run that cannot be done is a Failure."""
    if cpu_seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds)
    with _collector_at_rest() if cpu_seconds is not None else contextlib.nullcontext():
        try:
            return function(task)
        except GeneratorError as error:
            return Failure(str(error))


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Look for garbage after the block, not in it: what a task makes lives until its end anyway.

    What is left then is what the process keeps for its next tasks, and is not looked at again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()


def _lower(kind: int, wanted: int) -> None:
    """Set a soft limit, never above the hard one."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
