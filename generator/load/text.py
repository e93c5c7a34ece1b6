"""Bytes → text: size, encoding, and which characters may stand in a file."""

import re
import unicodedata

from generator.problems import Problem, Severity
from generator.source import Span

MAX_BYTES = 512 * 1024
_MAX_REPORTED = 20
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u2f00-\u2fdf\u2e80-\u2eff"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_INDENT = re.compile(r"(?P<spaces> *)(?P<other>[\t\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f])")


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """Return the text of a file with its line ends unified, or nothing and what is wrong with its bytes."""
    if len(data) > MAX_BYTES:
        size = len(data) // 1024
        return None, [_error(path, 1, 1, "Y101", f"文件有 {size} KB，最多 {MAX_BYTES // 1024} KB。")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_wrong_encoding(path, data, error)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = _forbidden(path, text) + _wrong_indents(path, text)
    return (None if problems else text), problems


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
    for number, line in enumerate(text.split("\n"), start=1):
        match = _INDENT.match(line)
        if match and line.strip():
            name = names.get(match["other"], "特殊空格")
            column = len(match["spaces"]) + 1
            found.append(_error(path, number, column, "Y104", f"行首的缩进中有{name}，缩进只能用半角空格。"))
    return found[:_MAX_REPORTED]
