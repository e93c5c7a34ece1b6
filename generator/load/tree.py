"""Text → nodes, from the events of the YAML parser: a strict subset, bounded, every value with its place."""

import unicodedata
from typing import Any

import yaml

from generator.load.nodes import Kind, Mapping, Node, Scalar, Sequence
from generator.load.scalars import kind_of_plain
from generator.load.text import forbidden_name
from generator.problems import Problem, Related, Severity
from generator.source import Span

MAX_DEPTH = 16
MAX_NODES = 50_000
MAX_KEY = 200

_QUOTED = ("'", '"', "|", ">")


class _Stop(Exception):
    """The rest of the file cannot be read; the reason is already among the problems."""


class _Open:
    """A mapping or sequence whose end has not come yet."""

    def __init__(self, span: Span, *, is_mapping: bool) -> None:
        self.span = span
        self.is_mapping = is_mapping
        self.items: list[Node] = []
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Span] = {}
        self.seen: dict[str, Span] = {}
        self.key: str | None = None


class TreeBuilder:
    """Builds one file's tree from parser events; problems are collected, and building stops at what cannot go on."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._root: Node | None = None

    def build(self, text: str) -> Node | None:
        """Read a text to its end or to what stops it."""
        try:
            for event in yaml.parse(text, Loader=yaml.CLoader):
                self._take(event)
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self.problems.append(_syntax_problem(self.path, text, error))
            return None
        return self._root

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "Y112", "一个文件只能有一份数据，请删去“---”及其后的内容。")
            if event.version or event.tags:
                self._stop(event, "Y113", "不使用 YAML 指令（以 % 开头的行），请删去。")
        elif isinstance(event, yaml.AliasEvent):
            self._stop(event, "Y110", f"不使用引用“*{event.anchor}”，请写出内容。")
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_marks(event)
            self._count(event)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            else:
                self._start(event, is_mapping=isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = self._open.pop()
            self._place(
                Mapping(done.entries, done.keys, done.span)
                if done.is_mapping
                else Sequence(tuple(done.items), done.span)
            )

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            self._stop(event, "Y110", f"不使用锚点“&{event.anchor}”。文字以 & 开头的，加引号。")
        tag = getattr(event, "tag", None)
        if tag:
            self._stop(event, "Y111", f"不使用类型标记“{tag[:40]}”。文字以 ! 开头的，加引号。")

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(event, "Y114", f"文件中的值超过 {MAX_NODES} 个。")

    def _start(self, event: Any, *, is_mapping: bool) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._stop(event, "Y114", f"层级超过 {MAX_DEPTH} 层，请检查括号和缩进。")
        above = self._open[-1] if self._open else None
        if above and above.is_mapping and above.key is None:
            self._stop(event, "Y115", "键必须是文字，这里是列表或下一级内容，请检查括号和冒号。")
        self._open.append(_Open(self._span(event), is_mapping=is_mapping))

    def _scalar(self, event: Any) -> None:
        above = self._open[-1] if self._open else None
        if above and above.is_mapping and above.key is None:
            self._key(above, event)
            return
        span = self._span(event)
        if event.style in _QUOTED:
            name = forbidden_name(event.value)
            if name:
                self._say(span, "Y103", f"引号中的转义写出了不能使用的字符 {name}。")
            self._place(Scalar(event.value, Kind.TEXT, True, span))
            return
        kind, complaint = kind_of_plain(event.value)
        if complaint:
            self._say(span, "Y120", complaint)
        self._place(Scalar(event.value, kind, False, span))

    def _key(self, above: _Open, event: Any) -> None:
        span, key = self._span(event), event.value
        if not key or len(key) > MAX_KEY or "\n" in key:
            self._stop(event, "Y115", "这里应有一个键（冒号前的文字），请检查冒号和缩进。")
        if key == "<<":
            self._stop(event, "Y110", "不使用合并键“<<”，请写出内容。")
        same = unicodedata.normalize("NFKC", key).strip()
        if same in above.seen:
            first = above.seen[same]
            related = (Related(first, f"第一个“{key}”"),)
            message = f"键“{key}”重复，第 {first.line} 行已经有了，请删去一处。"
            self.problems.append(Problem(span, "Y116", Severity.ERROR, message, related))
            key = f"{key}\n{len(above.seen)}"
        above.seen.setdefault(same, span)
        above.key, above.keys[key] = key, span

    def _place(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        above = self._open[-1]
        if above.is_mapping and above.key is not None:
            above.entries[above.key] = node
            above.key = None
        else:
            above.items.append(node)

    def _span(self, event: Any) -> Span:
        return Span(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _say(self, span: Span, code: str, message: str) -> None:
        self.problems.append(Problem(span, code, Severity.ERROR, message))

    def _stop(self, event: Any, code: str, message: str) -> None:
        self._say(self._span(event), code, message)
        raise _Stop


def _syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = _mark(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    line = min(line, len(lines))
    colon = _full_width_colon(lines, line)
    if colon:
        message = "键后面是全角冒号“：”，应为半角冒号加一个空格“: ”。"
        return Problem(Span(path, *colon), "Y106", Severity.ERROR, message)
    detail = str(getattr(error, "problem", "") or "")
    message = _advice(detail, lines, line)
    return Problem(Span(path, line, max(column, 1)), "Y105", Severity.ERROR, message)


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
        return "缩进不对：同一级的内容要左端对齐，下一级多缩进两个空格。"
    return "这里不符合 YAML 的写法，请检查缩进、冒号后的空格、引号和括号。"
