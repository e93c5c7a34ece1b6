"""The figures of a published disclosure that its file would print otherwise now, told in the words of its tables."""

from collections.abc import Iterator

from generator.export.data import CellData, DisclosureData, RowData, TableData

_TOLD = 3
"""So many differences are told in full; of the rest it is said how many there are."""


def changed_cells(before: DisclosureData, after: DisclosureData) -> list[str]:
    """Tell the first cells that differ, what was published first, and how many more there are."""
    found = list(_in_tables(before, after))
    more = [f"另有 {len(found) - _TOLD} 处"] if len(found) > _TOLD else []
    return found[:_TOLD] + more


def _in_tables(before: DisclosureData, after: DisclosureData) -> Iterator[str]:
    published = {(table.kind, table.title): table for table in before.tables}
    for table in after.tables:
        there = published.pop((table.kind, table.title), None)
        if there is None:
            yield f"多了表{table.number}《{table.title}》"
        elif there.rows != table.rows:
            yield from (f"表{table.number}《{table.title}》{each}" for each in _in_rows(there, table))
    yield from (f"少了表{table.number}《{table.title}》" for table in published.values())


def _in_rows(before: TableData, after: TableData) -> Iterator[str]:
    if before.columns != after.columns:
        yield "的各列不同"
        return
    published, now = _by_key(before), _by_key(after)
    for key, row in now.items():
        if key not in published:
            yield f"多了“{key[0]}”一行"
            continue
        for column, there, here in zip(after.columns, published[key].cells, row.cells, strict=True):
            if there.text != here.text:
                yield f"“{key[0]}”的“{column}”公开的是“{there.text}”，现在是“{here.text}”{_place(here)}"
    yield from (f"少了“{key[0]}”一行" for key in published if key not in now)


def _by_key(table: TableData) -> dict[tuple[str, int], RowData]:
    """Return rows by their key and which of that key they are: indicators may have none of their own."""
    found: dict[tuple[str, int], RowData] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        found[row.key, seen[row.key]] = row
    return found


def _place(cell: CellData) -> str:
    return f"（{cell.file} 第 {cell.line} 行）" if cell.line else ""
