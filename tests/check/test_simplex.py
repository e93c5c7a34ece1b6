"""The simplex: what can be met and what cannot, beside an independent programme over fractions."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from generator.check import simplex
from generator.check.simplex import Simplex

from .exact_lp import LinearProgramme

Relations = list[tuple[dict[str, int], Decimal, bool]]


def solvable(reaches: dict[str, str], relations: Relations) -> bool:
    programme = Simplex({name: Decimal(reach) for name, reach in reaches.items()}, [gap for _, gap, _ in relations])
    for factors, gap, exactly in relations:
        programme.require(factors, gap, exactly=exactly)
    return programme.is_solvable()


def test_a_gap_as_wide_as_all_bounds_together_is_met() -> None:
    assert solvable({"a": "50", "b": "50"}, [({"a": 1, "b": -1}, Decimal(100), True)])


def test_a_gap_that_is_wider_by_a_hundredth_is_not() -> None:
    assert not solvable({"a": "50", "b": "50"}, [({"a": 1, "b": -1}, Decimal("100.01"), True)])


def test_two_relations_may_each_be_met_and_not_together() -> None:
    relations: Relations = [({"a": 1, "b": 1}, Decimal(90), True), ({"a": 1, "b": -1}, Decimal(20), True)]
    assert all(solvable({"a": "50", "b": "50"}, [each]) for each in relations)
    assert not solvable({"a": "50", "b": "50"}, relations)


def test_an_upper_bound_is_met_by_anything_below() -> None:
    assert solvable({"a": "50"}, [({"a": 1}, Decimal(-50), False)])
    assert not solvable({"a": "50"}, [({"a": 1}, Decimal("-50.01"), False)])


def test_a_third_of_an_amount_is_exact() -> None:
    relations: Relations = [({"a": 3}, Decimal(1), True), ({"a": 3, "b": -3}, Decimal(0), True)]
    assert solvable({"a": "0.34", "b": "0.34"}, relations)
    assert not solvable({"a": "0.34", "b": "0.33"}, relations)


@pytest.mark.parametrize("patience", [0, 4])
def test_it_decides_as_an_independent_programme_does(monkeypatch: pytest.MonkeyPatch, patience: int) -> None:
    monkeypatch.setattr(simplex, "_PATIENCE", patience)
    source = random.Random(patience)
    answers = []
    for _ in range(150):
        names = [f"x{number}" for number in range(7)]
        reaches = {name: source.choice(("50", "50", "0.5")) for name in names}
        relations: Relations = [
            (
                {name: source.choice((-2, -1, -1, 1, 1, 3)) for name in source.sample(names, source.randrange(2, 5))},
                Decimal(source.choice((0, 0, 30, -60, "0.25"))),
                source.random() < 0.8,
            )
            for _ in range(6)
        ]
        independent = LinearProgramme()
        for name, reach in reaches.items():
            independent.variable(name, -Fraction(reach), Fraction(reach))
        for factors, gap, exactly in relations:
            (independent.equal if exactly else independent.at_most)(factors, Fraction(gap))
        answers.append(solvable(reaches, relations))
        assert answers[-1] is independent.is_feasible()
    assert 20 < sum(answers) < 130
