"""The reference and what a slip in it is answered with: what is said, what is suggested, and that nothing is missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace
from generator.load import read
from generator.load.nodes import Mapping, Node, Scalar, Sequence
from generator.problems import Problem, Severity
from generator.source import Span
from tests.editing import REFERENCE, edited, line_of

from .grids import Grid, problems, typed
from .printed import Cell, is_possible, printed_cells

DIFFERENCES = [
    # rule, line, what rounding allows; first the level sums
    ("A3", "{科目: 合计, 基本支出: 303.31}", "0.025"),
    ("A7", "{科目: 合计, 基本支出: 303.31}", "0.025"),
    ("A7", "{科目: 208, 基本支出: 29.17}", "0.015"),
    ("A7", "{科目: 21011, 基本支出: 10.33}", "0.02"),
    ("C1", "{科目: 301, 金额: 267.29}", "0.05"),
    ("E2", "{品目: 合计, 金额: 10.19}", None),
    ("E2", "{品目: A, 金额: 3.59}", "0.03"),
    ("G1", "{科目: 合计, 支出合计: 389.86", "0.025"),
    ("H1", "{科目: 合计, 支出合计: 389.86", "0.025"),
    # and leaves against the top
    ("A7", "{科目: 合计, 基本支出: 303.31}", "0.04"),
    ("A7", "{科目: 合计, 基本支出: 303.31}", "0.045"),
    ("C1", "{科目: 301, 金额: 267.29}", "0.085"),
    ("C1", "{科目: 30101, 金额: 90.44}", "0.055"),
]


@cache
def reference() -> Unit:
    return units([REFERENCE])[0]


def units(files: Iterable[Path]) -> list[Unit]:
    return read_units(files, Workspace())


def checked(folder: Path, *texts: str) -> list[Unit]:
    """Read texts as the unit's file, each in a folder of its own."""
    files = []
    for number, text in enumerate(texts):
        file = folder / str(number) / "156001" / "2026.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
        files.append(file)
    return units(files)


def errors(unit: Unit) -> list[Problem]:
    return [problem for problem in unit.problems if problem.severity is Severity.ERROR]


def test_the_reference_has_nine_differences_at_level_sums_and_four_of_leaves() -> None:
    text = REFERENCE.read_text("utf-8")
    notes = [problem for problem in reference().problems if problem.severity is Severity.NOTE]
    assert all(problem.message.startswith("尾差") for problem in notes)
    said = sorted((note.code, note.span.line, _allowed(note)) for note in notes)
    wanted = [(code, line_of(text, fragment), allowed or "0.04") for code, fragment, allowed in DIFFERENCES]
    assert said == sorted(wanted)


def _allowed(problem: Problem) -> str:
    found = re.search(r"允许 ±([0-9.]+)）", problem.message)
    assert found, problem.message
    return found[1]


def test_the_reference_has_one_warning_and_nothing_else() -> None:
    others = [problem for problem in reference().problems if problem.severity is not Severity.NOTE]
    assert [(problem.code, problem.severity) for problem in others] == [("F3", Severity.WARNING)]
    assert "90" in others[0].message


def test_the_first_suggestion_is_the_amount_that_the_other_classification_has(tmp_path: Path) -> None:
    text = edited(("{科目: 2089999, 基本支出: 0.77}", "{科目: 2089999, 基本支出: 0.87}"))
    found = errors(checked(tmp_path, text)[0])
    by_level = next(problem for problem in found if problem.span.line == line_of(text, "{科目: 208, 基本支出"))
    assert by_level.message.startswith("矛盾")
    assert "29.17" in by_level.message
    assert "28.39 + 0.87" in by_level.message
    first = by_level.suggestions[0]
    assert first.startswith("若改 0.87 为 0.77，则为尾差（允许 ±0.015），且与 30112 相同")
    assert f"第 {line_of(text, '科目: 2089999, ')} 行" in first
    assert len(by_level.suggestions) <= 3
    assert {problem.suggestions[0].partition("，")[0] for problem in found} == {"若改 0.87 为 0.77"}


# A slip in a leaf of 表六 or 表七: two sizes, both directions. 30309 is 0.01 and cannot become less than nothing.

FUNCTIONS = ("2011101", "2011102", "2080505", "2089999", "2101101", "2101103", "2101199", "2210201")
ECONOMICS = (
    *("30101", "30102", "30103", "30107", "30108", "30110", "30111", "30112", "30113"),
    *("30201", "30211", "30217", "30228", "30239", "30299", "30309"),
)
LEAVES = [(code, sign) for code in (*FUNCTIONS, *ECONOMICS) for sign in (1, -1) if (code, sign) != ("30309", -1)]
FEW = [("2080505", 1), ("2101101", -1), ("30101", 1), ("30101", -1), ("30217", 1)]


def test_the_leaf_figures_are_all_that_the_two_tables_have() -> None:
    page = reference().page
    assert page
    cells = printed_cells(page)
    for kind, codes in (("general-budget", FUNCTIONS), ("basic", ECONOMICS)):
        rows = {row for table, row, _ in cells if table == kind and row != "合计"}
        assert {row for row in rows if not any(other != row and other.startswith(row) for other in rows)} == set(codes)
    assert len(LEAVES) == 47


def in_file(code: str, moved: Decimal) -> str:
    """The reference file with one leaf typed otherwise."""
    column = {"2011102": "项目支出"}.get(code, "基本支出" if code in FUNCTIONS else "金额")
    found = re.search(rf"{{科目: {code}, {column}: ([0-9.]+)}}", REFERENCE.read_text("utf-8"))
    assert found
    return edited((found[0], found[0].replace(found[1], f"{Decimal(found[1]) + moved:.2f}")))


def on_paper(code: str, moved: Decimal) -> dict[Cell, str]:
    """The reference as printed with one leaf printed otherwise in its table, in its total and its own column."""
    page = reference().page
    assert page
    kind = "general-budget" if code in FUNCTIONS else "basic"
    return {
        cell: f"{Decimal(text) + moved:.2f}" if cell[:2] == (kind, code) else text
        for cell, text in printed_cells(page).items()
    }


def tables_of(cells: dict[Cell, str]) -> dict[str, Grid]:
    tables: dict[str, Grid] = {}
    for number, ((kind, row, column), text) in enumerate(cells.items(), start=1):
        tables.setdefault(kind, {})[row, column] = typed(kind, row, column, text, Span(kind, number, 1))
    return tables


def is_reported(found: Iterable[Problem]) -> bool:
    """Say whether some identity is said to fail for more than rounding; the weights of the reference always do."""
    failing = {problem.code for problem in found if not problem.message.startswith("尾差")}
    return any(code[0] in IDENTITIES for code in failing - {"F3"})


IDENTITIES = "ABCDEFGHJ"

Sweep = Callable[[str, list[tuple[str, int]]], dict[tuple[str, int], tuple[bool, bool]]]
"""Of a size and leaves: for each whether it is reported, and whether true figures exist."""


@pytest.fixture
def sweep_file(tmp_path: Path) -> Sweep:
    def sweep(size: str, leaves: list[tuple[str, int]]) -> dict[tuple[str, int], tuple[bool, bool]]:
        read = checked(tmp_path, *(in_file(code, sign * Decimal(size)) for code, sign in leaves))
        pages = [unit.page for unit in read if unit.page]
        return {
            leaf: (is_reported(unit.problems), is_possible(printed_cells(page)))
            for leaf, unit, page in zip(leaves, read, pages, strict=True)
        }

    return sweep


def sweep_paper(size: str, leaves: list[tuple[str, int]]) -> dict[tuple[str, int], tuple[bool, bool]]:
    papers = {(code, sign): on_paper(code, sign * Decimal(size)) for code, sign in leaves}
    return {leaf: (is_reported(problems(tables_of(cells))), is_possible(cells)) for leaf, cells in papers.items()}


def test_the_reference_itself_could_be_true() -> None:
    page = reference().page
    assert page
    cells = printed_cells(page)
    assert is_possible(cells)
    assert not is_reported(problems(tables_of(cells)))


@pytest.mark.parametrize("size", ["0.05", "0.03"])
def test_a_few_slips_are_reported_exactly_where_no_true_figures_exist(size: str, sweep_file: Sweep) -> None:
    for sweep in (sweep_file, sweep_paper):
        found = sweep(size, FEW)
        assert [leaf for leaf, (reported, possible) in found.items() if reported is possible] == []


@pytest.mark.slow
@pytest.mark.parametrize("way", ["file", "paper"])
def test_every_leaf_that_is_five_hundredths_off_is_reported(way: str, sweep_file: Sweep) -> None:
    found = (sweep_file if way == "file" else sweep_paper)("0.05", LEAVES)
    assert [leaf for leaf, (reported, _) in found.items() if not reported] == []


@pytest.mark.slow
@pytest.mark.parametrize("way", ["file", "paper"])
def test_three_hundredths_are_reported_exactly_where_no_true_figures_exist(way: str, sweep_file: Sweep) -> None:
    found = (sweep_file if way == "file" else sweep_paper)("0.03", LEAVES)
    assert [leaf for leaf, (reported, possible) in found.items() if reported is possible] == []
    assert sum(reported for reported, _ in found.values()) >= 29


# What arithmetic cannot find is listed in the documentation

DOCUMENT = Path(__file__).parents[2] / "docs" / "reconciliation.md"


MONEY = {
    *("收入", "年终结转结余", "支出", "基本支出经济分类", "三公经费", "会议费", "培训费", "机关运行经费", "政府采购"),
    *("非税收入", "资产", "上年", "项目"),
}
NO_MONEY = {"科目", "品目", "车辆", "指标", "起始年", "截止年"}


def typed_amounts() -> dict[Span, tuple[str, str]]:
    """Every amount of money in the reference's file: the keys that lead to it, items by code or name, and itself."""
    document, _ = read(REFERENCE, str(REFERENCE))
    assert document
    return {
        span: ("/".join(path), amount)
        for key, node in document.root.entries.items()
        if key in MONEY
        for path, span, amount in amounts_under(node, (key,))
    }


def amounts_under(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Span, str]]:
    if isinstance(node, Mapping):
        for key, below in node.entries.items():
            if key not in NO_MONEY:
                yield from amounts_under(below, (*path, key))
    elif isinstance(node, Sequence):
        for item in node.items:
            assert isinstance(item, Mapping)
            name = next(item.entries[key] for key in ("名称", "科目", "品目", "适用") if key in item.entries)
            yield from amounts_under(item, (*path, name.text if isinstance(name, Scalar) else ""))
    elif re.fullmatch("[0-9]+([.][0-9]+)?", node.text):
        yield path, node.span, node.text


def raised(span: Span) -> str:
    """The reference file with the amount at a place raised by one."""
    lines = REFERENCE.read_text("utf-8").split("\n")
    line = lines[span.line - 1]
    before, rest = line[: span.column - 1], line[span.column - 1 :]
    found = re.match(r"[0-9.]+", rest)
    assert found, rest
    lines[span.line - 1] = f"{before}{Decimal(found[0]) + 1}{rest[found.end() :]}"
    return "\n".join(lines)


def test_the_figures_that_stand_in_no_sum_are_those_that_the_documentation_names(tmp_path: Path) -> None:
    amounts = typed_amounts()
    assert len(amounts) > 70
    tried = checked(tmp_path, *map(raised, amounts))
    unnoticed = {named for named, unit in zip(amounts.values(), tried, strict=True) if not is_reported(unit.problems)}
    rows = re.findall(r"^\| (.+) \| ([0-9.]+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert unnoticed == set(rows)
