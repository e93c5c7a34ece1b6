"""Workbooks that are none, damaged, locked, or made to do harm: one plain sentence, and nothing is written."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.editing import disclose
from tests.workbook.importing import FIXTURES

GOOD = (FIXTURES / "reference-tables.xlsx").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def altered(change: Callable[[str, bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return zipped({name: change(name, archive.read(name)) for name in archive.namelist()})


def entities(name: str, data: bytes) -> bytes:
    """Put a text that unfolds to a hundred million characters into the list of sheets."""
    if name != "xl/workbook.xml":
        return data
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{levels}]><workbook><sheet name="&e8;"/></workbook>'.encode()


def far_cell() -> bytes:
    stream = io.BytesIO()
    with Workbook(stream) as book:
        sheet = book.add_worksheet("远")
        sheet.write(0, 0, "单位：万元")
        sheet.write(1048575, 16383, 5)
    return stream.getvalue()


INTO = ("--code", "156001", "--year", "2026", "--profile", "gansu")
HOSTILE = {
    "csv.xlsx": ("项目,预算数\n合计,1\n".encode(), "不是 xlsx、xls 或 ods 工作簿"),
    "empty.xlsx": (b"", "不是 xlsx、xls 或 ods 工作簿"),
    "cut.xlsx": (GOOD[: len(GOOD) // 2], "文件已损坏"),
    "cut.xls": ((FIXTURES / "reference-tables.xls").read_bytes()[:9000], "不是完好的"),
    "bomb.xlsx": (zipped({"xl/worksheets/sheet1.xml": b"0" * 70_000_000}), "展开后超过 60 MB"),
    "large.xlsx": (b"PK\x03\x04" + bytes(11 * 1024 * 1024), "文件超过 10 MB"),
    "far.xlsx": (far_cell(), "工作表“远”太大"),
    "entities.xlsx": (altered(entities), "已损坏"),
    "locked.xlsx": (OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
    "locked.xls": ((FIXTURES / "encrypted.xls").read_bytes(), "设有密码"),
    "locked.ods": ((FIXTURES / "encrypted.ods").read_bytes(), "设有密码"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    data, sentence = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data)
    run = disclose("import", path, "--units", tmp_path / "units", *INTO)
    assert run.code == 1
    assert run.out.count("\n") == 1
    assert sentence in run.out
    assert "Traceback" not in run.err
    assert not (tmp_path / "units").exists()


def test_a_formula_without_value_is_said(tmp_path: Path) -> None:
    def without_value(name: str, data: bytes) -> bytes:
        return data.replace(b"<v>28.39</v>", b"<f>1+1</f>", 1) if name.endswith("sheet6.xml") else data

    path = tmp_path / "formula.xlsx"
    path.write_bytes(altered(without_value))
    run = disclose("import", path, "--units", tmp_path / "units", *INTO)
    assert run.code == 1
    assert "公式没有算出的数，请用电子表格程序打开后保存" in run.out


def test_a_file_that_is_not_there_is_no_run(tmp_path: Path) -> None:
    run = disclose("import", tmp_path / "none.xlsx", "--units", tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "没有这个文件" in run.err
