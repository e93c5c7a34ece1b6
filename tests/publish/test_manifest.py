"""The manifest: what it lists, which folders it makes a site, and what reading back notices."""

import json
import os
from pathlib import Path

import pytest

from generator.publish.manifest import (
    MANIFEST,
    OutputInUse,
    first_difference,
    hashes_of_site,
    manifest,
    names_in,
    sha256,
)

A, B = sha256(b"a"), sha256(b"b")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two files, a and b/b."""
    folder = tmp_path / "site"
    (folder / "b").mkdir(parents=True)
    (folder / "a").write_bytes(b"a")
    (folder / "b" / "b").write_bytes(b"b")
    (folder / MANIFEST).write_bytes(manifest({"b/b": B, "a": A}, {}))
    return folder


def difference(site: Path) -> str | None:
    return first_difference(site, manifest({"a": A, "b/b": B}, {}), {"a": A, "b/b": B})


def test_files_are_listed_by_name_after_the_facts_whatever_their_order() -> None:
    text = manifest({"b": B, "a": A}, {"revision": {"commit": "修订"}})
    assert text == manifest({"a": A, "b": B}, {"revision": {"commit": "修订"}})
    assert list(json.loads(text).items()) == [("revision", {"commit": "修订"}), ("files", {"a": A, "b": B})]


def test_a_site_is_known_by_its_manifest(site: Path) -> None:
    assert hashes_of_site(site) == {"a": A, "b/b": B}


def test_nothing_and_an_empty_folder_hold_no_site(tmp_path: Path) -> None:
    assert hashes_of_site(tmp_path / "missing") == {}
    assert hashes_of_site(tmp_path) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'"files"',
        b"\xff\xfe",
        b"{}",
        b'{"name": "My App", "icons": []}',
        b'{"files": ["a"]}',
        b'{"files": {"a": 1}}',
        b'{"files": {"a": "abc"}}',
        b'{"files": null}',
        b'{"files":' + b"[" * 100_000,
    ],
    ids=lambda content: ascii(content[:30]),
)
def test_somebody_elses_manifest_makes_no_site(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(OutputInUse, match="不是本程序写的"):
        hashes_of_site(tmp_path)


def test_a_file_of_the_users_own_in_the_site_is_named(site: Path) -> None:
    (site / "b" / "CNAME").write_text("example.org")
    with pytest.raises(OutputInUse, match=r"里有 1 个不是本程序生成的文件（例如 b/CNAME）"):
        hashes_of_site(site)


def test_a_link_in_the_site_is_a_file_of_the_users_own(site: Path, tmp_path: Path) -> None:
    (site / "linked").symlink_to(tmp_path)
    with pytest.raises(OutputInUse, match="例如 linked"):
        hashes_of_site(site)


def test_a_listed_file_that_is_gone_does_not_stop_the_next_build(site: Path) -> None:
    (site / "a").unlink()
    assert hashes_of_site(site) == {"a": A, "b/b": B}


def test_what_was_written_reads_back(site: Path) -> None:
    assert difference(site) is None


def test_reading_back_notices_a_missing_file(site: Path) -> None:
    (site / "a").unlink()
    assert difference(site) == "a"


def test_reading_back_notices_a_changed_byte(site: Path) -> None:
    (site / "b" / "b").write_bytes(b"c")
    assert difference(site) == "b/b"


def test_reading_back_notices_a_file_that_is_not_listed(site: Path) -> None:
    (site / "c").write_bytes(b"")
    assert difference(site) == "c"


def test_reading_back_notices_a_changed_manifest(site: Path) -> None:
    (site / MANIFEST).write_bytes(b"{}")
    assert difference(site) == MANIFEST


def test_reading_back_notices_a_link_to_the_right_content(site: Path, tmp_path: Path) -> None:
    (site / "a").rename(tmp_path / "a")
    (site / "a").symlink_to(tmp_path / "a")
    assert difference(site) == "a"


def test_reading_back_does_not_wait_for_a_pipe(site: Path) -> None:
    (site / "a").unlink()
    os.mkfifo(site / "a")
    assert difference(site) == "a"


def test_names_are_found_in_every_folder(site: Path) -> None:
    assert set(names_in(site)) == {"a", "b/b", MANIFEST}
