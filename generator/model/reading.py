"""Document → Disclosure: from the tree of typed values, already valid by the schema, to the model."""

import datetime
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from decimal import Decimal

from generator.load.nodes import Document, Kind, Mapping, Node, Scalar, Sequence
from generator.model.disclosure import (
    CONFIDENTIAL,
    GENERAL_FUND,
    Correction,
    Difference,
    Dimension,
    Disclosure,
    Entry,
    Indicator,
    IndicatorGroup,
    LastYear,
    Line,
    OverallPerformance,
    PerformanceWork,
    Project,
    Reason,
    Subordinate,
    Term,
)
from generator.model.money import MoneyUnit
from generator.model.sheets import AMOUNT, INPUTS
from generator.model.waivers import waivers_in

_COUNTED = ("资产", "新增资产配置", "人员情况", "绩效目标设置")
_ACCOUNT = ("概述", "实施方案", "实施周期", "绩效说明")
_ROW_KEYS = ("科目", "品目", "单位", "内容")

_TEXTS = ("前言", "部门职责", "收支范围")


def disclosure_from_document(document: Document) -> Disclosure:
    """Turn a document that the schema accepts into the model; amounts keep the text typed, as Decimal."""
    root = document.root
    assets = _mapping(root, "资产")
    subordinates = tuple(_subordinate(item) for item in _items(root, "所属单位"))
    return Disclosure(
        path=document.path,
        code=_text(root, "单位代码"),
        name=_text(root, "单位名称"),
        short_name=_text(root, "简称") or _text(root, "单位名称"),
        year=int(_text(root, "年度")),
        profile=_text(root, "版式"),
        unit=MoneyUnit(_text(root, "金额单位") or MoneyUnit.WAN.value),
        state=_text(root, "状态"),
        former_code=_text(root, "原代码"),
        former_name=_text(root, "原名称"),
        department=_text(root, "主管部门"),
        kind=_text(root, "性质"),
        prepared=_date(root, "编制日期"),
        approved=_date(root, "批复日期"),
        published=_date(root, "公开日期"),
        withheld_because=_text(root, "不公开依据"),
        review=_review(root),
        corrections=tuple(_correction(index, item) for index, item in enumerate(_items(root, "更正"), start=2)),
        subordinates=subordinates,
        sums_units=_sums_units(root, subordinates),
        signatories=_texts(_mapping(root, "签署")),
        filled=frozenset(_filled(root)),
        counts={"/".join(path): number for key in _COUNTED for path, number in _counts(_mapping(root, key), (key,))},
        texts={key: _text(root, key) for key in _TEXTS},
        organisation=_texts(_mapping(root, "机构设置")),
        lines=_all_lines(root),
        vehicles=_entries(_mapping(assets, "车辆")),
        assets_date=_date(assets, "截止日期"),
        last=_last_years(root),
        reasons=tuple(_reason(item) for item in _items(root, "变动原因")),
        work=_work(root),
        overall=_overall(root),
        projects=tuple(_project(item) for item in _items(root, "项目")),
        terms=tuple(Term(_text(item, "名词"), _text(item, "解释")) for item in _items(root, "名词解释")),
        waivers=waivers_in(document),
    )


def _filled(root: Mapping) -> Iterator[str]:
    for key, value in root.entries.items():
        yield key
        if isinstance(value, Mapping):
            yield from (f"{key}/{below}" for below in value.entries)


def _counts(node: Mapping, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    for key, value in node.entries.items():
        if isinstance(value, Mapping):
            yield from _counts(value, (*above, key))
        elif isinstance(value, Scalar) and value.kind is Kind.NUMBER and "." not in value.text:
            yield (*above, key), int(value.text)


def _sums_units(root: Mapping, subordinates: tuple[Subordinate, ...]) -> bool:
    """Say whether the amounts are the units': some have files, and the file does not say that it holds its own."""
    states_own = _text(root, "汇总") == "否" or _text(root, "状态") == CONFIDENTIAL
    return any(unit.has_file for unit in subordinates) and not states_own


def _all_lines(root: Mapping) -> dict[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = {}
    for sheet, paths in INPUTS.items():
        lines: list[Line] = []
        for path in paths:
            node = _descend(root, path)
            if node is not None:
                lines += [_line_of_scalar(path[-1], node)] if isinstance(node, Scalar) else _lines(node)
        found[sheet] = tuple(lines)
    return found


def _descend(root: Mapping, path: tuple[str, ...]) -> Node | None:
    node: Node = root
    for key in path:
        if not isinstance(node, Mapping) or key not in node.entries:
            return None
        node = node.entries[key]
    return node


def _lines(node: Node) -> tuple[Line, ...]:
    """Read a list of rows, or a mapping from row to amount."""
    if isinstance(node, Mapping):
        return tuple(_line_of_scalar(row, value) for row, value in node.entries.items() if isinstance(value, Scalar))
    return tuple(_line(item) for item in _mappings(node))


def _line(item: Mapping) -> Line:
    row = next(text for key in _ROW_KEYS if (text := _text(item, key)))
    return Line(
        row=row,
        amounts=_entries(item, leave_out=_ROW_KEYS),
        span=item.span,
        fund=_text(item, "资金") or GENERAL_FUND,
        name=_text(item, "名称") or None,
        project=_text(item, "项目") or None,
        carried_from=_text(item, "结转来源"),
        purpose=_text(item, "用途"),
    )


def _line_of_scalar(row: str, value: Scalar) -> Line:
    return Line(row, {AMOUNT: Entry(Decimal(value.text), value.span)}, value.span)


def _last_years(root: Mapping) -> tuple[LastYear, ...]:
    block = root.entries.get("上年")
    unit = _text(root, "金额单位") or MoneyUnit.WAN.value
    blocks = (block,) if isinstance(block, Mapping) else _mappings(block) if block is not None else ()
    return tuple(_last_year(each, unit) for each in blocks)


def _last_year(block: Mapping, unit: str) -> LastYear:
    return LastYear(
        basis=_text(block, "口径"),
        unit=MoneyUnit(_text(block, "金额单位") or unit),
        lines=_all_lines(block),
        changes=_all_lines(_mapping(block, "增减额")),
        differences=tuple(
            Difference(frozenset(_names(item, "适用")), _text(item, "原因"), item.span)
            for item in _items(block, "差异说明")
        ),
        recoded={_text(item, "原科目"): _text(item, "现科目") for item in _items(block, "科目变更")},
        span=block.span,
    )


def _review(root: Mapping) -> tuple[str, datetime.date] | None:
    block = _mapping(root, "保密审查")
    date = _date(block, "日期")
    return (_text(block, "审查人"), date) if date else None


def _correction(revision: int, item: Mapping) -> Correction:
    return Correction(revision, datetime.date.fromisoformat(_text(item, "日期")), _text(item, "说明"), item.span)


def _subordinate(item: Mapping) -> Subordinate:
    return Subordinate(
        code=_text(item, "代码"),
        name=_text(item, "名称"),
        kind=_text(item, "性质"),
        budget=_text(item, "预算") or "单列",
        text=_text(item, "说明"),
        span=item.span,
    )


def _reason(item: Mapping) -> Reason:
    return Reason(_names(item, "适用"), _text(item, "原因"), item.span)


def _names(item: Mapping, key: str) -> tuple[str, ...]:
    listed = item.entries.get(key)
    names = listed.items if isinstance(listed, Sequence) else ()
    return tuple(name.text for name in names if isinstance(name, Scalar))


def _work(root: Mapping) -> PerformanceWork | None:
    block = root.entries.get("绩效管理")
    if not isinstance(block, Mapping):
        return None
    stages = {key: _texts(value) for key, value in block.entries.items() if isinstance(value, Mapping)}
    return PerformanceWork(_text(block, "概述"), stages)


def _overall(root: Mapping) -> OverallPerformance | None:
    block = root.entries.get("整体绩效")
    if not isinstance(block, Mapping):
        return None
    return OverallPerformance(_text(block, "联系人"), _text(block, "年度目标"), _dimensions(block))


def _project(item: Mapping) -> Project:
    medium = _mapping(item, "中期")
    years = (_text(medium, "起始年"), _text(medium, "截止年"))
    return Project(
        name=_text(item, "名称"),
        code=_text(item, "科目"),
        fund=_text(item, "资金") or GENERAL_FUND,
        department=_text(item, "主管部门"),
        implementer=_text(item, "实施单位"),
        attribute=_text(item, "属性"),
        date=_text(item, "日期"),
        medium_years=(int(years[0]), int(years[1])) if all(years) else None,
        annual=_entries(_mapping(item, "年度")),
        medium=_entries(medium, leave_out=("起始年", "截止年")),
        medium_goal=_text(item, "中期目标"),
        annual_goal=_text(item, "年度目标"),
        dimensions=_dimensions(item),
        account={key: text for key in _ACCOUNT if (text := _text(item, key))},
        grounds=_names(item, "立项依据"),
        arrangement=_lines(item.entries["预算安排"]) if "预算安排" in item.entries else (),
        span=item.span,
    )


def _dimensions(block: Mapping) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(
            _text(item, "一级指标"),
            _entries(item).get("权重"),
            tuple(
                IndicatorGroup(_text(group, "名称"), tuple(_indicator(leaf) for leaf in _items(group, "三级指标")))
                for group in _items(item, "二级指标")
            ),
        )
        for item in _items(block, "指标")
    )


def _indicator(leaf: Mapping) -> Indicator:
    return Indicator(
        name=_text(leaf, "名称"),
        comparison=_text(leaf, "比较"),
        values={key: _text(leaf, key) for key in ("指标值", "中期", "年度") if key in leaf.entries},
        refers_to=_text(leaf, "取数") or None,
        unit=_text(leaf, "计量单位"),
        note=_text(leaf, "备注"),
    )


def _entries(node: Mapping, leave_out: tuple[str, ...] = ()) -> dict[str, Entry]:
    return {
        key: Entry(Decimal(value.text), value.span)
        for key, value in node.entries.items()
        if key not in leave_out and isinstance(value, Scalar) and value.kind is Kind.NUMBER
    }


def _texts(node: Mapping) -> MappingType[str, str]:
    return {key: value.text for key, value in node.entries.items() if isinstance(value, Scalar)}


def _text(node: Mapping, key: str) -> str:
    value = node.entries.get(key)
    return value.text if isinstance(value, Scalar) else ""


def _date(node: Mapping, key: str) -> datetime.date | None:
    text = _text(node, key)
    return datetime.date.fromisoformat(text) if text else None


def _mapping(node: Mapping, key: str) -> Mapping:
    value = node.entries.get(key)
    return value if isinstance(value, Mapping) else Mapping({}, {}, node.span)


def _items(node: Mapping, key: str) -> tuple[Mapping, ...]:
    value = node.entries.get(key)
    return _mappings(value) if value is not None else ()


def _mappings(node: Node) -> tuple[Mapping, ...]:
    return tuple(item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else ()
