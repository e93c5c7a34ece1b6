"""What there is to make: source files as they stand, what is kept of them from earlier, and what is left to do."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.build.cache import Cache, digest
from generator.build.fingerprint import page_fingerprint
from generator.build.making import Batch, Made, bytes_from_made, made_from_bytes
from generator.build.sites import SiteFile
from generator.build.units import address_of, source_from_bytes
from generator.build.workspace import Workspace, shown_as
from generator.load import fetch
from generator.model.codes import unit_levels
from generator.problems import Problem
from generator.publish import sha256

_FORMER_CODE = re.compile("原代码['\"]?\\s*:\\s*['\"]?([0-9]{3})", re.ASCII)
"""Where a file says what its code was: the department that it then belonged to."""
_LARGEST_BATCH = 64
"""A batch reads every file that its disclosures ask for, so that relatives in two batches are read twice."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a folder of units as they were read, once: bytes and hashes by address, and what could not be."""

    folder: Path
    contents: Mapping[str, bytes]
    hashes: Mapping[str, str]
    unreadable: Mapping[str, tuple[Problem, ...]]


def read_sources(folder: Path, files: Iterable[Path]) -> Sources:
    """Fetch every file's bytes; one that is no regular file keeps its problems instead."""
    contents: dict[str, bytes] = {}
    unreadable: dict[str, tuple[Problem, ...]] = {}
    for path in files:
        data, problems = fetch(path, shown_as(path))
        if data is None:
            unreadable[address_of(path)] = tuple(problems)
        else:
            contents[address_of(path)] = data
    hashes = {address: sha256(data) for address, data in contents.items()}
    return Sources(Path(shown_as(folder)), contents, hashes, unreadable)


@dataclass(frozen=True, slots=True)
class _Record:
    """What a disclosure was last made from: the hash of everything but data, and its sources' by address."""

    basis: str
    read: dict[str, str]


@dataclass(slots=True)
class Plan:
    """Which disclosures are at hand as they were made before, and which are to be made, each with the reason."""

    sources: Sources
    basis: str
    cache: Cache
    ready: dict[str, Made] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def look_up(self, address: str, is_at_hand: Callable[[Made], bool]) -> None:
        """Take a disclosure as it was made before from just what stands now, or note why that cannot be."""
        record = self._record(address)
        if record is None:
            self.reasons[address] = "没有以前的结果"
            return
        made = self._kept(address, record.read)
        if made is None or not is_at_hand(made):
            self.reasons[address] = self._what_changed(record)
        else:
            self.ready[address] = made

    def keep(self, made: Made) -> None:
        """Keep a result for later builds."""
        read = {address: self.sources.hashes.get(address, "") for address in made.asked}
        record = msgspec.msgpack.encode(_Record(self.basis, read))
        self.cache.put("made", self._key(made.address, read), bytes_from_made(made))
        self.cache.put("record", self._record_key(made.address), record)

    def batches(self, workspace: Workspace, site_file: SiteFile, *, with_pdf: bool) -> dict[str, Batch]:
        """Group what is to be made, relatives together, each group with every file that it may ask for."""
        found = {}
        for given, wanted in self._families():
            for start in range(0, len(wanted), _LARGEST_BATCH):
                some = tuple(wanted[start : start + _LARGEST_BATCH])
                found[some[0]] = Batch(workspace.root, self.sources.folder, site_file, given, some, with_pdf)
        return found

    def _families(self) -> Iterator[tuple[Mapping[str, bytes], list[str]]]:
        members = families(self.sources.contents)
        for family in members:
            wanted = [address for address in family if address in self.reasons]
            if wanted:
                yield {address: self.sources.contents[address] for address in family}, wanted

    def _record(self, address: str) -> _Record | None:
        data = self.cache.get("record", self._record_key(address))
        return msgspec.msgpack.decode(data, type=_Record) if data is not None else None

    def _kept(self, address: str, read: Mapping[str, str]) -> Made | None:
        now = {each: self.sources.hashes.get(each, "") for each in read}
        data = self.cache.get("made", self._key(address, now))
        return made_from_bytes(data) if data is not None else None

    def _what_changed(self, record: _Record) -> str:
        if record.basis != self.basis:
            return "程序、版式、模板、目录、站点设置或选项变了"
        changed = [each for each, sha in record.read.items() if self.sources.hashes.get(each, "") != sha]
        return f"{'、'.join(f'{each}.yaml' for each in changed)} 变了" if changed else "以前的结果不完整"

    def _key(self, address: str, read: Mapping[str, str]) -> str:
        return digest(
            [self.basis.encode(), address.encode(), *(f"{a} {sha}".encode() for a, sha in sorted(read.items()))]
        )

    def _record_key(self, address: str) -> str:
        return digest([str(self.sources.folder).encode(), address.encode()])


def basis_of(workspace: Workspace, site_file: SiteFile, folder: Path, *, with_pdf: bool) -> str:
    """Return the hash of all that a page depends on beside unit files: the program, the site file, options."""
    site = msgspec.msgpack.encode(site_file.site)
    return digest([page_fingerprint(workspace).encode(), site, str(folder).encode(), b"pdf" if with_pdf else b""])


def families(contents: Mapping[str, bytes]) -> list[list[str]]:
    """Group addresses by department, and departments that a file has moved between: nobody asks outside his group."""
    leaders: dict[str, str] = {}

    def leader(department: str) -> str:
        while leaders.setdefault(department, department) != department:
            department = leaders[department]
        return department

    for address, data in contents.items():
        own = leader(_department(address))
        for match in _FORMER_CODE.finditer(data.decode("utf-8", "ignore")):
            leaders[leader(match[1])] = own
    grouped: dict[str, list[str]] = {}
    for address in sorted(contents):
        grouped.setdefault(leader(_department(address)), []).append(address)
    return list(grouped.values())


def _department(address: str) -> str:
    return unit_levels(address.partition("/")[0])[0]


def unread(sources: Sources, workspace: Workspace) -> list[Made]:
    """Return what became of the files that could not be fetched."""
    found = []
    for address, problems in sources.unreadable.items():
        path = sources.folder / f"{address}.yaml"
        source = source_from_bytes(path, None, list(problems), workspace)
        found.append(Made(address, (address,), source.problems, True, None, None, {}, (), {}, ""))
    return found


def ordered(made: Iterable[Made]) -> Sequence[Made]:
    """Sort results by address, whoever finished first."""
    return sorted(made, key=lambda each: each.address)
