"""Worker processes: results as values, whatever becomes of a worker."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.workers import Failure, Limits, run, run_beside

LIMITS = Limits(cpu_seconds=2, wall_seconds=90, memory_bytes=1 << 30, file_bytes=1 << 20)
IMPATIENT = replace(LIMITS, wall_seconds=4)


def work(task: str) -> str:
    """Do what the task's name says."""
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif task == "leave":
        os._exit(7)
    elif task == "hang":
        time.sleep(60)
    elif task == "spin":
        while True:
            pass
    elif task == "hoard":
        bytearray(2 << 30)
    elif task.startswith("/"):
        Path(task).write_bytes(b"0" * (2 << 20))
    elif task == "mistake":
        raise KeyError("a mistake of ours")
    return task.upper()


def outcomes(*tasks: str, jobs: int = 2) -> dict[str, str | Failure]:
    limits = IMPATIENT if "hang" in tasks else LIMITS
    return dict(run(work, {task: task for task in tasks}, jobs=jobs, limits=limits))


each_fault = pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("crash", "SIGSEGV"),
        ("leave", "意外退出（7）"),
        ("hang", "超过 4 秒"),
        ("spin", "处理器超过 2 秒"),
        ("hoard", "内存超过 1024 MB"),
    ],
)


@each_fault
def test_a_worker_that_fails_is_named_and_the_others_finish(fault: str, said: str) -> None:
    found = outcomes("one", fault, "two", "three")
    failure = found.pop(fault)
    assert isinstance(failure, Failure)
    assert said in failure.reason
    assert found == {"one": "ONE", "two": "TWO", "three": "THREE"}


def test_a_file_that_grows_too_large_is_stopped(tmp_path: Path) -> None:
    large = str(tmp_path / "large")
    failure = Failure("写的文件超过 1 MB，已停止")
    assert outcomes(large, "one") == {large: failure, "one": "ONE"}
    assert (tmp_path / "large").stat().st_size <= 1 << 20
    assert run_beside(work, large, LIMITS) == failure


def test_a_mistake_of_ours_is_raised_with_its_traceback_and_the_name_of_its_task() -> None:
    with pytest.raises(KeyError, match="a mistake of ours") as raised:
        outcomes("mistake", "one")
    assert raised.value.__notes__ == ["出错的任务：mistake"]


@each_fault
def test_a_task_beside_other_work_fails_alike(fault: str, said: str) -> None:
    failure = run_beside(work, fault, IMPATIENT if fault == "hang" else LIMITS)
    assert isinstance(failure, Failure)
    assert said in failure.reason


def test_a_mistake_beside_other_work_is_raised_with_its_traceback() -> None:
    with pytest.raises(KeyError, match="a mistake of ours") as raised:
        run_beside(work, "mistake", LIMITS)
    assert "in work" in "".join(raised.value.__notes__)


def test_steps_of_other_work_are_taken_until_the_answer_is_there() -> None:
    steps = []

    def endless() -> Iterator[None]:
        while True:
            time.sleep(0.01)
            yield steps.append("a step")

    assert run_beside(work, "one", LIMITS, endless()) == "ONE"
    assert steps
    taken = len(steps)
    assert dict(run(work, {"two": "two"}, jobs=1, limits=LIMITS, meanwhile=endless())) == {"two": "TWO"}
    assert len(steps) > taken


def test_no_task_starts_no_worker() -> None:
    assert outcomes() == {}


def test_results_do_not_depend_on_the_number_of_workers() -> None:
    tasks = [f"task-{number}" for number in range(20)]
    assert outcomes(*tasks, jobs=1) == outcomes(*tasks, jobs=3) == {task: task.upper() for task in tasks}


def is_deaf(_task: str) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_an_interrupt_from_the_keyboard_is_for_the_build_alone() -> None:
    assert dict(run(is_deaf, {"one": "one"}, jobs=1, limits=LIMITS)) == {"one": True}
    assert run_beside(is_deaf, "one", LIMITS)
    assert not is_deaf("here")
