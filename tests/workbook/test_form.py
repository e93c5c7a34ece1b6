"""The workbook for people who fill tables: what is unlocked, and what comes back."""

import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from generator.build.exporting import NothingToFill, export_workbook
from generator.build.importing import Imported, import_workbook
from generator.workbook.book import read_book
from generator.workbook.cells import Grid, name_of
from tests.editing import ROOT, edited, placed
from tests.government import Government, simple
from tests.workbook.importing import WORKSPACE
from tests.workbook.printed import Row, write

SHANGHAI = ROOT / "examples" / "shanghai" / "units"


def exported(units: Path, code: str, year: str) -> Path:
    target = units.parent / f"{code}-{year}.xlsx"
    assert export_workbook(units, code, year, target, WORKSPACE) == []
    return target


def filled_in(form: Path, *changes: tuple[str, str, object]) -> Path:
    """Type into cells of a form: the sheet's beginning, the cell, the value; nothing clears it."""
    sheets: dict[str, list[Row]] = {}
    for grid in read_book(form):
        rows: list[Row] = [[_value(grid, (row, column)) for column in range(grid.width)] for row in range(grid.height)]
        for sheet, place, value in changes:
            if grid.name.startswith(sheet):
                row, column = _place(place)
                rows += [[] for _ in range(row - len(rows) + 1)]
                rows[row] += [""] * (column - len(rows[row]) + 1)
                rows[row][column] = value
        sheets[grid.name] = rows
    return write(form.with_name("filled.xlsx"), sheets)


def _value(grid: Grid, at: tuple[int, int]) -> object:
    value = grid.cells.get(at)
    return "" if value is None else value.text if value.number is None else value.number


def _place(name: str) -> tuple[int, int]:
    return int(name[1:]) - 1, ord(name[0]) - ord("A")


def cell_of(form: Path, address: str, column: str) -> tuple[str, str]:
    """Return the sheet's number and the cell where a fact is typed, by the form's own index."""
    index = next(grid for grid in read_book(form) if grid.name == "填报项")
    for row in range(index.height):
        if "/".join(index.text((row, each)) for each in (2, 3)) == address and index.text((row, 4)) == column:
            return index.text((row, 0)), index.text((row, 1))
    raise AssertionError(address)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    return placed(tmp_path, edited())


def back(workbook: Path, units: Path) -> tuple[Imported, str]:
    done = import_workbook(workbook, units, WORKSPACE)
    return done, (units / "156001" / "2026.yaml").read_text("utf-8")


def test_what_was_not_touched_comes_back_byte_for_byte(units: Path) -> None:
    before = (units / "156001" / "2026.yaml").read_bytes()
    done, _ = back(exported(units, "156001", "2026"), units)
    assert (units / "156001" / "2026.yaml").read_bytes() == before
    assert done.remarks == ()
    assert done.is_kept


def test_a_layout_in_yuan_with_split_codes_comes_back_too(tmp_path: Path) -> None:
    units = tmp_path / "units"
    shutil.copytree(SHANGHAI, units)
    before = (units / "107" / "2025.yaml").read_bytes()
    done = import_workbook(exported(units, "107", "2025"), units, WORKSPACE)
    assert (units / "107" / "2025.yaml").read_bytes() == before
    assert done.remarks == ()


def test_the_same_file_gives_the_same_workbook(units: Path) -> None:
    assert exported(units, "156001", "2026").read_bytes() == exported(units, "156001", "2026").read_bytes()


def test_a_typed_figure_comes_into_its_line(units: Path) -> None:
    form = exported(units, "156001", "2026")
    sheet, place = cell_of(form, "支出·一般公共预算/2080505", "基本支出")
    _, text = back(filled_in(form, (sheet, place, Decimal("28.93"))), units)
    assert text == edited(("  - {科目: 2080505, 基本支出: 28.39}", "  - {科目: 2080505, 基本支出: 28.93}"))


def test_a_new_row_comes_by_its_code(units: Path) -> None:
    form = exported(units, "156001", "2026")
    sheet, place = cell_of(form, "支出·一般公共预算/新行", "项目支出")
    row = place[1:]
    _, text = back(filled_in(form, (sheet, f"A{row}", "2080506"), (sheet, place, Decimal("3"))), units)
    line = "  - {科目: 2080505, 基本支出: 28.39}\n"
    assert text == edited((line, f"{line}  - {{科目: 2080506, 项目支出: 3.00}}\n"))


def test_a_row_whose_amounts_were_cleared_goes(units: Path) -> None:
    form = exported(units, "156001", "2026")
    sheet, place = cell_of(form, "基本支出经济分类/30309", "人员经费")
    _, text = back(filled_in(form, (sheet, place, "")), units)
    assert text == edited(("  - {科目: 30309, 金额: 0.01}\n", ""))


def test_a_fixed_row_that_was_cleared_is_not_known_any_more(units: Path) -> None:
    form = exported(units, "156001", "2026")
    cells = [cell_of(form, "收入/事业收入", "金额"), cell_of(form, "三公经费/培训费", "金额")]
    _, text = back(filled_in(form, *((*cell, "") for cell in cells)), units)
    assert text == edited(("  事业收入: 0\n", ""), ("\n培训费: 0\n", "\n"))


def test_a_view_that_somebody_changed_changes_nothing(units: Path) -> None:
    form = exported(units, "156001", "2026")
    _, text = back(filled_in(form, ("4 ", "B5", Decimal("1.00"))), units)
    assert text == edited()


def test_a_mistyped_cell_is_said_with_its_place(units: Path) -> None:
    form = exported(units, "156001", "2026")
    sheet, place = cell_of(form, "支出·一般公共预算/2080505", "基本支出")
    done, text = back(filled_in(form, (sheet, place, "28..39")), units)
    (said,) = (f"{remark.place} {remark.text}" for remark in done.remarks)
    assert said == f"{sheet}!{place} “28..39”不是金额，应为以万元为单位的数。这一格没有导入。"
    assert text == edited()


def test_only_facts_are_unlocked_and_amounts_are_validated(units: Path) -> None:
    with zipfile.ZipFile(exported(units, "156001", "2026")) as archive:
        sheets = {name: archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name}
        styles = archive.read("xl/styles.xml").decode()
    assert all("<sheetProtection" in text for text in sheets.values())
    assert 'locked="0"' in styles
    balance = sheets["xl/worksheets/sheet2.xml"]
    (validated,) = re.findall(r'<dataValidation type="decimal"[^>]* sqref="([^"]*)"', balance)
    assert {"B5", "B13", "B36", "D36"} <= set(validated.split())
    assert not {"B35", "D5", "B37", "D37"} & set(validated.split())


def test_amounts_that_a_project_gives_are_not_typed(units: Path) -> None:
    form = exported(units, "156001", "2026")
    with pytest.raises(AssertionError):
        cell_of(form, "机关运行经费/30201", "项目支出")


def test_a_department_that_adds_up_its_units_has_nothing_to_fill_in(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("100", 2026, "所属单位:\n  - {代码: 100001, 名称: 示例100001, 性质: 行政}")
    government.write("100001", 2026, simple("5"))
    with pytest.raises(NothingToFill, match="所属单位"):
        export_workbook(government.folder, "100", "2026", tmp_path / "x.xlsx", WORKSPACE)


def test_a_year_that_is_to_be_filled_in_has_no_tables_yet(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("100001", 2026, simple("5").replace("5", "TODO", 1))
    with pytest.raises(NothingToFill, match="处待填"):
        export_workbook(government.folder, "100001", "2026", tmp_path / "x.xlsx", WORKSPACE)


def test_a_block_in_brackets_is_changed_within_them(tmp_path: Path) -> None:
    government = Government(tmp_path)
    path = government.write("100001", 2026, simple("5.00"))
    form = exported(government.folder, "100001", "2026")
    cells = [cell_of(form, f"收入/{row}", "金额") for row in ("一般公共预算财政拨款收入", "事业收入")]
    filled = filled_in(form, (*cells[0], Decimal(6)), (*cells[1], Decimal(1)))
    import_workbook(filled, government.folder, WORKSPACE)
    assert "收入: {一般公共预算财政拨款收入: 6.00, 事业收入: 1.00}\n" in path.read_text("utf-8")


def test_cells_are_named_as_spreadsheets_name_them() -> None:
    assert [name_of(at) for at in ((0, 0), (4, 25), (9, 26), (0, 701), (0, 702))] == ["A1", "Z5", "AA10", "ZZ1", "AAA1"]
