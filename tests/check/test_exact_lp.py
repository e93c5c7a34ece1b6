"""The oracle of the joint test, on questions that can be answered by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from .exact_lp import LinearProgramme

HALF = Fraction(1, 2)


def rounded(**values: int) -> LinearProgramme:
    """Variables that were rounded to whole numbers."""
    programme = LinearProgramme()
    for name, value in values.items():
        programme.variable(name, value - HALF, value + HALF)
    return programme


@pytest.mark.parametrize(("total", "is_feasible"), [(7, False), (8, True), (10, True), (12, True), (13, False)])
def test_three_rounded_parts_may_miss_their_total_by_two(total: int, is_feasible: bool) -> None:
    programme = rounded(a=3, b=3, c=4, total=total)
    programme.equal({"total": 1, "a": -1, "b": -1, "c": -1})
    assert programme.is_feasible() is is_feasible


def test_sums_that_hold_one_by_one_may_not_hold_together() -> None:
    programme = rounded(a=5, b=5, c=3, both=11, all=11)
    programme.equal({"both": 1, "a": -1, "b": -1})
    assert programme.is_feasible()
    programme.equal({"all": 1, "a": -1, "b": -1, "c": -1})
    assert not programme.is_feasible()


def test_an_order_may_be_turned_round_by_rounding_alone() -> None:
    for less, is_feasible in ((1, True), (2, False)):
        programme = rounded(lesser=5, greater=5 - less)
        programme.at_most({"lesser": 1, "greater": -1})
        assert programme.is_feasible() is is_feasible


def test_it_never_refuses_what_a_search_over_a_grid_finds() -> None:
    random = Random(7)
    found = refused = 0
    for _ in range(200):
        names = ("a", "b", "c")
        values = {name: random.randrange(3) for name in names}
        forms = []
        for _ in range(2):
            form = {name: random.choice((-1, 1)) for name in names}
            forms.append((form, sum(factor * values[name] for name, factor in form.items()) + random.choice((-1, 1))))
        programme = rounded(**values)
        for form, value in forms:
            programme.equal(form, value)
        steps = (-HALF, -Fraction(1, 4), Fraction(0), Fraction(1, 4), HALF)
        points = (dict(zip(names, point, strict=True)) for point in product(steps, repeat=3))
        is_found = any(
            all(
                sum(factor * (values[name] + point[name]) for name, factor in form.items()) == value
                for form, value in forms
            )
            for point in points
        )
        is_feasible = programme.is_feasible()
        assert is_feasible or not is_found
        found, refused = found + is_found, refused + (not is_feasible)
    assert found > 20
    assert refused > 20
