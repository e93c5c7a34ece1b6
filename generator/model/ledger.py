"""The ledger of what was published: for each address its revisions, each with the hashes of what it says and is.

Dates come from the data alone (公开日期, 更正, 重排), never from a clock, so that the same input gives the same ledger.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from operator import lt

import msgspec

from generator.source import Span

LEDGER = "ledger.json"
FORMAT = 1
"""The number of the ledger's structure; a reader of one does not read another."""


@dataclass(frozen=True, slots=True)
class Publication:
    """When and why a revision was published, as its file says now, and where; the first one has no reason."""

    date: datetime.date | None
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Edition:
    """A disclosure as it would be published now: what it says, and all its publications, each a revision, in order.

    `content` is the hash of all text that is printed, cell by cell, whatever it is set in; `facts` that of the typed
    data and the cells of tables, whatever sentences the program makes of them; `typed` that of the typed data alone.
    `uncorrected` is what `facts` would be without the latest 更正; empty for a first revision.
    """

    publications: tuple[Publication, ...]
    content: str
    facts: str
    typed: str
    uncorrected: str

    @property
    def revision(self) -> int:
        """The number of the revision that it is."""
        return len(self.publications)

    @property
    def latest(self) -> Publication:
        """The publication of the revision that it is."""
        return self.publications[-1]


class Rendering(msgspec.Struct, frozen=True, omit_defaults=True):
    """One PDF of a revision: its SHA-256, the fingerprint of what set it; a later one says when and why it was set."""

    sha256: str
    renderer: str
    date: datetime.date | None = None
    reason: str = ""


class Revision(msgspec.Struct, frozen=True, omit_defaults=True):
    """One revision as it was published; the last of its renderings stands.

    `archive` lists the files of a superseded revision, by their names in its own folder, with their SHA-256;
    `is_withdrawn` says that the unit has since become one that may not be published by law.
    """

    revision: int
    date: datetime.date | None
    reason: str
    content: str
    facts: str
    renderings: tuple[Rendering, ...]
    archive: Mapping[str, str] = {}
    is_withdrawn: bool = False

    @property
    def dated(self) -> datetime.date | None:
        """When what stands was made, as far as the data say: the last 重排, else the publication."""
        return max((each.date for each in self.renderings if each.date), default=self.date)


class Ledger(msgspec.Struct, frozen=True):
    """Every disclosure that was published, by address (code/year), its revisions in order."""

    format: int = FORMAT
    disclosures: dict[str, tuple[Revision, ...]] = {}

    def standing(self, address: str) -> Revision | None:
        """Return the revision that stands at an address; nothing where none was published, or it was withdrawn."""
        last = self.last(address)
        return None if last is None or last.is_withdrawn else last

    def last(self, address: str) -> Revision | None:
        """Return the revision that was published last at an address, withdrawn or not; nothing where none was."""
        return self.disclosures.get(address, (None,))[-1]


def bytes_from_ledger(ledger: Ledger) -> bytes:
    """Write a ledger, addresses in order."""
    ordered = msgspec.structs.replace(ledger, disclosures=dict(sorted(ledger.disclosures.items())))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"


def ledger_from_bytes(data: bytes) -> Ledger | None:
    """Read a ledger; nothing where the bytes are no ledger of this structure."""
    try:
        ledger = msgspec.json.decode(data, type=Ledger)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    whole = ledger.format == FORMAT and all(map(_is_whole, ledger.disclosures.values()))
    return ledger if whole else None


def _is_whole(revisions: tuple[Revision, ...]) -> bool:
    """Say whether an address has revisions, their numbers growing from 1 or more, each with a rendering."""
    numbers = [0, *(each.revision for each in revisions)]
    return bool(revisions) and all(map(lt, numbers, numbers[1:])) and all(each.renderings for each in revisions)
