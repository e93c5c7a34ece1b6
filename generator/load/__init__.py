"""YAML text → Document: a strict subset of YAML, read so that nothing is reinterpreted and no bytes do harm."""

import errno
import os
import stat
from pathlib import Path

from generator.load.lines import FULL_WIDTH_COLON, MAX_SLIPS, Slip, slips
from generator.load.nodes import Document, Mapping, Node, Scalar
from generator.load.syntax import syntax_problem
from generator.load.text import MAX_BYTES, decode
from generator.load.tree import TreeBuilder, too_many
from generator.problems import Problem, Severity
from generator.source import Span


def load(path: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one file's bytes. Raises nothing on any bytes.

    There is a document where there is no problem, and also where a file could be read in spite of its problems, so
    that the later stages can find theirs too; no problem at all means that every value is as it was typed.
    """
    decoded = decode(path, data)
    if decoded.text is None:
        return None, decoded.problems
    root, problems, mended = _tree(path, decoded.text)
    damaged = _lines(decoded.problems)
    problems = decoded.problems + [problem for problem in problems if problem.span.line not in damaged]
    if isinstance(root, Mapping) and decoded.is_aligned:
        return Document(path, root, tuple(decoded.typed.split("\n")), frozenset(damaged | mended)), problems
    if not problems:
        problems = [_no_mapping(path, root)]
    return None, problems


def _lines(problems: list[Problem]) -> set[int]:
    return {problem.span.line for problem in problems}


def _tree(path: str, text: str) -> tuple[Node | None, list[Problem], set[int]]:
    """Build the tree; where the parser stumbles, name every mistyped line, mend them all and read on."""
    builder = TreeBuilder(path)
    root = builder.build(text)
    if builder.stumble is None and not isinstance(root, Scalar):
        return root, builder.problems, set()
    found = slips(text)
    lines = text.split("\n")
    for slip in found:
        lines[slip.line - 1] = slip.mended
    named = [_slip_problem(path, slip) for slip in found]
    if len(named) == MAX_SLIPS:
        return None, [*named, too_many(named[-1])], set()
    builder = TreeBuilder(path)
    root = builder.build("\n".join(lines))
    mended = _lines(named)
    others = [one for one in builder.problems if one.span.line not in mended]
    if builder.stumble is not None:
        stumble = syntax_problem(path, "\n".join(lines), builder.stumble)
        others = [one for one in others if one.code != "Y121" or one.span.line < stumble.span.line - 1]
        others += [] if {stumble.span.line, stumble.span.line - 1} & mended else [stumble]
    return root, named + others, mended


def _slip_problem(path: str, slip: Slip) -> Problem:
    code = "Y106" if slip.message == FULL_WIDTH_COLON else "Y105"
    return Problem(Span(path, slip.line, slip.column), code, Severity.ERROR, slip.message)


def read(path: Path, shown_as: str) -> tuple[Document | None, list[Problem]]:
    """Fetch and read a file."""
    data, problems = fetch(path, shown_as)
    return (None, problems) if data is None else load(shown_as, data)


def fetch(path: Path, shown_as: str) -> tuple[bytes | None, list[Problem]]:
    """Return a file's bytes, little more than the limit at the most: only a regular file's, never through a link."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        why = "是链接" if error.errno == errno.ELOOP else f"打不开：{error.strerror or error}"
        return None, [_unreadable(shown_as, why)]
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None, [_unreadable(shown_as, "不是普通文件")]
    with os.fdopen(descriptor, "rb") as stream:
        try:
            return stream.read(MAX_BYTES + 1), []
        except OSError as error:
            return None, [_unreadable(shown_as, f"读不了：{error.strerror or error}")]


def lines_of(data: bytes) -> tuple[str, ...]:
    """Return the lines of bytes that may not be readable as data, to show them; what is no text as U+FFFD."""
    text = data[:MAX_BYTES].decode("utf-8-sig", "replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _unreadable(path: str, why: str) -> Problem:
    return Problem(Span(path, 1, 1), "Y100", Severity.ERROR, f"{why}。数据文件必须是普通文件，不能是链接。")


def _no_mapping(path: str, root: Node | None) -> Problem:
    found = "这里不是" if root else "这里是空的"
    return Problem(root.span if root else Span(path, 1, 1), "Y106", Severity.ERROR, f"文件应由“键: 值”组成，{found}。")
