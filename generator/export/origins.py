"""Where every figure of a disclosure comes from: typed or worked out, held against what, what it was last year.

A figure is what was typed or worked out once; the cells of tables that are views of it are one figure. Figures and
relations are numbered by the order in which the tables show them, so that the page's script and the appendix tell the
same from the same lists.
"""

from collections.abc import Iterable, Mapping

import msgspec

from generator.check.catalogue import Judgement
from generator.check.outcome import AtMost, Outcome
from generator.check.wording import amount
from generator.export.data import BASES, place_of_figure
from generator.model.codes import units_above
from generator.model.figures import Figure
from generator.model.money import plain
from generator.model.sheets import (
    AMOUNT,
    ASSETS,
    NEW_ASSETS,
    OPERATING,
    OTHER,
    PROCUREMENT,
    SERVICES,
    SMALL_BUSINESS,
    TARGETS,
    THREE_PUBLIC,
)
from generator.model.tables import Table
from generator.problems import Severity
from generator.view.page import DisclosurePage

_WORDS = {Severity.ERROR: "矛盾", Severity.WARNING: "警告", Severity.NOTE: "提示"}
"""What a relation that does not hold is called, by what its rule weighs."""
_TOLD = (THREE_PUBLIC, OPERATING, PROCUREMENT, ASSETS, OTHER, SMALL_BUSINESS, SERVICES, NEW_ASSETS, TARGETS)
"""Sheets whose figures sentences tell, whether or not a table shows them."""
BY_CONSTRUCTION = "恒等"


class Origin(msgspec.Struct, frozen=True, array_like=True):
    """One figure: its address (sheet/row/column) and name, its exact 元 and its amount in the file's unit.

    `owner` is the number of the unit below whose figure it is, 0 where it is the disclosure's own.
    `basis` is typed, stated or computed; `file` and `line` say where it was typed; `parts` are the figures that it is
    the sum of, or, where it is stated, stands above; `last` is last year's amount with its basis, where it is known;
    `relations` are those that it stands in.
    """

    address: str
    name: str
    yuan: str
    text: str
    basis: str
    file: str
    line: int
    parts: tuple[int, ...]
    last: str
    last_basis: str
    relations: tuple[int, ...]
    owner: int


class Owner(msgspec.Struct, frozen=True, array_like=True):
    """A unit below that figures are of; `folder` is its page's from the site's root, where it is published."""

    name: str
    folder: str


class Held(msgspec.Struct, frozen=True, array_like=True):
    """One relation that rules hold figures to: how it fares, and its figures, the first against all others.

    `sign` is = (a sum, or one fact in two places) or ≤.
    """

    rules: tuple[str, ...]
    outcome: str
    sign: str
    figures: tuple[int, ...]


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """One table: its number and title, and for each of its cells that are no heads, in reading order, what it shows.

    That is the number of a figure, from 1; 0 is no figure, -1 a figure that is not reported.
    """

    number: int
    title: str
    cells: tuple[int, ...]


class Origins(msgspec.Struct, frozen=True):
    """All that is told of a disclosure's figures; numbers count from 1."""

    unit: str
    figures: tuple[Origin, ...]
    relations: tuple[Held, ...]
    tables: tuple[Shown, ...]
    owners: tuple[Owner, ...]


class _Numbers(dict[Figure, int]):
    """The number of each figure that is no view of another, in the order in which they were first met."""

    def number(self, figure: Figure) -> int:
        """Return a figure's number, or its source's."""
        return self.setdefault(figure.source, len(self) + 1)


def origins_of(page: DisclosurePage, judgements: Iterable[Judgement]) -> Origins:
    """Number a disclosure's figures and tell of each what is known."""
    numbers = _Numbers()
    tables = tuple([_shown(table, numbers) for table in page.tables])
    for name in _TOLD:
        for figure in page.budget.sheets[name].cells.values():
            numbers.number(figure)
    relations, standing = _relations(judgements, numbers)
    parts = _parts(numbers)
    last = _last_year(page, numbers)
    below = page.neighbours.below
    codes = {unit.code: number for number, unit in enumerate(below, start=1)}
    owners = [_owner(figure, codes) for figure in numbers] if codes else [0] * len(numbers)
    figures = tuple(
        [
            _origin(figure, addends, tuple(standing.get(number, ())), last.get(figure, ("", "")), owner, page)
            for (figure, number), addends, owner in zip(numbers.items(), parts, owners, strict=True)
        ]
    )
    named = tuple([Owner(unit.name, unit.link.folder if unit.link else "") for unit in below])
    return Origins(page.disclosure.unit.value, figures, relations, tables, named)


def figures_script(origins: Origins) -> bytes:
    """Write what the page's script loads when a figure is first asked for: a classic script, which any place allows."""
    return b"disclosed(" + msgspec.json.encode(origins) + b");\n"


def _shown(table: Table, numbers: _Numbers) -> Shown:
    cells = []
    for row in table.rows:
        for cell in row.cells:
            if not cell.scope:
                unknown = -1 if cell.is_amount and cell.at else 0
                cells.append(numbers.number(cell.figure) if cell.figure is not None else unknown)
    return Shown(table.number, table.title, tuple(cells))


def _relations(judgements: Iterable[Judgement], numbers: _Numbers) -> tuple[tuple[Held, ...], dict[int, list[int]]]:
    """Number relations between the same figures, each once, and list by figure those that it stands in.

    What none of the figures met so far stands in is left out.
    """
    first: dict[tuple[object, ...], Judgement] = {}
    rules: dict[tuple[object, ...], dict[str, None]] = {}
    for judgement in judgements:
        constraint = judgement.constraint
        key = (type(constraint) is AtMost, *[figure.source for figure in constraint.figures])
        if key not in first:
            first[key], rules[key] = judgement, {}
        rules[key][judgement.rule.code] = None
    held: list[Held] = []
    standing: dict[int, list[int]] = {}
    for key, judgement in first.items():
        is_order, *sources = key
        if numbers.keys().isdisjoint(sources):
            continue
        ids = tuple([numbers.number(figure) for figure in judgement.constraint.figures])
        held.append(Held(tuple(rules[key]), _outcome(judgement, ids), "≤" if is_order else "=", ids))
        for number in set(ids):
            standing.setdefault(number, []).append(len(held))
    return tuple(held), standing


def _outcome(judgement: Judgement, ids: tuple[int, ...]) -> str:
    """Say how a relation fares; one figure in two places cannot differ, and neither can a sum that was computed."""
    if ids == (ids[0],) * 2 or judgement.constraint.is_by_construction:
        return BY_CONSTRUCTION
    if judgement.outcome is Outcome.CONTRADICTION:
        return _WORDS[judgement.rule.severity]
    return str(judgement.outcome.value)


def _parts(numbers: _Numbers) -> list[tuple[int, ...]]:
    """Return what each figure is the sum of; parts that stand in no table are numbered as they are met."""
    found: list[tuple[int, ...]] = []
    figures = list(numbers)
    while len(found) < len(figures):
        found.append(tuple([numbers.number(part) for part in figures[len(found)].parts]))
        figures += list(numbers)[len(figures) :] if len(numbers) > len(figures) else []
    return found


def _owner(figure: Figure, codes: Mapping[str, int]) -> int:
    """Return the number of the unit below that a figure is of: the lowest that all files it was typed in belong to."""
    typed = (figure,) if figure.span else figure.typed()
    shared = [{code, *units_above(code)} for code in {part.span.path.rsplit("/", 2)[-2] for part in typed if part.span}]
    found = sorted(set.intersection(*shared) & codes.keys(), key=len) if shared else []
    return codes[found[-1]] if found else 0


def _origin(
    figure: Figure,
    parts: tuple[int, ...],
    relations: tuple[int, ...],
    last: tuple[str, str],
    owner: int,
    page: DisclosurePage,
) -> Origin:
    sheet, row, column = figure.sheet, figure.row, figure.column
    source = page.budget.sheets.get(sheet)
    label = source.names.get(row, row) if source else row
    file, line = place_of_figure(figure)
    return Origin(
        f"{sheet}/{row}/{column}",
        label if column in (AMOUNT, row) else f"{label}（{column}）",
        plain(figure.yuan),
        amount(figure.yuan, page.disclosure.unit),
        BASES[figure.basis],
        file,
        line,
        parts,
        *last,
        relations,
        owner,
    )


def _last_year(page: DisclosurePage, numbers: _Numbers) -> dict[Figure, tuple[str, str]]:
    """Return last year's amount of each figure that a base knows it of, with what kind it is.

    Where only a view of the figure has it, its column is named.
    """
    found: dict[Figure, tuple[str, str]] = {}
    for base in page.bases:
        for name, sheet in base.budget.sheets.items():
            this = page.budget.sheets[name].cells if sheet.cells else {}
            for at, before in sheet.cells.items():
                figure = this.get(at)
                if figure is not None and figure.source in numbers and figure.source not in found:
                    is_own = figure.column == figure.source.column
                    kind = base.basis if is_own else f"{base.basis}，{figure.column}"
                    found[figure.source] = amount(before.yuan, page.disclosure.unit), kind
    return found
