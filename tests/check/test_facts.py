"""What texts may state: the interval rule over a file's figures, changes, shares, targets and years."""

from decimal import Decimal

import pytest

from generator.check.facts import Fact, Known
from generator.check.mentions import Mention


def mention(value: str, grain: str = "0.01") -> Mention:
    return Mention(value, value, Decimal(value), Decimal(grain), Decimal(1))


def fact(value: str, grain: str = "0.01") -> Fact:
    return Fact(value, Decimal(value), Decimal(grain))


@pytest.mark.parametrize(
    ("known", "written", "is_stated"),
    [
        (fact("405.31"), mention("405.31"), True),
        (fact("405.31"), mention("405.32"), False),
        (fact("405.31"), mention("405.3", "0.1"), True),
        (fact("405.31"), mention("405.4", "0.1"), False),
        (fact("405.35"), mention("405.4", "0.1"), True),
        (fact("405.31"), mention("405", "1"), True),
        (fact("405.31"), mention("406", "1"), False),
        (fact("405.31"), mention("405.3149", "0.0001"), True),
        (fact("405.31"), mention("405.3151", "0.0001"), False),
        (fact("0"), mention("0"), True),
        (fact("0"), mention("0.4", "0.1"), False),
        (fact("0.4"), mention("0", "1"), False),
        (fact("95", "0"), mention("95", "1"), True),
        (fact("95", "0"), mention("94.4", "0.1"), False),
    ],
)
def test_a_number_states_a_fact_by_the_interval_rule(known: Fact, written: Mention, is_stated: bool) -> None:
    assert known.is_stated_by(written) is is_stated
    assert bool(Known((known,)).stated_by(written)) is is_stated


def test_every_fact_that_a_coarse_number_can_state_is_found() -> None:
    known = Known((fact("399"), fact("401"), fact("452"), fact("500"), fact("0")))
    assert [each.name for each in known.stated_by(mention("400", "100"))] == ["399", "401"]


def test_facts_of_one_value_are_kept_once() -> None:
    assert len(Known((fact("1"), fact("1"), fact("1", "0.1"))).facts) == 2


def test_an_equal_value_is_found_and_another_is_not() -> None:
    known = Known((fact("1"), fact("3")))
    found = known.equal_to(Decimal("3.00"))
    assert found is not None
    assert found.name == "3"
    assert known.equal_to(Decimal(2)) is None


def test_nothing_is_known_of_nothing() -> None:
    assert Known(()).stated_by(mention("1")) == []
