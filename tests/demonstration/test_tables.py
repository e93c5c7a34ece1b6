"""Every table of every page of the demonstration government, read back from its HTML, against the YAML files alone."""

from __future__ import annotations

from pathlib import Path

from tests.demonstration.ledger import ROOT, books
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
        printed = tables(site / code / year / "index.html")
        for kind, wanted in expected(account, below).items():
            want = wanted()
            assert comparable(kind, printed[kind], want) == want, f"{code}/{year} {kind}"
            compared += 1
            sums += len(account.files) > 1
    assert compared > 600
    assert sums > 100


def test_the_calculation_knows_nothing_of_the_program() -> None:
    for name in ("ledger", "printing"):
        text = (ROOT / "tests" / "demonstration" / f"{name}.py").read_text("utf-8")
        assert "generator" not in text
