"""Text → nodes, from the events of the YAML parser: a strict subset, bounded, every value with its place."""

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml

from generator.load.lines import FULL_WIDTH_COLON, NO_SPACE, marks_fault
from generator.load.nodes import Kind, Mapping, Node, Scalar, Sequence
from generator.load.scalars import kind_of_plain
from generator.load.text import forbidden_name
from generator.problems import Problem, Related, Severity
from generator.source import Span, shortened

MAX_DEPTH = 16
MAX_NODES = 50_000
MAX_KEY = 200
MAX_PROBLEMS = 200
_MAX_FRACTION = 3

_REST_OF_AMOUNT = re.compile(r"[0-9]{1,3}\.[0-9]*", re.ASCII)
"""What is left of 1,028.39 in braces: a comma ends a value there."""

_CUT = re.compile(r"\s+#[^\s#]")
_QUOTED = ("'", '"', "|", ">")


def too_many(last: Problem) -> Problem:
    """Say that a file has so many mistakes that the rest of it was not looked at."""
    return Problem(last.span, "Y117", Severity.ERROR, "错误太多，后面的没有再查，请先改正前面的。")


class _Stop(Exception):
    """The rest of the file cannot be read; the reason is already among the problems."""


@dataclass(frozen=True, slots=True)
class _KeyFault:
    """What is wrong with a key, how far from its beginning, and the key that was meant, where that is plain."""

    code: str
    message: str
    offset: int = 0
    meant: str | None = None


@functools.lru_cache(maxsize=4096)  # files are made of the same keys
def _key_fault(key: str, *, is_quoted: bool) -> _KeyFault | None:
    if key == "<<":
        return _KeyFault("Y110", "不使用合并键“<<”，请写出内容。")
    if not is_quoted and (mark := marks_fault(key, is_item=True)):
        return _KeyFault("Y106", mark[1])
    for colon, message in (("：", FULL_WIDTH_COLON), (":", NO_SPACE)):
        if colon in key:
            return _KeyFault("Y106", message, key.index(colon), key[: key.index(colon)])
    if not is_quoted and (_REST_OF_AMOUNT.fullmatch(key) or (key.isdigit() and len(key) <= _MAX_FRACTION)):
        return _KeyFault("Y106", f"“{key}”不是键：金额的小数点用“.”，不用逗号，也不加千分位。")
    return None


@functools.lru_cache(maxsize=4096)
def _compared(key: str) -> str:
    """Return what a key is compared by: two that look the same are one."""
    return unicodedata.normalize("NFKC", key).strip()


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
        self.leave_out = False
        """Whether the key that waits for its value is not to be entered: a second one, or no key at all."""

    @property
    def wants_key(self) -> bool:
        """Say whether what comes next is a key."""
        return self.is_mapping and self.key is None

    def place(self, node: Node) -> None:
        """Take a value that is complete."""
        if not self.is_mapping:
            self.items.append(node)
        elif self.key is not None:
            if not self.leave_out:
                self.entries[self.key] = node
            self.key, self.leave_out = None, False

    def closed(self) -> Node:
        """Return the finished node."""
        if self.is_mapping:
            return Mapping(self.entries, self.keys, self.span)
        return Sequence(tuple(self.items), self.span)


class TreeBuilder:
    """Builds one file's tree from parser events; problems are collected, and building stops at what cannot go on.

    `stumble` is the parser's own error, where the text is no YAML at all.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.stumble: yaml.YAMLError | None = None
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._lines: list[str] = []
        self._has_marks = True
        self._root: Node | None = None

    def build(self, text: str) -> Node | None:
        """Read a text to its end or to what stops it."""
        self._lines = text.split("\n")
        self._has_marks = "#" in text
        try:
            for event in yaml.parse(text, Loader=yaml.CLoader):
                self._take(event)
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self.stumble = error
            return None
        return self._root

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._nodes += 1
            if self._nodes > MAX_NODES:
                self._stop(event, "Y114", f"文件中的值超过 {MAX_NODES} 个。")
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event, is_marked=self._refuse_marks(event))
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            else:
                self._refuse_marks(event)
                self._start(event, is_mapping=isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._place(self._open.pop().closed())
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "Y112", "一个文件只能有一份数据，请删去“---”及其后的内容。")
            if event.version or event.tags:
                self._stop(event, "Y113", "不使用 YAML 指令（以 % 开头的行），请删去。")

    def _refuse_marks(self, event: Any) -> bool:
        tag: str = event.tag or ""
        if event.anchor:
            self._say(self._span(event), "Y110", f"不使用锚点“&{event.anchor[:40]}”。文字以 & 开头的，加引号。")
        elif tag:
            self._say(self._span(event), "Y111", f"不使用类型标记“{tag[:40]}”。文字以 ! 开头的，加引号。")
        else:
            return False
        return True

    def _alias(self, event: Any) -> None:
        self._say(self._span(event), "Y110", f"不使用引用“*{str(event.anchor)[:40]}”，请写出内容。")
        if self._open and self._open[-1].wants_key:
            self._stop(event, "Y115", "键必须是文字，这里是引用，请检查括号和冒号。")
        self._place(Scalar("", Kind.FAULTY, False, self._span(event)))

    def _start(self, event: Any, *, is_mapping: bool) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._stop(event, "Y114", f"层级超过 {MAX_DEPTH} 层，请检查括号和缩进。")
        if self._open and self._open[-1].wants_key:
            self._stop(event, "Y115", "键必须是文字，这里是列表或下一级内容，请检查括号和冒号。")
        self._open.append(_Open(self._span(event), is_mapping=is_mapping))

    def _scalar(self, event: Any, *, is_marked: bool) -> None:
        if self._open and self._open[-1].wants_key:
            self._key(self._open[-1], event)
            return
        span, is_quoted = self._span(event), event.style in _QUOTED
        kind, complaint = (Kind.TEXT, "") if is_quoted else kind_of_plain(event.value)
        if complaint:
            self._say(span, "Y120", complaint)
        is_wrong = self._has_forbidden(event) or self._runs_on(event) or (self._has_marks and self._is_cut_off(event))
        self._place(Scalar(event.value, Kind.FAULTY if complaint or is_wrong or is_marked else kind, is_quoted, span))

    def _has_forbidden(self, event: Any) -> bool:
        """Refuse what only an escape can write: the text itself has no such character any more."""
        name = forbidden_name(event.value) if event.style == '"' else ""
        if name:
            self._say(self._span(event), "Y103", f"引号中的转义写出了不能使用的字符 {name}。")
        return bool(name)

    def _runs_on(self, event: Any) -> bool:
        """Refuse text over several lines that YAML would join with blanks: a forgotten quotation mark, mostly."""
        if event.style in ("|", ">") or event.end_mark.line == event.start_mark.line:
            return False
        mark = (
            "引号到下一行还没有结束，请检查引号是否成对" if event.style else "这段文字延续到了下一行，请检查缩进和冒号"
        )
        self._say(self._span(event), "Y121", f"{mark}；确实有几行的文字，用“|-”开头，另起一行写。")
        return True

    def _is_cut_off(self, event: Any) -> bool:
        """Refuse “ #” that is hardly a comment: “见附件 #2” would be read as “见附件”."""
        line = self._lines[event.end_mark.line] if event.end_mark.line < len(self._lines) else ""
        if event.style or not event.value or not _CUT.match(line, event.end_mark.column):
            return False
        message = "空格加 # 后面的文字是注释，不会公开。是文字的，给整段文字加引号；是注释的，# 后面加一个空格。"
        self._say(self._span(event), "Y122", message)
        return True

    def _key(self, above: _Open, event: Any) -> None:
        span, key = self._span(event), event.value
        if not key or len(key) > MAX_KEY or "\n" in key:
            self._stop(event, "Y115", "这里应有一个键（冒号前的文字），请检查冒号和缩进。")
        above.key = key
        if self._is_no_key(event):
            above.leave_out = True
            return
        same = _compared(key)
        if same in above.seen:
            first = above.seen[same]
            related = (Related(first, f"第一个“{shortened(key)}”"),)
            message = f"键“{shortened(key)}”重复，第 {first.line} 行已经有了，请删去一处。"
            self._add(Problem(span, "Y116", Severity.ERROR, message, related))
            above.leave_out = True
            return
        above.seen[same] = span
        above.keys[key] = span

    def _is_no_key(self, event: Any) -> bool:
        """Say what is wrong with something that stands in a key's place and is none."""
        if self._has_forbidden(event):
            return True
        fault = _key_fault(event.value, is_quoted=bool(event.style))
        if fault is None:
            return False
        span = self._span(event)
        self._say(Span(self.path, span.line, span.column + fault.offset), fault.code, fault.message)
        if fault.meant is not None:
            self._open[-1].entries.setdefault(fault.meant, Scalar(event.value, Kind.FAULTY, False, span))
            self._open[-1].keys.setdefault(fault.meant, span)
        return True

    def _place(self, node: Node) -> None:
        if self._open:
            self._open[-1].place(node)
        else:
            self._root = node

    def _span(self, event: Any) -> Span:
        return Span(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _say(self, span: Span, code: str, message: str) -> None:
        self._add(Problem(span, code, Severity.ERROR, message))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) == MAX_PROBLEMS:
            self.problems.append(too_many(problem))
            raise _Stop

    def _stop(self, event: Any, code: str, message: str) -> None:
        self._say(self._span(event), code, message)
        raise _Stop
