"""Budget + profile → the official tables: one builder for each form that a profile's table may have."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.derive.budget import Budget
from generator.model import sheets
from generator.model.codes import TOTAL, Register
from generator.model.disclosure import Disclosure
from generator.model.figures import Figure, Sheet
from generator.model.profile import CodeColumns, ColumnSpec, LineSpec, NumberStyle, Profile, SideSpec, TableSpec, filled
from generator.model.tables import Cell, HeadCell, Row, Table
from generator.view.heads import heads, label_heads
from generator.view.numbers import figure_text, numbered

_LABEL_WEIGHT = 38
_CODE_WEIGHT = 12
_LEVEL_WEIGHT = 8
_ORDINAL_WEIGHT = 7
NOT_REPORTED = "本表没有填报。"
_AMOUNT_WEIGHT = 15
_USUAL_FIGURE = 10


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
    reported: frozenset[str]
    """What the file, or any unit that it adds up, reports: keys of the first level, and key/key of the second."""

    def fill(self, text: str) -> str:
        """Put this disclosure's words in the places of a profile's title or note."""
        disclosure = self.disclosure
        words = {
            "主体": self.profile.subject,
            "文中主体": self.profile.subject_in_text,
            "年度": str(disclosure.year),
            "上年": str(disclosure.year - 1),
            "单位名称": disclosure.name,
            "简称": disclosure.short_name,
        }
        return filled(text, words)


@dataclass(frozen=True, slots=True)
class _Line:
    """A fixed row before it is set beside another."""

    key: str
    label: str
    figures: tuple[Figure | None, ...]
    level: int
    is_total: bool


def is_listed(sheet: str, reported: frozenset[str]) -> bool:
    """Say whether the list that a sheet comes from is reported, so that what it does not hold is nothing."""
    return any(path[0] in reported for path in sheets.INPUTS[sheets.list_of(sheet)])


def build_table(spec: TableSpec, number: int, material: Material) -> Table:
    """Build one official table in its profile's form."""
    return _FORMS[spec.form](spec, number, material)


def _table(
    spec: TableSpec,
    number: int,
    material: Material,
    titles: tuple[tuple[HeadCell, ...], ...],
    weights: Iterable[int],
    rows: tuple[Row, ...],
) -> Table:
    longest = max((len(cell.text) for row in rows for cell in row.cells if cell.is_amount), default=0)
    weights = tuple(_grown(weight, longest) for weight in weights)
    is_empty = not any(cell.figure for row in rows for cell in row.cells)
    note = material.fill(spec.empty_note if is_empty and spec.empty_note else spec.note)
    if is_empty and spec.sheet and not is_listed(spec.sheet, material.reported):
        note = NOT_REPORTED
    return Table(
        kind=spec.kind,
        number=number,
        title=material.fill(spec.title),
        unit=spec.style.unit.value,
        heads=titles,
        widths=tuple(weight * 100 // sum(weights) for weight in weights),
        rows=rows if any(not row.is_total for row in rows) else (Row("", (Cell(""),) * len(weights)), *rows),
        note=note,
        is_landscape=spec.is_landscape,
        is_two_sided=len(spec.sides) == 2,
        is_wide=longest > _USUAL_FIGURE,
        is_empty=is_empty,
        index_note=spec.index_note,
    )


def _grown(weight: int, longest: int) -> int:
    """Give the columns of amounts the width that the table's longest figure needs."""
    return max(weight, longest * 7 // 5) if weight == _AMOUNT_WEIGHT else weight


def _amount(at: tuple[str, str], figure: Figure | None, style: NumberStyle) -> Cell:
    return Cell(figure_text(figure, style), at, figure, is_amount=True)


def take(budget: Budget, address: str) -> Figure | None:
    """Return the figure at an address written sheet/row or sheet/row/column; a row's name may itself hold a /."""
    name, _, place = address.partition("/")
    sheet = budget.sheets.get(name)
    if sheet is None or place in sheet.parents:
        return sheet.cell(place, sheets.AMOUNT) if sheet else None
    row, _, column = place.rpartition("/")
    return sheet.cell(row, column)


def _two_sided(spec: TableSpec, number: int, material: Material) -> Table:
    left, right = ([_lines(side.lines, material), _lines(side.foot, material)] for side in spec.sides)
    height = max(len(left[0]), len(right[0]))
    foot = max(len(left[1]), len(right[1]))
    pairs = [*zip(_padded(left[0], height), _padded(right[0], height), strict=True)]
    pairs += zip(_padded(left[1], foot), _padded(right[1], foot), strict=True)
    rows = tuple(
        Row(
            one.key if one else two.key if two else "",
            (*_side_cells(one, spec.sides[0], spec.style), *_side_cells(two, spec.sides[1], spec.style)),
            bool((one or two) and (one is None or one.is_total) and (two is None or two.is_total)),
        )
        for one, two in pairs
    )
    titles = (
        tuple(HeadCell(side.title, colspan=1 + len(side.amounts)) for side in spec.sides),
        tuple(head for side in spec.sides for head in _side_heads(spec, side)),
    )
    weights = [weight for side in spec.sides for weight in (_LABEL_WEIGHT, *[_AMOUNT_WEIGHT] * len(side.amounts))]
    return _table(spec, number, material, titles, weights, rows)


def _padded(lines: list[_Line], height: int) -> list[_Line | None]:
    return [*lines, *[None] * (height - len(lines))]


def _side_heads(spec: TableSpec, side: SideSpec) -> tuple[HeadCell, ...]:
    return (HeadCell(spec.labels.group), *(HeadCell(name) for name in side.amounts))


def _side_cells(line: _Line | None, side: SideSpec, style: NumberStyle) -> tuple[Cell, ...]:
    """Print a row and its amounts; the first amount's column is 金额 in every profile, others have their names."""
    if line is None:
        return (Cell(""),) * (1 + len(side.amounts))
    columns = (sheets.AMOUNT, *side.amounts[1:])
    amounts = (_amount((line.key, column), figure, style) for column, figure in zip(columns, line.figures, strict=True))
    return (Cell(line.label, scope="row", level=line.level), *amounts)


def _one_sided(spec: TableSpec, number: int, material: Material) -> Table:
    side: SideSpec = spec.sides[0]
    rows = tuple(
        Row(line.key, _side_cells(line, side, spec.style), line.is_total)
        for line in (*_lines(side.lines, material), *_lines(side.foot, material))
    )
    weights = (_LABEL_WEIGHT, *[_AMOUNT_WEIGHT] * len(side.amounts))
    return _table(spec, number, material, (_side_heads(spec, side),), weights, rows)


def _lines(specs: Iterable[LineSpec], material: Material) -> list[_Line]:
    """Expand a profile's rows, numbering those of one pattern in one run."""
    lines: list[_Line] = []
    counts: dict[str, int] = {}
    for spec in specs:
        for key, name, figures in _entries(spec, material):
            if spec.only_with_amount and all(figure is None or figure.yuan == 0 for figure in figures):
                continue
            counts[spec.numbering] = counts.get(spec.numbering, 0) + 1
            label = numbered(counts[spec.numbering], spec.numbering) + name
            lines.append(_Line(key, label, figures, spec.level, spec.is_total))
    return lines


def _entries(spec: LineSpec, material: Material) -> list[tuple[str, str, tuple[Figure | None, ...]]]:
    if spec.classes:
        return [
            (
                code,
                material.functional.name(code) or code,
                tuple(material.budget.cell(sheet, code, spec.column) for sheet in spec.sheets),
            )
            for code in spec.classes
        ]
    return [(spec.takes[0].split("/")[1], spec.name, tuple(take(material.budget, address) for address in spec.takes))]


def _by_code(spec: TableSpec, number: int, material: Material) -> Table:
    """Lay out a sheet's tree of codes in code order, its total first or last."""
    sheet, labels = material.budget.sheets[spec.sheet], spec.labels
    columns = [leaf for column in spec.columns for leaf in column.leaves()]
    order = sheet.rows()
    if labels.total_last:
        order = (*(row for row in order if row != TOTAL), TOTAL)  # an empty table has its total too
    rows = tuple(
        Row(
            row,
            (
                *_label_cells(spec.labels, sheet, row, ordinal),
                *(_amount((row, column.take), sheet.cell(row, column.take), spec.style) for column in columns),
            ),
            row == TOTAL,
        )
        for ordinal, row in enumerate(order, start=1)
    )
    weights = [_ORDINAL_WEIGHT] * labels.has_ordinals + [_LEVEL_WEIGHT] * len(labels.levels)
    weights += [_CODE_WEIGHT] * (labels.has_codes and not labels.levels) + [_LABEL_WEIGHT]
    weights += [_AMOUNT_WEIGHT] * len(columns)
    return _table(spec, number, material, heads(spec, label_heads(spec)), weights, rows)


def _label_cells(labels: CodeColumns, sheet: Sheet, row: str, ordinal: int) -> tuple[Cell, ...]:
    """Print what names a row: its ordinal, its code in one cell or split into levels, its name."""
    if labels.levels:
        if row == TOTAL:
            return (Cell(TOTAL, scope="row", colspan=len(labels.levels) + 1),)
        splits = (row[:3], *(row[start : start + 2] for start in range(3, 2 * len(labels.levels) + 1, 2)))
        return (*(Cell(part) for part in splits), Cell(sheet.names[row], scope="row"))
    cells = [Cell(str(ordinal))] if labels.has_ordinals else []
    if labels.has_codes:
        cells.append(Cell("" if row == TOTAL else row))
    return (*cells, Cell(sheet.names.get(row, row), scope="row", level=0 if labels.has_ordinals else sheet.depth(row)))


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
    return _table(spec, number, material, heads(spec, (ColumnSpec("单位名称"),)), weights, rows)


def _single_row(spec: TableSpec, number: int, material: Material) -> Table:
    """Lay out one row of amounts under their heads."""
    columns = [leaf for column in spec.columns for leaf in column.leaves()]
    cells = tuple(_amount((TOTAL, leaf.take), take(material.budget, leaf.take), spec.style) for leaf in columns)
    return _table(spec, number, material, heads(spec, ()), [_AMOUNT_WEIGHT] * len(columns), (Row(TOTAL, cells),))


def _procurement(spec: TableSpec, number: int, material: Material) -> Table:
    """List the items of procurement beside the unit's name, the total first; 货物, 工程, 服务 stand in the text."""
    sheet = material.budget.sheets[spec.sheet]
    items = [row for row in sheet.rows() if row == TOTAL or (not sheet.children(row) and len(row) > 1)]
    rows = []
    for row in items:
        cells = [Cell(material.disclosure.name, scope="row", rowspan=len(items))] if row == TOTAL else []
        cells.append(Cell(sheet.names[row], scope="row"))
        cells.append(_amount((row, sheets.AMOUNT), sheet.cell(row, sheets.AMOUNT), spec.style))
        rows.append(Row(row, tuple(cells), row == TOTAL))
    titles = ((HeadCell("单位名称"), HeadCell("采购品目"), HeadCell("采购金额")),)
    return _table(spec, number, material, titles, (_LABEL_WEIGHT, _LABEL_WEIGHT, _AMOUNT_WEIGHT), tuple(rows))


_FORMS: Mapping[str, Callable[[TableSpec, int, Material], Table]] = {
    "两栏": _two_sided,
    "单栏": _one_sided,
    "科目": _by_code,
    "单位": _by_unit,
    "单行": _single_row,
    "采购": _procurement,
}
"""The forms that a profile may name, and what builds each."""
