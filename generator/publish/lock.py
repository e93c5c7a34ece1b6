"""The lock of an output: one build at a time, whoever started it, released by the system when its holder dies."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from generator.errors import GeneratorError

_held: set[int] = set()


class OutputBusy(GeneratorError):
    """Another build holds the output (exit code 75: try again later)."""

    exit_code = 75

    def __init__(self, out: Path) -> None:
        super().__init__(f"另一个生成正在写 {out}，这一次没有生成；请等它结束再试。")


class Lock:
    """A held lock."""

    def __init__(self, out: Path, path: Path, descriptor: int) -> None:
        self._out, self._path, self._descriptor = out, path, descriptor

    def assert_held(self) -> None:
        """Raise OutputBusy where the lock's file was removed, so that another build may have taken the output."""
        try:
            same = os.path.samestat(self._path.lstat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            same = False
        if not same:
            raise OutputBusy(self._out)


@contextlib.contextmanager
def holding(out: Path, path: Path) -> Iterator[Lock]:
    """Hold the lock of an output, or raise OutputBusy at once; the lock's file is empty and stays."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    _held.add(descriptor)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputBusy(out) from error
        yield Lock(out, path, descriptor)
    finally:
        if descriptor in _held:
            _held.discard(descriptor)
            with contextlib.suppress(OSError):  # nothing was written to it; it is closed all the same
                os.close(descriptor)


def _let_go_in_child() -> None:
    """Close the lock in a forked worker: a worker that outlives its build must not keep the output from the next."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)
