"""The index of a workbook that the program wrote for filling in: which cell is which fact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import sheets
from generator.model.codes import Registers
from generator.problems import Severity
from generator.workbook.amounts import UNITS, amount_of
from generator.workbook.cells import At, Grid, name_of, place_from_name
from generator.workbook.codes import RowNames, code_and_name, is_code
from generator.workbook.found import Address, Found, Reading, grain_of
from generator.workbook.remarks import Place, Remark, quoted

SHEET = "填报项"
MARK = "预算公开填报表"
VERSION = "1"
_HEADER = 2
_NEW = "新行"


@dataclass(frozen=True, slots=True)
class Entry:
    """One input cell: its sheet and place, the address of its fact, and where a new row's code and name are typed.

    Without a column it only says that the row is there, whose amounts other facts give.
    """

    sheet: str
    at: At
    address: Address
    kind: str
    labels: tuple[At, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """Write the entry as a row of the index."""
        row = self.address.row or _NEW
        labels = ",".join(map(name_of, self.labels))
        return self.sheet, name_of(self.at), self.address.sheet, row, self.address.column, self.kind, labels


def heading(code: str, year: int, unit: str) -> tuple[tuple[str, ...], ...]:
    """Write the rows above the entries."""
    return (MARK, VERSION, code, str(year), unit), ("工作表", "单元格", "清单", "行", "列", "表", "编码和名称")


def index_in(grids: Sequence[Grid]) -> Grid | None:
    """Return the index, where a workbook is one that the program wrote."""
    return next((grid for grid in grids if grid.name == SHEET and grid.text((0, 0)) == MARK), None)


def said_in(index: Grid) -> tuple[str, str]:
    """Return the unit's code and the year that a workbook was written for."""
    return index.text((0, 2)), index.text((0, 3))


def read_index(
    index: Grid, grids: Sequence[Grid], registers: Registers, known: Mapping[str, Mapping[str, str]]
) -> Reading:
    """Read every input cell that the index lists; the rest of the workbook is a view and is not read."""
    by_name = {grid.name: grid for grid in grids}
    reading = Reading(is_blank_nothing=False)
    unit = index.text((0, 4))
    entries = [entry for entry in _entries(index) if entry.sheet in by_name]
    if unit not in UNITS or not entries:
        text = "“填报项”被改动了，认不出填报的单元格。请用 disclose export 重新生成后填写。"
        reading.remarks.append(Remark(Place(SHEET), Severity.ERROR, text))
        return reading
    rows: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        new = "" if entry.address.row != _NEW else name_of((entry.at[0], 0))
        rows.setdefault((entry.address.sheet, entry.address.row, new), []).append(entry)
        if entry.address.sheet not in sheets.FIXED_ROWS:
            reading.listed.setdefault(entry.address.sheet, Place(entry.sheet))
    for (sheet, row, new), listed in rows.items():
        names = RowNames(sheet, registers, known.get(sheets.list_of(sheet), {}))
        key = _new_key(listed[0], by_name, names, reading) if new else row
        if key:
            _read_row(key, listed, by_name, unit, reading)
    return reading


def _entries(index: Grid) -> Iterator[Entry]:
    for row in range(_HEADER, index.height):
        sheet, place, listed, key, column, kind, labels = (index.text((row, each)) for each in range(7))
        try:
            at = place_from_name(place)
            where = tuple(place_from_name(label) for label in labels.split(",") if label)
        except ValueError:
            continue
        yield Entry(sheet, at, Address(listed, key, column), kind, where)


def _new_key(entry: Entry, grids: Mapping[str, Grid], names: RowNames, reading: Reading) -> str:
    """Return the key of a row that was added; nothing where it is blank or cannot be told, which is said."""
    grid = grids[entry.sheet]
    texts = [grid.text(at) for at in entry.labels]
    if not any(texts):
        return ""
    name = next((text for text in texts if text and not is_code(text)), "")
    code, rest = code_and_name(name)
    parts = [code] if code else [text if is_code(text) else "" for text in texts]
    key = names.key(parts, rest if code else name)
    place = Place(entry.sheet, entry.labels[0])
    if not key:
        text = f"{quoted(''.join(texts))}没有导入：应为本表科目的编码，或目录中唯一的名称。"
        reading.remarks.append(Remark(place, Severity.ERROR, text))
    elif (entry.address.sheet, key) in reading.names:
        text = f"{quoted(''.join(texts))}没有导入：本表中已经有 {key} 这一行，请填在那一行。"
        reading.remarks.append(Remark(place, Severity.ERROR, text))
        return ""
    reading.names[entry.address.sheet, key] = rest if code else name
    return key


def _read_row(key: str, entries: Sequence[Entry], grids: Mapping[str, Grid], unit: str, reading: Reading) -> None:
    """Read the input cells of one row; a row of a list whose cells were all cleared is no longer listed."""
    found = []
    if any(not entry.address.column for entry in entries):
        reading.names.setdefault((entries[0].address.sheet, key), "")
    for entry in (entry for entry in entries if entry.address.column):
        grid = grids[entry.sheet]
        amount = amount_of(grid.cells.get(entry.at), unit)
        place = Place(entry.sheet, entry.at)
        if amount.fault:
            text = f"{quoted(grid.text(entry.at))}{amount.fault}，应为以{unit}为单位的数。这一格没有导入。"
            reading.remarks.append(Remark(place, Severity.ERROR, text))
            reading.names.setdefault((entry.address.sheet, key), "")
            continue
        address = Address(entry.address.sheet, key, entry.address.column)
        yuan = None if amount.number is None else amount.number * UNITS[unit]
        grain = grain_of(amount.number, UNITS[unit])
        found.append(Found(address, yuan, grain, place, entry.kind, grid.text(entry.at)))
    is_listed = entries[0].address.sheet in sheets.FIXED_ROWS or any(each.yuan is not None for each in found)
    if is_listed:
        reading.names.setdefault((entries[0].address.sheet, key), "")
        reading.found += found
