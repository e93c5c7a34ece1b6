"""Damaged copies of a file: accidents to its bytes, and accidents to what it says."""

import copy
import json
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

FRAGMENTS = [
    *(
        mark.encode()
        for mark in ("\t", ":", "：", "[", "{", "]", "}", "&a", "*a", "!!x", "%", '"', "'", "\n", "  ", "- ")
    ),
    *(
        mark.encode()
        for mark in ("|", ">", "#", "<<: ", "\u3000", "?", "---\n", "...\n", ",", "，", "１", "\u202e", "@")
    ),
    b"\xff",
    b"\x00",
    b"\xc3",
    b"\r",
]


def damaged(rng: random.Random, data: bytes) -> bytes:
    """Return a copy with one to four accidents in its bytes."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(out))
        accident = rng.randrange(6)
        if accident == 0:
            out[at] = rng.randrange(256)
        elif accident == 1:
            out[at:at] = rng.choice(FRAGMENTS)
        elif accident == 2:
            del out[at : at + rng.randint(1, 30)]
        elif accident == 3:
            other = rng.randrange(len(out))
            out[at:at] = out[other : other + rng.randint(1, 40)]
        elif accident == 4:
            out[at : at + 2] = out[at : at + 2][::-1]
        elif rng.random() < 0.1:
            out = out[: max(at, 1)]
        if not out:
            out = bytearray(b"\n")
    return bytes(out)


Place = tuple[Any, Any]
"""A mapping or list, and a key or index in it."""

NUMBERS = [Decimal(text) for text in ("0", "-1", "0.01", "-0.01", "0.005", "-405.31", "1E+3", "9" * 15, "0.00")]
WRONG: list[Any] = ["", "x", "合计", None, [], {}, [[]], [{}], {"a": 1}, Decimal(7), "2026-02-02", "９", "长" * 5000]
CODES = [
    "合计",
    "208",
    "20805",
    "2080505",
    "2080506",
    "301",
    "30101",
    "303",
    "310",
    "A",
    "A02",
    "A02010108",
    "C",
    "999",
]
FUNDS = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户", "其他收入", "上年结转"]


def altered(rng: random.Random, data: Any) -> Any:
    """Return a copy of plain data that says something else in one to six places; much of it is still valid."""
    out = copy.deepcopy(data)
    for _ in range(rng.randint(1, 6)):
        places = list(_places(out))
        if places:
            _alter(rng, out, *rng.choice(places))
    return out


def _places(node: Any) -> Iterator[Place]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield node, key
        yield from _places(value)


def _alter(rng: random.Random, root: Any, holder: Any, key: Any) -> None:
    value = holder[key]
    accident = rng.randrange(10)
    if isinstance(value, int | Decimal) and accident < 7:
        holder[key] = rng.choice([*NUMBERS, -value, value * 10, value + Decimal("0.01"), value * 10**9])
    elif key in ("科目", "品目") and accident < 8:
        holder[key] = rng.choice(CODES)
    elif isinstance(value, list) and accident < 5:
        holder[key] = rng.choice([[], value[:1], value + value, value[::-1], value[1:]])
    elif isinstance(holder, dict) and "科目" in holder and accident < 3:
        holder["资金"] = rng.choice(FUNDS)
    elif accident < 7:
        del holder[key]
    elif accident == 7:
        holder[key] = rng.choice(WRONG)
    elif accident == 8:
        other, name = rng.choice(list(_places(root)))
        holder[key] = copy.deepcopy(other[name])
    elif isinstance(holder, dict):
        other, name = rng.choice([place for place in _places(root) if isinstance(place[0], dict)])
        holder[name] = holder.pop(key)


def yaml_text(node: Any, indent: str = "") -> str:
    """Write plain data as block YAML, one value a line, numbers as they are and text in quotation marks."""
    if isinstance(node, dict) and node:
        return "".join(f"{indent}{_quoted(key)}:{_under(value, indent)}" for key, value in node.items())
    if isinstance(node, list) and node:
        return "".join(f"{indent}-{_under(value, indent)}" for value in node)
    return f"{indent}{_scalar(node)}\n"


def _under(value: Any, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + yaml_text(value, indent + "  ")
    return f" {_scalar(value)}\n"


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
