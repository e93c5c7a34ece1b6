"""The downloads over all disclosures, made beside the rest of a build: by a worker, where there are many."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.build.workers import Failure, Limits, beside, within
from generator.export import collected_files
from generator.model.site import Site
from generator.view.collection import Collection
from generator.view.summary import Summary, Withheld

_FEW = 100
"""The downloads of so few disclosures take less time than a worker's start."""


@dataclass(frozen=True, slots=True)
class Collecting:
    """What the downloads are made from: each disclosure's part of the long form, in order, and what is told of all."""

    fragments: Sequence[bytes]
    summaries: Sequence[Summary]
    withheld: Sequence[Withheld]
    site: Site


def collect(collecting: Collecting) -> dict[str, bytes]:
    """Write the files below `data/`; what runs in a worker process."""
    return collected_files(collecting.fragments, Collection(collecting.summaries, collecting.withheld), collecting.site)


@contextlib.contextmanager
def collecting_beside(collecting: Collecting, limits: Limits) -> Iterator[Callable[[], dict[str, bytes] | Failure]]:
    """Make the downloads while the block runs; what is yielded waits for them."""
    if len(collecting.fragments) > _FEW:
        with beside(collect, collecting, limits) as result:
            yield result
    else:
        yield lambda: within(None, collect, collecting)
