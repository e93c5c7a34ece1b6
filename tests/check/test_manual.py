"""The manual: every code has a page, and every sample of every page is what it says it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace
from generator.check import RULES, examine
from generator.check.codes import ALL, EXPLANATIONS, FAMILIES, UnknownCode, page_of, pages
from generator.check.manual import Sample, manual_from_text
from generator.check.outside import case_from_text
from generator.model.profile import filled
from generator.problems import Problem, Severity
from tests.check.sampling import BASE, place_sample
from tests.editing import ROOT, placed

SAMPLES = {
    f"{page.code}-{number}-{sample.heading}": (page.code, sample)
    for page in pages()
    for number, sample in enumerate(page.manual.samples, start=1)
}


def test_no_two_checks_bear_one_code() -> None:
    codes = [explanation.code for explanation in ALL]
    assert [code for code in codes if codes.count(code) > 1] == []


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Unit]:
    """Every sample that is a fragment of a file, checked as a file."""
    folder = tmp_path_factory.mktemp("samples")
    names = [name for name, (_, sample) in SAMPLES.items() if not sample.is_outside]
    files = [place_sample(folder / name, SAMPLES[name][1]) for name in names]
    return dict(zip(names, read_units(files, Workspace()), strict=True))


def outside_problems(code: str, sample: Sample) -> list[Problem]:
    case = case_from_text("外来表", sample.text, Workspace().registers())
    rules = [rule for rule in RULES if rule.code == code]
    return examine(rules, case).problems(case.unit)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_passes_or_fails_as_the_manual_says(name: str, units: dict[str, Unit]) -> None:
    code, sample = SAMPLES[name]
    found = outside_problems(code, sample) if sample.is_outside else units[name].problems
    said = [problem for problem in found if problem.code == code and not problem.message.startswith("尾差")]
    if sample.passes:
        assert not said
        assert sample.is_outside or units[name].page
    else:
        assert [problem for problem in said if problem.severity is EXPLANATIONS[code].severity], found


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_rule_shows_what_it_passes_and_what_it_refuses(code: str) -> None:
    manual = page_of(code).manual
    assert manual.why or manual.condition or manual.source
    assert {sample.passes for sample in manual.samples} == {True, False}


def test_no_rule_says_anything_of_the_base_of_the_samples(tmp_path: Path) -> None:
    (unit,) = read_units([placed(tmp_path, BASE) / "156001" / "2026.yaml"], Workspace())
    assert unit.page
    assert not unit.problems


def codes_borne(tree: ast.AST) -> Iterator[str]:
    """Yield every code that stands in a module other than as that of a manual page."""
    explained: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Explanation":
            explained.add(node.args[0])
        if isinstance(node, ast.Constant) and re.fullmatch("[A-Z][0-9]{1,3}", str(node.value)):
            yield from [] if node in explained else [str(node.value)]


def test_every_code_that_a_problem_can_bear_has_a_page_and_every_page_a_code() -> None:
    modules = [path for path in (ROOT / "generator").rglob("*.py") if path.name != "manual.py"]
    borne = {code for path in modules for code in codes_borne(ast.parse(path.read_text("utf-8")))}
    assert borne == EXPLANATIONS.keys()


def test_every_code_belongs_to_a_family() -> None:
    assert {code[0] for code in EXPLANATIONS} <= FAMILIES.keys()


def test_the_title_of_an_outside_table_is_the_official_one() -> None:
    profile = Workspace().profile("gansu")
    titles = {
        spec.kind: filled(spec.title, {"主体": profile.subject}) for part in profile.parts for spec in part.tables
    }
    for name, (_, sample) in SAMPLES.items():
        for table in re.split(r"\n\n+", sample.text) if sample.is_outside else []:
            kind, _, title = table.split("|")[0].strip().partition(" ")
            assert titles.get(kind, "") == title, name


def test_a_page_is_parted_into_title_why_condition_source_and_samples() -> None:
    manual = manual_from_text(
        """权重应为
        一百。

        因为要加满。
        条件：填了权重。
        依据：某办法
        第三条。

        通过::

            甲:
              乙: 1

        外来表不通过::

            kind | 金额
        """
    )
    assert manual.title == "权重应为一百。"
    assert (manual.why, manual.condition, manual.source) == (("因为要加满。",), "填了权重。", "某办法第三条。")
    assert [(sample.heading, sample.text) for sample in manual.samples] == [
        ("通过", "甲:\n  乙: 1\n"),
        ("外来表不通过", "kind | 金额\n"),
    ]


def test_an_outside_table_holds_typed_figures_where_something_stands() -> None:
    case = case_from_text("外来表", "basic 表 | 合计 | 人员经费\n301 | 12.5 |\n合计 | | 3", Workspace().registers())
    cells = {at: (figure.yuan, figure.span) for at, figure in case.grid("basic").items()}
    assert {at: yuan for at, (yuan, _) in cells.items()} == {("301", "合计"): 125000, ("合计", "人员经费"): 30000}
    assert [(span.line, span.column) for _, span in cells.values() if span] == [(2, 7), (3, 8)]


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(UnknownCode, match=r"是不是 N105"):
        page_of("n105")


def test_a_page_for_the_terminal_says_weight_and_samples() -> None:
    text = page_of("F3").text
    assert text.startswith("F3 警告（可以豁免） 整体绩效")
    assert "\n不通过：\n\n    整体绩效:\n" in text
    assert page_of("C2").severity is Severity.NOTE
