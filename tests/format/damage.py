"""A real file's text with its whitespace and order damaged, as careless editing does; what it says stays the same."""

import random
import re
from collections.abc import Callable

Damage = Callable[[str, random.Random], str]


def set_off(lines: list[str]) -> list[bool]:
    """Say of each line whether it belongs to a text set off with |, where every space counts."""
    found = []
    depth: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if depth is not None and (not line.strip() or indent > depth):
            found.append(True)
            continue
        depth = indent if re.search(r": \|-?$", line) else None
        found.append(False)
    return found


def _each(text: str, change: Callable[[str], str]) -> str:
    lines = text.split("\n")
    inside = set_off(lines)
    return "\n".join(line if kept else change(line) for line, kept in zip(lines, inside, strict=True))


def trailing_spaces(text: str, chance: random.Random) -> str:
    return _each(text, lambda line: line + " " * chance.choice((0, 0, 1, 3)) if line else line)


def blank_lines(text: str, chance: random.Random) -> str:
    """More blank lines where there was one."""
    return _each(text, lambda line: line if line else "\n" * chance.choice((0, 1, 2)))


def inside_brackets(text: str, chance: random.Random) -> str:
    def loosened(line: str) -> str:
        if not re.match(r" +- \{.*\}$", line) or '"' in line:
            return line
        spaces = " " * chance.choice((0, 1, 2))
        return line.replace("{", "{" + spaces).replace("}", spaces + "}").replace(", ", f"{spaces},  {spaces}")

    return _each(text, loosened)


def after_dashes_and_colons(text: str, chance: random.Random) -> str:
    def widened(line: str) -> str:
        gap = " " * chance.choice((1, 2, 4))
        return re.sub(r"^(\s*(?:- )?[^\s{}:\"#]+:) (?=\S)", rf"\1{gap}", line) if "{" not in line else line

    return _each(text, widened)


def deeper_blocks(text: str, chance: random.Random) -> str:
    """Everything below some first-level keys further to the right, texts set off below them too."""
    out = []
    more = 0
    for line in text.split("\n"):
        if line and not line[0].isspace():
            more = chance.choice((0, 0, 1, 3))
        out.append(" " * more + line if line[:1] == " " else line)
    return "\n".join(out)


def windows_line_ends(text: str, _chance: random.Random) -> str:
    return text.replace("\n", "\r\n")


def broken_over_lines(text: str, chance: random.Random) -> str:
    """Rows in brackets broken after a comma."""

    def broken(line: str) -> str:
        match = re.match(r"( +)- \{.*\}$", line)
        if not match or chance.random() < 0.7 or '"' in line:
            return line
        return line.replace(", ", f",\n{match[1]}      ", 1)

    return _each(text, broken)


FORM: tuple[Damage, ...] = (
    trailing_spaces,
    blank_lines,
    inside_brackets,
    after_dashes_and_colons,
    deeper_blocks,
    windows_line_ends,
    broken_over_lines,
)
"""Damage that the one form undoes altogether."""


def shuffled_keys(text: str, chance: random.Random) -> str:
    """First-level keys in another order, each with the comments right above it."""
    head, *blocks = re.split(r"(?m)^(?=(?:# (?!yaml).*\n)*[^\s#])", text)
    blocks = [block if block.endswith("\n") else f"{block}\n" for block in blocks]
    chance.shuffle(blocks)
    return head + "".join(blocks)


def comments_everywhere(text: str, chance: random.Random) -> str:
    """Comments at the ends of lines and on lines of their own."""
    number = 0

    def commented(line: str) -> str:
        nonlocal number
        if not line.strip() or "#" in line or line.rstrip().endswith(("|-", '"')) or chance.random() < 0.8:
            return line
        number += 1
        if chance.random() < 0.5:
            return f"{line} # 注{number}"
        return f"{line[: len(line) - len(line.lstrip())]}# 注{number}\n{line}"

    return _each(text, commented)
