"""Text → Form without its comments, from the parser's events; and where in the text everything stands."""

from typing import Any, NamedTuple

import yaml

from generator.format.form import Entry, Form, Group, Raw


class Extent(NamedTuple):
    """Where a scalar or bracket stands, and the brackets that it ends, where it does."""

    start: int
    end: int
    value: Raw | Group | None


class _Open(NamedTuple):
    group: Group
    column: int
    start: int
    owner: Entry | None


class FormBuilder:
    """Builds one file's form; `extents` are in the order of the file, what lies between them is no value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.extents: list[Extent] = []
        self.flows: list[tuple[int, int, Group]] = []
        """Groups in brackets with their extents, inner ones first."""
        self._open: list[_Open] = []
        self._key: Any = None
        self._root: Group | None = None

    def build(self) -> Form:
        """Read the whole text, which the loader accepts."""
        for event in yaml.parse(self.text, Loader=yaml.CLoader):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._start(event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._end(event)
        assert self._root is not None, "the loader accepts only files that hold a mapping"
        self.extents.sort(key=lambda extent: (extent.start, extent.end))
        return Form(self._root)

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        inside = self._open[-1]
        if inside.group.is_mapping and self._key is None:
            self._key = event
            self.extents.append(Extent(start, end, None))
        else:
            mark = event.start_mark
            raw = Raw(self.text[start:end], mark.line + 1, mark.column + 1, indent=inside.column)
            self.extents.append(Extent(start, end, raw))
            self._place(raw, event)

    def _start(self, event: Any) -> None:
        group = Group(isinstance(event, yaml.MappingStartEvent), bool(event.flow_style))
        owner = self._place(group, event) if self._open else None
        self._root = self._root or group
        self._open.append(_Open(group, event.start_mark.column, event.start_mark.index, owner))

    def _end(self, event: Any) -> None:
        group, _, start, _ = self._open.pop()
        if group.is_flow:
            end = event.end_mark.index
            group.source = self.text[start:end]
            self.flows.append((start, end, group))
            self.extents.append(Extent(end - 1, end, group))

    def _place(self, value: Raw | Group, event: Any) -> Entry:
        inside, key = self._open[-1], self._key if self._open[-1].group.is_mapping else None
        mark = (key or event).start_mark
        entry = Entry(mark.index, mark.line, mark.column, value, above=inside.owner)
        if key is not None:
            entry.key, entry.name = self.text[key.start_mark.index : key.end_mark.index], key.value
            self._key = None
        inside.group.entries.append(entry)
        return entry
