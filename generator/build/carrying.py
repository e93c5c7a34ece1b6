"""What becomes of each part of a file in a later year: carried over, advanced, dropped, or to be filled in again.

Facts of the year are never guessed: every amount and count of last year becomes a mark to fill in.
"""

import copy
import re
from collections.abc import Collection, Iterator

from generator.format.form import Entry, Form, Group, Raw
from generator.model.disclosure import CONFIDENTIAL, DRAFT, ORIGINAL_BUDGET

TO_FILL = "TODO"

_DROPPED = frozenset(("原名称", "原代码", "批复日期", "公开日期", "保密审查", "更正", "编制日期", "上年", "豁免"))
"""Keys that speak of one year's publication alone, wherever they stand."""

_YEARS_FACTS = frozenset(
    (
        *("收入", "年终结转结余", "支出", "基本支出经济分类", "三公经费", "会议费", "培训费", "机关运行经费"),
        *("政府采购", "中小企业采购", "政府购买服务", "部门管理转移支付", "非税收入", "资产", "新增资产配置"),
        *("人员情况", "绩效管理", "绩效目标设置"),
    )
)
"""First-level keys below which every number is a fact of the year."""

_PROJECTS_FACTS = frozenset(("年度", "中期", "预算安排"))
"""The same below a project."""

_NAMES = frozenset(("科目", "品目", "代码", "单位", "内容"))
"""Keys whose numbers are codes."""

_CARRIED_INTO_LAST_YEAR = ("收入", "支出", "三公经费", "会议费", "培训费")
"""Lists that the sentences compare with last year's."""

_NOT_OF_LAST_YEAR = ("用途", "豁免")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z", re.ASCII)
_DATE = re.compile(r"(?P<year>[0-9]{4})(?P<rest>-[0-9]{2}-[0-9]{2})\Z", re.ASCII)


class Carrier:
    """Carries one file's form from its year to a later one; `stated` are the places (line, column) of stated totals."""

    def __init__(self, year: int, target: int, stated: Collection[tuple[int, int]]) -> None:
        self.year = year
        self.target = target
        self.stated = stated

    def carry(self, form: Form, operating_total: str | None, *, with_last_year: bool) -> None:
        """Change a form into that of the later year; last year's figures that sentences compare with go into 上年."""
        last = _last_year(form.root, operating_total) if with_last_year else None
        self._keep(form.root, ())
        self._set_own_fields(form.root)
        if last is not None:
            form.root.entries.append(last)

    def _set_own_fields(self, root: Group) -> None:
        for entry in root.entries:
            if entry.name == "年度":
                entry.value = Raw(str(self.target))
            elif entry.name == "状态" and _text(entry) != CONFIDENTIAL:
                entry.value = Raw(DRAFT)

    def _keep(self, group: Group, keys: tuple[str, ...]) -> None:
        """Carry the entries of a group, dropping those that belong to one year alone."""
        kept = []
        for entry in group.entries:
            within = (*keys, entry.name) if entry.name else keys
            if entry.name in _DROPPED or self._is_stated_total(entry):
                continue
            entry.value = self._carried(entry.value, within)
            kept.append(entry)
        group.entries = kept

    def _is_stated_total(self, entry: Entry) -> bool:
        """Say whether all amounts of an entry are stated totals, which the program adds up where none is stated."""
        amounts = list(_amounts(entry))
        return bool(amounts) and all((raw.line, raw.column) in self.stated for raw in amounts)

    def _carried(self, value: Raw | Group, keys: tuple[str, ...]) -> Raw | Group:
        is_fact = _is_fact(keys)
        if isinstance(value, Group):
            if is_fact and not value.entries:
                return Raw(TO_FILL)
            self._keep(value, keys)
            return value
        if keys[0] == "变动原因" and keys[-1] == "原因":
            return Raw(TO_FILL)
        if is_fact and keys[-1] not in _NAMES and _NUMBER.match(value.text):
            return Raw(TO_FILL)
        return self._advanced(value, keys)

    def _advanced(self, value: Raw, keys: tuple[str, ...]) -> Raw:
        """Move the years of the file's own fields on: when assets are counted, the year of a project."""
        if keys == ("资产", "截止日期") and (date := _DATE.match(value.text)):
            return Raw(f"{int(date['year']) + self.target - self.year}{date['rest']}")
        if keys == ("项目", "日期") and value.text == f"{self.year}年":
            return Raw(f"{self.target}年")
        return value


def _is_fact(keys: tuple[str, ...]) -> bool:
    return keys[0] in _YEARS_FACTS or (keys[0] == "项目" and len(keys) > 1 and keys[1] in _PROJECTS_FACTS)


def _amounts(entry: Entry) -> Iterator[Raw]:
    """Yield the numbers in an entry, codes left out."""
    if isinstance(entry.value, Raw):
        if entry.name not in _NAMES and _NUMBER.match(entry.value.text):
            yield entry.value
    else:
        for below in entry.value.entries:
            yield from _amounts(below)


def _text(entry: Entry) -> str:
    return entry.value.text.strip("\"'") if isinstance(entry.value, Raw) else ""


def _last_year(root: Group, operating_total: str | None) -> Entry | None:
    """Gather last year's figures as they were typed, totals included; nothing where the file has none of its own."""
    carried = [_bare(copy.deepcopy(entry)) for entry in root.entries if entry.name in _CARRIED_INTO_LAST_YEAR]
    if not carried:
        return None
    if operating_total is not None:
        total = Group(
            is_mapping=True, is_flow=True, entries=[_new("科目", Raw("合计")), _new("合计", Raw(operating_total))]
        )
        carried.append(_new("机关运行经费", Group(is_mapping=False, is_flow=False, entries=[_new("", total)])))
    basis = _new("口径", Raw(ORIGINAL_BUDGET))
    block = _new("上年", Group(is_mapping=True, is_flow=False, entries=[basis, *carried]))
    block.is_spaced = True
    return block


def _new(name: str, value: Raw | Group) -> Entry:
    return Entry(0, 0, 0, value, key=name, name=name)


def _bare(entry: Entry) -> Entry:
    """Leave out comments, blank lines and what is not said of last year."""
    entry.leading, entry.trailing, entry.tail, entry.is_spaced = [], "", [], False
    if isinstance(entry.value, Group):
        kept = (below for below in entry.value.entries if below.name not in _NOT_OF_LAST_YEAR)
        entry.value.entries = [_bare(below) for below in kept]
        entry.value.has_comments = False
    return entry
