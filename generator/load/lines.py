"""What is wrong with single lines, from their shape: asked where the parser stumbles, so that every slip is named.

Nearly every line of a unit file stands for itself: `键: 值`, `键:`, `- 值` or `- {键: 值, 键: 值}`. A line that is none
of these tells what was mistyped better than the place where a parser gives up, often lines later.
"""

import re
from dataclasses import dataclass

FULL_WIDTH_COLON = "键后面是全角冒号“：”，应为半角冒号加一个空格“: ”。"
NO_SPACE = "半角冒号后面要加一个空格，写作“键: 值”。"

MAX_SLIPS = 100
_NO_COLON = "这里缺少半角冒号加空格，应写作“键: 值”。"
_NO_COMMA = "两个“键: 值”之间要有半角逗号加空格“, ”，这里没有，或者是全角的。"

_PREFIX = re.compile(r"(?P<indent> *)(?P<dashes>(- +)*)")
_BLOCK = re.compile(r"(?:.*: |- |\s*)[|>][-+0-9]*\s*(#.*)?\Z")
_COLON = re.compile(r":(?= |\Z)")
_APART = re.compile(r" *(#|---|\.\.\.|%)")
_ANEW = re.compile(r" *(- |[^ ,{}\[\]\"']+:( |\Z))")
_DASHES = "－—–−"
_GOES_ON = (",", "{", "[")
_SPECIAL = "%@`!&*"
_KEY_LIKE = re.compile("[\u4e00-\u9fff]{1,12}[:：]")
_OPENS = re.compile(r":\s*(#.*)?\Z")
_WIDE = str.maketrans("｛｝［］【】", "{}[][]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistyped line: where, what was done, and the line as it can be read on."""

    line: int
    column: int
    message: str
    mended: str


Fault = tuple[int, str, str]
"""Where in the text something was mistyped, what to do about it, and the text mended."""


def slips(text: str) -> list[Slip]:
    """Return the lines outside block texts whose shape tells what was mistyped, in order, up to MAX_SLIPS."""
    found: list[Slip] = []
    above = ""
    inside: int | None = None
    depth = 0
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (inside is not None and indent > inside) or _APART.match(line):
            continue
        continues = depth > 0 and (above.rstrip().endswith(_GOES_ON) or not _ANEW.match(line))
        below = lines[number] if number < len(lines) else ""
        slip = None if continues else _slip(number, line, above, below)
        if slip:
            found.append(slip)
            line = slip.mended
            if len(found) == MAX_SLIPS:
                break
        depth = max(_depth(line) + (depth if continues else 0), 0)
        inside = indent if _BLOCK.match(line) else None
        above = line
    return found


def _depth(line: str) -> int:
    bare = _QUOTED.sub("", line)
    return sum(bare.count(mark) for mark in "{[") - sum(bare.count(mark) for mark in "}]")


def _slip(number: int, line: str, above: str, below: str) -> Slip | None:
    lead = _PREFIX.match(line)
    start = lead.end() if lead else 0
    text, is_item = line[start:].rstrip(), line[:start].endswith("- ")
    is_value = _OPENS.search(above) is not None and start > len(above) - len(above.lstrip(" "))
    is_value = is_value and not below.startswith(" " * start + "- ")
    fault = marks_fault(text, is_item=is_item or is_value) or _fault(text, is_alone=is_item or is_value)
    return Slip(number, start + fault[0] + 1, fault[1], line[:start] + fault[2]) if fault else None


def marks_fault(text: str, *, is_item: bool) -> Fault | None:
    """What is wrong with the marks that a line starts with."""
    first = text[:1]
    if first in tuple(_DASHES) and text[1:].strip():
        return 0, f"列表项以全角横线“{first}”开头，应为半角“-”加一个空格。", "- " + text[1:].strip()
    if re.match(r"-[^ \d-]", text):
        return 0, "列表项的“-”后面要加一个空格。", "- " + text[1:]
    if first in tuple("｛［【"):
        return 0, f"括号“{first}”是全角的，应为半角“{first.translate(_WIDE)}”。", text.translate(_WIDE)
    if first in ("{", "[") and not is_item:
        return 0, "列表项的前面要有“- ”（半角横线加一个空格）。", "- " + text
    return None


def _fault(text: str, *, is_alone: bool) -> Fault | None:
    """What is wrong with the content of a line; `is_alone` says that it may be a value without a key."""
    if text[:1] in ("{", "["):
        return _flow_fault(text)
    if text[:1] in ('"', "'") and is_alone:
        return _quote_fault(text)
    colon = _COLON.search(_QUOTED.sub(lambda quoted: "x" * len(quoted.group()), text))
    if colon is None:
        return None if is_alone and not _KEY_LIKE.match(text) else _without_colon(text)
    at = colon.end() + len(text[colon.end() :]) - len(text[colon.end() :].lstrip())
    fault = _value_fault(text[at:])
    return (at + fault[0], fault[1], text[:at] + fault[2]) if fault else None


def _without_colon(text: str) -> Fault | None:
    """A line that should have been `键: 值` or `键:`."""
    for mark, message in (("：", FULL_WIDTH_COLON), (":", NO_SPACE), ("；", _NO_COLON), (";", _NO_COLON)):
        key, found, value = text.partition(mark)
        if found and key:
            return len(key), message, f"{key}: {value.strip()}".rstrip()
    key = text.split(" ")[0]
    return len(key), _NO_COLON, f"{key}:{text[len(key) :]}"


def _value_fault(text: str) -> Fault | None:
    if text[:1] in ('"', "'"):
        return _quote_fault(text)
    if text[:1] in ("{", "["):
        return _flow_fault(text)
    if text[:1] in tuple(_SPECIAL):
        return 0, _special(text[0]), '""'
    if text == "-":
        return 0, "“-”是横线：没有金额的写 0，不掌握的不写这一行。", '""'
    again = _COLON.search(text)
    if again and not text.startswith("#"):
        message = "一行里有两个“键: 值”，可能少了换行；文字中有冒号加空格的，给整段文字加引号。"
        return again.start(), message, text[: again.start()]
    return None


def _quote_fault(text: str) -> Fault | None:
    quoted = _QUOTED.match(text)
    if quoted is None:
        return 0, "引号没有成对，请在这段文字的末尾补上引号。", '""'
    after = text[quoted.end() :].strip()
    if after and not after.startswith(("#", ":")):
        return quoted.end() - 1, "引号里又有引号：里面的引号用“”，或把外面的引号改为单引号。", '""'
    return None


def _flow_fault(text: str) -> Fault | None:
    """What is wrong inside brackets on one line: full-width marks, a comma left out, a bracket not closed."""
    bare = _QUOTED.sub(lambda quoted: '"' + "x" * (len(quoted.group()) - 2) + '"', text)
    mended = "{}" if bare.startswith("{") else "[]"
    wide = re.search("[｛｝［］]", bare)
    if wide:
        half = wide.group().translate(_WIDE)
        return wide.start(), f"括号“{wide.group()}”是全角的，应为半角“{half}”。", mended
    for segment in re.finditer(r"[^,{}\[\]]+", bare):
        colons = list(_COLON.finditer(segment.group()))
        if len(colons) > 1:
            return segment.start() + _gap(segment.group(), colons[1].start()), _NO_COMMA, mended
        value = segment.group()[colons[0].end() :].strip() if colons else ""
        if value[:1] in tuple(_SPECIAL):
            return segment.start() + segment.group().index(value), _special(value[0]), mended
    if _depth(text) > 0 and not text.endswith(_GOES_ON):
        return 0, f"括号“{text[0]}”没有配对的右括号，请补上。", mended
    if _depth(text) < 0:
        return len(text) - 1, "多了一个右括号，请删去。", mended
    odd = bare.replace('""', "").count('"') % 2
    return (bare.index('"'), "引号没有成对，请补上引号。", mended) if odd else None


def _special(mark: str) -> str:
    return f"文字以“{mark}”开头，是 YAML 的特殊符号，请给整段文字加引号。"


def _gap(segment: str, before: int) -> int:
    """Find where the comma should stand before a second key: at a full-width one, else at the last space."""
    for mark in ("，", "、", "；", ";", " "):
        at = segment.rfind(mark, 0, before)
        if at > 0:
            return at
    return before
