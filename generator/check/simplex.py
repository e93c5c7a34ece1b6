"""The question of the joint test, answered exactly: are there amounts within bounds that meet a set of relations?

The general simplex of Dutertre and de Moura (2006), begun where the printed figures are the true ones: few relations
are missed there, so that few exchanges mend them. Amounts are whole multiples of the finest one, so that the arithmetic
is that of whole numbers, and of fractions where a division asks for them.
"""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeAlias, TypeVar

Variable = TypeVar("Variable", bound=Hashable)
Number: TypeAlias = int | Fraction

_PATIENCE = 4
"""After so many exchanges for each relation the order is Bland's, under which the search is sure to end."""


class Simplex(Generic[Variable]):
    """Variables that begin at nothing, and forms of them that must come within their bounds."""

    def __init__(self, reaches: Mapping[Variable, Decimal], gaps: Iterable[Decimal]) -> None:
        """Take how far each variable may lie from nothing, and every gap that a relation will name, in 元."""
        amounts = [*reaches.values(), *gaps]
        self._places = max((_decimals(amount) for amount in amounts), default=0)
        self._numbers = {name: number for number, name in enumerate(reaches)}
        self._upper: list[int] = [self._whole(reach) for reach in reaches.values()]
        self._lower: list[int | None] = [-reach for reach in self._upper]
        self._value: list[Number] = [0] * len(reaches)
        self._rows: dict[int, dict[int, Number]] = {}
        self._columns: list[set[int]] = [set() for _ in reaches]
        self._missed: set[int] = set()

    def require(self, factors: Mapping[Variable, int], gap: Decimal, *, exactly: bool) -> None:
        """Ask that the sum of variables, each times its factor, be the gap, or at most that."""
        number, bound = len(self._value), self._whole(gap)
        row: dict[int, Number] = {self._numbers[name]: factor for name, factor in factors.items()}
        for variable in row:
            self._columns[variable].add(number)
        self._rows[number] = row
        self._value.append(0)
        self._upper.append(bound)
        self._lower.append(bound if exactly else None)
        self._columns.append(set())
        self._note(number)

    def is_solvable(self) -> bool:
        """Mend one missed form after another until none is left or one cannot be mended."""
        patience = _PATIENCE * len(self._rows)
        while self._missed:
            form = min(self._missed)
            able = [variable for variable, factor in self._rows[form].items() if self._can_move(form, variable, factor)]
            if not able:
                return False
            rank = (lambda variable: len(self._columns[variable])) if patience > 0 else None
            self._exchange(form, min(sorted(able), key=rank))
            patience -= 1
        return True

    def _whole(self, amount: Decimal) -> int:
        return int(amount.scaleb(self._places))

    def _note(self, number: int) -> None:
        """Keep account of whether a form is within its bounds."""
        lower = self._lower[number]
        if self._value[number] > self._upper[number] or (lower is not None and self._value[number] < lower):
            self._missed.add(number)
        else:
            self._missed.discard(number)

    def _lack(self, form: int) -> Number:
        """How far a missed form must move to come within its bounds."""
        lower, value = self._lower[form], self._value[form]
        return lower - value if lower is not None and value < lower else self._upper[form] - value

    def _can_move(self, form: int, variable: int, factor: Number) -> bool:
        """Say whether a variable has room in the direction that mends a form."""
        if (self._lack(form) > 0) == (factor > 0):
            return self._value[variable] < self._upper[variable]
        lower = self._lower[variable]
        return lower is None or self._value[variable] > lower

    def _exchange(self, form: int, variable: int) -> None:
        """Bring a form to its bound by moving a variable, and write that variable by the form from now on."""
        row, lack = self._rows.pop(form), self._lack(form)
        factor = row.pop(variable)
        moved = _quotient(lack, factor)
        written: dict[int, Number] = {other: _quotient(-weight, factor) for other, weight in row.items()}
        written[form] = _quotient(1, factor)
        for other in row:
            self._columns[other].discard(form)
        touched, self._columns[variable] = self._columns[variable] - {form}, set()
        self._value[form] += lack
        self._value[variable] += moved
        for each in touched:
            self._value[each] += self._rows[each][variable] * moved
            self._substitute(each, variable, written)
        self._rows[variable] = written
        for other in written:
            self._columns[other].add(variable)
        for number in (form, variable, *touched):
            self._note(number)

    def _substitute(self, each: int, variable: int, written: Mapping[int, Number]) -> None:
        """Put what a variable is written by in its place in another form."""
        row = self._rows[each]
        share = row.pop(variable)
        for other, weight in written.items():
            total = row.get(other, 0) + share * weight
            if total:
                row[other] = total
                self._columns[other].add(each)
            else:
                del row[other]
                self._columns[other].discard(each)


def _decimals(amount: Decimal) -> int:
    """Count the decimals that an amount is written with."""
    exponent = amount.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _quotient(one: Number, other: Number) -> Number:
    """Divide exactly, by a factor that is almost always one."""
    return one if other == 1 else -one if other == -1 else Fraction(one) / other
