"""Results kept by what they were made from: a folder that can be kept, copied, merged or thrown away at any time.

An entry carries the hash of its payload and is checked when it is read; one that is damaged is no entry.
"""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from generator.publish.disk import write_new

_MARK = b"disclose-cache-1 "


class Cache:
    """Entries by kind and key, one file each; once its disk is full nothing more is written."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._is_full = folder, False

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the payload kept under a key, or nothing where there is none or it is damaged."""
        try:
            data = self._path(kind, key).read_bytes()
        except OSError:
            return None
        head, _, payload = data.partition(b"\n")
        return payload if head == _head(kind, key, payload) else None

    def put(self, kind: str, key: str, payload: bytes) -> bool:
        """Keep a payload under a key; say whether that could be done: a cache that cannot be written is not used."""
        if self._is_full:
            return False
        path = self._path(kind, key)
        try:
            _write(path, _head(kind, key, payload) + b"\n" + payload)
        except OSError as error:
            self._is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            return False
        return True

    def _path(self, kind: str, key: str) -> Path:
        return self._folder / kind / key[:2] / key


def _write(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, and leave nothing beside it; raises OSError."""
    new = f"{path.parent}/.new-{os.urandom(8).hex()}"
    try:
        try:
            write_new(new, data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_new(new, data)
        os.replace(new, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(new)
        raise


def _head(kind: str, key: str, payload: bytes) -> bytes:
    """Name what the entry is and hash what it holds, so that an entry under another name is no entry either."""
    return _MARK + digest([kind.encode(), key.encode(), payload]).encode()


def digest(parts: Iterable[bytes]) -> str:
    """Return the hexadecimal SHA-256 of parts, each marked off by its length, so that no two lists run together."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


class Store:
    """Contents by their hash: in the cache, and in memory as far as the cache cannot be written."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._held: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keep a content and return its hash."""
        sha = hashlib.sha256(data).hexdigest()
        if not self._cache.put("content", sha, data):
            self._held[sha] = data
        return sha

    def get(self, sha: str) -> bytes | None:
        """Return the content of a hash, or nothing where it is not kept."""
        return self._held.get(sha) or self._cache.get("content", sha)
