"""What is asked of the file system, and what is said where it cannot."""

import ctypes
import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.publish import disk
from generator.publish.disk import ExchangeUnsupported, clear, exchange, sync_tree
from generator.publish.manifest import MANIFEST, OutputInUse


def tree(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def failing_with(number: int) -> SimpleNamespace:
    """A C library in which every call fails."""

    def fail(*_: object) -> int:
        ctypes.set_errno(number)
        return -1

    return SimpleNamespace(renameat2=fail, syncfs=fail)


def test_two_folders_change_places(tmp_path: Path) -> None:
    exchange(tree(tmp_path / "一", "a"), tree(tmp_path / "二", "b"))
    assert os.listdir(tmp_path / "一") == ["b"]
    assert os.listdir(tmp_path / "二") == ["a"]


def test_an_exchange_with_nothing_is_an_error_that_names_the_output(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="二"):
        exchange(tree(tmp_path / "一", "a"), tmp_path / "二")


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV], ids=errno.errorcode.get)
def test_a_file_system_that_cannot_exchange_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    monkeypatch.setattr(disk, "_LIBC", failing_with(number))
    with pytest.raises(ExchangeUnsupported, match="不能把新旧两个文件夹一步对换，没有改动；请把 --out"):
        exchange(tmp_path / "一", tmp_path / "二")


def test_a_system_without_the_call_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(disk, "_LIBC", SimpleNamespace())
    with pytest.raises(ExchangeUnsupported):
        exchange(tmp_path / "一", tmp_path / "二")


def test_a_disk_that_does_not_take_the_tree_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(disk, "_LIBC", failing_with(errno.EIO))
    with pytest.raises(OSError, match="Input/output error"):
        sync_tree(tmp_path)


def test_every_file_and_folder_is_synced_where_one_call_for_all_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tree(tmp_path, "a", "b/c")
    synced: list[str] = []
    monkeypatch.setattr(disk, "_LIBC", SimpleNamespace())
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    sync_tree(tmp_path)
    assert sorted(synced) == [str(tmp_path / name) for name in ("", "a", "b", "b/c")]


def test_a_staged_tree_is_removed(tmp_path: Path) -> None:
    clear(tree(tmp_path / "staged", MANIFEST, "a", "b/c"))
    clear(tmp_path / "staged")
    assert not os.listdir(tmp_path)


def test_an_empty_folder_is_removed(tmp_path: Path) -> None:
    (tmp_path / "staged").mkdir()
    clear(tmp_path / "staged")
    assert not os.listdir(tmp_path)


def test_the_manifest_goes_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tree(tmp_path / "staged", "a", MANIFEST, "z/z", "zz")
    unlink, gone = os.unlink, []

    def remember(path: str | Path, **more: int) -> None:
        gone.append(Path(path).name)
        unlink(path, **more)

    monkeypatch.setattr(os, "unlink", remember)
    monkeypatch.setattr(Path, "unlink", lambda path: remember(path))
    clear(folder)
    assert gone == ["a", "z", "zz", MANIFEST]


def test_what_has_no_manifest_is_not_removed(tmp_path: Path) -> None:
    folder = tree(tmp_path / "staged", "letter")
    with pytest.raises(OutputInUse, match="不是本程序留下的"):
        clear(folder)
    assert os.listdir(folder) == ["letter"]


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_what_is_no_folder_is_not_removed(tmp_path: Path, kind: str) -> None:
    staged, elsewhere = tmp_path / "staged", tmp_path / "elsewhere"
    if kind == "file":
        staged.write_text("信")
    else:
        staged.symlink_to(elsewhere)
    if kind == "link":
        tree(elsewhere, MANIFEST)
    with pytest.raises(OutputInUse):
        clear(staged)
    assert os.path.lexists(staged)


def test_a_link_in_a_removed_tree_is_removed_and_what_it_shows_stays(tmp_path: Path) -> None:
    folder, mine = tree(tmp_path / "staged", MANIFEST), tree(tmp_path / "mine", "letter")
    (folder / "link").symlink_to(mine)
    clear(folder)
    assert os.listdir(mine) == ["letter"]
