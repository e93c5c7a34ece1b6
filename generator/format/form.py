"""A file as it is written: entries in their order with the comments around them, every scalar as its raw text."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Raw:
    """A scalar exactly as it stands in the file, marks of quotation included; empty where nothing was typed."""

    text: str
    line: int = 0
    column: int = 0
    """Where it begins, both counted from 1 as places of problems are."""
    indent: int = 0
    """The column of the block that holds it, from which an explicit indentation of a text set off with | counts."""

    @property
    def is_set_off(self) -> bool:
        """Say whether it is a text set off below its key with | or >."""
        return self.text[:1] in ("|", ">")

    @property
    def keeps_blank_lines(self) -> bool:
        """Say whether the blank lines that end it are part of it."""
        return self.is_set_off and "+" in self.text.split("\n", 1)[0].split("#")[0]


@dataclass(slots=True)
class Group:
    """A mapping or a list, in brackets (`is_flow`) or line by line; `source` is what stands in the brackets' place."""

    is_mapping: bool
    is_flow: bool
    entries: "list[Entry]" = field(default_factory=list)
    source: str = ""
    has_comments: bool = False


@dataclass(slots=True)
class Entry:
    """One key with its value, or one item of a list; `name` is what the key says, `key` has its marks of quotation.

    `leading` are the comment lines before it ("" is a blank line), `trailing` is the comment on its line, `tail` are
    the comment lines that end it, indented where they stand below it rather than beside.
    """

    start: int
    line: int
    column: int
    value: Raw | Group
    above: "Entry | None" = None
    key: str = ""
    name: str = ""
    leading: list[str] = field(default_factory=list)
    trailing: str = ""
    tail: list[str] = field(default_factory=list)
    is_spaced: bool = False
    """Whether a blank line stands before it and its leading comments."""


@dataclass(slots=True)
class Form:
    """One file: the comments at its head and whether a blank line ends them, its mapping, the comments at its end."""

    root: Group
    head: list[str] = field(default_factory=list)
    is_head_apart: bool = False
    end: list[str] = field(default_factory=list)


def entries_of(group: Group) -> Iterator[Entry]:
    """Yield every entry of a group that stands on a line of its own, in the order of the file, outer ones first."""
    for entry in group.entries if not group.is_flow else ():
        yield entry
        if isinstance(entry.value, Group):
            yield from entries_of(entry.value)
