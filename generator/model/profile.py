"""Profiles: how a region's report is laid out, as data read from `templates/profiles/*.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.money import MoneyUnit


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How amounts are printed: unit, decimals, trailing zeros, thousands separators, zero as blank."""

    unit: MoneyUnit
    decimals: int
    trim: bool
    separators: bool
    blank_zero: bool = False


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column, or a group of columns under one head; `take` is a column of a sheet or a whole address."""

    name: str
    take: str
    columns: tuple["ColumnSpec", ...]

    def leaves(self) -> tuple["ColumnSpec", ...]:
        """Return the columns that hold figures."""
        return tuple(leaf for column in self.columns for leaf in column.leaves()) if self.columns else (self,)

    def depth(self) -> int:
        """Return how many head rows the column needs."""
        return 1 + max((column.depth() for column in self.columns), default=0)


@dataclass(frozen=True, slots=True)
class LineSpec:
    """One fixed row (`take`: sheet/row[/column]), or one row for each class of a list of function codes."""

    name: str
    take: str
    numbering: str
    level: int
    is_total: bool
    only_with_amount: bool
    classes: tuple[str, ...]
    sheet: str
    column: str


@dataclass(frozen=True, slots=True)
class SideSpec:
    """One side of a two-sided table; the foot rows of both sides stand on the same lines."""

    title: str
    amount: str
    lines: tuple[LineSpec, ...]
    foot: tuple[LineSpec, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One official table: where its rows come from (`form`), its columns, titles and notes."""

    kind: str
    title: str
    form: str
    index_note: str
    sheet: str
    item: str
    has_codes: bool
    has_ordinals: bool
    has_column_numbers: bool
    is_landscape: bool
    columns: tuple[ColumnSpec, ...]
    sides: tuple[SideSpec, ...]
    empty_note: str
    note: str
    style: NumberStyle


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One numbered section of text, printed by the template part of the same name."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class PartSpec:
    """One of the report's parts: sections of text, or tables."""

    title: str
    name: str
    has_year: bool
    has_cover: bool
    sections: tuple[SectionSpec, ...]
    tables: tuple[TableSpec, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The layout of one region's report."""

    key: str
    name: str
    subject: str
    heading: str
    runs_on: bool
    text: NumberStyle
    parts: tuple[PartSpec, ...]


def profile_from_plain(key: str, data: Mapping[str, Any]) -> Profile:
    """Read a profile from plain data that its schema accepts."""
    table_style = _style(data["表格"])
    note = data["表格"].get("备注", "")
    return Profile(
        key=key,
        name=data["名称"],
        subject=data["主体"],
        heading=data["文首标题"],
        runs_on=data["编号"] == "连续",
        text=_style(data["文字"]),
        parts=tuple(_part(part, table_style, note) for part in data["部分"]),
    )


def _yes(data: Mapping[str, Any], key: str) -> bool:
    return bool(data.get(key) == "是")


def _style(data: Mapping[str, Any], default: NumberStyle | None = None) -> NumberStyle:
    if default is None:
        default = NumberStyle(MoneyUnit.WAN, 2, trim=False, separators=False)
    return NumberStyle(
        unit=MoneyUnit(data["金额单位"]) if "金额单位" in data else default.unit,
        decimals=data.get("小数", default.decimals),
        trim=_yes(data, "去零") if "去零" in data else default.trim,
        separators=_yes(data, "千分位") if "千分位" in data else default.separators,
        blank_zero=_yes(data, "零值留空") if "零值留空" in data else default.blank_zero,
    )


def _part(data: Mapping[str, Any], style: NumberStyle, note: str) -> PartSpec:
    return PartSpec(
        title=data["标题"],
        name=data["名称"],
        has_year=_yes(data, "带年度"),
        has_cover=_yes(data, "封面"),
        sections=tuple(SectionSpec(section["类"], section["标题"]) for section in data.get("节", ())),
        tables=tuple(_table(table, style, note) for table in data.get("表", ())),
    )


def _table(data: Mapping[str, Any], style: NumberStyle, note: str) -> TableSpec:
    sides = [data[side] for side in ("左", "右") if side in data] or ([data] if "行" in data else [])
    return TableSpec(
        kind=data["类"],
        title=data["标题"],
        form=data["形式"],
        index_note=data.get("目录备注", ""),
        sheet=data.get("数据", ""),
        item=data.get("项目", "项目"),
        has_codes=_yes(data, "编码"),
        has_ordinals=_yes(data, "序号"),
        has_column_numbers=_yes(data, "栏次"),
        is_landscape=_yes(data, "横向"),
        columns=tuple(_column(column) for column in data.get("列", ())),
        sides=tuple(_side(side) for side in sides),
        empty_note=data.get("空表", ""),
        note=data.get("备注", note),
        style=_style(data, style),
    )


def _column(data: Mapping[str, Any]) -> ColumnSpec:
    return ColumnSpec(data["名"], data.get("取", ""), tuple(_column(column) for column in data.get("列", ())))


def _side(data: Mapping[str, Any]) -> SideSpec:
    return SideSpec(
        title=data.get("标题", ""),
        amount=data.get("金额列", "预算数"),
        lines=tuple(_line(line) for line in data["行"]),
        foot=tuple(_line(line) for line in data.get("底行", ())),
    )


def _line(data: Mapping[str, Any]) -> LineSpec:
    take = data.get("取", "")
    return LineSpec(
        name=data.get("名") or (take.split("/")[1] if take else ""),
        take=take,
        numbering=data.get("编号", ""),
        level=data.get("层级", 0),
        is_total=_yes(data, "合计"),
        only_with_amount=_yes(data, "有数才列"),
        classes=tuple(str(code) for code in data.get("功能分类", ())),
        sheet=data.get("表", ""),
        column=data.get("列", ""),
    )
