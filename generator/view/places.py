"""Where a disclosure's page prints the figures that other pages tell: ids of the cells that they lead to."""

from collections.abc import Iterable, Mapping

from generator.model.figures import Figure
from generator.model.tables import Table


class Places:
    """Gives an id to each cell that is asked for; every table is gone through once."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.ids: dict[str, dict[tuple[str, str], str]] = {table.kind: {} for table in tables}
        """The ids given, by kind of table and address of the cell in it."""
        self._cells = {table.kind: _cells(table) for table in tables}

    def anchor(self, figure: Figure | None, kinds: Iterable[str], name: str) -> str:
        """Call the cell of a figure by a name, in the first of some kinds of table that prints it, and return its name.

        Where no cell prints the figure, the first of the tables is the place; nothing where there is none of them.
        """
        printed = [kind for kind in kinds if kind in self._cells]
        for kind in printed:
            at = (self._cells[kind].get(figure) or self._cells[kind].get(figure.source)) if figure else None
            if at is not None:
                return self.ids[kind].setdefault(at, name)
        return next(iter(printed), "")


def _cells(table: Table) -> Mapping[Figure, tuple[str, str]]:
    """Find the first cell of each figure: the one that prints it, rather than one that prints a view of it."""
    found: dict[Figure, tuple[str, str]] = {}
    printed = [(cell.figure, cell.at) for row in table.rows for cell in row.cells if cell.figure and cell.at]
    for figure, at in (*printed, *((figure.source, at) for figure, at in printed)):
        found.setdefault(figure, at)
    return found
