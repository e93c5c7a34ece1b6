"""The names of files in a site: relative, plain, and different from one another on every file system."""

import re
import unicodedata

from generator.errors import GeneratorError

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
_LONGEST = 255
_PLAIN = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}/)*[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}", re.ASCII)
"""What nearly every name is, and nothing can be said against."""


class BadName(GeneratorError):
    """A name that no file of a site may have."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"站点里不能有名为 {name!r} 的文件：{reason}。没有生成。")


class Names:
    """The names taken so far; each is checked by itself and against the others."""

    def __init__(self, *reserved: str) -> None:
        self._taken: dict[str, tuple[str, bool]] = {}
        self._folders = {""}
        for name in reserved:
            self.take(name)

    def take(self, name: str) -> None:
        """Take a name; raises BadName where it leaves the site, is taken, or would fall together with another one.

        Two names fall together where they differ by case or by Unicode form alone (in a folder's name as well), or
        where one is a file and the other has it as a folder.
        """
        if reason := _reason_against(name):
            raise BadName(name, reason)
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            parts = folder.split("/")
            for length in range(1, len(parts) + 1):
                self._take(name, "/".join(parts[:length]), is_file=False)
            self._folders.add(folder)
        self._take(name, name, is_file=True)

    def give_back(self, name: str) -> None:
        """Free a file's name that was taken and not used."""
        del self._taken[unicodedata.normalize("NFC", name.casefold())]

    def _take(self, name: str, path: str, *, is_file: bool) -> None:
        key = unicodedata.normalize("NFC", path.casefold())
        taken, was_file = self._taken.get(key, (path, None))
        if taken != path:
            raise BadName(name, f"与 {taken!r} 只差大小写或字符的写法，有的系统分不开")
        if was_file and is_file:
            raise BadName(name, "这个名字已经用过")
        if was_file not in (None, is_file):
            raise BadName(name, f"{path!r} 不能既是文件又是文件夹")
        self._taken[key] = (path, is_file)


def _reason_against(name: str) -> str:
    if _PLAIN.fullmatch(name):
        return ""
    parts = name.split("/")
    if _FORBIDDEN.search(name):
        return "名字里有控制字符或反斜线"
    if any(part in ("", ".", "..") for part in parts):
        return "要写从站点开始的相对路径，不能有空的一段、“.” 或 “..”"
    if name != unicodedata.normalize("NFC", name):
        return "字符要写成合成的形式（Unicode NFC）"
    if not name.isprintable():
        return "名字里有看不见的字符"
    if any(len(part.encode()) > _LONGEST for part in parts):
        return f"每一段不能超过 {_LONGEST} 字节"
    return ""
