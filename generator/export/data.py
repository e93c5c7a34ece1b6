"""One disclosure as data: its facts and every table, each figure exact and as printed, with where it comes from."""

import datetime
from collections.abc import Iterable

import msgspec

from generator.export.grid import Grid
from generator.model.disclosure import Disclosure
from generator.model.figures import Basis, Figure
from generator.model.money import plain
from generator.model.site import Site
from generator.model.tables import Cell
from generator.view.page import DisclosurePage

FORMAT = 1
"""The number of this structure; it grows when a reader of the old one would be wrong about the new one."""
BASES = {Basis.TYPED: "typed", Basis.STATED: "stated", Basis.COMPUTED: "computed"}
"""How downloads say how a figure came to be."""


class Correction(msgspec.Struct, frozen=True):
    """One correction after publication; `revision` counts from 2."""

    revision: int
    date: datetime.date
    text: str


class SubordinateUnit(msgspec.Struct, frozen=True):
    """One unit of a department, as its file lists it."""

    code: str
    name: str
    kind: str
    budget: str


class DisclosureFacts(msgspec.Struct, frozen=True):
    """What is known of the publication; empty or nothing where the file does not say."""

    code: str
    name: str
    short_name: str
    year: int
    title: str
    department: str
    kind: str
    profile: str
    money_unit: str
    state: str
    revision: int
    prepared: datetime.date | None
    approved: datetime.date | None
    published: datetime.date | None
    corrections: tuple[Correction, ...]
    units: tuple[SubordinateUnit, ...]


class CellData(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell: its printed text; of a figure its address (row and column) and, where one is known, its exact 元.

    `basis` is typed, stated (typed as a total over typed rows) or computed; `file` and `line` are where it was typed.
    """

    text: str
    at: tuple[str, str] | None = None
    yuan: str = ""
    basis: str = ""
    file: str = ""
    line: int = 0
    level: int = 0


class RowData(msgspec.Struct, frozen=True):
    """One row; `key` is its code or name, the same over all profiles."""

    key: str
    is_total: bool
    cells: tuple[CellData, ...]


class TableData(msgspec.Struct, frozen=True):
    """One official table; every row has a cell for each column."""

    kind: str
    number: int
    title: str
    unit: str
    note: str
    is_empty: bool
    columns: tuple[str, ...]
    rows: tuple[RowData, ...]


class DisclosureData(msgspec.Struct, frozen=True):
    """The whole file `data.json`; a sample is made up."""

    format: int
    is_sample: bool
    disclosure: DisclosureFacts
    tables: tuple[TableData, ...]


def data_json(page: DisclosurePage, grids: Iterable[Grid], site: Site) -> bytes:
    """Write the facts of a disclosure and its tables as JSON."""
    return (
        msgspec.json.encode(DisclosureData(FORMAT, site.is_sample, _facts(page), tuple(_table(grid) for grid in grids)))
        + b"\n"
    )


def _facts(page: DisclosurePage) -> DisclosureFacts:
    return facts_from_disclosure(page.disclosure, page.title, page.neighbours.department_name, page.profile.key)


def facts_from_disclosure(disclosure: Disclosure, title: str, department: str, profile: str) -> DisclosureFacts:
    """Gather the facts of a publication: those that its file says, and three that other files may say."""
    return DisclosureFacts(
        code=disclosure.code,
        name=disclosure.name,
        short_name=disclosure.short_name,
        year=disclosure.year,
        title=title,
        department=department,
        kind=disclosure.kind,
        profile=profile,
        money_unit=disclosure.unit.value,
        state=disclosure.state,
        revision=disclosure.revision,
        prepared=disclosure.prepared,
        approved=disclosure.approved,
        published=disclosure.published,
        corrections=tuple(Correction(each.revision, each.date, each.text) for each in disclosure.corrections),
        units=tuple(SubordinateUnit(unit.code, unit.name, unit.kind, unit.budget) for unit in disclosure.subordinates),
    )


def _table(grid: Grid) -> TableData:
    table = grid.table
    rows = tuple(
        [
            RowData(row.key, row.is_total, tuple([_cell(cell) for cell in cells]))
            for row, cells in zip(table.rows, grid.rows, strict=True)
        ]
    )
    return TableData(table.kind, table.number, table.title, table.unit, table.note, table.is_empty, grid.columns, rows)


def _cell(cell: Cell) -> CellData:
    if cell.figure is None:
        return CellData(cell.text, cell.at, level=cell.level)
    source = cell.figure.source
    file, line = place_of_figure(source)
    return CellData(cell.text, cell.at, plain(source.yuan), BASES[source.basis], file, line)


def place_of_figure(figure: Figure) -> tuple[str, int]:
    """Return the file, as code/year.yaml, and the line that a figure was typed on; nothing for a computed one."""
    return ("/".join(figure.span.path.rsplit("/", 2)[-2:]), figure.span.line) if figure.span else ("", 0)
