"""One table of a workbook → the amounts that it states, row by row, and what could not be placed."""

from collections.abc import Iterator, Mapping

from generator.model import sheets
from generator.model.codes import TOTAL, Registers
from generator.problems import Severity
from generator.workbook.amounts import UNITS, amount_of, is_nothing, unit_in_head, unit_said
from generator.workbook.cells import At, half_width
from generator.workbook.codes import RowNames, code_and_name, is_code
from generator.workbook.columns import amount_columns
from generator.workbook.expected import Leaf, is_label, is_ordinal
from generator.workbook.found import Address, Found, Reading, address_of, grain_of
from generator.workbook.labels import SUBTOTALS, TOTALS, head_key, name_key
from generator.workbook.recognition import Section
from generator.workbook.remarks import Place, Remark, quoted
from generator.workbook.sides import sides_of

_NOTES = ("备注", "注", "说明", "附件", "附表")


class TableReader:
    """Reads one section into a reading; `unit` is the unit of money that it, or else the workbook, says."""

    def __init__(self, section: Section, unit: str, reading: Reading) -> None:
        self.section = section
        self.grid = section.grid
        self.spec = section.expected.spec
        self.unit = unit
        self.reading = reading

    def read(self, registers: Registers, known: Mapping[str, Mapping[str, str]]) -> None:
        """Read every row; `known` names the rows that the file has, by list."""
        if self.spec.sides:
            self._read_sides(registers)
            return
        columns = amount_columns(self.section.head.paths, self.section.expected.leaves)
        self._tell_left_out(columns)
        if self.spec.form == "单行":
            self._read_single_row(columns)
        elif self.spec.form == "单位":
            self._read_by_unit(columns)
        else:
            self.reading.listed.setdefault(self.spec.sheet, Place(self.grid.name))
            self._read_by_code(columns, registers, known.get(sheets.list_of(self.spec.sheet), {}))

    def _rows(self) -> Iterator[int]:
        """Yield the rows of the body that hold anything, notes left out."""
        for row in range(self.section.head.body, self.section.end):
            texts = [text for column in range(self.grid.width) if (text := self.grid.text((row, column)))]
            if texts and not (len(texts) == 1 and half_width(texts[0]).startswith(_NOTES)):
                yield row

    def _labels(self, row: int) -> list[str]:
        """Return the texts that name a row, numbers that only count the rows left out."""
        paths = self.section.head.paths
        columns = [column for column, path in paths.items() if is_label(path[-1]) or is_label(path[0])]
        texts = [self.grid.text((row, column)) for column in columns if not is_ordinal(paths[column][-1])]
        return ["" if is_nothing(text) else text for text in texts]

    def _read_by_code(self, columns: Mapping[int, Leaf], registers: Registers, known: Mapping[str, str]) -> None:
        names = RowNames(self.spec.sheet, registers, known)
        seen: dict[str, int] = {}
        for row in self._rows():
            parts, name = self._parts_and_name(row)
            key = names.key(parts, name)
            if not key or key in seen:
                self._tell_row(row, columns, name or "".join(parts), seen.get(key))
                continue
            seen[key] = row
            self._tell_wrong_name(row, key, name, names)
            self.reading.names[self.spec.sheet, key] = name
            for column, leaf in columns.items():
                self._take(Address(self.spec.sheet, key, leaf.take), (row, column))

    def _parts_and_name(self, row: int) -> tuple[list[str], str]:
        labels = self._labels(row)
        if self.spec.form == "采购" and len(labels) > 1:
            labels = self._without_unit(row, labels)
        if sheets.list_of(self.spec.sheet) == sheets.TRANSFERS:
            return [], next((label for label in labels if label and not is_code(label)), "")
        parts = [label if is_code(label) else "" for label in labels]
        name = next((label for label in labels if label and not is_code(label)), "")
        code, rest = code_and_name(name)
        return ([code], rest) if code and not any(parts) else (parts, name)

    def _without_unit(self, row: int, labels: list[str]) -> list[str]:
        """Leave the unit's name out of what names an item of procurement."""
        paths = self.section.head.paths
        units = {self.grid.text((row, column)) for column, path in paths.items() if "单位" in head_key(path[-1])}
        return [label for label in labels if label not in units or name_key(label) in TOTALS]

    def _tell_wrong_name(self, row: int, key: str, name: str, names: RowNames) -> None:
        if key != TOTAL and not names.is_name_of(key, name):
            register = names.register
            proper = (register.name(key) if register else None) or ""
            self._say(
                Severity.WARNING,
                (row, self._first_column(row)),
                f"{key} 的名称写作{quoted(name)}，目录中是“{proper}”。按编码导入。",
            )

    def _read_by_unit(self, columns: Mapping[int, Leaf]) -> None:
        for row in self._rows():
            name = next((label for label in self._labels(row) if label and not is_code(label)), "")
            whole = name_key(name) in TOTALS
            if not whole and name and name not in self.reading.unit_names:
                self.reading.unit_names.append(name)
            for column, leaf in columns.items():
                self._take(address_of(leaf.take), (row, column), unit_name="" if whole else name or "？")

    def _read_single_row(self, columns: Mapping[int, Leaf]) -> None:
        rows = [row for row in self._rows() if any((row, column) in self.grid.cells for column in columns)]
        for column, leaf in columns.items():
            if rows:
                self._take(address_of(leaf.take), (rows[0], column))
        for row in rows[1:]:
            self._tell_row(row, columns, "", None)

    def _read_sides(self, registers: Registers) -> None:
        sides = sides_of(self.section)
        for side in sides:
            self._tell_left_out(side.amounts, side.columns)
            for row in self._rows():
                label = self.grid.text((row, side.label))
                takes = side.takes_of(label, registers.functional)
                if takes:
                    for column, index in side.amounts.items():
                        if index < len(takes):
                            self._take(address_of(takes[index]), (row, column))
                else:
                    self._tell_row(row, side.amounts, label, None)
        if len(sides) < len(self.spec.sides):
            self._say(
                Severity.ERROR, (self.section.head.first, 0), "表头认不出收入和支出两栏，应各有“项目”和“预算数”。"
            )

    def _take(self, address: Address, at: At, unit_name: str = "") -> None:
        value = self.grid.cells.get(at)
        unit = self._unit_at(at)
        amount = amount_of(value, unit)
        if amount.fault:
            self._say(Severity.ERROR, at, f"{self._shown(at)}{amount.fault}，应为以{unit}为单位的数。这一格没有导入。")
            self.reading.unplaced.add(self.spec.sheet)
            return
        if value is not None and value.is_rounded and amount.number:
            self._say(Severity.NOTE, at, f"这个数按表格显示的 15 位有效数字读作 {value.text}。")
        factor = UNITS[unit]
        yuan = None if amount.number is None else amount.number * factor
        place = Place(self.grid.name, at)
        self.reading.found.append(
            Found(address, yuan, grain_of(amount.number, factor), place, self.spec.kind, self.grid.text(at), unit_name)
        )

    def _unit_at(self, at: At) -> str:
        path = self.section.head.paths.get(at[1], ())
        return next((said for text in reversed(path) if (said := unit_in_head(text))), self.unit)

    def _shown(self, at: At) -> str:
        text = self.grid.text(at)
        return quoted(text) if text else ""

    def _tell_row(self, row: int, columns: Mapping[int, object], label: str, first: int | None) -> None:
        """Say of a row that it has no place, where it states any amount but nothing."""
        amounts = {column: amount_of(self.grid.cells.get((row, column)), self.unit) for column in columns}
        stated = [column for column, amount in amounts.items() if amount.number or amount.fault]
        if not stated:
            return
        what = "、".join(self.grid.text((row, column)) for column in stated)
        if name_key(label) not in SUBTOTALS:
            self.reading.unplaced.add(self.spec.sheet)
        named = quoted(label) if label else "没有名称的一行"
        at = (row, stated[0])
        if name_key(label) in SUBTOTALS:
            self._say(Severity.NOTE, at, f"{named}（{what}）是小计，由程序计算，没有导入。")
        elif first is not None:
            self._say(
                Severity.ERROR,
                at,
                f"{named}在本表第 {first + 1} 行已经有了，这一行（{what}）没有导入。应为一行，请合并或改正编码。",
            )
        else:
            self._say(Severity.ERROR, at, f"{named}（{what}）没有导入：{self._wanted()}。")

    def _wanted(self) -> str:
        if self.spec.sides:
            return "应为本表固定的项目或支出功能分类的类"
        wanted = {sheets.PROCUREMENT: "政府采购品目", sheets.EXPENDITURE: "支出功能分类科目"}
        kind = wanted.get(sheets.list_of(self.spec.sheet), "部门预算支出经济分类科目")
        return f"应为{kind}的编码，或目录中唯一的名称"

    def _tell_left_out(self, columns: Mapping[int, object], among: frozenset[int] | None = None) -> None:
        """Say of columns with amounts that the table does not have that they were left out, and of those missing."""
        for column, path in self.section.head.paths.items():
            if column in columns or is_label(path[-1]) or (among is not None and column not in among):
                continue
            rows = range(self.section.head.body, self.section.end)
            if any(amount_of(self.grid.cells.get((row, column)), self.unit).number for row in rows):
                at = (self.section.head.first, column)
                self._say(Severity.WARNING, at, f"这一列“{'/'.join(path)}”不是本表的列，没有导入。")

    def _first_column(self, row: int) -> int:
        return next(column for column in range(self.grid.width) if self.grid.text((row, column)))

    def _say(self, severity: Severity, at: At, text: str) -> None:
        self.reading.remarks.append(Remark(Place(self.grid.name, at), severity, text))


def unit_of(section: Section) -> str:
    """Return the unit of money that a section says above its body, or in all heads of its amounts."""
    grid, head = section.grid, section.head
    texts = [
        text
        for (row, column) in sorted(grid.cells)
        if section.first <= row < head.body
        if (text := grid.text((row, column)))
    ]
    said = {unit for text in texts if (unit := unit_said(text))}
    in_heads = {unit for path in head.paths.values() for text in path if (unit := unit_in_head(text))}
    found = said or in_heads
    return found.pop() if len(found) == 1 else ""


def has_amounts(section: Section) -> bool:
    """Say whether any amount but nothing stands in a section's body."""
    body = range(section.head.body, section.end)
    columns = [column for column, path in section.head.paths.items() if not is_label(path[-1])]
    return any(amount_of(section.grid.cells.get((row, column)), "").number for row in body for column in columns)
