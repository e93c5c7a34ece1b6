"""Classification registers: which codes there are, what they are called and how they stand above one another.

Hierarchy is by code level (类 3 digits, 款 5, 项 7), never by the prefix of a string of the same length.
"""

import csv
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TOTAL = "合计"


def unit_above(code: str) -> str | None:
    """Return the department or unit one level above a unit's code, three digits a level; nothing above the first."""
    return code[:-3] if code.isdigit() and len(code) > 3 and len(code) % 3 == 0 else None


@dataclass(frozen=True, slots=True)
class Register:
    """One classification: names by code, and former names by what they were called."""

    title: str
    names: Mapping[str, str]
    parents: Mapping[str, str]
    former: Mapping[str, str]

    def name(self, code: str) -> str | None:
        """Return the current name of a code, or nothing where the register does not know it."""
        return self.names.get(code)

    def parent(self, code: str) -> str | None:
        """Return the code one level above, by length for codes that the register does not know."""
        known = self.parents.get(code)
        if known is not None:
            return known or None
        top = 1 if code[:1].isalpha() else 3
        return code[:-2] if len(code) > top else None

    def ancestors(self, code: str) -> list[str]:
        """Return the codes above this one, nearest first."""
        found = []
        above = self.parent(code)
        while above is not None:
            found.append(above)
            above = self.parent(above)
        return found


@dataclass(frozen=True, slots=True)
class Registers:
    """All classifications that a file may speak of."""

    functional: Register
    economic: Register
    procurement: Register


def read_registers(folder: Path) -> Registers:
    """Read the registers' CSV files, once per folder and process."""
    return _read_registers(str(folder))


@functools.cache
def _read_registers(folder: str) -> Registers:
    base = Path(folder)
    former = {row["former_name"]: row["code"] for row in _rows(base / "former_names.csv")}
    functional = [*_rows(base / "functional.csv"), *_rows(base / "functional_government_funds.csv")]
    return Registers(
        functional=_register("支出功能分类科目", functional, former),
        economic=_register("部门预算支出经济分类科目", _rows(base / "economic_department.csv"), former),
        procurement=_register("政府采购品目分类目录", _rows(base / "procurement_2022.csv"), {}),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _register(title: str, rows: Iterable[dict[str, str]], former: Mapping[str, str]) -> Register:
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for row in rows:
        names.setdefault(row["code"], row["name"])
        parents.setdefault(row["code"], row["parent"])
    mine = {name: code for name, code in former.items() if code in names}
    return Register(title, names, parents, mine)
