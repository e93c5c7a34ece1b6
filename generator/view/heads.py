"""The heads of a table: a tree of columns laid out in rows, the columns that name a row before those of amounts."""

from generator.model.profile import ColumnSpec, TableSpec
from generator.model.tables import HeadCell


def label_heads(spec: TableSpec) -> tuple[ColumnSpec, ...]:
    """Build the heads above a row's names, under one of their own where the amounts have one too."""
    labels = spec.labels
    ordinal = (ColumnSpec("序号"),) if labels.has_ordinals else ()
    if labels.levels:
        levels = tuple(ColumnSpec(level) for level in labels.levels)
        return (ColumnSpec(labels.group, columns=(ColumnSpec(labels.code, columns=levels), ColumnSpec(labels.name))),)
    if not labels.has_codes:
        return (*ordinal, ColumnSpec(labels.group))
    named = (*ordinal, ColumnSpec(labels.code), ColumnSpec(labels.name))
    is_grouped = any(column.columns for column in spec.columns)
    return (ColumnSpec(labels.group, columns=named),) if is_grouped else named


def heads(spec: TableSpec, labels: tuple[ColumnSpec, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    """Build head rows from the trees of the label columns and the amount columns."""
    every = (*labels, *spec.columns)
    depth = max(column.depth() for column in every)
    rows: list[list[HeadCell]] = [[] for _ in range(depth)]
    for column in every:
        _place(column, 0, depth, rows)
    if spec.has_column_numbers:
        before, leaves = (sum(len(column.leaves()) for column in columns) for columns in (labels, spec.columns))
        rows.append([*[HeadCell("**")] * before, *(HeadCell(str(count + 1)) for count in range(leaves))])
    return tuple(tuple(row) for row in rows)


def _place(column: ColumnSpec, level: int, depth: int, rows: list[list[HeadCell]]) -> None:
    if column.columns:
        rows[level].append(HeadCell(column.name, colspan=len(column.leaves())))
        for below in column.columns:
            _place(below, level + 1, depth, rows)
    else:
        rows[level].append(HeadCell(column.name, rowspan=depth - level))
