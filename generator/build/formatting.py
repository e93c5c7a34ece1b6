"""Files brought into the one form, or held against it; what a file says never changes."""

import enum
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.build.sites import SITE_FILE
from generator.build.workspace import Workspace, shown_as
from generator.errors import GeneratorError
from generator.format import formatted, read_order
from generator.load import fetch, load
from generator.load.nodes import Document, Mapping, Node, Scalar
from generator.load.text import decode
from generator.problems import Problem


class Form(enum.Enum):
    """How a file stood to the one form."""

    KEPT = "已是统一的格式"
    OTHER = "格式不同"
    UNREADABLE = "读不了"


@dataclass(frozen=True, slots=True)
class Formatted:
    """One file: how it stood to the one form, its text in it, or why it cannot be read."""

    path: Path
    form: Form
    text: str = ""
    problems: tuple[Problem, ...] = ()


class UnwritableFile(GeneratorError):
    """A file that should be written and cannot be."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"写不了 {path}：{error.strerror or error}。")


class ChangedMeaning(Exception):
    """A mistake of ours: a file would say something else in the one form; it is left as it was."""


def format_files(paths: Iterable[Path], workspace: Workspace, *, write: bool) -> list[Formatted]:
    """Bring files into the one form, or only say which are not in it; a file that cannot be read is left alone."""
    found = [_formatted(path, workspace) for path in paths]
    for each in found:
        if write and each.form is Form.OTHER:
            replace_file(each.path, each.text.encode())
    return found


def _formatted(path: Path, workspace: Workspace) -> Formatted:
    data, problems = fetch(path, shown_as(path))
    document, faults = load(shown_as(path), data) if data is not None else (None, [])
    if data is None or document is None or faults:
        return Formatted(path, Form.UNREADABLE, problems=(*problems, *faults))
    text = decode(shown_as(path), data).text
    schema = workspace.site_schema if path.name == SITE_FILE else workspace.schema
    new = formatted(text or "", read_order(schema))
    _require_same(document, new)
    return Formatted(path, Form.KEPT if new.encode() == data else Form.OTHER, new)


def _require_same(document: Document, text: str) -> None:
    again, problems = load(document.path, text.encode())
    if again is None or values_of(again.root) != values_of(document.root):
        raise ChangedMeaning(f"{document.path}: {problems}")


def values_of(node: Node) -> object:
    """Return what a tree of values says, whatever its order of keys and its places: every text exactly as typed."""
    if isinstance(node, Scalar):
        return node.text, node.kind, node.quoted
    if isinstance(node, Mapping):
        return {key: values_of(value) for key, value in node.entries.items()}
    return [values_of(item) for item in node.items]


def replace_file(path: Path, data: bytes) -> None:
    """Write a file's bytes in one step, keeping who may read it; raises UnwritableFile."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        if path.exists():
            os.chmod(beside, path.stat().st_mode & 0o777)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UnwritableFile(path, error) from error
