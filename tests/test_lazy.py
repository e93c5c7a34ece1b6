"""Attributes that are worked out when they are first asked for."""

from dataclasses import dataclass

from generator.lazy import lazy


@dataclass(frozen=True)
class Counted:
    """Keeps count of how often its attribute was worked out."""

    times: list[int]

    @lazy
    def double(self) -> int:
        """Twice the number of times."""
        self.times.append(1)
        return 2 * len(self.times)


def test_an_attribute_is_worked_out_once_and_for_each_object() -> None:
    one, other = Counted([]), Counted([1, 1])
    assert (one.double, one.double, other.double, other.double) == (2, 2, 6, 6)
    assert (one.times, other.times) == ([1], [1, 1, 1])


def test_nothing_is_worked_out_before_it_is_asked_for() -> None:
    assert Counted([]).times == []


def test_the_class_has_the_attribute_s_description() -> None:
    assert Counted.double.__doc__ == "Twice the number of times."
