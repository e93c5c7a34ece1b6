"""The manifest: every file of a site with its SHA-256, beside what is known of the run; written, read, held against."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.errors import GeneratorError

MANIFEST = "manifest.json"

_PIECE = 1 << 16
"""So many bytes are read at once: most files of a site are smaller, and one buffer a file costs more than its bytes."""
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class OutputInUse(GeneratorError):
    """Something that is not a site of ours, or not that alone, stands where the site should go."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}，不会覆盖；请换一个 --out，或先移走它。")


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: str | Path) -> str:
    """Return the hexadecimal SHA-256 of a file, read piece by piece."""
    found = hashlib.sha256()
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        while piece := os.read(descriptor, _PIECE):
            found.update(piece)
    finally:
        os.close(descriptor)
    return found.hexdigest()


def state_of_file(path: str) -> tuple[int, ...]:
    """Return what the system knows of a file that changes whenever somebody writes to it or puts another in its place.

    It is read without following links: kind, number, size, and when it was last changed.
    """
    status = os.lstat(path)
    return (stat.S_IFMT(status.st_mode), status.st_dev, status.st_ino, status.st_size, status.st_ctime_ns)


def manifest(hashes: Mapping[str, str], facts: Mapping[str, Any]) -> bytes:
    """List every file with its hash, in the order of names, beside the facts of the run (revision, environment)."""
    listed = dict(sorted(hashes.items()))
    return (json.dumps({**facts, "files": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def holds_site(folder: Path) -> bool:
    """Say whether a site stands in a folder, rather than nothing; raises OutputInUse where something else does."""
    if not folder.exists() or not any(folder.iterdir()):
        return False
    if not (folder / MANIFEST).is_file():
        raise OutputInUse(folder, f"不是本程序生成的站点（没有 {MANIFEST}）")
    return True


def hashes_of_site(site: Path) -> dict[str, str]:
    """Return the files that a site's manifest lists, with their hashes; of an empty folder or none at all, nothing.

    Raises OutputInUse where the folder is not a site that this program made, or holds anything else besides: those
    files would go when the site is replaced.
    """
    if not holds_site(site):
        return {}
    listed = listed_in((site / MANIFEST).read_bytes())
    if listed is None:
        raise OutputInUse(site, f"不是本程序生成的站点（{MANIFEST} 不是本程序写的，或已损坏）")
    if strangers := sorted(set(names_in(site)) - listed.keys() - {MANIFEST}):
        raise OutputInUse(site, f"里有 {len(strangers)} 个不是本程序生成的文件（例如 {strangers[0]}）")
    return listed


def listed_in(content: bytes) -> dict[str, str] | None:
    """Return the files that a manifest's bytes list, with their hashes; nothing where it is no manifest of ours."""
    try:
        files = json.loads(content)["files"]
        if all(_SHA256.fullmatch(digest) for digest in files.values()):
            return dict(files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None  # not JSON, or JSON of another form: somebody else's manifest
    return None


def names_in(folder: Path) -> Iterator[str]:
    """Name everything below a folder that is not a folder itself, links to folders included; in no order."""

    def fail(error: OSError) -> None:
        raise error

    for place, folders, files in os.walk(folder, onerror=fail):
        inside = f"{place}/"[len(str(folder)) + 1 :]
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        yield from (inside + name for name in [*files, *links])


def first_difference(
    folder: Path, content: bytes, hashes: Mapping[str, str], read: Mapping[str, tuple[int, ...]] = MappingProxyType({})
) -> str | None:
    """Read a site back and return the first name, the manifest's before others in order, at which it is not as wanted.

    That is a file which is missing, is there without being listed, is no regular file, or has another content. `read`
    are the states of files whose content was compared already: they are read again only where their state changed.
    """
    listed = folder / MANIFEST
    if not listed.is_file() or listed.is_symlink() or sha256_of_file(listed) != sha256(content):
        return MANIFEST
    wanted = dict(hashes)
    there = set(names_in(folder)) - {MANIFEST}
    for name in sorted(there | hashes.keys()):
        if name not in there or name not in wanted:
            return name
        path = f"{folder}/{name}"
        state = state_of_file(path)
        if not stat.S_ISREG(state[0]) or (read.get(name) != state and sha256_of_file(path) != wanted[name]):
            return name
    return None
