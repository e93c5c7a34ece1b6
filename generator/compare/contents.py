"""What was typed beside figures: texts, names, dates, counts, targets, by their keys; order and form do not matter."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.load.nodes import Document, Kind, Node, Scalar, Sequence
from generator.load.nodes import Mapping as MappingNode
from generator.model.disclosure import FISCAL_CARRY_OVER, GENERAL_FUND
from generator.source import Span

_NAMED_BY = (
    "科目",
    "品目",
    "代码",
    "单位",
    "内容",
    "名词",
    "一级指标",
    "规则",
    "数",
    "原科目",
    "口径",
    "日期",
    "适用",
    "名称",
)
"""By which key the items of a list are told apart, the first that an item has; what it says is no text of its own."""

_NAMED_IN = {"项目": "名称"}
"""Lists whose items have several of those keys, and are told apart by a later one."""

_TOLD_APART = {"资金": GENERAL_FUND, "结转来源": FISCAL_CARRY_OVER}
"""Keys that tell lines of one code apart, with what they mean where they are not written."""

NOTHING = "（空）"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One typed value: its text, where it stands, whether it is a number."""

    text: str
    span: Span
    is_number: bool


@dataclass(frozen=True, slots=True)
class ContentChange:
    """One value before and after; empty where it was not there. `keys` lead to it from the file's first level."""

    keys: tuple[str, ...]
    before: str
    after: str
    span: Span
    """Where it stands now, or stood before it was removed."""

    @property
    def label(self) -> str:
        """Name the place by its keys."""
        return " / ".join(self.keys)


def compare_contents(
    before: Document | None, after: Document | None, known_before: Collection[Span], known_after: Collection[Span]
) -> tuple[ContentChange, ...]:
    """Return the values that changed, in the order of the file; those at known places are figures, told elsewhere."""
    old = _leaves(before, known_before)
    new = _leaves(after, known_after)
    changes = []
    for keys in dict.fromkeys((*new, *old)):
        one, other = old.get(keys), new.get(keys)
        if not _is_same(one, other):
            span = (other or one or _MISSING).span
            changes.append(ContentChange(keys, one.text if one else "", other.text if other else "", span))
    return tuple(changes)


_MISSING = Leaf("", Span("", 1, 1), is_number=False)


def _is_same(one: Leaf | None, other: Leaf | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.is_number and other.is_number:
        return Decimal(one.text) == Decimal(other.text)
    return one.text == other.text


def _leaves(document: Document | None, known: Collection[Span]) -> Mapping[tuple[str, ...], Leaf]:
    found: dict[tuple[str, ...], Leaf] = {}
    if document is not None:
        for keys, leaf in _below(document.root, ()):
            if leaf.span not in known:
                found[_distinct(keys, found)] = leaf
    return found


def _distinct(keys: tuple[str, ...], found: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """Number what several items of a list have in common, so that none hides another."""
    number, tried = 1, keys
    while tried in found:
        number += 1
        tried = (*keys[:-1], f"{keys[-1]}（第 {number} 处）")
    return tried


def _below(node: Node, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    if isinstance(node, Scalar):
        yield keys, Leaf(node.text.strip(), node.span, node.kind is Kind.NUMBER)
    elif isinstance(node, MappingNode):
        for key, value in node.entries.items():
            yield from _below(value, (*keys, key))
        if not node.entries:
            yield keys, Leaf(NOTHING, node.span, is_number=False)
    else:
        yield from _items(node, keys)


def _items(node: Sequence, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    if not node.items:
        yield keys, Leaf(NOTHING, node.span, is_number=False)
    for item in node.items:
        if isinstance(item, MappingNode):
            yield from _item(item, keys)
        elif isinstance(item, Scalar):
            yield (*keys, item.text.strip()), Leaf(item.text.strip(), item.span, is_number=False)


def _item(item: MappingNode, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    naming = _NAMED_IN.get(keys[-1]) or next((key for key in _NAMED_BY if key in item.entries), "")
    name = _name(item.entries.get(naming))
    apart = [text for key, usual in _TOLD_APART.items() if (text := _name(item.entries.get(key))) not in ("", usual)]
    within = (*keys, "，".join((name, *apart)))
    others = {key: value for key, value in item.entries.items() if key != naming and key not in _TOLD_APART}
    if not others:
        yield within, Leaf(name, item.span, is_number=False)
    for key, value in others.items():
        yield from _below(value, (*within, key))


def _name(node: Node | None) -> str:
    if isinstance(node, Sequence):
        return "、".join(_name(item) for item in node.items)
    return node.text.strip() if isinstance(node, Scalar) else ""
