"""Counting how rules fared in one file."""

from pathlib import Path

import pytest

from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.check.tally import Tally
from tests.check.sampling import file_of
from tests.editing import placed

FRAGMENTS = {
    "nothing wrong": ("年终结转结余: 0\n", "D2", [("exact", "一致", 1)]),
    "a warning": ("三公经费: {公务接待费: 0.5}\n", "D2", [("warning", "警告", 1)]),
    "waived": ("三公经费: {公务接待费: 0.5, 豁免: [{规则: D2, 理由: 调减}]}\n", "D2", [("waived", "豁免", 1)]),
    "a hint": (
        "基本支出经济分类: [{科目: 30101, 金额: 81}, {科目: 30108, 金额: 9}]\n",
        "C2",
        [("noted", "提示", 1)],
    ),
    "an error": (
        "资产: {截止日期: 2025-12-31, 固定资产: {固定资产: 2, 设备: 1}}\n",
        "H3",
        [("error", "矛盾", 1)],
    ),
    "rounding": (
        "资产: {截止日期: 2025-12-31, 固定资产: {固定资产: 1.01, 设备: 1}}\n",
        "H3",
        [("rounding", "尾差", 1)],
    ),
    "views of one figure": ("年终结转结余: 0\n", "A1", [("identical", "恒等", 1)]),
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_an_outcome_counts_under_its_word(name: str, tmp_path: Path) -> None:
    fragment, code, outcomes = FRAGMENTS[name]
    (unit,) = read_units([placed(tmp_path, file_of(fragment)) / "156001" / "2026.yaml"], Workspace())
    assert list(unit.tallies[code].outcomes) == outcomes


def test_where_nothing_was_counted_the_kind_of_rule_tells_why() -> None:
    assert (Tally(is_of_file=True).otherwise, Tally().otherwise) == ("通过", "不适用")
