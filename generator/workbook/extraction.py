"""Runs in a process of its own, bounded in memory and time: a workbook's bytes → what its cells hold, as JSON.

Workbooks come from anywhere. What makes the reader fail, or fill the memory, ends this process and no other.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_CELLS = 100_000
MAX_AREA = 2_000_000
"""How many places a sheet may span, filled or not: the reader keeps one for each."""
MAX_SHEETS = 100
_MEMORY = 1024 * 1024 * 1024
_SECONDS = 20
_STEP = 1 << 16

_REFERENCE = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*?(?<!/)>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v[^>]*>[^<]|<is>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_FILE_PASSWORD = re.compile(rb"\x09\x08\x10\x00.{16}\x2f\x00", re.DOTALL)
"""In an xls file, the record of a password after that of the beginning."""
_DAMAGED = "不是完好的 xlsx、xls 或 ods 工作簿，请用电子表格程序打开后另存"
_HAS_PASSWORD = "设有密码，请另存为没有密码的文件"


class Refusal(Exception):
    """Why a workbook is not read."""


def main() -> None:
    """Read a workbook from standard input and write what it holds, or why it is not read."""
    _bound()
    data = sys.stdin.buffer.read(MAX_FILE + 1)
    try:
        result: dict[str, object] = {"sheets": list(_sheets(data))}
    except Refusal as refusal:
        result = {"refused": str(refusal)}
    except MemoryError:
        result = {"refused": "太大，读不了"}
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader's own faults on damaged files arrive
            raise
        result = {"refused": _DAMAGED}
    json.dump(result, sys.stdout, ensure_ascii=True)


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _sheets(data: bytes) -> Iterator[dict[str, object]]:
    unknown = _examine(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        if len(sheets) > MAX_SHEETS:
            raise Refusal(f"有 {len(sheets)} 张工作表，最多 {MAX_SHEETS} 张")
        left = MAX_CELLS
        for each in sheets:
            sheet = book.get_sheet_by_name(each.name)
            if sheet.total_height * sheet.total_width > MAX_AREA:
                raise Refusal(f"工作表“{each.name}”太大，请删去数据以外的格式和空行")
            cells = list(_cells(sheet, left))
            left -= len(cells)
            merged = sheet.merged_cell_ranges or []
            yield {"name": each.name, "cells": cells, "merged": merged, "unknown": unknown.get(each.name, [])}
    except PasswordError as error:
        raise Refusal(_HAS_PASSWORD) from error
    except CalamineError as error:
        raise Refusal(_DAMAGED) from error


def _cells(sheet: object, left: int) -> Iterator[list[object]]:
    """Yield row, column, whether a number, and the text of each cell that holds anything."""
    count = 0
    start = getattr(sheet, "start", None) or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=start[0]):  # type: ignore[attr-defined]
        for column, value in enumerate(values, start=start[1]):
            if value == "" or value is None:
                continue
            count += 1
            if count > left:
                raise Refusal(f"有内容的单元格超过 {MAX_CELLS} 个")
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            yield [row, column, is_number, repr(value) if is_number else str(value)]


def _examine(data: bytes) -> dict[str, list[str]]:
    """Refuse what is no workbook or too large; return the places of formulas without a value, by sheet."""
    if len(data) > MAX_FILE:
        raise Refusal(f"文件超过 {MAX_FILE // 1024 // 1024} MB")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if _ENCRYPTED_PACKAGE in data or _FILE_PASSWORD.search(data):
            raise Refusal(_HAS_PASSWORD)
        return {}
    if data[:4] != b"PK\x03\x04":
        raise Refusal("不是 xlsx、xls 或 ods 工作簿；文本文件请用电子表格程序打开后另存为 xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise Refusal("文件已损坏，请用电子表格程序打开后另存") from error
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Refusal(_HAS_PASSWORD)
    return _formulas(parts)


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Unpack what describes sheets, counting every part's bytes as they come, whatever the archive says of them."""
    left, parts = MAX_UNPACKED, {}
    for entry in archive.infolist():
        chunks = []
        with archive.open(entry) as stream:
            while chunk := stream.read(_STEP):
                left -= len(chunk)
                if left < 0:
                    raise Refusal(f"展开后超过 {MAX_UNPACKED // 1024 // 1024} MB，不是预算公开的工作簿")
                chunks.append(chunk)
        parts[entry.filename] = b"".join(chunks)
    return parts


def _formulas(parts: dict[str, bytes]) -> dict[str, list[str]]:
    found = {}
    for name, path in _sheet_paths(parts):
        text = parts.get(path, b"")
        _bound_area(name, text)
        if b"<f" in text:
            cells = (match for match in _CELL.finditer(text) if b"<f" in match[2] and not _VALUE.search(match[2]))
            found[name] = [match[1].decode() for match in cells]
    return found


def _bound_area(name: str, text: bytes) -> None:
    rows = columns = 0
    for letters, row in _REFERENCE.findall(text):
        rows, columns = max(rows, int(row)), max(columns, _column(letters))
    if rows * columns > MAX_AREA:
        raise Refusal(f"工作表“{name}”太大，请删去数据以外的格式和空行")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_paths(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and the part of an xlsx file that holds it."""
    if "xl/workbook.xml" not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        return
    try:
        book = ElementTree.fromstring(parts["xl/workbook.xml"])
        relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    except ElementTree.ParseError as error:
        raise Refusal("文件已损坏，请用电子表格程序打开后另存") from error
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


if __name__ == "__main__":
    main()
