"""Every table of every page of the demonstration government, read back from its HTML, against the YAML files alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from generator.build.units import Unit
from tests.demonstration.ledger import ROOT, books, read
from tests.demonstration.printing import Row, amounts_of, expected, tables

BY_UNIT = ("appropriation-by-unit", "three-public")


def comparable(kind: str, rows: list[Row], want: object) -> object:
    """Bring a printed table into the form that it is expected in.

    A unit's own page lists its department too, by a name that the unit's file may not know, with the unit's figures.
    """
    if kind in ("revenue-expenditure", "revenue", "appropriation-balance"):
        return amounts_of(rows)
    if kind == "procurement":
        return {row[-2:] for row in rows if row[-1]}
    if kind in BY_UNIT:
        assert isinstance(want, dict)
        return {row[0]: row[1:] for row in rows if row[0] in want or row[1:] != want["合计"]}
    return {row[0]: row[1:] for row in rows} if kind == "managed-transfers" else rows


def test_every_table_of_every_page_prints_what_the_files_add_up_to(units: Path, site: Path) -> None:
    compared = sums = 0
    for code, year, account, below in books(units):
        if read(units / code / f"{year}.yaml")["版式"] != "gansu":
            continue
        printed = tables(site / code / year / "index.html")
        for kind, wanted in expected(account, below).items():
            want = wanted()
            assert comparable(kind, printed[kind], want) == want, f"{code}/{year} {kind}"
            compared += 1
            sums += len(account.files) > 1
    assert compared > 500
    assert sums > 100


def test_in_another_profile_too_a_departments_tables_are_the_sums_of_its_units(taken: dict[str, Unit]) -> None:
    for year in ("2024", "2025", "2026"):
        sums: dict[tuple[str, tuple[str, str]], Fraction] = {}
        for unit in (f"104001/{year}", f"104002/{year}"):
            for kind, at, yuan in figures(taken[unit]):
                sums[kind, at] = sums.get((kind, at), Fraction(0)) + yuan
        found = {(kind, at): yuan for kind, at, yuan in figures(taken[f"104/{year}"])}
        assert found == sums
        assert len(found) > 100


def figures(unit: Unit) -> Iterator[tuple[str, tuple[str, str], Fraction]]:
    """The figures of a page's tables that are not by unit, each as it is printed."""
    assert unit.page is not None
    for table in unit.page.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            if cell.at and cell.figure and table.unit and table.kind != "three-public":
                factor = 10000 if table.unit == "万元" else 1
                yield table.kind, cell.at, Fraction(cell.text.replace(",", "") or 0) * factor


def test_the_calculation_knows_nothing_of_the_program() -> None:
    for name in ("ledger", "printing"):
        text = (ROOT / "tests" / "demonstration" / f"{name}.py").read_text("utf-8")
        assert "generator" not in text
