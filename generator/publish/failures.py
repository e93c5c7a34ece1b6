"""What the operating system refused, said to the one who ran the build."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from generator.errors import GeneratorError

_REASONS = {
    errno.EACCES: "没有权限；请改用有权限的文件夹，或请管理员授权",
    errno.EPERM: "不允许这样做；请改用别的文件夹，或请管理员授权",
    errno.EROFS: "文件系统是只读的；请换一个 --out",
    errno.ENOSPC: "磁盘满了；请腾出空间再生成",
    errno.EDQUOT: "超出了磁盘配额；请腾出空间再生成",
    errno.EIO: "磁盘读写出错；请检查磁盘",
    errno.EBUSY: "正被系统占用（例如是挂载点）；请换一个 --out",
    errno.ENOENT: "没有这个文件或文件夹，可能在生成的时候被移走了；请再生成一次",
    errno.ENAMETOOLONG: "名字太长；请换一个短一些的 --out",
}


def reason_of(error: OSError) -> str:
    """Say in Chinese what an I/O error means and what to try; in the system's own words where it is a rare one."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class OutputFailed(GeneratorError):
    """The output could not be written; what was published stands as it was."""

    def __init__(self, path: Path, error: OSError) -> None:
        place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(path)
        super().__init__(f"写不了 {place}：{reason_of(error)}。{path} 没有改动。")


class OutputUnconfirmed(GeneratorError):
    """The new site stands in place, but the system could not say that the disk knows it."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path} 已换成新的站点，但不能确认已写入磁盘：{reason_of(error)}。然后再生成一次。")


@contextlib.contextmanager
def failing(out: Path) -> Iterator[None]:
    """Turn I/O errors of the block into OutputFailed."""
    try:
        yield
    except OSError as error:
        raise OutputFailed(out, error) from error
