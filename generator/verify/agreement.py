"""A document's attachments held against one another and against what its source works out to."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from generator.export.comma import read
from generator.export.data import CellData, DisclosureData, DisclosureFacts, RowData, TableData, facts_from_disclosure
from generator.load import lines_of
from generator.model.disclosure import Disclosure
from generator.model.money import MoneyUnit, plain
from generator.publish import sha256
from generator.verify.inside import DATA, PACKAGE, Inside, csv_name

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_NAMES = {
    "text": "文字",
    "yuan": "金额（元）",
    "basis": "来由",
    "file": "出处",
    "line": "出处的行",
    "at": "地址",
    "level": "层级",
}


def disagreements(inside: Inside) -> Iterator[str]:
    """Yield where the attachments contradict one another or their checksums."""
    for name, what in inside.damaged.items():
        yield f"附件“{name}”{what}"
    yield from inside.mislabelled
    if inside.source is None:
        yield "没有附上数据文件，或附了不止一份"
    if inside.data is None:
        yield f"附件“{DATA}”" + ("读不了" if DATA in inside.files else "不在")
        return
    for table in inside.data.tables:
        yield from _in_csv(table, inside.files.get(csv_name(table.number)))


def departures(inside: Inside, disclosure: Disclosure) -> Iterator[str]:
    """Yield where the attachments are not what the source says by itself, without the files that it adds up."""
    data = inside.data
    if data is None:
        return  # told already
    known = {DATA, PACKAGE, *(csv_name(table.number) for table in data.tables)}
    for name in sorted(known ^ inside.files.keys()):
        if name in known or inside.files[name] != inside.source:
            yield f"附件“{name}”" + ("不在" if name in known else "不是由数据文件生成的")
    yield from _in_package(inside, data)
    said = data.disclosure
    yield from _in_facts(data, facts_from_disclosure(disclosure, said.title, said.department, said.profile))
    yield from _typed(inside, data, disclosure)


def _in_package(inside: Inside, data: DisclosureData) -> Iterator[str]:
    """Hold the description of the comma-separated files against them: each with its length and hash."""
    said = _without_homepage(inside.files.get(PACKAGE, b""))
    resources = said.get("resources") if isinstance(said, dict) else None
    hashes = {each.get("hash") for each in resources if isinstance(each, dict)} if isinstance(resources, list) else None
    for name in (csv_name(table.number) for table in data.tables):
        content = inside.files.get(name, b"")
        if hashes is not None and f"sha256:{sha256(content)}" not in hashes:
            yield f"附件“{PACKAGE}”中没有附件“{name}”的 SHA-256"
    if hashes is None and PACKAGE in inside.files:
        yield f"附件“{PACKAGE}”读不了"


def _typed(inside: Inside, data: DisclosureData, disclosure: Disclosure) -> Iterator[str]:
    """Hold every figure that says a file and a line against them: its own amounts, and units that it lists."""
    lines = lines_of(inside.source or b"")
    units = tuple(unit.code for unit in disclosure.subordinates)
    for table in data.tables:
        for number, row in enumerate(table.rows, start=1):
            for column, cell in zip(table.columns, row.cells, strict=False):
                place = f"附件“{DATA}”表{table.number}第 {number} 行“{row.key}”的“{column}”"
                code, _, year = cell.file.removesuffix(".yaml").partition("/")
                if cell.file == f"{inside.address}.yaml":
                    line = lines[cell.line - 1] if 0 < cell.line <= len(lines) else ""
                    if not _stands(cell, line, disclosure.unit):
                        yield f"{place}是“{cell.text}”，数据文件第 {cell.line} 行没有这个数"
                elif cell.file and not (year == str(disclosure.year) and code.startswith(units)):
                    yield f"{place}出处是“{cell.file}”，它不是所属单位的数据文件"


def _stands(cell: CellData, line: str, unit: MoneyUnit) -> bool:
    """Say whether a line has a cell's amount, in its file's unit of money or as a number."""
    typed = [Decimal(number) for number in _NUMBER.findall(line.replace(",", ""))]
    return cell.yuan in {plain(number * factor) for number in typed for factor in (unit.yuan, Decimal(1))}


def _in_csv(table: TableData, content: bytes | None) -> Iterator[str]:
    """Hold a table's comma-separated text against data.json, which has amounts as printed."""
    name = csv_name(table.number)
    if content is None:
        yield f"附件“{name}”不在"
        return
    try:
        head, *rows = read(content)
    except (ValueError, csv.Error):
        yield f"附件“{name}”读不了"
        return
    if [_bare(field) for field in head] != [_bare(column) for column in table.columns]:
        yield f"附件“{name}”的表头是“{'、'.join(head)}”，“{DATA}”中是“{'、'.join(table.columns)}”"
    wanted = [row for row in table.rows if any(cell.text for cell in row.cells)]
    if len(rows) != len(wanted):
        yield f"附件“{name}”有 {len(rows)} 行，“{DATA}”中这张表有 {len(wanted)} 行"
    for number, (fields, row) in enumerate(zip(rows, wanted, strict=False), start=1):
        if len(fields) != len(table.columns):
            yield f"附件“{name}”第 {number} 行有 {len(fields)} 格，“{DATA}”中这张表有 {len(table.columns)} 列"
        for column, field, cell in zip(table.columns, fields, row.cells, strict=False):
            if _bare(field) != _bare(cell.text):
                yield f"附件“{name}”第 {number} 行“{column}”是“{field}”，“{DATA}”中是“{cell.text}”"


def _bare(text: str) -> str:
    """Return a text without what only one of two forms has: separators of thousands, the mark of harmless text."""
    return text.removeprefix("'").replace(",", "")


def deviations(inside: Inside, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield where the attachments are not what the source works out to."""
    for name in sorted(files.keys() | inside.files.keys()):
        there, wanted = inside.files.get(name), files.get(name)
        if there == wanted or (wanted is None and there == inside.source):
            continue
        if wanted is None or there is None:
            yield f"附件“{name}”" + ("不是由数据文件生成的" if wanted is None else "不在")
        elif name == DATA:
            yield from _in_data(inside.data, msgspec.json.decode(wanted, type=DisclosureData))
        elif name != PACKAGE or _without_homepage(there) != _without_homepage(wanted):
            yield f"附件“{name}”与由数据文件重算的不同"


def _without_homepage(content: bytes) -> Any:
    """Return a data package without the site's address, which stands in no attachment."""
    try:
        return {key: value for key, value in json.loads(content).items() if key != "homepage"}
    except (ValueError, AttributeError, RecursionError):
        return None


def _in_data(there: DisclosureData | None, wanted: DisclosureData) -> Iterator[str]:
    if there is None:
        return  # told already
    found = list(_in_facts(there, wanted.disclosure)) + list(_in_tables(there, wanted))
    yield from found or [f"附件“{DATA}”的写法与由数据文件重算的不同，内容相同"]


def _in_facts(there: DisclosureData, wanted: DisclosureFacts) -> Iterator[str]:
    for name in wanted.__struct_fields__:
        said, worked_out = getattr(there.disclosure, name), getattr(wanted, name)
        if said != worked_out:
            yield f"附件“{DATA}”的 {name} 是“{said}”，数据文件中是“{worked_out}”"


def _in_tables(there: DisclosureData, wanted: DisclosureData) -> Iterator[str]:
    if len(there.tables) != len(wanted.tables):
        yield f"附件“{DATA}”有 {len(there.tables)} 张表，由数据文件重算有 {len(wanted.tables)} 张"
    for said, worked_out in zip(there.tables, wanted.tables, strict=False):
        place = f"附件“{DATA}”表{worked_out.number}《{worked_out.title}》"
        if msgspec.structs.replace(said, rows=()) != msgspec.structs.replace(worked_out, rows=()):
            yield f"{place}的表名、单位或各列与由数据文件重算的不同"
        if len(said.rows) != len(worked_out.rows):
            yield f"{place}有 {len(said.rows)} 行，由数据文件重算有 {len(worked_out.rows)} 行"
        for number, rows in enumerate(zip(said.rows, worked_out.rows, strict=False), start=1):
            yield from (f"{place}第 {number} 行{each}" for each in _in_row(*rows, worked_out.columns))


def _in_row(said: RowData, worked_out: RowData, columns: tuple[str, ...]) -> Iterator[str]:
    if (said.key, said.is_total, len(said.cells)) != (worked_out.key, worked_out.is_total, len(worked_out.cells)):
        yield f"是“{said.key}”，由数据文件重算是“{worked_out.key}”"
    for column, here, wanted in zip(columns, said.cells, worked_out.cells, strict=False):
        yield from (f"“{worked_out.key}”的“{column}”：{each}" for each in _in_cell(here, wanted))


def _in_cell(said: CellData, worked_out: CellData) -> Iterator[str]:
    for name, called in _NAMES.items():
        here, wanted = getattr(said, name), getattr(worked_out, name)
        if here != wanted:
            yield f"{called}是“{here}”，由数据文件重算是“{wanted}”"
