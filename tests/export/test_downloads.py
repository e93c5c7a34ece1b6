"""The downloads of a disclosure against its page, read back by programs that know nothing of this one."""

import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from generator.export.data import DisclosureData
from generator.model.money import MoneyUnit, shown
from tests.editing import ROOT, disclose, line_of
from tests.export.conftest import HOSTILE
from tests.export.reading import csv_rows, page_tables, printed_rows, sheets

ADDRESSES = ["156001/2026", "107/2025", "101/2026", "106001/2026"]


def data_of(site: Path, address: str) -> DisclosureData:
    return msgspec.json.decode((site / address / "data.json").read_bytes(), type=DisclosureData)


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_table_has_a_csv_that_says_what_the_page_prints(site: Path, address: str) -> None:
    tables = page_tables(site, address)
    assert {path.name for path in (site / address / "tables").iterdir()} == {f"table-{n}.csv" for n in tables}
    for number, table in tables.items():
        _, *found = csv_rows(site / address / "tables" / f"table-{number}.csv")
        printed = [row for row in printed_rows(table, repeats_down=True) if any(row)]
        assert found == [[_disarmed(text) for text in row] for row in printed]


def _disarmed(text: str) -> str:
    """What stands for a printed text: itself, unless it is one of the hostile file's."""
    return f"'{text}" if text.strip().startswith(tuple(each.strip() for each in HOSTILE.values())) else text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_csv_begins_with_the_mark_and_its_lines_end_with_crlf(site: Path, address: str) -> None:
    for path in (site / address / "tables").iterdir():
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")


def test_no_csv_has_a_field_that_is_a_formula(site: Path) -> None:
    fields = [field for path in site.rglob("*.csv") for row in csv_rows(path) for field in row]
    risky = [field for field in fields if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", field)]
    assert {field for field in risky if not _is_number(field)} == {"="}, "the sign alone, which the reference prints"
    for text in HOSTILE.values():
        assert f"'{text}" in fields


def _is_number(field: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", field) is not None


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(site: Path, address: str) -> None:
    found = sheets(site / address / f"{address.replace('/', '-')}.xlsx")
    tables = page_tables(site, address)
    assert [int(name.split()[0]) for name, _ in found] == list(tables)
    for (name, rows), table in zip(found, tables.values(), strict=True):
        printed = printed_rows(table, repeats_down=False)
        start = 2 + len(table.xpath("thead/tr"))
        body = rows[start : start + len(printed)]
        assert [_as_printed(row, texts) for row, texts in zip(body, printed, strict=True)] == printed, name
        numbers = sum(isinstance(cell, int | float) for row in body for cell in row)
        assert numbers == table.xpath("count(tbody//td[@class='amount'][normalize-space()])"), name


def _as_printed(row: list[object], texts: list[str]) -> list[str]:
    """Write numbers with the decimals that are printed; text as it is."""
    return [
        f"{Decimal(str(cell)):.{len(text.partition('.')[2])}f}" if isinstance(cell, int | float) else str(cell)
        for cell, text in zip(row, texts, strict=True)
    ]


def test_a_workbook_holds_no_formula_and_no_link(site: Path) -> None:
    with zipfile.ZipFile(site / "106001" / "2026" / "106001-2026.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert not [name for name, data in parts.items() if re.search(rb"<f[ />]|<hyperlink", data)]
    for text in HOSTILE.values():
        assert f">{text}<".encode() in parts["xl/sharedStrings.xml"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_json_has_every_cell_as_printed_and_exact(site: Path, address: str) -> None:
    data = data_of(site, address)
    tables = page_tables(site, address)
    assert [table.number for table in data.tables] == list(tables)
    for table in data.tables:
        printed = printed_rows(tables[table.number], repeats_down=True)
        assert [[cell.text.replace(",", "") for cell in row.cells] for row in table.rows] == [
            [text.replace(",", "") for text in row] for row in printed
        ]
        unit = MoneyUnit(table.unit or "万元")
        for row in table.rows:
            for cell in row.cells:
                if cell.yuan and re.fullmatch(r"[0-9,]+\.[0-9]{2}", cell.text):
                    assert f"{shown(Decimal(cell.yuan), unit, 2)}" == cell.text.replace(",", "")


def test_the_json_tells_of_a_figure_where_it_was_typed_and_how_it_came_to_be(site: Path) -> None:
    text = (ROOT / "units" / "156001" / "2026.yaml").read_text("utf-8")
    (table,) = [table for table in data_of(site, "156001/2026").tables if table.kind == "general-budget"]
    found = {cell.at: cell for row in table.rows for cell in row.cells if cell.at}
    typed, stated, computed = found["2011101", "基本支出"], found["208", "基本支出"], found["201", "支出合计"]
    assert (typed.basis, typed.yuan, typed.file, typed.line) == (
        "typed",
        "2425100",
        "156001/2026.yaml",
        line_of(text, "{科目: 2011101, 基本支出: 242.51}"),
    )
    assert (stated.basis, stated.line) == ("stated", line_of(text, "{科目: 208, 基本支出: 29.17}"))
    assert (computed.basis, computed.yuan, computed.file, computed.line) == ("computed", "3445100", "", 0)
    assert found["2011101", "项目支出"].yuan == "", "what is not known is no zero"


def test_a_figure_that_another_table_shows_again_is_told_as_it_was_typed(site: Path) -> None:
    tables = {table.kind: table for table in data_of(site, "156001/2026").tables}
    again, first = (
        [cell for row in tables[kind].rows for cell in row.cells if cell.at == ("2011101", "基本支出")]
        for kind in ("expenditure", "general-budget")
    )
    assert again == first
    assert again[0].line


def test_the_json_tells_the_facts_of_the_publication(site: Path) -> None:
    facts = data_of(site, "101001/2026").disclosure
    assert (facts.name, facts.department, facts.state, facts.revision) == (
        "示例市教育局本级",
        "示例市教育局",
        "已公开",
        3,
    )
    assert [f"{each.date}" for each in facts.corrections] == ["2026-03-10", "2026-04-01"]
    assert [unit.code for unit in data_of(site, "101/2026").disclosure.units] == ["101001", "101002", "101003", "", ""]


def test_data_that_are_made_up_say_so(site: Path) -> None:
    """The site file of the small government says 示例: 是."""
    assert data_of(site, "101/2026").is_sample
    for name in ("101/2026", "data"):
        assert json.loads((site / name / "datapackage.json").read_bytes())["title"].endswith("（示例数据）")
    for _, rows in sheets(site / "101" / "2026" / "101-2026.xlsx"):
        assert rows[0][0].endswith("（示例数据）")


def test_data_that_are_real_say_nothing_of_the_kind(built_site: Path) -> None:
    assert not data_of(built_site, "156001/2026").is_sample
    for name in ("156001/2026", "data"):
        assert "示例数据" not in (built_site / name / "datapackage.json").read_text("utf-8")


def test_every_table_and_the_head_of_a_page_lead_to_the_downloads(site: Path) -> None:
    tables = page_tables(site, "156001/2026")
    for number, table in tables.items():
        link, origins = table.xpath("ancestor::section[1]//p[@class='table-download']/a")
        assert link.get("href") == f"tables/table-{number}.csv"
        assert table.xpath("string(caption/span[@class='table-title'])") in link.get("aria-label")
        assert origins.get("href") == f"sources.html#table-{number}"
    page = next(iter(tables.values())).getroottree()
    offered = ["156001-2026.xlsx", "data.json", "datapackage.json", "156001-2026.html"]
    assert page.xpath("//p[@class='downloads']/a/@href") == offered


def test_without_workbooks_no_page_speaks_of_them(tmp_path: Path) -> None:
    run = disclose("build", "--no-pdf", "--no-xlsx", "--units", "examples/shanghai/units", "--out", tmp_path / "site")
    assert run.code == 0, run.out
    assert not list((tmp_path / "site").rglob("*.xlsx"))
    assert "xlsx" not in (tmp_path / "site" / "107" / "2025" / "index.html").read_text("utf-8")
