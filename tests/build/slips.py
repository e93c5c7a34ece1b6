"""Slips as a clerk makes them, over the reference file: every one with the line that must be named."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.build.workspace import Workspace
from tests.editing import REFERENCE

LINES = REFERENCE.read_text("utf-8").split("\n")
REGISTERS = Workspace().registers()
KNOWN_CODES = REGISTERS.functional.names.keys() | REGISTERS.economic.names.keys() | REGISTERS.procurement.names.keys()
KNOWN_KEYS = set(
    re.findall(r'"([^"]+)":', json.dumps(json.loads(Workspace().schema.read_text("utf-8")), ensure_ascii=False))
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Slip:
    """One line typed wrong: what kind of slip, where (from 1), and what stands there instead."""

    kind: str
    line: int
    typed: str

    @property
    def text(self) -> str:
        """The whole file with this slip."""
        return with_slips([self])


def with_slips(slips: list["Slip"]) -> str:
    """Return the file with several slips on different lines."""
    lines = list(LINES)
    for slip in slips:
        lines[slip.line - 1] = slip.typed
    return "\n".join(lines)


def _block_texts() -> set[int]:
    found, inside = set(), -1
    for number, line in enumerate(LINES, start=1):
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent > inside:
            found.add(number)
        elif line.strip():
            inside = indent if line.endswith("|-") else -1
    return found


PROSE = _block_texts()
KEY = re.compile(r"(?<![^ {])([一-鿿]{2,})(: ?)")
AMOUNT = re.compile(r"(?<=: )-?[0-9]+\.[0-9]+(?=[,}]|$)")
NUMBER = re.compile(r"(?<=[入费余备具构品案物权产数出额款]: )[0-9]+(\.[0-9]+)?(?=[,}]|$)")
CODE = re.compile(r"(?<=[科品]目: )[ABC]?[0-9]+(?=[,}]|$)")
SUMMED = {*range(43, 73), *range(89, 98)}


def _at(line: str, match: re.Match[str], new: str) -> str:
    return line[: match.start()] + new + line[match.end() :]


def _each(pattern: re.Pattern[str], *changes: Callable[[str], str]) -> Callable[[str], Iterator[str]]:
    """Change every match of a pattern in each of several ways."""

    def made(line: str) -> Iterator[str]:
        for match in pattern.finditer(line):
            for change in changes:
                if change(match.group()) != match.group():
                    yield _at(line, match, change(match.group()))

    return made


def _keys(line: str) -> Iterator[str]:
    for match in KEY.finditer(line):
        key = match.group(1)
        for new in (key[1] + key[0] + key[2:], key[:-1], key + key[-1], key[:1] + "的" + key[2:]):
            if new not in KNOWN_KEYS and new != key:
                yield line[: match.start(1)] + new + line[match.end(1) :]


def _codes(line: str) -> Iterator[str]:
    for match in CODE.finditer(line):
        code = match.group()
        for new in (code[:-1] + str((int(code[-1]) + 7) % 10), code[:-2] + code[-1] + code[-2], code + "1", code[:-1]):
            if new not in KNOWN_CODES and new != code:
                yield _at(line, match, new)


def _marks(*pairs: tuple[str, str]) -> Callable[[str], Iterator[str]]:
    """Replace every occurrence of a mark in turn."""

    def made(line: str) -> Iterator[str]:
        for old, new in pairs:
            for match in re.finditer(re.escape(old), line):
                yield _at(line, match, new)

    return made


def _structure(line: str) -> Iterator[str]:
    if re.match(r" *- \{", line):
        yield from (line.replace("- {", mark, 1) for mark in ("-{", "－ {", "{", "— {"))
        yield line.rstrip("}")
        yield line.replace("- {", "- ", 1)


def _swapped(number: str) -> str:
    whole, _, part = number.partition(".")
    if part and part[0] != part[1:2] and len(part) == 2:
        return f"{whole}.{part[::-1]}"
    return number


KINDS: dict[str, Callable[[str], Iterator[str]]] = {
    "key": _keys,
    "full-width colon": lambda line: (
        _at(line, match, match.group(1) + "：") for match in KEY.finditer(line) if "：" not in line
    ),
    "no blank after the colon": lambda line: (
        _at(line, match, match.group(1) + ":") for match in KEY.finditer(line) if match.group(2) == ": "
    ),
    "full-width comma": _marks((", ", "，")),
    "no comma": _marks((", ", " ")),
    "full-width digit": _each(AMOUNT, lambda number: number[:-1] + number[-1].translate(FULL_WIDTH)),
    "stop for point": _each(AMOUNT, lambda number: number.replace(".", "。"), lambda number: number.replace(".", "．")),
    "comma for point": _each(AMOUNT, lambda number: number.replace(".", "，")),
    "two points": _each(AMOUNT, lambda number: number.replace(".", ".."), lambda number: number + ".0"),
    "letter for digit": _each(NUMBER, lambda number: number.replace("0", "O"), lambda number: number.replace("1", "l")),
    "unit with amount": _each(NUMBER, lambda number: number + "万元", lambda number: number + "元"),
    "words with amount": _each(NUMBER, lambda number: "约" + number, lambda number: number + "左右"),
    "quoted amount": _each(NUMBER, lambda number: f'"{number}"'),
    "thousands": _each(AMOUNT, lambda number: "1," + number.zfill(6)),
    "sign": _each(NUMBER, lambda number: "+" + number, lambda number: "－" + number),
    "zero before": _each(NUMBER, lambda number: "0" + number),
    "nothing for zero": _each(NUMBER, lambda _: "无", lambda _: "-", lambda _: "NO", lambda _: ""),
    "exponent": _each(NUMBER, lambda number: number + "e3"),
    "code": _codes,
    "list item": _structure,
    "tab": lambda line: iter([line.replace("  ", "\t", 1)] if line.startswith("  ") else []),
    "ideographic blank": lambda line: iter(["\u3000" + line[2:]] if line.startswith("  ") else []),
    "invisible character": lambda line: (
        _at(line, match, match.group(1) + "\u200b" + match.group(2)) for match in KEY.finditer(line)
    ),
    "quotation mark": lambda line: iter(
        [line.replace('"%"', '"%', 1), line.replace('"%"', "%", 1)] if '"%"' in line else []
    ),
    "choice": _marks(("万元\n", "万圆"), ("已公开", "公开"), ("年初预算", "年初"), ("≥", "不小于"), ("定性", "定量")),
    "date": _each(
        re.compile(r"2026-02-02|2025-12-31"),
        lambda date: date.replace("-", "."),
        lambda date: date.replace("-", "/"),
        lambda date: date.replace("-0", "-3"),
        lambda date: date[:4] + "年",
    ),
    "special character": lambda line: (
        _at(line, match, match.group() + mark)
        for match in re.finditer(r"(?<=[位职称]): |(?<=金额): ", line)
        for mark in "&*!@`%"
    ),
}
"""Slips that make a line wrong in itself, whatever the figures are."""

FIGURES: dict[str, Callable[[str], Iterator[str]]] = {
    "ten times": _each(AMOUNT, lambda number: number.replace(".", "") + "0" if "." in number else number),
    "swapped digits": _each(AMOUNT, _swapped),
}
"""Slips in figures whose totals are stated in the file."""


def all_slips() -> list[Slip]:
    """Return every slip of every kind, in the file's order."""
    found = [
        Slip(kind, number, typed)
        for number, line in enumerate(LINES, start=1)
        if number not in PROSE and line.strip() and not line.startswith("#")
        for kind, make in (KINDS | (FIGURES if number in SUMMED else {})).items()
        for typed in make(line)
        if typed != line
    ]
    return list(dict.fromkeys(found))
