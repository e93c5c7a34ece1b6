"""The tree of typed values: every key and value knows where it was typed."""

import enum
from dataclasses import dataclass

import msgspec

from generator.source import Span


class Kind(enum.Enum):
    """What a scalar was typed as."""

    TEXT = "文字"
    NUMBER = "数字"
    DATE = "日期"
    NULL = "空"
    FAULTY = "写错的值"
    """Something that was already found wrong: there is nothing more to say of it."""


class Scalar(msgspec.Struct, frozen=True):
    """One value; a number keeps the text typed."""

    text: str
    kind: Kind
    quoted: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order typed; `keys` tells where each key stands."""

    entries: dict[str, "Node"]
    keys: dict[str, Span]
    span: Span


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read; `lines` are its source lines.

    Where `damaged` names lines, these were mended to read on: what later stages find on them is not to be believed.
    """

    path: str
    root: Mapping
    lines: tuple[str, ...]
    damaged: frozenset[int] = frozenset()
