"""Budget + profile → the official tables: one builder for each form that a profile's table may have."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.derive.budget import Budget
from generator.model import sheets
from generator.model.codes import TOTAL, Register
from generator.model.disclosure import Disclosure
from generator.model.figures import Figure
from generator.model.profile import ColumnSpec, LineSpec, NumberStyle, Profile, SideSpec, TableSpec
from generator.model.tables import Cell, HeadCell, Row, Table
from generator.view.numbers import figure_text, numbered

_LABEL_WEIGHT = 38
_CODE_WEIGHT = 12
_ORDINAL_WEIGHT = 7
_AMOUNT_WEIGHT = 15


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of a table by units: a department or unit with its figures."""

    key: str
    name: str
    budget: Budget
    level: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """What the tables of one disclosure are built from."""

    disclosure: Disclosure
    profile: Profile
    budget: Budget
    units: tuple[UnitRow, ...]
    functional: Register


@dataclass(frozen=True, slots=True)
class _Line:
    """A fixed row before it is set beside another."""

    key: str
    label: str
    figure: Figure | None
    level: int
    is_total: bool


def build_table(spec: TableSpec, number: int, material: Material) -> Table:
    """Build one official table in its profile's form."""
    return _FORMS[spec.form](spec, number, material)


def _table(
    spec: TableSpec,
    number: int,
    material: Material,
    heads: tuple[tuple[HeadCell, ...], ...],
    weights: Iterable[int],
    rows: tuple[Row, ...],
) -> Table:
    weights = tuple(weights)
    is_empty = not rows
    note = f"{material.disclosure.year}{spec.empty_note}" if is_empty and spec.empty_note else spec.note
    return Table(
        kind=spec.kind,
        number=number,
        title=spec.title,
        unit=spec.style.unit.value,
        heads=heads,
        widths=tuple(weight * 100 // sum(weights) for weight in weights),
        rows=rows or (Row("", tuple(Cell("") for _ in weights)),),
        note=note,
        is_landscape=spec.is_landscape,
        is_two_sided=len(spec.sides) == 2,
        is_empty=is_empty,
        index_note=spec.index_note,
    )


def _amount(at: tuple[str, str], figure: Figure | None, style: NumberStyle) -> Cell:
    return Cell(figure_text(figure, style), at, figure, is_amount=True)


def take(budget: Budget, address: str) -> Figure | None:
    """Return the figure at an address written sheet/row or sheet/row/column."""
    return budget.cell(*address.split("/"))


def _two_sided(spec: TableSpec, number: int, material: Material) -> Table:
    left, right = ([_lines(side.lines, material), _lines(side.foot, material)] for side in spec.sides)
    height = max(len(left[0]), len(right[0]))
    foot = max(len(left[1]), len(right[1]))
    pairs = [*zip(_padded(left[0], height), _padded(right[0], height), strict=True)]
    pairs += zip(_padded(left[1], foot), _padded(right[1], foot), strict=True)
    rows = tuple(
        Row(
            one.key if one else two.key if two else "",
            (*_side_cells(one, spec.style), *_side_cells(two, spec.style)),
            bool((one or two) and (one is None or one.is_total) and (two is None or two.is_total)),
        )
        for one, two in pairs
    )
    heads = (
        tuple(HeadCell(side.title, colspan=2) for side in spec.sides),
        tuple(head for side in spec.sides for head in (HeadCell(spec.item), HeadCell(side.amount))),
    )
    return _table(spec, number, material, heads, (_LABEL_WEIGHT, _AMOUNT_WEIGHT) * 2, rows)


def _padded(lines: list[_Line], height: int) -> list[_Line | None]:
    return [*lines, *[None] * (height - len(lines))]


def _side_cells(line: _Line | None, style: NumberStyle) -> tuple[Cell, Cell]:
    if line is None:
        return Cell(""), Cell("")
    label = Cell(line.label, scope="row", level=line.level)
    return label, _amount((line.key, sheets.AMOUNT), line.figure, style)


def _one_sided(spec: TableSpec, number: int, material: Material) -> Table:
    side: SideSpec = spec.sides[0]
    rows = tuple(
        Row(line.key, _side_cells(line, spec.style), line.is_total)
        for line in (*_lines(side.lines, material), *_lines(side.foot, material))
    )
    heads = ((HeadCell(spec.item), HeadCell(side.amount)),)
    return _table(spec, number, material, heads, (_LABEL_WEIGHT, _AMOUNT_WEIGHT), rows)


def _lines(specs: Iterable[LineSpec], material: Material) -> list[_Line]:
    """Expand a profile's rows, numbering those of one pattern in one run."""
    lines: list[_Line] = []
    counts: dict[str, int] = {}
    for spec in specs:
        for key, name, figure in _entries(spec, material):
            if spec.only_with_amount and (figure is None or figure.yuan == 0):
                continue
            counts[spec.numbering] = counts.get(spec.numbering, 0) + 1
            label = numbered(counts[spec.numbering], spec.numbering) + name
            lines.append(_Line(key, label, figure, spec.level, spec.is_total))
    return lines


def _entries(spec: LineSpec, material: Material) -> list[tuple[str, str, Figure | None]]:
    if spec.classes:
        return [
            (code, material.functional.name(code) or code, material.budget.cell(spec.sheet, code, spec.column))
            for code in spec.classes
        ]
    return [(spec.take.split("/")[1], spec.name, take(material.budget, spec.take))]


def _by_code(spec: TableSpec, number: int, material: Material) -> Table:
    """Lay out a sheet's tree of codes, the total first, then in code order."""
    sheet = material.budget.sheets[spec.sheet]
    columns = [leaf for column in spec.columns for leaf in column.leaves()]
    rows = []
    for ordinal, row in enumerate(sheet.rows(), start=1):
        cells = [Cell(str(ordinal))] if spec.has_ordinals else []
        if spec.has_codes:
            cells.append(Cell("" if row == TOTAL else row))
        cells.append(Cell(sheet.names[row], scope="row", level=0 if spec.has_ordinals else sheet.depth(row)))
        cells += [_amount((row, column.take), sheet.cell(row, column.take), spec.style) for column in columns]
        rows.append(Row(row, tuple(cells), row == TOTAL))
    labels = (["序号"] if spec.has_ordinals else []) + (["科目编码"] if spec.has_codes else [])
    labels.append("科目名称" if spec.has_codes else spec.item)
    group = spec.item if spec.has_codes else ""
    weights = [_ORDINAL_WEIGHT] * spec.has_ordinals + [_CODE_WEIGHT] * spec.has_codes + [_LABEL_WEIGHT]
    weights += [_AMOUNT_WEIGHT] * len(columns)
    return _table(spec, number, material, _heads(spec, labels, group), weights, tuple(rows))


def _heads(spec: TableSpec, labels: list[str], group: str = "") -> tuple[tuple[HeadCell, ...], ...]:
    """Build head rows from the tree of columns; label columns may share a head of their own."""
    depth = max((column.depth() for column in spec.columns), default=1)
    rows: list[list[HeadCell]] = [[] for _ in range(depth)]
    if group and depth > 1:
        rows[0].append(HeadCell(group, colspan=len(labels), rowspan=depth - 1))
        rows[depth - 1] += [HeadCell(label) for label in labels]
    else:
        rows[0] += [HeadCell(label, rowspan=depth) for label in labels]
    for column in spec.columns:
        _place(column, 0, depth, rows)
    if spec.has_column_numbers:
        leaves = sum(len(column.leaves()) for column in spec.columns)
        rows.append([*(HeadCell("**") for _ in labels), *(HeadCell(str(count + 1)) for count in range(leaves))])
    return tuple(tuple(row) for row in rows)


def _place(column: ColumnSpec, level: int, depth: int, rows: list[list[HeadCell]]) -> None:
    if column.columns:
        rows[level].append(HeadCell(column.name, colspan=len(column.leaves())))
        for below in column.columns:
            _place(below, level + 1, depth, rows)
    else:
        rows[level].append(HeadCell(column.name, rowspan=depth - level))


def _by_unit(spec: TableSpec, number: int, material: Material) -> Table:
    """Lay out one row for the whole, one for the department and one for each unit."""
    columns = [leaf for column in spec.columns for leaf in column.leaves()]
    rows = tuple(
        Row(
            unit.key,
            (
                Cell(unit.name, scope="row", level=unit.level),
                *(_amount((unit.key, leaf.take), take(unit.budget, leaf.take), spec.style) for leaf in columns),
            ),
            unit.key == TOTAL,
        )
        for unit in material.units
    )
    weights = (_LABEL_WEIGHT, *[_AMOUNT_WEIGHT] * len(columns))
    return _table(spec, number, material, _heads(spec, ["单位名称"]), weights, rows)


def _procurement(spec: TableSpec, number: int, material: Material) -> Table:
    """List the items of procurement beside the unit's name, the total first; 货物, 工程, 服务 stand in the text."""
    sheet = material.budget.sheets[sheets.PROCUREMENT]
    items = [row for row in sheet.rows() if row == TOTAL or (not sheet.children(row) and len(row) > 1)]
    rows = []
    for row in items:
        cells = [Cell(material.disclosure.name, scope="row", rowspan=len(items))] if row == TOTAL else []
        cells.append(Cell(sheet.names[row], scope="row"))
        cells.append(_amount((row, sheets.AMOUNT), sheet.cell(row, sheets.AMOUNT), spec.style))
        rows.append(Row(row, tuple(cells), row == TOTAL))
    heads = ((HeadCell("单位名称"), HeadCell("采购品目"), HeadCell("采购金额")),)
    return _table(spec, number, material, heads, (_LABEL_WEIGHT, _LABEL_WEIGHT, _AMOUNT_WEIGHT), tuple(rows))


_FORMS: Mapping[str, Callable[[TableSpec, int, Material], Table]] = {
    "两栏": _two_sided,
    "单栏": _one_sided,
    "科目": _by_code,
    "单位": _by_unit,
    "采购": _procurement,
}
"""The forms that a profile may name, and what builds each."""
