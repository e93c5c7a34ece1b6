"""Form → text in the one form: keys in order, two spaces a level, one space after a colon, at most one blank line."""

from collections.abc import Iterable, Iterator

from generator.format.comments import form_from_text
from generator.format.form import Entry, Form, Group, Raw
from generator.format.order import Order

WIDTH = 120
"""How long a line in brackets may become when it stood on several."""

_STEP = 2


def formatted(text: str, order: Order) -> str:
    """Return a text that the loader accepts in the one form; every value stays as it was typed."""
    return text_from_form(form_from_text(text), order)


def text_from_form(form: Form, order: Order) -> str:
    """Write a form down."""
    lines = [*form.head, *([""] if form.is_head_apart else [])]
    lines += _block(form.root, order, 0) if not form.root.is_flow else [_brackets(form.root, order, 0)]
    return "\n".join([*lines, *form.end]) + "\n"


def _in_order(group: Group, order: Order) -> list[Entry]:
    return sorted(group.entries, key=lambda entry: order.rank(entry.name)) if group.is_mapping else group.entries


def _block(group: Group, order: Order, indent: int) -> Iterator[str]:
    """Write the entries of a mapping or list line by line."""
    for index, entry in enumerate(_in_order(group, order)):
        if entry.is_spaced and index:
            yield ""
        yield from _indented(entry.leading, indent)
        yield from _entry(entry, order.below(entry.name) if group.is_mapping else order.item(), indent)
        yield from _indented(entry.tail, indent)


def _indented(comments: Iterable[str], indent: int) -> Iterator[str]:
    return (" " * indent + comment if comment else "" for comment in comments)


def _entry(entry: Entry, order: Order, indent: int) -> Iterator[str]:
    head = " " * indent + (f"{entry.key}:" if entry.key else "-")
    comment = f"  {entry.trailing}" if entry.trailing else ""
    value = entry.value
    if isinstance(value, Raw):
        first, *rest = _scalar(value, indent)
        yield f"{head} {first}".rstrip() + comment
        yield from rest
    elif value.is_flow:
        first, *rest = _brackets(value, order, indent).split("\n")
        yield "\n".join([f"{head} {first}", *rest]) + comment
    elif entry.key:
        yield head + comment
        yield from _block(value, order, indent + _STEP)
    else:
        first, *rest = _first_on_dash(value, order, indent)
        yield first
        yield from rest


def _first_on_dash(group: Group, order: Order, indent: int) -> Iterator[str]:
    """Write a group that is an item, its first line beside the dash; comments before that line stand above it."""
    lines = list(_block(group, order, indent + _STEP))
    first = next(index for index, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    yield from (line[_STEP:] for line in lines[:first])
    yield " " * indent + "- " + lines[first].lstrip()
    yield from lines[first + 1 :]


def _scalar(raw: Raw, indent: int) -> list[str]:
    """Write a scalar: as typed where it takes one line, else its further lines indented below its key."""
    first, *rest = raw.text.split("\n")
    if not rest:
        return [first]
    if not raw.is_set_off:
        return [first.rstrip(), *(" " * (indent + _STEP) + line.strip() if line.strip() else "" for line in rest)]
    return _set_off(raw, first, rest, indent)


def _set_off(raw: Raw, head: str, lines: list[str], indent: int) -> list[str]:
    """Write a text set off below its key; how far its lines are indented beyond the first is part of it."""
    mark = head.split("#")[0]
    digits = "".join(character for character in mark if character.isdigit())
    typed = [line for line in lines if line.strip()]
    before = raw.indent + int(digits) if digits else min((_indent(line) for line in typed[:1]), default=0)
    if digits:
        head = head.replace(digits, str(_STEP), 1)
    kept = [" " * (indent + _STEP) + line[before:] if len(line) > before else "" for line in lines]
    if raw.keeps_blank_lines:
        return [head, *kept[:-1]]  # what stands after the last line end is no line
    while kept and not kept[-1]:
        kept.pop()
    return [head.rstrip(), *kept]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _brackets(group: Group, order: Order, indent: int) -> str:
    """Write a group in brackets on one line, or as typed where it has comments or would be too long for one."""
    line = "" if group.has_comments else _one_line(group, order)
    if line and "\n" not in line and (len(line) + indent <= WIDTH or "\n" not in group.source):
        return line
    first, *rest = group.source.split("\n")
    inner = [" " * (indent + _STEP) + text.strip() if text.strip() else "" for text in rest[:-1]]
    last = [] if not rest else [" " * (indent if rest[-1].strip() in ("]", "}") else indent + _STEP) + rest[-1].strip()]
    return "\n".join([first.rstrip(), *inner, *last])


def _one_line(group: Group, order: Order) -> str:
    """Write a group in brackets on one line: a space after each comma and colon, none inside the brackets."""
    parts = []
    for entry in _in_order(group, order):
        below = order.below(entry.name) if group.is_mapping else order.item()
        value = entry.value.text if isinstance(entry.value, Raw) else _one_line(entry.value, below)
        parts.append(f"{entry.key}: {value}".rstrip() if entry.key else value)
    inside = ", ".join(parts)
    return f"{{{inside}}}" if group.is_mapping else f"[{inside}]"
