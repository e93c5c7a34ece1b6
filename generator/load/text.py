"""Bytes → text: size, encoding, and which characters may stand in a file."""

import itertools
import re
import unicodedata
from dataclasses import dataclass

from generator.problems import Problem, Severity
from generator.source import Span

MAX_BYTES = 512 * 1024
_MAX_REPORTED = 20
_STEP = 2
_BEGINNING = 1000
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_UNASSIGNED = "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\uffff\U000f0000-\U0010ffff"
_LOOKALIKE = "\u2e80-\u2eff\u2f00-\u2fdf\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa2a-\ufaff\U0002f800-\U0002fa1f"
"""Radicals and compatibility characters, which print like a Han character and are another."""
_FORBIDDEN = re.compile(f"[{_INVISIBLE}{_UNASSIGNED}{_LOOKALIKE}]")
_CONFLICT = re.compile(r"^<{7}(?: .*)?$(?:\n(?!<{7}).*)*?\n>{7}(?: .*)?$", re.MULTILINE)
_SPACES = "\t\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
_INDENT = re.compile(rf"^ *[{_SPACES}][ {_SPACES}]*(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, mended so that it can be read on, and what had to be mended.

    There is no text where the bytes are none. `typed` is the text before it was mended; `is_aligned` says whether
    indents still tell what belongs under what.
    """

    text: str | None
    problems: list[Problem]
    typed: str = ""
    is_aligned: bool = True


def decode(path: str, data: bytes) -> Decoded:
    """Return the text of a file with its line ends unified, and what is wrong with its bytes and characters."""
    if len(data) > MAX_BYTES:
        size = len(data) // 1024
        return Decoded(None, [_error(path, 1, 1, "Y101", f"文件有 {size} KB，最多 {MAX_BYTES // 1024} KB。")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Decoded(None, [_wrong_encoding(path, data, error)])
    if text[:_BEGINNING].count("\0") * 4 > len(text[:_BEGINNING]):
        return Decoded(None, [_error(path, 1, 1, "Y102", "文件像是 UTF-16 编码，请用编辑器另存为 UTF-8 编码。")])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if conflicts := _conflicts(path, text):
        return Decoded(None, conflicts)
    characters, indents = _forbidden(path, text), _wrong_indents(path, text)
    if len(characters) == _MAX_REPORTED:
        return Decoded(None, characters)
    mended = _INDENT.sub(_spaces, _FORBIDDEN.sub(_mended, text))
    is_aligned = _are_aligned(mended, {indent.span.line for indent in indents})
    return Decoded(mended, characters + indents, text, is_aligned)


def _conflicts(path: str, text: str) -> list[Problem]:
    """Tell where git left two versions for somebody to choose from; nothing else is worth telling before that."""
    found = []
    for match in itertools.islice(_CONFLICT.finditer(text), _MAX_REPORTED):
        first = text.count("\n", 0, match.start()) + 1
        last = first + match.group().count("\n")
        message = (
            f"第 {first}–{last} 行是合并冲突：“=======”上面是一份，下面是另一份。"
            "选定一份，删去另一份和“<<<<<<<”“=======”“>>>>>>>”三行标记。"
        )
        found.append(_error(path, first, 1, "Y123", message))
    return found


def _are_aligned(text: str, mended: set[int]) -> bool:
    """Say whether lines whose indent was mended stand in line with, or one step under, the lines about them."""
    lines = ["", *text.split("\n"), ""]
    for line in mended:
        above, below = _indent(lines[line - 1]), _indent(lines[line + 1])
        if _indent(lines[line]) not in (above, above + _STEP, below, below - _STEP):
            return False
    return True


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _mended(match: re.Match[str]) -> str:
    """A look-alike becomes the character that it looks like, and what cannot be seen goes."""
    plain = unicodedata.normalize("NFKC", match.group())
    return plain if plain != match.group() else ""


def _spaces(match: re.Match[str]) -> str:
    return "".join("  " if character in "\t\u3000" else " " for character in match.group())


def forbidden_name(text: str) -> str:
    """Return the name of the first character of a text that may not stand in a file, or nothing."""
    found = _FORBIDDEN.search(text)
    return _name(found.group()) if found else ""


def _error(path: str, line: int, column: int, code: str, message: str) -> Problem:
    return Problem(Span(path, line, column), code, Severity.ERROR, message)


def _wrong_encoding(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
    advice = "请用编辑器另存为 UTF-8 编码"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _error(path, 1, 1, "Y102", f"文件是 UTF-16 编码，{advice}。")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _error(path, line, column, "Y102", f"从这里起不是 UTF-8 编码的文字，{advice}。")
    return _error(path, line, column, "Y102", f"文件像是 GBK 编码（从第 {line} 行起），{advice}。")


def _forbidden(path: str, text: str) -> list[Problem]:
    found = []
    for match in _FORBIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        message = f"这里有看不见或不能使用的字符 {_name(match.group())}，请删去或重新输入这个字。"
        found.append(_error(path, line, column, "Y103", message))
        if len(found) == _MAX_REPORTED:
            break
    return found


def _name(character: str) -> str:
    return f"U+{ord(character):04X}（{unicodedata.name(character, '无名')}）"


def _wrong_indents(path: str, text: str) -> list[Problem]:
    names = {"\t": "制表符（Tab）", "\u3000": "全角空格", "\u00a0": "不换行空格"}
    found = []
    for match in _INDENT.finditer(text):
        typed = match.group().lstrip(" ")
        line = text.count("\n", 0, match.start()) + 1
        column = len(match.group()) - len(typed) + 1
        name = names.get(typed[0], "特殊空格")
        message = f"行首的缩进中有{name}，缩进只能用半角空格；段落开头不必空格。"
        found.append(_error(path, line, column, "Y104", message))
        if len(found) == _MAX_REPORTED:
            break
    return found
