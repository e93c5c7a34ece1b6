"""The one form: keys in order, one spacing, comments kept, and nothing else changed."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from generator.build.formatting import values_of
from generator.format import formatted, read_order
from generator.load import load
from tests.editing import REFERENCE, ROOT
from tests.format.damage import FORM, Damage, comments_everywhere, shuffled_keys

ORDER = read_order(ROOT / "schema" / "unit.schema.json")
SHANGHAI = ROOT / "examples" / "shanghai" / "units" / "107" / "2025.yaml"
FILES = (REFERENCE, SHANGHAI)


def form(text: str) -> str:
    """Format a text, and hold that it says the same and is in the one form then."""
    document, problems = load("x.yaml", text.encode())
    assert document is not None, problems
    text = text.replace("\r\n", "\n")
    found = formatted(text, ORDER)
    again, problems = load("x.yaml", found.encode())
    assert again is not None, problems
    assert values_of(again.root) == values_of(document.root)
    assert formatted(found, ORDER) == found
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_the_files_of_the_repository_are_in_the_one_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert form(text) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("damage", FORM, ids=lambda damage: damage.__name__)
def test_damaged_whitespace_is_put_right(path: Path, damage: Damage) -> None:
    text = path.read_text("utf-8")
    damaged = damage(text, random.Random(7))
    assert damaged != text
    expected = re.sub(r"\n+", "\n", text) if damage.__name__ == "blank_lines" else text
    found = form(damaged)
    assert (re.sub(r"\n+", "\n", found) if damage.__name__ == "blank_lines" else found) == expected


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 120))])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_whatever_is_damaged_the_values_and_comments_stay(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    text = path.read_text("utf-8")
    for damage in chance.sample((*FORM, shuffled_keys, comments_everywhere), 5):
        text = damage(text.replace("\r\n", "\n"), chance)
    assert comments(form(text)) == comments(text)


def comments(text: str) -> Counter[str]:
    return Counter(comment.rstrip() for comment in re.findall(r"#[^\n]*", text))


def test_keys_are_put_in_the_schemas_order_and_take_their_comments_along() -> None:
    text = "# 文件\n年度: 2026  # 预算年度\n\n# 代码见批复\n单位代码: 156001\n"
    assert form(text) == "# 文件\n# 代码见批复\n单位代码: 156001\n年度: 2026  # 预算年度\n"


def test_the_first_line_for_editors_stays_first() -> None:
    text = "# yaml-language-server: $schema=x\n年度: 2026\n单位代码: 156001\n"
    assert form(text).startswith("# yaml-language-server: $schema=x\n单位代码")


def test_keys_that_the_schema_does_not_know_come_last_in_their_order() -> None:
    assert form("乙: 1\n年度: 2026\n甲: 2\n") == "年度: 2026\n乙: 1\n甲: 2\n"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("会议费:   0.50", "会议费: 0.50"),
        ("会议费: 3   ", "会议费: 3"),
        ("收入: {其他收入:  1.0 ,事业收入: 02.50}", None),
        ("收入: {其他收入:  1.0 ,事业收入: 2.50}", "收入: {事业收入: 2.50, 其他收入: 1.0}"),
        ("支出: [ ]", "支出: []"),
        ("支出:\n- 科目: 2011101\n  基本支出: 1.10", "支出:\n  - 科目: 2011101\n    基本支出: 1.10"),
        ("支出:\n      -   {基本支出: 1, 科目: '2011101'}", "支出:\n  - {科目: '2011101', 基本支出: 1}"),
        ('前言: "甲\n   乙"', '前言: "甲\n  乙"'),
        ("前言: 甲\n     乙", "前言: 甲\n  乙"),
        ("前言: |-\n      甲\n\n        乙\n\n\n会议费: 0", "前言: |-\n  甲\n\n    乙\n\n会议费: 0"),
        ("前言: |2-\n    甲\n   乙", "前言: |2-\n    甲\n   乙"),
        ("前言: |+\n  甲\n\n\n会议费: 0", "前言: |+\n  甲\n\n\n会议费: 0"),
        ("? 会议费\n: 0", "会议费: 0"),
        ("'会议费': 0", "'会议费': 0"),
        ("{年度: 2026, 单位代码: 156001}", "{单位代码: 156001, 年度: 2026}"),
        ("签署:", "签署:"),
        ("---\n会议费: 0\n...", "会议费: 0"),
    ],
)
def test_form_by_form(typed: str, wanted: str | None) -> None:
    if wanted is None:
        assert load("x.yaml", typed.encode())[1]
    else:
        assert form(typed) == f"{wanted}\n"


@pytest.mark.parametrize(
    "text",
    [
        "支出:\n  # 先\n  - {科目: 2011101, 基本支出: 1}  # 行\n  # 后\n会议费: 0\n",
        "支出:  # 按项\n  - {科目: 2011101, 基本支出: 1}\n",
        "会议费: 0\n\n# 尾\n",
        "支出:\n  - {科目: 2011101, # 行中\n    基本支出: 1}\n",
        "机构设置:\n  # 内设\n  机关内设机构: 四个科室 # 四\n\n  # 没有\n  直属事业单位: 无\n",
        "# 一\n\n# 二\n会议费: 0\n",
        "项目:\n  # 项目一\n  - 名称: 甲  # 名\n    指标:\n      - 一级指标: 产出  # 级\n",
        "项目:\n  - # 项目一\n    名称: 甲\n",
        "前言: |-  # 说明\n  甲 # 不是注\n会议费: 0\n",
        "项目:\n  - 名称: 甲\n    # 甲完\n  # 都完\n名词解释: []\n",
    ],
)
def test_comments_stay_with_what_they_speak_of(text: str) -> None:
    found = form(text)
    assert comments(found) == comments(text)
    if "- #" not in text:
        assert re.sub(r" +#", " #", found) == re.sub(r" +#", " #", text)


def test_brackets_too_long_for_one_line_stay_on_theirs() -> None:
    rows = ",\n".join(f"  {{科目: 20111{number:02}, 基本支出: {number}.50}}" for number in range(1, 9))
    text = f"支出: [\n{rows}\n]\n"
    assert form(text) == text
