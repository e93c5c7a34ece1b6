"""Waivers as they stand in a file, each beside what it excuses, with the block that it reaches over."""

import datetime
from collections.abc import Iterator

from generator.load.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.model.disclosure import Waiver
from generator.source import Span

KEY = "豁免"


def waivers_in(document: Document) -> tuple[Waiver, ...]:
    """Gather the waivers of a file in the order typed; those on its first level reach over the whole file."""
    return tuple(_within(document.root, Span(document.path, 1, 1), None))


def _within(node: Node, start: Span, end: Span | None) -> Iterator[Waiver]:
    """Walk a block that reaches from `start` up to `end`, where what follows it begins."""
    if isinstance(node, Mapping):
        starts = list(node.keys.values())
        for (key, value), below, after in zip(node.entries.items(), starts, _ends(starts, end), strict=True):
            if key == KEY and isinstance(value, Sequence):
                yield from (_waiver(item, start, end) for item in value.items if isinstance(item, Mapping))
            elif not isinstance(value, Scalar):
                yield from _within(value, below, after)
    elif isinstance(node, Sequence):
        starts = [item.span for item in node.items]
        for item, after in zip(node.items, _ends(starts, end), strict=True):
            yield from _within(item, item.span, after)


def _ends(starts: list[Span], end: Span | None) -> list[Span | None]:
    """Each thing reaches up to where the next begins, the last one as far as what holds them all."""
    return [*starts[1:], end] if starts else []


def _waiver(item: Mapping, start: Span, end: Span | None) -> Waiver:
    texts = {key: value.text for key, value in item.entries.items() if isinstance(value, Scalar)}
    until = datetime.date.fromisoformat(texts["截止"]) if "截止" in texts else None
    return Waiver(texts["规则"], texts["理由"], until, item.span, start, end)
