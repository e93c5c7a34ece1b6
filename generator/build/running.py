"""Running a build's tasks, here or on a cluster: whatever becomes of a worker, its disclosures are named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from generator.build.cluster import run_on_cluster
from generator.build.making import Batch, Making, make
from generator.build.options import Options
from generator.build.printing import Printing
from generator.build.progress import Progress
from generator.build.sources import FEW
from generator.build.workers import Failure, Limits, naming, run, run_beside, within
from generator.errors import GeneratorError

_AMPLE = Limits(cpu_seconds=1200, wall_seconds=1800, memory_bytes=32 << 30, file_bytes=8 << 30)
"""What a task over all disclosures may use, however many there are."""
T = TypeVar("T")
Task = TypeVar("Task", Batch, Printing)
R = TypeVar("R")


class NotMade(GeneratorError):
    """Disclosures whose making or layout came to no end; what was published stands as it was."""

    def __init__(self, failures: Mapping[str, Failure]) -> None:
        listed = "".join(f"\n  {address}：{failure.reason}" for address, failure in sorted(failures.items()))
        super().__init__(f"{len(failures)} 份文件没有做成，已发布的内容没有改动：{listed}")


def made_in_batches(
    batches: Mapping[str, Batch], options: Options, meanwhile: Iterable[object], *, is_large: bool
) -> Iterator[list[Making]]:
    """Make batches; where one fails, its disclosures are tried one by one, so that the one at fault is named.

    Steps of `meanwhile` are taken while workers of this machine are at work on the first; in a large site there are so
    many that even a few disclosures are left to a worker. Raises NotMade at the end, when everything else is made.
    """
    count = sum(len(batch.wanted) for batch in batches.values())
    if count <= FEW and not options.scheduler and not is_large:
        results = _one_by_one(partial(within, None, make), batches)
    elif len(batches) == 1 and not options.scheduler:
        results = _one_by_one(lambda batch: run_beside(make, batch, options.limits, meanwhile), batches)
    else:
        results = _results(make, batches, options, meanwhile)
    progress = Progress("生成", count)
    again: dict[str, Batch] = {}
    failures: dict[str, Failure] = {}
    for name, result in results:
        batch = batches[name]
        progress.step(len(batch.wanted))
        if not isinstance(result, Failure):
            yield result
        elif len(batch.wanted) == 1:
            failures[name] = result
        else:
            again |= {each: replace(batch, wanted=(each,)) for each in batch.wanted}
    for name, result in _results(make, again, options):
        if isinstance(result, Failure):
            failures[name] = result
        else:
            yield result
    if failures:
        raise NotMade(failures)


def _one_by_one(function: Callable[[T], R], tasks: Mapping[str, T]) -> Iterator[tuple[str, R]]:
    for name, task in tasks.items():
        with naming(name):
            result = function(task)
        yield name, result


def run_named(
    function: Callable[[Task], R], tasks: Mapping[str, Task], what: str, options: Options
) -> Iterator[tuple[str, R]]:
    """Run tasks and yield each result with its name; raises NotMade at the end, when everything else is done."""
    progress = Progress(what, len(tasks))
    failures: dict[str, Failure] = {}
    for name, result in _results(function, tasks, options):
        progress.step()
        if isinstance(result, Failure):
            failures[name] = result
        else:
            yield name, result
    if failures:
        raise NotMade(failures)


def run_one(function: Callable[[T], R], name: str, task: T, meanwhile: Iterable[object] = ()) -> R:
    """Run one task in a process of this machine, `meanwhile` taking steps of something else; raises NotMade."""
    with naming(name):
        result = run_beside(function, task, _AMPLE, meanwhile)
    if isinstance(result, Failure):
        raise NotMade({name: result})
    return result


def _results(
    function: Callable[[Task], R], tasks: Mapping[str, Task], options: Options, meanwhile: Iterable[object] = ()
) -> Iterator[tuple[str, R | Failure]]:
    if options.scheduler:
        return run_on_cluster(function, tasks, options.scheduler, with_pdf=options.with_pdf)
    return run(function, tasks, jobs=options.jobs, limits=options.limits, meanwhile=meanwhile)
