"""The cache: what was put is got, and nothing else ever is."""

import errno
import os
import random
import stat
from pathlib import Path

import pytest

from generator.build.cache import Cache, digest

KEY, OTHER = digest([b"key"]), digest([b"other"])


def test_what_was_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get("pdf", KEY) is None
    cache.put("pdf", KEY, b"payload\nof two lines")
    assert cache.get("pdf", KEY) == b"payload\nof two lines"
    assert cache.get("page", KEY) is None


def test_a_hundred_damaged_entries_are_no_entries(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    rng = random.Random(5)
    for number in range(100):
        key = digest([number.to_bytes(2, "big")])
        cache.put("pdf", key, rng.randbytes(200))
        path = tmp_path / "pdf" / key[:2] / key
        data = bytearray(path.read_bytes())
        at = rng.randrange(len(data))
        if number % 3 == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif number % 3 == 1:
            del data[at:]
        else:
            data[at:at] = b"\n"
        path.write_bytes(data)
        assert cache.get("pdf", key) is None


def test_an_entry_under_another_key_is_no_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("pdf", KEY, b"payload")
    there = tmp_path / "pdf" / OTHER[:2] / OTHER
    there.parent.mkdir(parents=True)
    (tmp_path / "pdf" / KEY[:2] / KEY).rename(there)
    assert cache.get("pdf", OTHER) is None


def test_a_folder_that_cannot_be_written_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "cache")
    cache.put("pdf", KEY, b"payload")
    assert cache.get("pdf", KEY) is None


def test_a_full_disk_is_tried_once_and_nothing_is_left_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def replace(new: str, path: Path) -> None:
        tried.append(path)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", replace)
    cache = Cache(tmp_path)
    assert [cache.put("pdf", key, b"payload") for key in (KEY, OTHER)] == [False, False]
    assert len(tried) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_entries_are_readable_by_their_owner_alone_or_more(tmp_path: Path) -> None:
    Cache(tmp_path).put("pdf", KEY, b"payload")
    assert (tmp_path / "pdf" / KEY[:2] / KEY).stat().st_mode & stat.S_IRUSR


def test_lists_that_read_alike_have_digests_of_their_own() -> None:
    assert len({digest([b"ab", b"c"]), digest([b"a", b"bc"]), digest([b"abc"]), digest([b"abc", b""])}) == 4
