"""Plain data → Profile: the reading of profile files that their schema accepts."""

from collections.abc import Mapping
from typing import Any

from generator.model.money import MoneyUnit
from generator.model.profile import (
    CodeColumns,
    ColumnSpec,
    LineSpec,
    Numbering,
    NumberStyle,
    PartSpec,
    Profile,
    SectionSpec,
    SideSpec,
    TableSpec,
    Wording,
)

_PATTERNS = {"部分": "第一部分 ", "节": "一、", "小节": "（一）", "条目": "1.", "表": "表一", "表目录": "一、"}
_NO_NUMBER = "无"
_PLAIN = NumberStyle(MoneyUnit.WAN, 2, trim=False, separators=False)


def profile_from_plain(key: str, data: Mapping[str, Any]) -> Profile:
    """Read a profile from plain data that is complete and accepted by its schema."""
    return Profile(
        key=key,
        name=data["名称"],
        subject=data["主体"],
        subject_in_text=data.get("文中主体", data["主体"]),
        heading=data["文首标题"],
        numbering=_numbering(data),
        text=_style(data["文字"], _PLAIN),
        wording=_wording(data["文字"]),
        parts=tuple(_part(data["部分"][part], data) for part in data.get("部分次序", data["部分"])),
    )


def _yes(data: Mapping[str, Any], key: str, default: str = "否") -> bool:
    return bool(data.get(key, default) == "是")


def _numbering(data: Mapping[str, Any]) -> Numbering:
    patterns = {**_PATTERNS, **data.get("编号样式", {})}
    part, section, subsection, item, table, entry = (
        "" if patterns[place] == _NO_NUMBER else patterns[place] for place in _PATTERNS
    )
    return Numbering(data["编号"] == "连续", part, section, subsection, item, table, entry)


def _wording(data: Mapping[str, Any]) -> Wording:
    return Wording(_yes(data, "百分比", "是"), _yes(data, "占比"), _yes(data, "持平说明原因"))


def _style(data: Mapping[str, Any], default: NumberStyle) -> NumberStyle:
    return NumberStyle(
        unit=MoneyUnit(data["金额单位"]) if "金额单位" in data else default.unit,
        decimals=data.get("小数", default.decimals),
        trim=_yes(data, "去零") if "去零" in data else default.trim,
        separators=_yes(data, "千分位") if "千分位" in data else default.separators,
        blank_zero=data["零值"] == "留空" if "零值" in data else default.blank_zero,
        short_zero=data["零值"] == "简写" if "零值" in data else default.short_zero,
    )


def _part(part: Mapping[str, Any], data: Mapping[str, Any]) -> PartSpec:
    style, note = _style(data["表格"], _PLAIN), data["表格"].get("备注", "")
    return PartSpec(
        name=part["名称"],
        has_cover=_yes(part, "封面"),
        sections=tuple(_section(kind, data["节"][kind]) for kind in part.get("节", ())),
        tables=tuple(_table(kind, data["表"][kind], style, note) for kind in part.get("表", ())),
    )


def _section(kind: str, data: Mapping[str, Any]) -> SectionSpec:
    return SectionSpec(kind, data.get("标题", ""), data.get("模板", kind), tuple(data.get("需要", ())))


def _table(kind: str, data: Mapping[str, Any], style: NumberStyle, note: str) -> TableSpec:
    sides = [data[side] for side in ("左", "右") if side in data] or ([data] if "行" in data else [])
    return TableSpec(
        kind=kind,
        title=data["标题"],
        form=data["形式"],
        index_note=data.get("目录备注", ""),
        sheet=data.get("数据", ""),
        labels=_labels(data),
        has_column_numbers=_yes(data, "栏次"),
        is_landscape=_yes(data, "横向"),
        columns=tuple(_column(column) for column in data.get("列", ())),
        sides=tuple(_side(side) for side in sides),
        empty_note=data.get("空表", ""),
        note=data.get("备注", note),
        style=_style(data, style),
    )


def _labels(data: Mapping[str, Any]) -> CodeColumns:
    return CodeColumns(
        group=data.get("项目", "项目"),
        code=data.get("编码列", "科目编码"),
        name=data.get("名称列", "科目名称"),
        levels=tuple(data.get("编码分列", ())),
        has_codes=_yes(data, "编码"),
        has_ordinals=_yes(data, "序号"),
        total_last=_yes(data, "合计在后"),
    )


def _column(data: Mapping[str, Any]) -> ColumnSpec:
    return ColumnSpec(data["名"], data.get("取", ""), tuple(_column(column) for column in data.get("列", ())))


def _side(data: Mapping[str, Any]) -> SideSpec:
    return SideSpec(
        title=data.get("标题", ""),
        amounts=_one_or_more(data.get("金额列", "预算数")),
        lines=tuple(_line(line) for line in data["行"]),
        foot=tuple(_line(line) for line in data.get("底行", ())),
    )


def _line(data: Mapping[str, Any]) -> LineSpec:
    takes = _one_or_more(data.get("取", ()))
    return LineSpec(
        name=data.get("名") or (takes[0].split("/")[1] if takes else ""),
        takes=takes,
        numbering=data.get("编号", ""),
        level=data.get("层级", 0),
        is_total=_yes(data, "合计"),
        only_with_amount=_yes(data, "有数才列"),
        classes=tuple(str(code) for code in data.get("功能分类", ())),
        sheets=_one_or_more(data.get("表", ())),
        column=data.get("列", ""),
    )


def _one_or_more(value: str | list[str] | tuple[()]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
