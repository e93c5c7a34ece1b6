"""Classification registers: which codes there are, what they are called and how they stand above one another.

Hierarchy is by code level (类 3 digits, 款 5, 项 7; procurement two digits a level, padded with zeros; units three
digits a level), never by the prefix of a string.
"""

import csv
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TOTAL = "合计"
LEVELS = ("类", "款", "项")


def unit_levels(code: str) -> tuple[str, ...]:
    """Return the levels of a unit's code, three digits each: department, unit, sub-unit."""
    return tuple(code[start : start + 3] for start in range(0, len(code), 3))


def units_above(code: str) -> tuple[str, ...]:
    """Return the codes of the units above a unit's, nearest first and its department last; none above a department."""
    levels = unit_levels(code)
    return tuple("".join(levels[:count]) for count in range(len(levels) - 1, 0, -1))


def is_unit_below(code: str, above: str) -> bool:
    """Say whether a unit stands somewhere below another, compared level by level."""
    return len(code) % 3 == 0 and above in units_above(code)


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
        """Return the code one level above, worked out from its digits where the register does not know it."""
        known = self.parents.get(code)
        return known or None if known is not None else _level_above(code)

    def ancestors(self, code: str) -> list[str]:
        """Return the codes above this one, nearest first."""
        found = []
        above = self.parent(code)
        while above is not None:
            found.append(above)
            above = self.parent(above)
        return found


def _level_above(code: str) -> str | None:
    """Take off the last level: two digits, or, of a procurement code of eight digits, the last that are not zeros."""
    if code[0].isdigit():
        return code[:-2] if len(code) > 3 else None
    letter, levels = code[0], [code[start : start + 2] for start in range(1, len(code), 2)]
    kept = "".join(levels).rstrip("0") if len(levels) == 4 else "".join(levels)
    above = levels[: max((len(kept) + 1) // 2 - 1, 0)]
    if not above:
        return letter if levels else None
    return letter + "".join(above).ljust(8 if len(levels) == 4 else 0, "0")


@dataclass(frozen=True, slots=True)
class Registers:
    """All classifications that a file may speak of."""

    functional: Register
    economic: Register
    procurement: Register


def read_registers(folder: Path) -> Registers:
    """Read the registers' CSV files, once per folder and process."""
    return _read_registers(str(folder.resolve()))


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
