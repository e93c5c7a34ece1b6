"""Filling the database over all disclosures: half a second's work for a thousand, done beside the pages over all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from generator.build.cache import Cache
from generator.export import database_file
from generator.view.collection import Collection
from generator.view.summary import Summary, Withheld


@dataclass(frozen=True, slots=True)
class Filling:
    """What the database is made from, in few bytes.

    `rows` are the keys of the disclosures' parts of the long form, in order; `held` are those that are not in the
    cache; `listed` is what a collection is made from, packed.
    """

    cache: Cache
    rows: Sequence[str]
    held: Mapping[str, bytes]
    listed: bytes


@dataclass(frozen=True, slots=True)
class Filled:
    """The database, or the keys of those parts that were lost, without which there is none."""

    data: bytes
    lost: frozenset[str] = frozenset()


def fill(task: Filling) -> Filled:
    """Make the database."""
    found = {key: task.held.get(key) or task.cache.get("rows", key) for key in task.rows}
    if lost := frozenset(key for key, data in found.items() if data is None):
        return Filled(b"", lost)
    summaries, withheld = msgspec.msgpack.decode(task.listed, type=tuple[tuple[Summary, ...], tuple[Withheld, ...]])
    return Filled(database_file([data for data in found.values() if data], Collection(summaries, withheld)))
