"""What the tables must print, worked out from the YAML files alone in fractions: no code of the program is used.

A file's own total stands where it states one, else the sum of the rows below; a department that sums is the sum of
its units' figures, row by row.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
GENERAL, FUNDS, CAPITAL = FISCAL = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
CARRIED = "上年结转"
TOTAL = "合计"
Amount = Fraction | None


def names(register: str) -> dict[str, str]:
    """Names by code, from a register's CSV file."""
    with (ROOT / "schema" / "registers" / f"{register}.csv").open(encoding="utf-8-sig") as stream:
        return {row["code"]: row["name"] for row in csv.DictReader(stream)}


FUNCTION = names("functional_government_funds") | names("functional")
ECONOMIC = names("economic_department")
ITEMS = names("procurement_2022")


@functools.cache
def read(path: Path) -> dict[str, Any]:
    """A file's keys and values, every value the text typed."""
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return found


def added(amounts: Iterable[Amount]) -> Amount:
    """Add what is known; nothing where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None


class File:
    """One unit's file, amounts in 元."""

    def __init__(self, path: Path) -> None:
        self.data = read(path)
        self.factor = 1 if self.data.get("金额单位") == "元" else 10000
        self.rows: dict[tuple[str, str], dict[str, dict[str, Fraction]]] = {}
        for line in self.data.get("支出", ()):
            fund = line.get("资金", GENERAL)
            source = line.get("结转来源", "财政性资金") if fund == CARRIED else ""
            self.rows.setdefault((fund, source), {})[line["科目"]] = self.columns(line)

    def columns(self, line: dict[str, str]) -> dict[str, Fraction]:
        """The amounts of one line."""
        known = ("支出合计", "基本支出", "项目支出", "金额", "人员经费", "公用经费", "合计")
        return {key: self.yuan(text) for key, text in line.items() if key in known or key.endswith("项目支出")}

    def yuan(self, text: str) -> Fraction:
        return Fraction(text) * self.factor

    def codes(self, fund: str, source: str = "") -> set[str]:
        """Every code that a fund's table lists: those typed and those above them."""
        typed = self.rows.get((fund, source), {})
        return {code[:length] for code in typed if code != TOTAL for length in (3, 5, 7) if len(code) >= length}

    def spent(self, fund: str, source: str, row: str, column: str) -> Amount:
        """One cell of a fund's expenditure."""
        return cell(self.rows.get((fund, source), {}), row, column, ("基本支出", "项目支出"), "支出合计")

    def basic(self, row: str, column: str) -> Amount:
        """One cell of basic expenditure by economic class."""
        typed = {}
        for line in self.data.get("基本支出经济分类", ()):
            columns = self.columns(line)
            if "金额" in columns:
                columns["人员经费" if line["科目"][:3] in ("301", "303") else "公用经费"] = columns.pop("金额")
            typed[line["科目"]] = columns
        return cell(typed, row, column, ("人员经费", "公用经费"), TOTAL)

    def classes(self) -> set[str]:
        codes = [line["科目"] for line in self.data.get("基本支出经济分类", ()) if line["科目"] != TOTAL]
        return {code[:length] for code in codes for length in (3, 5) if len(code) >= length}

    def income(self, row: str) -> Amount:
        typed = self.data.get("收入", {})
        return self.yuan(typed[row]) if row in typed else None

    def carried_on(self, source: str) -> Amount:
        typed = self.data.get("年终结转结余", {})
        if isinstance(typed, str):
            return self.yuan(typed) if source == "" else None
        return self.yuan(typed[source]) if source in typed else None

    def expense(self, row: str) -> Amount:
        typed = self.data.get("三公经费", {}) | {
            key: self.data[key] for key in ("会议费", "培训费") if key in self.data
        }
        if row in typed:
            return self.yuan(typed[row])
        parts = {"三公经费": ("因公出国境费用", "公务接待费", "公务用车购置费", "公务用车运行费")}.get(row, ())
        return added(self.expense(part) for part in parts)

    def operating(self, row: str) -> Amount:
        """Running costs of offices: what a line says, else the same class of the basic expenditure."""
        lines = {line["科目"]: self.columns(line) for line in self.data.get("机关运行经费", ())}
        if row == TOTAL and TOTAL not in lines:
            return added(self.operating(code) for code in lines)
        if row not in lines:
            return None
        return lines[row].get("基本支出", None if row == TOTAL else self.basic(row, TOTAL))

    def operating_classes(self) -> set[str]:
        return {line["科目"] for line in self.data.get("机关运行经费", ())} - {TOTAL}

    def bought(self) -> dict[str, Fraction]:
        return {line["品目"]: self.yuan(line["金额"]) for line in self.data.get("政府采购", ())}

    def handed(self) -> dict[str, dict[str, Fraction]]:
        return {line["单位"]: self.columns(line) for line in self.data.get("部门管理转移支付", ())}


def cell(typed: dict[str, dict[str, Fraction]], row: str, column: str, parts: tuple[str, str], total: str) -> Amount:
    """A typed cell, else the sum across of its row, else the sum of the level below."""
    if column in typed.get(row, {}):
        return typed[row][column]
    if column == total:
        return added(cell(typed, row, part, parts, total) for part in parts)
    length = {TOTAL: 3, 3: 5, 5: 7}.get(TOTAL if row == TOTAL else len(row), 0)
    above = "" if row == TOTAL else row
    below = {code[:length] for code in typed if code != TOTAL and len(code) >= length and code[: len(above)] == above}
    return added(cell(typed, code, column, parts, total) for code in below) if length else None


class Account:
    """A disclosure's figures: one file's, or several files' added up."""

    def __init__(self, name: str, files: tuple[File, ...]) -> None:
        self.name = name
        self.files = files

    def income(self, *rows: str) -> Amount:
        return added(file.income(row) for file in self.files for row in rows)

    def carried_on(self, *sources: str) -> Amount:
        return added(file.carried_on(source) for file in self.files for source in sources)

    def spent(self, funds: Iterable[tuple[str, str]], row: str, column: str) -> Amount:
        return added(file.spent(*fund, row, column) for file in self.files for fund in funds)

    def funds(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys(fund for file in self.files for fund in file.rows))

    def codes(self, funds: Iterable[tuple[str, str]]) -> list[str]:
        found = {code for file in self.files for fund in funds for code in file.codes(*fund)}
        return [TOTAL, *sorted(found)] if found else []

    def of_all_funds(self, row: str, column: str) -> Amount:
        """A cell of the table of all expenditure, money carried in standing in a column of its own."""
        own = [fund for fund in self.funds() if fund[0] != CARRIED]
        carried = [fund for fund in self.funds() if fund[0] == CARRIED]
        if column == CARRIED:
            return self.spent(carried, row, "支出合计")
        return self.spent(self.funds() if column == "支出合计" else own, row, column)

    def basic(self, row: str, column: str) -> Amount:
        return added(file.basic(row, column) for file in self.files)

    def expense(self, row: str) -> Amount:
        return added(file.expense(row) for file in self.files)

    def operating(self, row: str) -> Amount:
        return added(file.operating(row) for file in self.files)


def books(folder: Path) -> Iterator[tuple[str, str, Account, list[Account]]]:
    """Yield (code, year, account, accounts of the units below) for everything that is published."""
    for path in sorted(folder.glob("*/*.yaml")):
        file = File(path)
        if file.data["状态"] in ("已公开", "已批复"):
            yield path.parent.name, path.stem, account(path), below(path)


def account(path: Path) -> Account:
    """A disclosure's account, its units' added up where it has no amounts of its own."""
    file = File(path)
    return Account(file.data["单位名称"], tuple(_files(path)))


def _files(path: Path) -> Iterator[File]:
    file = File(path)
    if "支出" in file.data:
        yield file
    else:
        for unit in _listed(path):
            yield from _files(unit)


def _listed(path: Path) -> list[Path]:
    listed = File(path).data.get("所属单位", ())
    return [path.parent.parent / unit["代码"] / path.name for unit in listed if "代码" in unit]


def below(path: Path) -> list[Account]:
    """The accounts of the units below a disclosure, each followed by those below itself."""
    found: list[Account] = []
    for unit in _listed(path):
        found += [account(unit), *below(unit)]
    return found
