"""Changing values, keys and items of a file in place: what is not changed stays as it was typed, byte for byte."""

from collections.abc import Iterable
from collections.abc import Mapping as MappingType

from generator.format.events import FormBuilder
from generator.format.order import Order
from generator.load.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.source import Span

_STEP = 2


class Editor:
    """Gathers changes to one file's text, which the loader accepts, and makes them all at once."""

    def __init__(self, text: str, document: Document, order: Order) -> None:
        self._text = text
        self._root = document.root
        self._order = order
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        builder = FormBuilder(text)
        builder.build()
        self._ends = {extent.start: extent.end for extent in builder.extents}
        self._ends |= {start: end for start, end, _ in builder.flows}
        self._changes: list[tuple[int, int, str]] = []
        self._added: dict[str, str] = {}

    def result(self) -> str:
        """Return the text with every change made."""
        self._add_first_level_keys()
        text = self._text
        for start, end, new in reversed(sorted(self._changes, key=lambda change: change[:2])):
            text = text[:start] + new + text[end:]
        return text

    def replace(self, node: Scalar, new: str) -> None:
        """Put another scalar in the place of one that stands on one line."""
        start = self._at(node.span)
        self._changes.append((start, self._ends[start], new))

    def add_keys(self, mapping: Mapping, order: Order, values: MappingType[str, str]) -> None:
        """Add keys to a mapping that has others, each where the schema's order puts it."""
        placed: dict[str, list[str]] = {}
        for key in sorted(values, key=order.rank):
            before = [there for there in mapping.entries if order.rank(there) < order.rank(key)]
            placed.setdefault(max(before, key=order.rank) if before else "", []).append(f"{key}: {values[key]}")
        for after, entries in placed.items():
            self._add_after(mapping, after, entries)

    def _add_after(self, mapping: Mapping, before: str, entries: list[str]) -> None:
        first = next(iter(mapping.keys.values()))
        if self._is_flow(mapping):
            at = self._end(mapping.entries[before]) if before else self._at(first)
            self._insert(at, "".join(f", {entry}" for entry in entries) if before else ", ".join(entries) + ", ")
            return
        indent = " " * (first.column - 1)
        if before:
            at = self._line_end(self._end(mapping.entries[before]))
            self._insert(at, "".join(f"\n{indent}{entry}" for entry in entries))
        else:
            self._insert(self._at(first), "".join(f"{entry}\n{indent}" for entry in entries))

    def add_items(self, listed: Sequence, before: int, items: Iterable[str]) -> None:
        """Add items, written in brackets, before the item of that index of a list that has some, or at its end."""
        at_end = before == len(listed.items)
        beside = listed.items[-1] if at_end else listed.items[before]
        if self._is_flow(listed):
            text = "".join(f", {item}" if at_end else f"{item}, " for item in items)
            self._insert(self._end(beside) if at_end else self._at(beside.span), text)
            return
        indent = " " * (listed.span.column - 1)
        if at_end:
            self._insert(self._line_end(self._end(beside)), "".join(f"\n{indent}- {item}" for item in items))
        else:
            self._insert(self._line_start(self._at(beside.span)), "".join(f"{indent}- {item}\n" for item in items))

    def remove_items(self, listed: Sequence, indices: Iterable[int]) -> None:
        """Take items out of a list that keeps others."""
        gone = set(indices)
        for index in sorted(gone):
            item = listed.items[index]
            start, end = self._at(item.span), self._end(item)
            if not self._is_flow(listed):
                self._changes.append((self._line_start(start), min(self._line_end(end) + 1, len(self._text)), ""))
            elif any(later not in gone for later in range(index + 1, len(listed.items))):
                self._changes.append((start, self._at(listed.items[index + 1].span), ""))
            else:
                self._changes.append((self._end(listed.items[index - 1]), end, ""))

    def remove_key(self, mapping: Mapping, key: str) -> None:
        """Take out a key with its value, from a mapping that keeps others."""
        start, end = self._at(mapping.keys[key]), self._end(mapping.entries[key])
        if not self._is_flow(mapping):
            self._changes.append((self._line_start(start), min(self._line_end(end) + 1, len(self._text)), ""))
            return
        later = [self._at(span) for span in mapping.keys.values() if self._at(span) > start]
        earlier = [self._end(value) for value in mapping.entries.values() if self._end(value) < start]
        self._changes.append((start, min(later), "") if later else (max(earlier, default=start), end, ""))

    def put(self, key: str, written: str) -> None:
        """Write a first-level key's whole value anew, or add the key where the schema's order puts it.

        `written` follows the colon: a scalar or [], or lines that begin with a line end.
        """
        spaced = written if written.startswith("\n") else f" {written}"
        there = self._root.entries.get(key)
        if there is None:
            self._added[key] = spaced
        else:
            start = self._at(self._root.keys[key]) + len(key) + 1
            self._changes.append((start, max(self._end(there), start), spaced))

    def _add_first_level_keys(self) -> None:
        for key in sorted(self._added, key=self._order.rank):
            rank = self._order.rank(key)
            before = [each for each in self._root.entries if self._order.rank(each) < rank]
            last = max(before, key=lambda each: self._at(self._root.keys[each]))
            gap = (
                "\n"
                if self._added[key].startswith("\n") or isinstance(self._root.entries[last], Mapping | Sequence)
                else ""
            )
            at = self._line_end(self._end(self._root.entries[last]))
            self._insert(at, f"\n{gap}{key}:{self._added[key]}")
        self._added.clear()

    def _insert(self, at: int, text: str) -> None:
        self._changes.append((at, at, text))

    def _at(self, span: Span) -> int:
        return self._starts[span.line - 1] + span.column - 1

    def _is_flow(self, node: Node) -> bool:
        return self._text[self._at(node.span)] in "[{"

    def _end(self, node: Node) -> int:
        """Return where a value's text ends, its closing bracket included."""
        start = self._at(node.span)
        if isinstance(node, Scalar) or self._is_flow(node):
            return self._end_of_text(start)
        below = node.entries.values() if isinstance(node, Mapping) else node.items
        return max((self._end(each) for each in below), default=start)

    def _end_of_text(self, start: int) -> int:
        end = self._ends.get(start, start)
        while end > start and self._text[end - 1] in "\n ":
            end -= 1
        return end

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return end if end >= 0 else len(self._text)


def in_brackets(values: MappingType[str, str]) -> str:
    """Write a mapping of scalars in brackets on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"
