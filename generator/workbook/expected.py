"""What a profile's table is expected to look like: its title, the columns of amounts, the words of its heads."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.profile import ColumnSpec, SideSpec, TableSpec
from generator.workbook.labels import head_key, loose_head, title_key

FORMS = ("两栏", "单栏", "科目", "单位", "单行", "采购")
_LABEL_WORDS = ("项目", "科目", "类", "款", "项", "单位", "品目", "采购项目", "序号", "行次")
_LABEL_PARTS = ("编码", "代码", "名称", "科目", "品目", "序号", "行次")
_ORDINALS = ("序号", "行次")
AMOUNT_WORDS = ("预算数", "金额", "合计", "预算金额", "本年预算数", "本年预算", "采购金额", "采购预算")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column of amounts: its name under the names of its groups, and what it takes its figures from."""

    name: str
    groups: tuple[str, ...]
    take: str


@dataclass(frozen=True, slots=True)
class Expected:
    """One table of the profile: its specification and its title, as this disclosure prints it."""

    spec: TableSpec
    title: str
    key: str
    leaves: tuple[Leaf, ...]

    def words(self) -> frozenset[str]:
        """Return every word that a head of this table may be, loosely written."""
        words = {word for leaf in self.leaves for word in (leaf.name, *leaf.groups)}
        words |= {self.spec.labels.group, self.spec.labels.code, self.spec.labels.name, *_LABEL_WORDS, *AMOUNT_WORDS}
        words |= {word for side in self.spec.sides for word in (side.title, *side.amounts)} | {"收入", "支出", "备注"}
        words |= {
            "数量",
            "栏次",
            "科目编码",
            "科目名称",
            "单位名称",
            "单位代码",
            "采购品目",
            "功能分类科目",
            "经济分类科目",
        }
        return frozenset(loose_head(word) for word in words if word)


def expected_from_spec(spec: TableSpec, title: str, unit_names: Iterable[str]) -> Expected:
    """Describe a table of a profile under its printed title."""
    leaves = tuple(leaf for column in spec.columns for leaf in _leaves(column, ()))
    leaves += tuple(Leaf(name, (), "") for side in spec.sides[:1] for name in side.amounts)
    if spec.form == "采购":
        leaves = (Leaf("采购金额", (), "金额"),)
    return Expected(spec, title, title_key(title, unit_names), leaves)


def _leaves(column: ColumnSpec, groups: tuple[str, ...]) -> list[Leaf]:
    if column.columns:
        return [leaf for below in column.columns for leaf in _leaves(below, (*groups, column.name))]
    return [Leaf(column.name, groups, column.take)]


def is_label(head: str) -> bool:
    """Say whether a head stands over names or codes of rows rather than amounts."""
    key = head_key(head)
    return key in _LABEL_WORDS or any(part in key for part in _LABEL_PARTS)


def is_ordinal(head: str) -> bool:
    """Say whether a head stands over numbers that only count the rows."""
    return head_key(head) in _ORDINALS


def amounts_of(side: SideSpec) -> frozenset[str]:
    """Return the loosely written heads of a side's amounts."""
    return frozenset(loose_head(name) for name in (*side.amounts, *AMOUNT_WORDS))
