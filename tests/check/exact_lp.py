"""An exact linear programme of its own: are there values within bounds that fulfil equations and inequalities?

The general simplex (each linear form a variable with bounds of its own, Bland's rule) over fractions, so that every
answer is exact and the search ends. Nothing here knows of the program's own joint test.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction

Form = Mapping[Hashable, Fraction | int]


class LinearProgramme:
    """Variables with bounds; linear forms with bounds; one question."""

    def __init__(self) -> None:
        self.lower: dict[Hashable, Fraction] = {}
        self.upper: dict[Hashable, Fraction] = {}
        self.value: dict[Hashable, Fraction] = {}
        self.rows: dict[Hashable, dict[Hashable, Fraction]] = {}
        self.order: dict[Hashable, int] = {}

    def variable(self, name: Hashable, lower: Fraction, upper: Fraction) -> None:
        self.lower[name], self.upper[name] = lower, upper
        self.value[name] = (lower + upper) / 2
        self.order[name] = len(self.order)

    def equal(self, form: Form, value: Fraction | int = 0) -> None:
        self.at_most(form, value)
        self.lower[self._last] = Fraction(value)

    def at_most(self, form: Form, value: Fraction | int = 0) -> None:
        self._last = ("form", len(self.order))
        self.order[self._last] = len(self.order)
        row: dict[Hashable, Fraction] = {}
        for name, factor in form.items():
            for each, weight in self.rows.get(name, {name: Fraction(1)}).items():
                row[each] = row.get(each, Fraction(0)) + factor * weight
        self.rows[self._last] = {name: factor for name, factor in row.items() if factor}
        self.value[self._last] = sum((factor * self.value[name] for name, factor in form.items()), Fraction(0))
        self.upper[self._last] = Fraction(value)

    def is_feasible(self) -> bool:
        """Mend one violated form after another, the first in order each time, until none is left or one cannot be."""
        while True:
            wrong = [name for name in self.rows if self._lack(name)]
            if not wrong:
                return True
            basic = min(wrong, key=self.order.__getitem__)
            lack = self._lack(basic)
            able = [name for name, factor in self.rows[basic].items() if self._has_room(name, factor * lack)]
            if not able:
                return False
            self._pivot(basic, min(able, key=self.order.__getitem__), lack)

    def _lack(self, name: Hashable) -> Fraction:
        """How far a variable must move to come within its bounds."""
        if name in self.lower and self.value[name] < self.lower[name]:
            return self.lower[name] - self.value[name]
        if name in self.upper and self.value[name] > self.upper[name]:
            return self.upper[name] - self.value[name]
        return Fraction(0)

    def _has_room(self, name: Hashable, direction: Fraction) -> bool:
        if direction > 0:
            return name not in self.upper or self.value[name] < self.upper[name]
        return name not in self.lower or self.value[name] > self.lower[name]

    def _pivot(self, basic: Hashable, entering: Hashable, lack: Fraction) -> None:
        """Exchange two variables: the basic one comes to its bound, the entering one makes up for it."""
        row = self.rows.pop(basic)
        factor = row.pop(entering)
        solved = {name: -each / factor for name, each in row.items()} | {basic: 1 / factor}
        self.value[basic] += lack
        self.value[entering] += lack / factor
        for name, other in self.rows.items():
            share = other.pop(entering, Fraction(0))
            if share:
                self.value[name] += share * lack / factor
                for each, weight in solved.items():
                    other[each] = other.get(each, Fraction(0)) + share * weight
                    if not other[each]:
                        del other[each]
        self.rows[entering] = solved
