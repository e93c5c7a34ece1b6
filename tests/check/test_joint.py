"""The joint test: sums that hold one by one and not together, and what it leaves alone."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from generator.check.catalogue import Finding, Judgement, rule
from generator.check.joint import joint_conflicts
from generator.check.outcome import AtMost, Constraint, Outcome, Same, Sum, outcome
from generator.model.figures import Basis, Figure
from generator.problems import Problem, Severity
from generator.source import Span

from .exact_lp import LinearProgramme
from .grids import changed, grid, problems, typed

# 201 = 20101 holds only if both are 10.005, 合计 = 201 + 208 only if 201 is less than that.
CLOSE_TEXT = """
        基本支出
合计     12.99
201     10.00
20101   10.01
2010101 5.00
2010102 5.00
208     3.00
"""
CLOSE = {"general-budget": grid("general-budget", CLOSE_TEXT)}


def joint(found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.code.startswith("J")]


def test_two_sums_that_pull_one_figure_both_ways_are_told_together() -> None:
    found = problems(CLOSE)
    assert {problem.severity for problem in found if problem.code == "B6"} == {Severity.NOTE}
    [told] = joint(found)
    assert (told.code, told.severity) == ("J101", Severity.ERROR)
    assert told.message.startswith("这 2 个勾稽关系分别看都可以用四舍五入解释，合在一起不可能")
    assert "合计 基本支出 12.99，应等于 10.00 + 3.00" in told.message
    assert "201 基本支出 10.00，应等于 10.01" in told.message


def test_every_line_of_the_conflict_is_named() -> None:
    [told] = joint(problems(CLOSE))
    lines = {told.span.line, *(related.span.line for related in told.related)}
    assert lines == {2, 3, 4, 7}


def test_the_conflict_is_as_small_as_it_can_be() -> None:
    other = {"government-funds": grid("government-funds", " 支出合计 基本支出 项目支出\n合计 3.01 1.00 2.00")}
    [told] = joint(problems(CLOSE | other))
    assert "3.01" not in told.message


def test_one_of_the_sums_alone_is_fine() -> None:
    assert not joint(problems(changed(CLOSE, (("general-budget", "合计", "基本支出"), "13.00"))))
    assert not joint(problems(changed(CLOSE, (("general-budget", "20101", "基本支出"), "10.00"))))


def test_an_edit_that_ends_the_conflict_is_suggested() -> None:
    [told] = joint(problems(CLOSE))
    assert 1 <= len(told.suggestions) <= 3
    for suggestion in told.suggestions:
        assert "一致" in suggestion or "都可以用四舍五入解释" in suggestion


def test_what_is_a_contradiction_by_itself_is_not_told_again() -> None:
    found = problems(changed(CLOSE, (("general-budget", "合计", "基本支出"), "12.00")))
    assert any(problem.message.startswith("矛盾") for problem in found)
    assert not joint(found)


def test_two_conflicts_that_share_nothing_are_both_told() -> None:
    twin = grid("expenditure", CLOSE_TEXT)
    assert len(joint(problems(CLOSE | {"expenditure": twin}))) == 2


def test_a_conflict_that_needs_the_conventions_is_a_note() -> None:
    tables = {
        "general-budget": grid("general-budget", " 基本支出\n208 10.01\n2080505 5.00\n2089999 5.00"),
        "basic": grid("basic", " 合计\n301 12.98\n30108 5.00\n30112 5.00\n30101 3.00"),
    }
    [told] = joint(problems(tables))
    assert (told.code, told.severity, told.suggestions) == ("J102", Severity.NOTE, ())
    assert "或者两种分类中的不是同一笔钱" in told.message
    assert "30108 合计 5.00，应等于" in told.message


def test_exact_amounts_are_fixed_and_add_up() -> None:
    exact = {
        kind: {
            at: Figure(kind, *at, figure.yuan, figure.grain * 0, Basis.TYPED, figure.span)
            for at, figure in cells.items()
        }
        for kind, cells in changed(
            CLOSE,
            (("general-budget", "合计", "基本支出"), "13.00"),
            (("general-budget", "20101", "基本支出"), "10.00"),
        ).items()
    }
    assert not problems(exact)


def test_a_computed_figure_is_rounded_like_any_other_that_is_printed() -> None:
    parts = tuple(figure("5.00", name) for name in "ab")
    computed = Figure("表", "和", "金额", sum(part.yuan for part in parts), parts[0].grain, Basis.COMPUTED, None, parts)
    total = figure("10.02", "总")
    other = figure("0.00", "零")
    assert outcome(Sum(total, parts)) is Outcome.CONTRADICTION
    assert outcome(Sum(total, (computed, figure("0.01", "c")))) is Outcome.ROUNDING
    assert not joint_conflicts(judged(Sum(computed, parts), AtMost(other, computed)))


# Against the oracle: any constraints over any figures


@rule("X101", Severity.ERROR)
def anything(_: object) -> list[Finding]:
    """A rule to hold constraints."""
    return []


def figure(text: str, row: str) -> Figure:
    return typed("表", row, "金额", text, Span("表", 1, 1))


def judged(*constraints: Constraint) -> list[Judgement]:
    return [Judgement(anything, constraint, outcome(constraint)) for constraint in constraints]


def is_possible(judgements: list[Judgement]) -> bool:
    programme = LinearProgramme()
    half = Fraction(50)
    for each in dict.fromkeys(figure for judgement in judgements for figure in judgement.constraint.figures):
        away = half if each.yuan else 0
        programme.variable(each, Fraction(each.yuan) - away, Fraction(each.yuan) + away)
    for judgement in judgements:
        match judgement.constraint:
            case Sum(total, parts):
                programme.equal({total: 1} | dict.fromkeys(parts, -1))
            case Same(one, other):
                programme.equal({one: 1, other: -1})
            case AtMost(lesser, greater):
                programme.at_most({lesser: 1, greater: -1})
    return programme.is_feasible()


def random_constraints(source: random.Random) -> list[Judgement]:
    figures = [figure(f"{source.randrange(1, 4)}.0{source.randrange(3)}", str(index)) for index in range(6)]
    found: list[Constraint] = []
    while len(found) < 5:
        some = source.sample(figures, source.randrange(2, 5))
        total = sum(part.yuan for part in some[1:]) + source.randrange(-2, 3) * 100
        figures.append(Figure("表", f"和{len(found)}", "金额", total, some[0].grain, Basis.TYPED, Span("表", 1, 1)))
        found.append(Sum(figures[-1], tuple(some[1:])))
        equal = next((other for other in figures if other is not some[0] and other.yuan == some[0].yuan), figures[-1])
        found.append(AtMost(some[0], figures[-1]) if source.random() < 0.5 else Same(some[0], equal))
    return [judgement for judgement in judged(*found) if judgement.outcome is not Outcome.CONTRADICTION]


@pytest.mark.parametrize("seed", range(4))
def test_it_decides_as_an_independent_programme_does(seed: int) -> None:
    source = random.Random(seed)
    possible = impossible = 0
    for _ in range(150):
        judgements = random_constraints(source)
        conflicts = joint_conflicts(judgements)
        assert (not conflicts) is is_possible(judgements)
        for conflict in conflicts:
            core = judged(*(relation.constraint for relation in conflict))
            assert not is_possible(core)
            assert all(is_possible([one for one in core if one is not left]) for left in core)
        possible, impossible = possible + (not conflicts), impossible + bool(conflicts)
    assert min(possible, impossible) > 9


def test_no_solver_is_asked_where_the_printed_figures_are_true_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.check.joint._Programme", None)
    exact = changed(
        CLOSE, (("general-budget", "合计", "基本支出"), "13.00"), (("general-budget", "20101", "基本支出"), "10.00")
    )
    assert not problems(exact)


def test_no_solver_is_asked_where_rounding_explains_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.check.joint._Programme", None)
    found = problems(changed(CLOSE, (("general-budget", "20101", "基本支出"), "10.00")))
    assert any(problem.message.startswith("尾差") for problem in found)
    assert not joint(found)


def test_the_same_figures_give_the_same_words() -> None:
    assert problems(CLOSE) == problems(changed(CLOSE))
