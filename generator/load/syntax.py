"""What the parser's stumble means: where the fault lies and what was most likely done."""

from typing import Any

import yaml

from generator.load.lines import FULL_WIDTH_COLON
from generator.problems import Problem, Severity
from generator.source import Span

_INDENT = "缩进不对：同一级的内容要左端对齐，下一级多缩进两个空格。"


def syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """Say what the parser stumbled on, at the line where it was most likely typed."""
    mark = _mark(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    line = min(line, len(lines))
    colon = _full_width_colon(lines, line)
    if colon:
        return Problem(Span(path, *colon), "Y106", Severity.ERROR, FULL_WIDTH_COLON)
    detail = str(getattr(error, "problem", "") or "")
    if "mapping values are not allowed" in detail and _is_outdented(lines, line - 1):
        return Problem(Span(path, line - 1, 1), "Y105", Severity.ERROR, _INDENT)
    message = _advice(detail, lines, line)
    return Problem(Span(path, line, max(column, 1)), "Y105", Severity.ERROR, message)


def _is_outdented(lines: list[str], line: int) -> bool:
    """Say whether a line stands too far left between its neighbours, so that the next seems to continue it."""
    if not 2 <= line < len(lines):
        return False
    before, here, after = (len(text) - len(text.lstrip(" ")) for text in lines[line - 2 : line + 1])
    opens = lines[line - 2].rstrip().endswith(":")
    return here < before == after or (opens and here <= before < after)


def _mark(error: yaml.YAMLError) -> Any:
    """Return where the fault lies: where a bracket or quotation mark opens that is never closed, else the stumble."""
    context = str(getattr(error, "context", "") or "")
    opened, stumbled = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if opened and ("flow" in context or "quoted scalar" in context):
        return opened
    return stumbled or opened


def _full_width_colon(lines: list[str], line: int) -> tuple[int, int] | None:
    """Find a full-width colon that was typed for a key's, on the line of a fault or up to two lines before it."""
    for number in range(line, max(line - 3, 0), -1):
        text = lines[number - 1]
        if "：" in text and ":" not in text and not text.lstrip().startswith("#"):
            return number, text.index("：") + 1
    return None


def _advice(detail: str, lines: list[str], line: int) -> str:
    """Say what was most likely done, from what the parser stumbled on and the lines around it."""
    near = [lines[number - 1] for number in (line, line - 1) if 1 <= number <= len(lines)]
    if "tab" in detail or any("\t" in each for each in near):
        return "这里有制表符（Tab），请改为半角空格。"
    if "cannot start any token" in detail:
        return "这里的文字以 YAML 的特殊符号（如 %、@、`）开头，请给整段文字加引号。"
    if "quoted scalar" in detail or "unexpected end of stream" in detail:
        return "引号没有成对，请检查这里和前面的引号。"
    if "flow" in detail or "']'" in detail or "'}'" in detail or "expected ','" in detail:
        return "方括号或花括号中的内容不完整：每项之间用半角逗号，冒号后加空格，括号要成对。"
    if "mapping values are not allowed" in detail:
        return "这里不能出现“键: 值”：可能是缩进不对，或文字中有冒号加空格（给整段文字加引号）。"
    if "could not find expected ':'" in detail:
        return "这里缺少半角冒号加空格“: ”，或者缩进不对。"
    if "block" in detail or "did not find expected" in detail:
        return _INDENT
    return "这里不符合 YAML 的写法，请检查缩进、冒号后的空格、引号和括号。"
