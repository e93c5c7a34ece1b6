"""What one edit of the reference file changes everywhere, and what it is refused for."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from lxml import html

from tests.editing import disclose, edited, line_of, placed

CONSISTENT = (
    ("一般公共预算财政拨款收入: 405.31", "一般公共预算财政拨款收入: 406.31"),
    ("{科目: 合计, 基本支出: 303.31}", "{科目: 合计, 基本支出: 304.31}"),
    ("{科目: 2011101, 基本支出: 242.51}", "{科目: 2011101, 基本支出: 243.51}"),
    ("{科目: 301, 金额: 267.29}", "{科目: 301, 金额: 268.29}"),
    ("{科目: 30101, 金额: 90.44}", "{科目: 30101, 金额: 91.44}"),
)
# Every figure that the edit moves, by hand: 405.31 and its base 389.86, 344.51 and 334.48, 303.31 and 281.86.
MOVED = {
    "405.31": "406.31",
    "344.51": "345.51",
    "303.31": "304.31",
    "242.51": "243.51",
    "267.30": "268.30",
    "267.3": "268.3",
    "267.29": "268.29",
    "90.44": "91.44",
    "15.45": "16.45",
    "3.96": "4.22",
    "10.03": "11.03",
    "3": "3.3",
    "21.45": "22.45",
    "7.61": "7.96",
    # Shares: of 405.31 the four 类, basic and project expenditure; of 303.31 what is spent on staff and the rest.
    "85.00": "85.04",
    "7.20": "7.18",
    "2.55": "2.54",
    "5.25": "5.24",
    "74.83": "74.90",
    "25.17": "25.10",
    "88.13": "88.17",
    "11.87": "11.83",
}


def page_texts(site: Path) -> list[str]:
    """Return every cell and every paragraph of the disclosure in order."""
    tree = html.fromstring((site / "156001" / "2026" / "index.html").read_bytes())
    texts = [element.text_content() for element in tree.iter("p", "th", "td", "h1", "h2", "h3", "h4", "a", "caption")]
    return ["".join(text.split()) for text in texts]


def numbers(text: str) -> list[str]:
    return re.findall(r"[0-9]+(?:\.[0-9]+)?", text)


def test_a_consistent_edit_changes_what_depends_on_it_and_nothing_else(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    unedited = placed(tmp_path / "unedited", edited())
    assert disclose("build", "--no-pdf", "--units", unedited, "--out", before).code == 0
    run = disclose("build", "--no-pdf", "--units", placed(tmp_path, edited(*CONSISTENT)), "--out", after)
    assert run.code == 0, run.out
    pairs = list(zip(page_texts(before), page_texts(after), strict=True))
    changed = [(old, new) for old, new in pairs if old != new]
    seen = set()
    for old, new in changed:
        for one, other in zip(numbers(old), numbers(new), strict=True):
            if one != other:
                assert MOVED.get(one) == other, f"{one} became {other} in {new!r}"
                seen.add(one)
        assert re.sub(r"[0-9.]+", "#", old) == re.sub(r"[0-9.]+", "#", new), "words changed"
    assert seen == set(MOVED)
    unmoved = [old for old, new in pairs if old == new]
    leftover = {"405.31", "303.31", "267.30", "267.29"} & {number for text in unmoved for number in numbers(text)}
    assert not leftover, f"figures that should have moved still stand: {leftover}"


def test_the_leaf_alone_is_refused_with_its_line_and_the_stated_totals(tmp_path: Path) -> None:
    text = edited(("{科目: 2011101, 基本支出: 242.51}", "{科目: 2011101, 基本支出: 243.51}"))
    run = disclose("check", "--format", "json", "--units", placed(tmp_path, text))
    assert run.code == 1
    errors = [problem for problem in json.loads(run.out) if problem["severity"] == "error"]
    lines = {place["line"] for problem in errors for place in (problem, *problem["related"])}
    leaf, total = line_of(text, "科目: 2011101,"), line_of(text, "{科目: 合计, 基本支出: 303.31}")
    assert {leaf, total} <= lines
    assert any("矛盾" in problem["message"] and problem["line"] == total for problem in errors)
    assert any("303.31" in problem["message"] and "304.30" in problem["message"] for problem in errors)


BROKEN = {
    "bad YAML": (("收支范围: 机关预算", "收支范围: [机关预算"), "收支范围", "Y105"),
    "unknown key": (("收支范围: 机关预算", "收支范畴: 机关预算"), "收支范畴", "S101"),
    "quoted amount": (("财政拨款收入: 405.31", '财政拨款收入: "405.31"'), '"405.31"', "S103"),
    "unknown code": (("{科目: 2101199, ", "{科目: 2101155, "), "2101155", "N101"),
    "former name": (("{科目: 21011, 基本", "{科目: 210, 名称: 医疗卫生与计划生育支出, 基本"), "医疗卫生", "N103"),
    "wrong name": (("{科目: 2080505, ", "{科目: 2080505, 名称: 行政运行, "), "2080505, 名称", "N103"),
    "impossible total": (("{科目: 208, 基本支出: 29.17}", "{科目: 208, 基本支出: 29.71}"), "29.71", "A7"),
}


def tree_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


@pytest.fixture(scope="module")
def standing_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("standing") / "site"
    assert disclose("build", "--no-pdf", "--out", site).code == 0
    return site


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_names_its_line_and_leaves_the_site_as_it_was(
    fault: str, tmp_path: Path, standing_site: Path
) -> None:
    change, fragment, code = BROKEN[fault]
    text = edited(change)
    before = tree_hash(standing_site)
    run = disclose("build", "--no-pdf", "--units", placed(tmp_path, text), "--out", standing_site)
    assert run.code == 1
    assert tree_hash(standing_site) == before
    wanted = line_of(text, fragment)
    said = [line for line in run.out.split("\n") if re.match(rf"\S+2026\.yaml:{wanted}:[0-9]+: error {code} ", line)]
    assert said, run.out
    assert all(re.search("[一-鿿]{4}", line) for line in said)


def test_several_faults_are_all_reported_in_one_run(tmp_path: Path) -> None:
    text = edited(BROKEN["unknown key"][0], BROKEN["quoted amount"][0], ("状态: 已公开", "状态: 公开了"))
    run = disclose("check", "--units", placed(tmp_path, text))
    assert [code for code in ("S101", "S103", "S104") if f"error {code} " in run.out] == ["S101", "S103", "S104"]
