"""What there is to make: source files as they stand, what is kept of them from earlier, and what is left to do."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.build.cache import Cache, digest
from generator.build.files import address_of, source_from_bytes
from generator.build.fingerprint import page_fingerprint
from generator.build.making import Batch, Made, Making, bytes_from_made, made_from_bytes
from generator.build.options import Options
from generator.build.sites import SiteFile
from generator.build.workspace import Workspace, shown_as
from generator.load import fetch
from generator.model.codes import unit_levels
from generator.problems import Problem, has_errors
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

    @property
    def is_empty(self) -> bool:
        """Say whether there is no file at all."""
        return not self.contents and not self.unreadable


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
    return Sources(Path(os.path.relpath(folder)), contents, hashes, unreadable)


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
    superseded: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    ready: dict[str, Made] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    _held: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    held_rows: dict[str, bytes] = field(default_factory=dict)
    """Parts of the long form by key, as far as the cache cannot be written."""

    def look_up(self, address: str) -> None:
        """Take a disclosure as it was made before from just what stands now, or note why that cannot be."""
        record = self._record(address)
        if record is None:
            self.reasons[address] = "没有以前的结果"
            return
        made = self._kept(address, self._read(record.read))
        if made is None:
            self.reasons[address] = self._what_changed(record)
        else:
            self.ready[address] = made

    def keep(self, making: Making) -> None:
        """Keep a result and its contents for later builds."""
        made = making.made
        key, read = self.key(made), self._read(made.asked)
        if not self.cache.put("contents", key, msgspec.msgpack.encode(making.contents)):
            self._held[key] = making.contents
        if making.rows and not self.cache.put("rows", key, making.rows):
            self.held_rows[key] = making.rows
        self.cache.put("made", key, bytes_from_made(made))
        self.cache.put("record", self._record_key(made.address), msgspec.msgpack.encode(_Record(self.basis, read)))

    def contents(self, made: Made) -> Mapping[str, bytes] | None:
        """Return the bytes of a result's files by their hash; nothing where they were not kept, or are damaged."""
        key = self.key(made)
        if key in self._held:
            return self._held[key]
        data = self.cache.get("contents", key)
        return msgspec.msgpack.decode(data, type=dict[str, bytes]) if data is not None else None

    def rows(self, made: Made) -> bytes | None:
        """Return a result's part of the long form of all amounts; nothing where it was not kept, or is damaged."""
        key = self.key(made)
        return self.held_rows.get(key) or self.cache.get("rows", key)

    def batch_of(self, address: str, workspace: Workspace, site_file: SiteFile, options: Options) -> Batch:
        """Return one disclosure as a batch of its own."""
        family = next(each for each in families(self.sources.contents) if address in each)
        return self._batch(family, (address,), workspace, site_file, options)

    def batches(self, workspace: Workspace, site_file: SiteFile, options: Options) -> dict[str, Batch]:
        """Group what is to be made, relatives together, named by all of them, with every file that they may ask for."""
        found = {}
        for family in families(self.sources.contents):
            wanted = [address for address in family if address in self.reasons]
            for start in range(0, len(wanted), _LARGEST_BATCH):
                some = tuple(wanted[start : start + _LARGEST_BATCH])
                found["、".join(some)] = self._batch(family, some, workspace, site_file, options)
        return found

    def _batch(
        self,
        family: Iterable[str],
        wanted: tuple[str, ...],
        workspace: Workspace,
        site_file: SiteFile,
        options: Options,
    ) -> Batch:
        return Batch(
            workspace.root,
            self.sources.folder,
            site_file,
            {address: self.sources.contents[address] for address in family},
            wanted,
            frozenset(each for each in family if each in self.ready and not has_errors(self.ready[each].problems)),
            with_pdf=options.with_pdf,
            with_xlsx=options.with_xlsx,
            superseded=self.superseded,
        )

    def _record(self, address: str) -> _Record | None:
        data = self.cache.get("record", self._record_key(address))
        return msgspec.msgpack.decode(data, type=_Record) if data is not None else None

    def _read(self, addresses: Iterable[str]) -> dict[str, str]:
        """Return what stands now at the addresses that a result depends on: hashes, nothing where there is no file."""
        return {each: self.sources.hashes.get(each, "") for each in addresses}

    def _kept(self, address: str, read: Mapping[str, str]) -> Made | None:
        data = self.cache.get("made", self._key_of(address, read))
        return made_from_bytes(data) if data is not None else None

    def _what_changed(self, record: _Record) -> str:
        if record.basis != self.basis:
            return "程序、版式、模板、目录、站点设置或选项变了"
        changed = [each for each, sha in record.read.items() if self.sources.hashes.get(each, "") != sha]
        return f"{'、'.join(f'{each}.yaml' for each in changed)} 变了" if changed else "以前的结果不完整"

    def key(self, made: Made) -> str:
        """Return what a result, its contents and its rows are kept under."""
        return self._key_of(made.address, self._read(made.asked))

    def _key_of(self, address: str, read: Mapping[str, str]) -> str:
        inputs = (f"{each} {sha}".encode() for each, sha in sorted(read.items()))
        return digest([self.basis.encode(), address.encode(), *self._superseded_key(address), *inputs])

    def _superseded_key(self, address: str) -> list[bytes]:
        return [str(self.superseded[address]).encode()] if address in self.superseded else []

    def _record_key(self, address: str) -> str:
        return digest([str(self.sources.folder).encode(), address.encode()])


def basis_of(workspace: Workspace, site_file: SiteFile, folder: Path, options: Options) -> str:
    """Return the hash of all that a page depends on beside unit files: the program, the site file, options."""
    site = msgspec.msgpack.encode(site_file.site)
    wanted = f"{folder} {options.with_pdf} {options.with_xlsx}"
    return digest([page_fingerprint(workspace).encode(), site, wanted.encode()])


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
        found.append(Made(address, (address,), source.problems, 0, True, None, None, {}, (), {}, "", ""))
    return found


def ordered(made: Iterable[Made]) -> Sequence[Made]:
    """Sort results by address, whoever finished first."""
    return sorted(made, key=lambda each: each.address)
