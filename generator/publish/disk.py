"""What is asked of the file system as a whole: exchange two folders, bring a tree to the disk, clear one away.

Linux (since 3.15) exchanges two names in one step, so that there is no moment at which the output is missing or half
there. Where the file system cannot, there is no second way with a gap in it: the build says so.
"""

import ctypes
import errno
import os
import shutil
from pathlib import Path

from generator.errors import GeneratorError
from generator.publish.manifest import MANIFEST, OutputInUse

_LIBC = ctypes.CDLL(None, use_errno=True)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV}


class ExchangeUnsupported(GeneratorError):
    """The file system, or the system, cannot exchange two folders in one step."""

    def __init__(self, out: Path) -> None:
        super().__init__(
            f"{out} 所在的文件系统不能把新旧两个文件夹一步对换，没有改动；"
            "请把 --out 放在本机的磁盘上（Linux 的 ext4、xfs、btrfs、tmpfs），或先移走旧的站点再生成。"
        )


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet; of tens of thousands Python's own streams ask the system twice as much."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def exchange(staged: Path, out: Path) -> None:
    """Exchange two folders in one step; raises ExchangeUnsupported where that cannot be done."""
    if not hasattr(_LIBC, "renameat2"):
        raise ExchangeUnsupported(out)
    if _LIBC.renameat2(_AT_FDCWD, os.fsencode(staged), _AT_FDCWD, os.fsencode(out), _RENAME_EXCHANGE):
        number = ctypes.get_errno()
        if number in _CANNOT:
            raise ExchangeUnsupported(out)
        raise OSError(number, os.strerror(number), str(out))


def sync_tree(folder: Path) -> None:
    """Bring all that was written below a folder to the disk, with one call for its whole file system.

    Asking file by file is as durable and takes twenty times as long (docs/publishing.md); it is what remains where
    the system has no such call.
    """
    if not hasattr(_LIBC, "syncfs"):
        for place, _, files in os.walk(folder):
            for name in [*files, ""]:
                sync(Path(place, name))
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _LIBC.syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def sync(path: Path) -> None:
    """Bring one file, or the names in one folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clear(folder: Path) -> None:
    """Remove a staged tree or a replaced site, its manifest last, so that what a killed removal leaves is still known.

    Raises OutputInUse where something without a manifest stands there that is not empty: it is not ours.
    """
    if not os.path.lexists(folder):
        return
    there = [] if folder.is_symlink() or not folder.is_dir() else sorted(os.listdir(folder))
    if folder.is_symlink() or not folder.is_dir() or (there and MANIFEST not in there):
        raise OutputInUse(folder, "不是本程序留下的")
    for name in there:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif name != MANIFEST:
            path.unlink()
    if there:
        (folder / MANIFEST).unlink()
    folder.rmdir()
