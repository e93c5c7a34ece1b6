"""Running a build's tasks, here or on a cluster: whatever becomes of a worker, its disclosures are named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.build.cluster import run_on_cluster
from generator.build.making import Batch, Making, make
from generator.build.options import Options
from generator.build.progress import Progress
from generator.build.workers import Failure, run, within
from generator.errors import GeneratorError

T = TypeVar("T")
R = TypeVar("R")
_FEW = 3
"""So few disclosures are made in this process: starting workers would take longer."""


class NotMade(GeneratorError):
    """Disclosures whose making or layout came to no end; what was published stands as it was."""

    def __init__(self, failures: Mapping[str, Failure]) -> None:
        listed = "".join(f"\n  {address}：{failure.reason}" for address, failure in sorted(failures.items()))
        super().__init__(f"{len(failures)} 份文件没有做成，已发布的内容没有改动：{listed}")


def made_in_batches(
    batches: Mapping[str, Batch], options: Options, meanwhile: Callable[[], None], *, is_large: bool
) -> Iterator[list[Making]]:
    """Make batches; where one fails, its disclosures are tried one by one, so that the one at fault is named.

    `meanwhile` is done while workers of this machine are at work, and not at all where there are none; in a large site
    it takes longer than a worker's start, which is why even a few disclosures are left to one. Raises NotMade at the
    end, when everything else is made.
    """
    count = sum(len(batch.wanted) for batch in batches.values())
    if count <= _FEW and not options.scheduler and not is_large:
        results: Iterable[tuple[str, list[Making] | Failure]] = (
            (name, within(None, make, batch)) for name, batch in batches.items()
        )
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


def run_named(
    function: Callable[[T], R], tasks: Mapping[str, T], what: str, options: Options
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


def _results(
    function: Callable[[T], R], tasks: Mapping[str, T], options: Options, meanwhile: Callable[[], None] = lambda: None
) -> Iterator[tuple[str, R | Failure]]:
    if options.scheduler:
        return run_on_cluster(function, tasks, options.scheduler)
    return run(function, tasks, jobs=options.jobs, limits=options.limits, meanwhile=meanwhile)
