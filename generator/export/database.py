"""All disclosures as one SQLite database: exact amounts in 分 (whole numbers), so that sums in SQL are exact too."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from decimal import Decimal

_TABLES = """
CREATE TABLE disclosures (
    code TEXT NOT NULL, year INTEGER NOT NULL, unit TEXT NOT NULL, short_name TEXT NOT NULL, department TEXT NOT NULL,
    is_top INTEGER NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, revision INTEGER NOT NULL,
    approved TEXT, published TEXT, path TEXT NOT NULL,
    PRIMARY KEY (code, year)
) WITHOUT ROWID;
CREATE TABLE amounts (
    code TEXT NOT NULL, year INTEGER NOT NULL, classification TEXT NOT NULL, item TEXT NOT NULL, name TEXT NOT NULL,
    level INTEGER NOT NULL, is_leaf INTEGER NOT NULL, fund TEXT NOT NULL, "column" TEXT NOT NULL, fen INTEGER NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (code, year, classification, item, "column", fund),
    FOREIGN KEY (code, year) REFERENCES disclosures (code, year)
) WITHOUT ROWID;
CREATE VIEW countable AS
    SELECT d.code, d.unit, d.year, d.department, a.classification, a.item, a.name, a.fund, a."column", a.fen, a.basis
    FROM amounts AS a JOIN disclosures AS d USING (code, year)
    WHERE a.is_leaf AND d.is_top;
"""


Value = str | int | bool
_WIDTH, _AT_ONCE = 11, 80
"""How many values a row of the table of amounts has; so many rows go into one statement: each takes its time."""


def database(disclosures: Iterable[Sequence[str]], amounts: Sequence[Value]) -> bytes:
    """Write disclosures (rows of their list) and amounts (the values of their rows, one after another) into bytes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES)
        connection.executemany(f"INSERT INTO disclosures VALUES ({_places(12)})", map(_disclosure, disclosures))
        row, block = f"({_places(_WIDTH)})", _WIDTH * _AT_ONCE
        whole = len(amounts) - len(amounts) % block
        blocks = (amounts[start : start + block] for start in range(0, whole, block))
        rows = (amounts[start : start + _WIDTH] for start in range(whole, len(amounts), _WIDTH))
        connection.executemany(f"INSERT INTO amounts VALUES {', '.join([row] * _AT_ONCE)}", blocks)
        connection.executemany(f"INSERT INTO amounts VALUES {row}", rows)
        connection.commit()
        return connection.serialize()


def _places(count: int) -> str:
    return ", ".join("?" * count)


def _disclosure(row: Sequence[str]) -> tuple[str | int | None, ...]:
    code, year, unit, short, department, is_top, title, state, revision, approved, published, path = row
    dates = (approved or None, published or None)
    return (code, int(year), unit, short, department, is_top == "true", title, state, int(revision), *dates, path)


def values_from_text(row: Sequence[str]) -> tuple[Value, ...]:
    """Return a row of the long form as the table of amounts has it; raises ValueError where an amount is not whole."""
    code, _, year, _, _, classification, item, name, level, is_leaf, fund, column, yuan, basis = row
    of_item = (classification, item, name, int(level), is_leaf == "true")
    return (code, int(year), *of_item, fund, column, fen(yuan), basis)


def fen(yuan: str) -> int:
    """Return an amount in 元 as whole 分; raises ValueError where it is not whole."""
    exact = Decimal(yuan).scaleb(2)
    if exact != (whole := int(exact)):
        raise ValueError(f"{yuan} 元 is no whole number of 分")
    return whole
