"""One disclosure's tables as a workbook for people who fill them: facts unlocked and marked, everything else locked.

A hidden sheet says which cell is which fact (`workbook/index.py`); `disclose import` reads the workbook by it.
"""

import io
from collections.abc import Iterable, Iterator

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.export.grid import grid_of, placed
from generator.export.workbook import Formats, book_for, fill, set_up, sheet_name, write
from generator.model.profile import TableSpec
from generator.model.tables import Cell, Row, Table
from generator.view.page import DisclosurePage
from generator.workbook.cells import At, name_of
from generator.workbook.found import Address
from generator.workbook.index import SHEET, Entry, heading
from generator.workbook.inputs import FACTS, Inputs

_GUIDE = "填报说明"
_NEW_ROWS = 15
_INPUT = {"locked": False, "bg_color": "#FFF7D6"}
_MOST = 10**12
_WIDTH_OF_GUIDE = 100


def entry_form(page: DisclosurePage) -> bytes:
    """Write the workbook of a page that is laid out for input; the same page gives the same bytes."""
    stream = io.BytesIO()
    book = book_for(page, stream)
    formats = Formats(book)
    guide = book.add_worksheet(_GUIDE)
    specs = {spec.kind: spec for part in page.profile.parts for spec in part.tables}
    inputs = Inputs(page.disclosure, set())
    entries: list[Entry] = []
    for table in page.tables:
        entries += _TableForm(book, table, specs[table.kind], formats).write(inputs)
    _write_guide(guide, page, formats)
    _write_index(book, page, entries)
    book.close()
    return stream.getvalue()


class _TableForm:
    """One table's sheet."""

    def __init__(self, book: Workbook, table: Table, spec: TableSpec, formats: Formats) -> None:
        self.grid = grid_of(table)
        self.table = table
        self.spec = spec
        self.formats = formats
        self.name = sheet_name(self.grid)
        self.sheet: Worksheet = book.add_worksheet(self.name)
        self.first = 2 + len(table.heads)

    def write(self, inputs: Inputs) -> list[Entry]:
        """Write the sheet and return its input cells."""
        set_up(self.sheet, self.grid)
        fill(self.sheet, self.grid, self.formats, mark="")
        entries = list(self._mark(inputs))
        if entries or not self.table.rows[0].key:
            entries += self._new_rows(inputs)
        typed = [entry.at for entry in entries if entry.address.column]
        if typed:
            self._validate(typed)
        self.sheet.protect("", {"format_columns": True, "format_rows": True})
        return entries

    def _mark(self, inputs: Inputs) -> Iterator[Entry]:
        """Unlock the cells that hold facts, as they were written."""
        held: set[int] = set()
        for index, column, cell in placed(row.cells for row in self.table.rows):
            row = self.table.rows[index]
            address = inputs.address(self.spec, row, cell)
            if address is not None:
                at = (self.first + index, column)
                write(self.sheet, at, cell, self._input("0.00", is_total=row.is_total))
                held |= {index} if cell.figure else set()
                yield Entry(self.name, at, address, self.spec.kind)
        for index, row in enumerate(self.table.rows):
            if self.spec.sheet in FACTS and row.key and index not in held:
                there = Address(self.spec.sheet, row.key, "")
                yield Entry(self.name, (self.first + index, 0), there, self.spec.kind)

    def _input(self, pattern: str, *, is_total: bool = False) -> Format:
        return self.formats.get(border=1, bold=is_total, align="right", num_format=pattern, **_INPUT)

    def _new_rows(self, inputs: Inputs) -> Iterator[Entry]:
        """Add blank rows for what the list does not have yet, where it has no fixed rows."""
        if self.spec.sheet not in FACTS or inputs.disclosure.sums_units:
            return
        columns = list(self._amount_columns())
        labels = [column for column in range(columns[0][0]) if not self._is_ordinal(column)]
        if self.spec.form == "采购":
            labels = labels[1:]
        text = self.formats.get(border=1, align="left", num_format="@", **_INPUT)
        start = self.first + len(self.table.rows) + bool(self.table.note)
        for row in range(start, start + _NEW_ROWS):
            where = tuple((row, column) for column in labels)
            for at in where:
                self.sheet.write_blank(*at, None, text)
            for column, take in columns:
                if not self._can_be_typed(inputs, take):
                    continue
                self.sheet.write_blank(row, column, None, self._input("0.00"))
                address = Address(self.spec.sheet, "", take)
                yield Entry(self.name, (row, column), address, self.spec.kind, where)

    def _can_be_typed(self, inputs: Inputs, take: str) -> bool:
        probe = Row("", (Cell("", ("", take), None, is_amount=True),))
        return Inputs(inputs.disclosure, set()).address(self.spec, probe, probe.cells[0]) is not None

    def _amount_columns(self) -> Iterable[tuple[int, str]]:
        """Return the columns of amounts with what they take: the last ones of the table."""
        takes = [leaf.take for column in self.spec.columns for leaf in column.leaves()] or ["金额"]
        before = len(self.table.widths) - len(takes)
        return [(before + index, take) for index, take in enumerate(takes)]

    def _is_ordinal(self, column: int) -> bool:
        return self.spec.labels.has_ordinals and column == 0

    def _validate(self, places: list[At]) -> None:
        first, *others = places
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -_MOST,
            "maximum": _MOST,
            "input_title": f"单位：{self.table.unit}",
            "input_message": "填金额，最多两位小数；没有的填 0，不掌握的留空。",
            "error_title": "这里应填金额",
            "error_message": f"应为以{self.table.unit}为单位的数，不写单位和文字。",
        }
        if others:
            rule["multi_range"] = " ".join(map(name_of, places))
        self.sheet.data_validation(*first, *first, rule)


def _write_guide(sheet: Worksheet, page: DisclosurePage, formats: Formats) -> None:
    """Say at the front what to fill in, in which unit, and how to bring it back."""
    unit, disclosure = page.disclosure.unit.value, page.disclosure
    lines = [
        f"金额单位：{unit}，最多两位小数。没有的填 0；不掌握的留空。",
        "只填淡黄色的单元格。其余的是名称和由程序计算的数，已锁定，填写后不会跟着变，导入后由程序重新计算。",
        "按科目、品目填写的表，末尾有空行：填编码（或目录中的名称）和金额。不再需要的行，清空这一行的金额。",
        "填报的合计数（淡黄色的合计行）与下级之和只允许有四舍五入的差。",
        "财政专户、事业收入、经营收入、其他收入、上年结转安排的支出，不在本工作簿填写，请在数据文件“支出”中填写。",
        f"填好后保存，运行：disclose import 文件名。数写入 {disclosure.code}/{disclosure.year}.yaml，其余内容不变。",
    ]
    sheet.set_column(0, 0, _WIDTH_OF_GUIDE)
    sheet.write_string(0, 0, f"{page.title}填报表", formats.get(bold=True, font_size=14))
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, formats.get())
    sheet.protect("")


def _write_index(book: Workbook, page: DisclosurePage, entries: list[Entry]) -> None:
    sheet = book.add_worksheet(SHEET)
    disclosure = page.disclosure
    above = heading(disclosure.code, disclosure.year, disclosure.unit.value)
    for row, texts in enumerate((*above, *(entry.texts() for entry in entries))):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    sheet.hide()
    sheet.protect("")
