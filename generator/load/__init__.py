"""YAML text → Document: a strict subset of YAML, read so that nothing is reinterpreted and no bytes do harm."""

import os
import stat
from pathlib import Path

from generator.load.nodes import Document, Mapping, Scalar
from generator.load.text import MAX_BYTES, decode
from generator.load.tree import TreeBuilder
from generator.problems import Problem, Severity
from generator.source import Span


def load(path: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one file's bytes; there is a document exactly when there is no problem. Raises nothing on any bytes."""
    text, problems = decode(path, data)
    if text is None:
        return None, problems
    builder = TreeBuilder(path)
    root = builder.build(text)
    problems = builder.problems
    if not problems and not isinstance(root, Mapping):
        problems = [_no_mapping(path, root if isinstance(root, Scalar) else None)]
    if problems or not isinstance(root, Mapping):
        return None, problems
    return Document(path, root, tuple(text.split("\n"))), []


def read(path: Path, shown_as: str) -> tuple[Document | None, list[Problem]]:
    """Fetch and read a file."""
    data, problems = fetch(path, shown_as)
    return (None, problems) if data is None else load(shown_as, data)


def fetch(path: Path, shown_as: str) -> tuple[bytes | None, list[Problem]]:
    """Return a file's bytes, little more than the limit at the most: only a regular file's, never through a link."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        return None, [_unreadable(shown_as, f"打不开：{error.strerror or error}")]
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None, [_unreadable(shown_as, "不是普通文件")]
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(MAX_BYTES + 1), []


def lines_of(data: bytes) -> tuple[str, ...]:
    """Return the lines of bytes that may not be readable as data, to show them; what is no text as U+FFFD."""
    text = data[:MAX_BYTES].decode("utf-8-sig", "replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _unreadable(path: str, why: str) -> Problem:
    return Problem(Span(path, 1, 1), "Y100", Severity.ERROR, f"{why}。数据文件必须是普通文件，不能是链接。")


def _no_mapping(path: str, root: Scalar | None) -> Problem:
    span = root.span if root else Span(path, 1, 1)
    if root and "：" in root.text:
        return Problem(span, "Y106", Severity.ERROR, "键后面是全角冒号“：”，应为半角冒号加一个空格“: ”。")
    return Problem(span, "Y106", Severity.ERROR, "文件应由“键: 值”组成，这里不是。")
