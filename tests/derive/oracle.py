"""An independent calculation of every sheet of a budget, in fractions, from the file's plain data alone.

It is written from what the figures mean, and shares nothing with the program: a row typed stands as typed, a row that
is not is the sum of the rows directly below it, and what nothing is known of is absent.
"""

import csv
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

REGISTER = Path(__file__).parents[2] / "schema" / "registers" / "procurement_2022.csv"
with REGISTER.open(encoding="utf-8-sig", newline="") as _stream:
    ABOVE = {row["code"]: row["parent"] for row in csv.DictReader(_stream)}

TOTAL = "合计"
FISCAL = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
FUNDS = (*FISCAL, "财政专户", "事业收入", "经营收入", "其他收入", "上年结转")
OF_THE_YEAR = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算收入",
    "教育专户核算",
    "事业收入",
    "上级补助收入",
    "附属单位上缴收入",
    "经营收入",
    "其他收入",
)
Cells = dict[tuple[str, str], Fraction]
Tree = Mapping[str, Iterable[str]]
"""The rows directly below each row."""

INCOME: Tree = {
    "收入总计": ("本年收入合计", "上年结转结余"),
    "本年收入合计": OF_THE_YEAR,
    "上年结转结余": ("财政性资金", "教育专户", "非财政性资金"),
}
THREE_PUBLIC: Tree = {
    "三公经费": ("因公出国境费用", "公务接待费", "公务用车购置及运行费"),
    "公务用车购置及运行费": ("公务用车购置费", "公务用车运行费"),
}
ASSETS: Tree = {
    "固定资产": ("房屋和构筑物", "设备", "文物和陈列品", "图书和档案", "家具和用具", "特种动植物"),
    "无形资产": ("土地使用权", "专利及信息数据等无形资产"),
}


class Sheet:
    """One sheet: what was typed, the tree of its rows, its columns and the one that totals them."""

    def __init__(self, typed: Cells, below: Tree, columns: tuple[str, ...], total: str = "") -> None:
        self.typed, self.below, self.columns, self.total = typed, below, columns, total

    def value(self, row: str, column: str) -> Fraction | None:
        if (row, column) in self.typed:
            return self.typed[row, column]
        rows = tuple(self.below.get(row, ()))
        down = [self.value(lower, column) for lower in rows]
        known = [value for value in down if value is not None]
        if column == self.total:
            is_split = all(any(self.value(lower, part) is not None for part in self.columns) for lower in rows)
            if is_split:
                across = [self.value(row, part) for part in self.columns]
                known = [value for value in across if value is not None]
        return sum(known, Fraction(0)) if known else None

    def cells(self) -> Cells:
        rows = {*self.below, *(row for rows in self.below.values() for row in rows), *(row for row, _ in self.typed)}
        columns = (*self.columns, self.total) if self.total else self.columns
        return {
            (row, column): value for row in rows for column in columns if (value := self.value(row, column)) is not None
        }


def by_level(codes: Iterable[str]) -> dict[str, list[str]]:
    """Hang codes under the code two digits shorter, and those of three digits under the total."""
    found: dict[str, list[str]] = {}
    for code in codes:
        while code != TOTAL:
            above = code[:-2] if len(code) > 3 else TOTAL
            if code not in found.setdefault(above, []):
                found[above].append(code)
            code = above
    return found


def amounts(data: Mapping[str, Any], unit: int, leave_out: tuple[str, ...] = ()) -> dict[str, Fraction]:
    return {key: Fraction(value) * unit for key, value in data.items() if key not in leave_out}


LABELS = ("科目", "品目", "单位", "资金", "名称", "项目", "用途")


def listed(items: Iterable[Mapping[str, Any]], unit: int, key: str = "科目") -> Cells:
    return {(str(item[key]), column): value for item in items for column, value in amounts(item, unit, LABELS).items()}


def expenditure(items: list[Mapping[str, Any]], unit: int) -> dict[str, Cells]:
    """Calculate each fund's sheet, and cell by cell their sums over the fiscal and over all funds."""
    found: dict[str, Cells] = {}
    for fund in FUNDS:
        typed = listed((item for item in items if item.get("资金", FISCAL[0]) == fund), unit)
        below = by_level(row for row, _ in typed)
        found[f"支出·{fund}"] = Sheet(typed, below, ("基本支出", "项目支出"), "支出合计").cells()
    found["财政拨款支出"], found["支出"] = {}, {}
    for fund in FUNDS:
        for (row, column), value in found[f"支出·{fund}"].items():
            places = [(row, column)]
            if fund == "上年结转":
                places = [(row, "上年结转"), (row, "支出合计")] if column == "支出合计" else []
            for place in places:
                for name in ("支出", *(("财政拨款支出",) if fund in FISCAL else ())):
                    found[name][place] = found[name].get(place, Fraction(0)) + value
    return found


def economic(items: list[Mapping[str, Any]], unit: int) -> Cells:
    """Book amounts of the classes 301 and 303 as personnel, others as operating expenditure."""
    typed: Cells = {}
    for (row, column), value in listed(items, unit).items():
        if column == "金额":
            column = "合计" if row == TOTAL else "人员经费" if row[:3] in ("301", "303") else "公用经费"
        typed[row, column] = value
    return Sheet(typed, by_level(row for row, _ in typed), ("人员经费", "公用经费"), "合计").cells()


def procurement(items: list[Mapping[str, Any]], unit: int) -> Cells:
    """Hang items under the nearest code above them that is listed, at last under their letter."""
    typed = listed(items, unit, "品目")
    codes = {row for row, _ in typed if row != TOTAL}
    below: dict[str, list[str]] = {TOTAL: ["A", "B", "C"]}
    for code in codes - {"A", "B", "C"}:
        above = ABOVE[code]
        while above not in codes | {"A", "B", "C"}:
            above = ABOVE[above]
        below.setdefault(above, []).append(code)
    return Sheet(typed, below, ("金额",)).cells() if items else {}


def operating(items: list[Mapping[str, Any]], basic: Cells, spent: Cells, unit: int) -> Cells:
    """Take what a line leaves out from the basic expenditure, and from the project that it names."""
    typed = listed(items, unit)
    rows = [str(item["科目"]) for item in items]
    for item, row in zip(items, rows, strict=True):
        if row != TOTAL and (row, "基本支出") not in typed and (row, "合计") in basic:
            typed[row, "基本支出"] = basic[row, "合计"]
        if "项目" in item and (PROJECT, "项目支出") in spent:
            typed[row, "项目支出"] = spent[PROJECT, "项目支出"]
    below = {TOTAL: [row for row in rows if row != TOTAL and any(at[0] == row for at in typed)]}
    return Sheet(typed, below, ("基本支出", "项目支出"), "合计").cells()


PROJECT = "2011102"
"""The function code of the one project that a random budget may have."""


def transfers(items: list[Mapping[str, Any]], unit: int) -> Cells:
    typed = listed(items, unit, "单位")
    columns = tuple(f"{fund}项目支出" for fund in FISCAL)
    return Sheet(typed, {TOTAL: [item["单位"] for item in items if item["单位"] != TOTAL]}, columns, "合计").cells()


def fixed(data: Mapping[str, Any], tree: Tree, unit: int) -> Cells:
    return Sheet({(row, "金额"): value for row, value in amounts(data, unit).items()}, tree, ("金额",)).cells()


def all_sheets(data: Mapping[str, Any]) -> dict[str, Cells]:
    """Calculate every sheet of a file, or of its block 上年 (with the file's unit of money added)."""
    unit = 10000 if data.get("金额单位", "万元") == "万元" else 1
    found = expenditure(data.get("支出", []), unit)
    found["收入"] = fixed(data.get("收入", {}), INCOME, unit)
    spread = {key: data[key] for key in ("会议费", "培训费") if key in data}
    found["三公经费"] = fixed(data.get("三公经费", {}) | spread, THREE_PUBLIC, unit)
    assets = data.get("资产", {})
    found["资产"] = fixed(assets.get("固定资产", {}) | assets.get("无形资产", {}), ASSETS, unit)
    found["其他事项"] = fixed({key: data[key] for key in ("非税收入",) if key in data}, {}, unit)
    found["基本支出经济分类"] = economic(data.get("基本支出经济分类", []), unit)
    spent = {
        (str(item["科目"]), "项目支出"): Fraction(item["项目支出"]) * unit
        for item in data.get("支出", [])
        if item.get("资金", FISCAL[0]) == FISCAL[0] and "项目支出" in item
    }
    found["机关运行经费"] = operating(data.get("机关运行经费", []), found["基本支出经济分类"], spent, unit)
    found["政府采购"] = procurement(data.get("政府采购", []), unit)
    found["部门管理转移支付"] = transfers(data.get("部门管理转移支付", []), unit)
    found |= _views(found, data, unit)
    return found


def _views(found: Mapping[str, Cells], data: Mapping[str, Any], unit: int) -> dict[str, Cells]:
    income = {row: value for (row, _), value in found["收入"].items()}
    ends = {"本年支出合计": found["支出"].get((TOTAL, "支出合计"))}
    if "年终结转结余" in data:
        ends["年终结转结余"] = Fraction(data["年终结转结余"]) * unit
    appropriation = {row: income.get(row) for row in (*OF_THE_YEAR[:3], "财政性资金")}
    appropriation["本年支出"] = found["财政拨款支出"].get((TOTAL, "支出合计"))
    sources = {row: income.get(row) for row in (*OF_THE_YEAR, "上年结转结余")}
    trees: dict[str, tuple[Mapping[str, Fraction | None], Tree]] = {
        "支出总计": (ends, {"支出总计": ("本年支出合计", "年终结转结余")}),
        "财政拨款": (
            appropriation,
            {
                "收入总计": ("本年收入", "财政性资金"),
                "本年收入": OF_THE_YEAR[:3],
                "支出总计": ("本年支出",),
            },
        ),
        "资金来源": (
            sources,
            {
                "收入预算合计": ("上级财政补助", "本级财政安排", "其他资金"),
                "上级财政补助": ("上级补助收入",),
                "本级财政安排": OF_THE_YEAR[:3],
                "其他资金": ("教育专户核算", "事业收入", *OF_THE_YEAR[6:], "上年结转结余"),
            },
        ),
    }
    return {
        name: Sheet(
            {(row, "金额"): value for row, value in values.items() if value is not None}, tree, ("金额",)
        ).cells()
        for name, (values, tree) in trees.items()
    }


def shown(value: Fraction, unit: int) -> Fraction:
    """Round an amount in 元 half away from zero to two decimals of a unit."""
    hundredths = abs(value) * 100 / unit
    rounded = Fraction((hundredths + Fraction(1, 2)).__floor__(), 100)
    return rounded if value >= 0 else -rounded


def rate(this: Fraction, last: Fraction) -> Fraction:
    """Return the change of printed figures in percent of last year's, rounded half up to two decimals."""
    return Fraction((abs(this - last) * 10000 / abs(last) + Fraction(1, 2)).__floor__(), 100)
