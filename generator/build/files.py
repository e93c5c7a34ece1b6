"""Unit files as they are read, each once: bytes, YAML, schema, and the disclosure where the file can be used."""

import re
from collections.abc import Container, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from generator.build.workspace import Workspace, shown_as
from generator.load import fetch, lines_of, load
from generator.load.nodes import Document, Scalar
from generator.load.text import MAX_BYTES
from generator.model.disclosure import DRAFT, Disclosure
from generator.model.library import Unusable
from generator.model.reading import disclosure_from_document
from generator.problems import Problem, has_errors
from generator.validate import check_schema

_DRAFT_LINE = re.compile(f"^状态:\\s*{DRAFT}\\s*(?:#.*)?$".encode(), re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """One source file as it was read; there is a disclosure unless the file cannot be used."""

    path: Path
    document: Document | None
    disclosure: Disclosure | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    """Its source lines, as far as they can be read."""

    is_draft: bool
    """Whether the file says that it is a draft, so that its faults stop nobody else."""


Known = MutableMapping[tuple[Path, bytes | None], Source]
"""Sources by the path and the bytes that they were read from."""


def _says_draft(document: Document | None, data: bytes) -> bool:
    """Say whether a file is a draft; one that cannot be read as YAML is where it has the line that makes it one."""
    if document is None:
        return len(data) <= MAX_BYTES and bool(_DRAFT_LINE.search(data))
    state = document.root.entries.get("状态")
    return isinstance(state, Scalar) and state.text == DRAFT


def address_of(path: Path) -> str:
    """Return the address that a unit file's place says: code/year."""
    return f"{path.parent.name}/{path.stem}"


def source_from_bytes(
    path: Path, data: bytes | None, problems: list[Problem], workspace: Workspace, *, is_clean: bool = False
) -> Source:
    """Load, validate and model one file's bytes; a file that could not be fetched has its problems already.

    `is_clean` says that these very bytes were examined before, by this program, and had no error.
    """
    document, faults = load(shown_as(path), data) if data is not None else (None, [])
    problems = problems + faults
    if document is not None and not is_clean:
        problems += check_schema(document, workspace.schema)
    usable = document is not None and not has_errors(problems)
    disclosure = disclosure_from_document(document) if document is not None and usable else None
    is_draft = _says_draft(document, data or b"")
    return Source(path, document, disclosure, tuple(problems), lines_of(data or b""), is_draft)


class UnitFiles:
    """The unit files of one folder, each read when it is first asked for.

    `given` holds the bytes of every file that there is, by address; without it the folder itself is read. `clean` are
    the addresses of those that were examined before, as they are given, and had no error. `known` are sources by path
    and bytes, kept by whoever reads a folder again and again, so that an unchanged file is read once.
    """

    def __init__(
        self,
        folder: Path,
        workspace: Workspace,
        given: Mapping[str, bytes] | None = None,
        clean: Container[str] = (),
        known: Known | None = None,
    ) -> None:
        self._folder, self._workspace = folder, workspace
        self._given = given
        self._clean = clean
        self._known = {} if known is None else known
        self._sources: dict[Path, Source] = {}

    def source(self, path: Path) -> Source:
        """Return what became of reading a file."""
        if path not in self._sources:
            data, problems = self._fetch(path)
            if (path, data) not in self._known:
                is_clean = address_of(path) in self._clean
                self._known[path, data] = source_from_bytes(path, data, problems, self._workspace, is_clean=is_clean)
            self._sources[path] = self._known[path, data]
        return self._sources[path]

    def put(self, path: Path, data: bytes) -> Source:
        """Take these bytes for a file's, whatever the folder holds."""
        self._sources[path] = source_from_bytes(path, data, [], self._workspace)
        return self._sources[path]

    def _fetch(self, path: Path) -> tuple[bytes | None, list[Problem]]:
        if self._given is not None:
            return self._given[address_of(path)], []
        return fetch(path, shown_as(path))

    def _exists(self, path: Path) -> bool:
        if path in self._sources:
            return True
        return path.exists() if self._given is None else address_of(path) in self._given

    def find(self, code: str, year: int) -> Disclosure | Unusable | None:
        """Read the file at an address; a file whose content says another address cannot be used."""
        path = self._folder / code / f"{year}.yaml"
        if not self._exists(path):
            return None
        found = self.source(path).disclosure
        return found if found and (found.code, found.year) == (code, year) else Unusable(str(path))
