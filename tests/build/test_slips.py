"""One slip, its very line; several slips, every one of them: over thousands of ways to mistype the reference file."""

import random
from functools import cache

import pytest

from generator.problems import Problem, Severity
from tests.build.slips import FIGURES, KINDS, Slip, all_slips, with_slips
from tests.checking import unit_of
from tests.editing import REFERENCE

SLIPS = all_slips()


@cache
def known() -> frozenset[tuple[int, str]]:
    """What is said of the reference file as it is."""
    return frozenset((problem.span.line, problem.message) for problem in unit_of(REFERENCE.read_bytes()).problems)


def errors_of(text: str) -> list[Problem]:
    return [
        problem
        for problem in unit_of(text).problems
        if problem.severity is Severity.ERROR and (problem.span.line, problem.message) not in known()
    ]


def is_named(slip: Slip, errors: list[Problem]) -> bool:
    """Say whether an error stands on the slip's line; of a figure, whether a broken sum lists its line as a part."""
    lines = {problem.span.line for problem in errors}
    if slip.kind in FIGURES:
        lines |= {related.span.line for problem in errors for related in problem.related}
    return slip.line in lines


def missed(slips: list[Slip]) -> list[Slip]:
    return [slip for slip in slips if not is_named(slip, errors_of(slip.text))]


def missed_together(groups: list[list[Slip]]) -> list[list[Slip]]:
    """Return the groups of which some slip was not named, or some line that has none."""
    found = []
    for group in groups:
        lines = {problem.span.line for problem in errors_of(with_slips(group))}
        if lines != {slip.line for slip in group}:
            found.append(group)
    return found


def groups_of(rng: random.Random, count: int) -> list[list[Slip]]:
    """Choose groups of two to eight slips on different lines, of kinds that are found before figures are added up."""
    typing = [slip for slip in SLIPS if slip.kind in KINDS and slip.kind != "code"]
    return [list({slip.line: slip for slip in rng.sample(typing, rng.randint(2, 8))}.values()) for _ in range(count)]


def test_there_are_thousands_of_slips_of_every_kind() -> None:
    assert len(SLIPS) >= 5_000
    assert {slip.kind for slip in SLIPS} == KINDS.keys() | FIGURES.keys()


def test_a_slip_is_named_at_its_line() -> None:
    assert len(missed(random.Random(1).sample(SLIPS, 250))) <= 2


def test_every_slip_of_a_file_is_named_and_nothing_else() -> None:
    assert len(missed_together(groups_of(random.Random(2), 60))) <= 2


@pytest.mark.slow
def test_ninety_nine_of_a_hundred_slips_are_named_at_their_line() -> None:
    assert len(missed(SLIPS)) <= len(SLIPS) // 100


@pytest.mark.slow
def test_every_slip_of_a_thousand_files_is_named() -> None:
    assert len(missed_together(groups_of(random.Random(3), 1_000))) <= 30
