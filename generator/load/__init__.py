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
    """Open and read a file: only a regular file, no link, no more than the limit."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        return None, [_unreadable(shown_as, f"打不开：{error.strerror or error}")]
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None, [_unreadable(shown_as, "不是普通文件")]
    with os.fdopen(descriptor, "rb") as stream:
        return load(shown_as, stream.read(MAX_BYTES + 1))


def read_lines(path: Path) -> tuple[str, ...]:
    """Return the lines of a file that may not be readable as data, to show them; bytes that are no text as U+FFFD."""
    if not path.is_file() or path.is_symlink():
        return ()
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES)
    except OSError:
        return ()
    return tuple(data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _unreadable(path: str, why: str) -> Problem:
    return Problem(Span(path, 1, 1), "Y100", Severity.ERROR, f"{why}。数据文件必须是普通文件，不能是链接。")


def _no_mapping(path: str, root: Scalar | None) -> Problem:
    span = root.span if root else Span(path, 1, 1)
    if root and "：" in root.text:
        return Problem(span, "Y106", Severity.ERROR, "键后面是全角冒号“：”，应为半角冒号加一个空格“: ”。")
    return Problem(span, "Y106", Severity.ERROR, "文件应由“键: 值”组成，这里不是。")
