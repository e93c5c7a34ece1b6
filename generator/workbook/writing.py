"""Changed facts → the text of the file: only the lines whose figures changed are touched."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.format import Order
from generator.format.editing import Editor, in_brackets
from generator.load.nodes import Document, Kind, Mapping, Node, Scalar, Sequence
from generator.load.scalars import kind_of_plain
from generator.model import sheets
from generator.model.codes import TOTAL
from generator.model.disclosure import FISCAL_CARRY_OVER, GENERAL_FUND
from generator.validate.schema import TO_BE_FILLED
from generator.workbook.facts import Blank, Facts, Row

_ROW_KEYS = {sheets.PROCUREMENT: "品目", sheets.TRANSFERS: "单位"}
_EMPTY_WHERE_NOTHING = (sheets.OPERATING, sheets.PROCUREMENT, sheets.TRANSFERS)
_UNSAFE = (": ", " #", *",[]{}\"'&*!|>%@`\\")


def blanks_of(root: Mapping) -> Iterator[Blank]:
    """Yield the amounts that a file marks as still to be filled in, in all its lists."""
    for listed, paths in sheets.INPUTS.items():
        for path in paths:
            node: Node | None = root
            for key in path:
                node = node.entries.get(key) if isinstance(node, Mapping) else None
            yield from _blanks(listed, path[-1], node)


def _blanks(listed: str, name: str, node: Node | None) -> Iterator[Blank]:
    if isinstance(node, Scalar) and _is_mark(node):
        yield Blank(listed, name, sheets.AMOUNT, None)
    elif isinstance(node, Mapping):
        marked = (row for row, value in node.entries.items() if _is_mark(value))
        yield from (Blank(listed, row, sheets.AMOUNT, None) for row in marked)
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Mapping):
                row = item.entries.get(_ROW_KEYS.get(listed, "科目"))
                marked = (key for key, value in item.entries.items() if _is_mark(value) and value is not row)
                name = row.text if isinstance(row, Scalar) else ""
                yield from (Blank(listed, name, key, item.span) for key in marked)


def without_marks(document: Document) -> Document:
    """Return a file's tree without the values that it marks as still to be filled in."""
    root = _without_marks(document.root)
    assert isinstance(root, Mapping), "a file is a mapping"
    return replace(document, root=root)


def _without_marks(node: Node) -> Node:
    if isinstance(node, Mapping):
        kept = {key: _without_marks(value) for key, value in node.entries.items() if not _is_mark(value)}
        return replace(node, entries=kept, keys={key: node.keys[key] for key in kept})
    if isinstance(node, Sequence):
        return replace(node, items=tuple(_without_marks(item) for item in node.items if not _is_mark(item)))
    return node


def _is_mark(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind is Kind.TEXT and node.text in TO_BE_FILLED


class Writer:
    """Writes changed facts into one file's text."""

    def __init__(self, text: str, document: Document, order: Order, facts: Facts, listed: Iterable[str]) -> None:
        self._editor = Editor(text, document, order)
        self._root = document.root
        self._order = order
        self._facts = facts
        self._listed = set(listed)

    def text(self) -> str:
        """Return the text with every fact as it is to be."""
        for listed, rows in self._facts.rows.items():
            if listed in (sheets.INCOME, sheets.THREE_PUBLIC, sheets.BALANCE):
                self._remove_fixed(listed, [row.row for row in rows if row.is_removed])
                self._write_fixed(listed, [row for row in rows if row.set and not row.is_removed])
            elif (listed,) in sheets.INPUTS[listed]:
                self._write_list(listed, rows)
        return self._editor.result()

    def _write_fixed(self, listed: str, rows: list[Row]) -> None:
        """Write rows that stand under their names: those of first-level keys by themselves, others in their block."""
        apart = {path[0] for path in sheets.INPUTS[listed]} - {listed}
        values = {row.row: _number(row) for row in rows}
        for name in [name for name in values if name in apart]:
            self._put_scalar(self._root, self._order, name, values.pop(name))
        if not values:
            return
        block = self._root.entries.get(listed)
        if isinstance(block, Mapping) and block.entries:
            order = self._order.below(listed)
            new = {name: value for name, value in values.items() if name not in block.entries}
            for name in values.keys() - new.keys():
                self._put_scalar(block, order, name, values[name])
            self._editor.add_keys(block, order, new)
        else:
            order = self._order.below(listed)
            lines = (f"\n  {name}: {values[name]}" for name in sorted(values, key=order.rank))
            self._editor.put(listed, "".join(lines))

    def _remove_fixed(self, listed: str, names: list[str]) -> None:
        block = self._root.entries.get(listed)
        for name in names:
            is_below = isinstance(block, Mapping) and name in block.entries
            self._editor.remove_key(block if is_below and isinstance(block, Mapping) else self._root, name)

    def _put_scalar(self, mapping: Mapping, order: Order, name: str, value: str) -> None:
        there = mapping.entries.get(name)
        if isinstance(there, Scalar) and there.text:
            self._editor.replace(there, value)
        elif mapping is self._root:
            self._editor.put(name, value)
        else:
            self._editor.add_keys(mapping, order, {name: value})

    def _write_list(self, listed: str, rows: list[Row]) -> None:
        node = self._root.entries.get(listed)
        new = sorted((row for row in rows if row.line is None and not row.is_removed), key=_place)
        if not isinstance(node, Sequence) or not node.items:
            if new:
                self._editor.put(listed, "".join(f"\n  - {self._item(listed, row)}" for row in new))
            elif listed in self._listed and listed in _EMPTY_WHERE_NOTHING and not isinstance(node, Sequence):
                self._editor.put(listed, "[]")
            return
        indices = {item.span: index for index, item in enumerate(node.items)}
        old = {indices[row.line.span]: row for row in rows if row.line}
        removed = [index for index, row in old.items() if row.is_removed]
        if len(removed) == len(node.items):
            written = "".join(f"\n  - {self._item(listed, row)}" for row in new)
            self._editor.put(listed, written or "[]")
            return
        self._editor.remove_items(node, removed)
        for index, row in old.items():
            item = node.items[index]
            if row.set and not row.is_removed and isinstance(item, Mapping):
                self._change_item(listed, item, row)
        self._add(listed, node, old, new)

    def _change_item(self, listed: str, item: Mapping, row: Row) -> None:
        order = self._order.below(listed).item()
        values = {column: _text_of(value) for column, value in row.set.items()}
        for column in [column for column in values if column in item.entries]:
            there = item.entries[column]
            assert isinstance(there, Scalar), "the schema accepts only scalars here"
            self._editor.replace(there, values.pop(column))
        self._editor.add_keys(item, order, values)

    def _add(self, listed: str, node: Sequence, old: dict[int, Row], new: list[Row]) -> None:
        """Put new rows before the first row that comes after them by fund and code."""
        placed: dict[int, list[str]] = {}
        for row in new:
            later = (index for index, other in sorted(old.items()) if _place(other) > _place(row))
            placed.setdefault(next(later, len(node.items)), []).append(self._item(listed, row))
        for index, items in placed.items():
            self._editor.add_items(node, index, items)

    def _item(self, listed: str, row: Row) -> str:
        values = {_ROW_KEYS.get(listed, "科目"): plain_text(row.row)}
        if row.name:
            values["名称"] = plain_text(row.name)
        if listed == sheets.EXPENDITURE and row.fund != GENERAL_FUND:
            values["资金"] = row.fund
        if row.source and row.source != FISCAL_CARRY_OVER:
            values["结转来源"] = row.source
        values |= {column: _text_of(value) for column, value in row.set.items()}
        order = self._order.below(listed).item()
        return in_brackets(dict(sorted(values.items(), key=lambda each: order.rank(each[0]))))


def _place(row: Row) -> tuple[int, str, bool, str]:
    return sheets.FUNDS.index(row.fund), row.source, row.row != TOTAL, row.row


def _number(row: Row) -> str:
    return _text_of(row.set[sheets.AMOUNT])


def _text_of(value: object) -> str:
    return f"{value:f}" if value else "0"


def plain_text(text: str) -> str:
    """Write a text as a plain scalar, in quotation marks where YAML would read it as something else."""
    kind, complaint = kind_of_plain(text)
    is_plain = text == text.strip() and not any(mark in text for mark in _UNSAFE) and text[:1] not in "-?:#"
    if is_plain and not complaint and (kind is Kind.TEXT or text.isdigit()):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
