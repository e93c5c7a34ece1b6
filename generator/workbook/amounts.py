"""Amounts as people and finance systems write them in cells, and the unit of money that a table says it is in."""

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.workbook.cells import Value, half_width

UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""How many 元 each unit of money holds that a table may be printed in."""

_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?", re.ASCII)
_NOTHING = re.compile(r"[-‐‑‒–—―−─]{1,3}")
_UNIT = re.compile(r"(?:单位|单位名称)?[:：]?(?:人民币)?(亿元|万元|千元|元)")
_SAYS_UNIT = re.compile(r"(?:金额)?单位[:：]?(?:人民币)?(亿元|万元|千元|元)")
_HEAD_UNIT = re.compile(r"\((?:单位[:：]?)?(?:人民币)?(亿元|万元|千元|元)\)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says of an amount: a number in the table's unit, nothing written, or why it is none."""

    number: Decimal | None
    fault: str = ""


def amount_of(value: Value | None, unit: str) -> Amount:
    """Read one cell as an amount in a unit; a dash means 0, an empty cell that nothing is written."""
    if value is None:
        return Amount(None)
    if value.is_unknown:
        return Amount(None, "公式没有算出的数，请用电子表格程序打开后保存")
    if value.number is not None:
        return Amount(value.number)
    text = half_width(value.text)
    if not text:
        return Amount(None)
    if is_nothing(text):
        return Amount(Decimal(0))
    said = _UNIT.search(text)
    if said and said.end() == len(text) and said[1] == unit:
        text = text[: said.start()]
    if _NUMBER.fullmatch(text):
        return Amount(Decimal(text.replace(",", "")))
    return Amount(None, "不是金额")


def is_nothing(text: str) -> bool:
    """Say whether a text is a dash, which stands for nothing."""
    return bool(_NOTHING.fullmatch(half_width(text)))


def unit_said(text: str) -> str:
    """Return the unit of money that a line above a table says, such as 单位：万元; nothing where it says none."""
    found = _SAYS_UNIT.search(half_width(text))
    return found[1] if found else ""


def unit_in_head(text: str) -> str:
    """Return the unit that a column's head ends in, such as 预算数（万元）."""
    found = _HEAD_UNIT.search(half_width(text))
    return found[1] if found else ""
