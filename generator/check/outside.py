"""Tables read from outside, written compactly as text: every figure counts as typed, nothing else is known.

A table begins with a line of its kind (and, after a space, its title for the reader) and its columns, parted by |; each
further line is a row with its amounts. A blank amount is a figure that is not there; a blank line ends the table.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.check.catalogue import Case
from generator.model.codes import Registers
from generator.model.figures import Basis, Figure
from generator.model.money import MoneyUnit
from generator.source import Span


def case_from_text(path: str, text: str, registers: Registers, unit: MoneyUnit = MoneyUnit.WAN) -> Case:
    """Read tables as rules look at them; amounts are in `unit`, rounded to its grain, placed by line and cell."""
    grids: dict[str, dict[tuple[str, str], Figure]] = {}
    head: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        cells = [cell.strip() for cell in line.split("|")]
        if not line.strip():
            head = []
        elif not head:
            head = [cells[0].split(" ")[0], *cells[1:]]
        else:
            places = [Span(path, number, column) for column in _starts(line)]
            for column, amount, span in zip(head[1:], cells[1:], places[1:], strict=True):
                if amount:
                    at = (cells[0], column)
                    yuan = Decimal(amount) * unit.yuan
                    figure = Figure(head[0], *at, yuan, unit.grain, Basis.TYPED, span)
                    grids.setdefault(head[0], {})[at] = figure
    return Case(grids, registers, unit)


def _starts(line: str) -> Iterator[int]:
    """Yield the column, from 1, at which each cell's text begins."""
    position = 0
    for cell in line.split("|"):
        yield position + len(cell) - len(cell.lstrip()) + 1
        position += len(cell) + 1
