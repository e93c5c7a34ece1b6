"""The official tables of one disclosure described as a data package."""

import datetime
from collections.abc import Iterable, Mapping

from generator.export.grid import Grid
from generator.export.package import Description, field, package, resource
from generator.model.codes import TOTAL
from generator.model.site import Site
from generator.view.page import DisclosurePage

_FAMILIES: Mapping[str, str] = {
    "revenue-by-function": "functional-classification",
    "expenditure": "functional-classification",
    "general-budget": "functional-classification",
    "government-funds": "functional-classification",
    "state-capital": "functional-classification",
    "basic": "economic-classification",
    "operating-costs": "economic-classification",
    "appropriation-by-unit": "administrative-classification",
    "three-public": "administrative-classification",
}
"""What the rows of each kind of table are classified by, in the fiscal taxonomy's terms."""


def table_path(number: int) -> str:
    """Return where a table's comma-separated text stands in its disclosure's folder."""
    return f"tables/table-{number}.csv"


def described(page: DisclosurePage, tables: Iterable[tuple[Grid, bytes]], site: Site) -> bytes:
    """Describe the tables of a disclosure, each with its bytes."""
    disclosure = page.disclosure
    folder = f"{disclosure.code}/{disclosure.year}/"
    return package(
        f"{disclosure.code}-{disclosure.year}",
        f"{page.title}{site.suffix}",
        (
            resource(f"table-{grid.table.number}", table_path(grid.table.number), grid.table.title, data, _schema(grid))
            for grid, data in tables
        ),
        homepage=f"{site.address}{folder}" if site.address else "",
        version=str(disclosure.revision),
        created=_midnight(disclosure.published or disclosure.approved or disclosure.prepared),
        contributors=[{"title": disclosure.name, "roles": ["publisher"]}],
    )


def _midnight(date: datetime.date | None) -> str:
    return f"{date.isoformat()}T00:00:00+08:00" if date else ""


def _schema(grid: Grid) -> Description:
    fields = []
    for place, (name, is_amount) in enumerate(zip(grid.columns, grid.amount_columns(), strict=True)):
        if is_amount:
            fields.append(field(name, "number", "value", unit=grid.table.unit))
        else:
            fields.append(field(name, "string", _label_type(grid, place)))
    return {"fields": fields}


def _label_type(grid: Grid, place: int) -> str:
    """Return the fiscal type of a column that names rows: their codes or their names, where they are classified."""
    family = _FAMILIES.get(grid.table.kind)
    rows = [(row.key, cells[place]) for row, cells in zip(grid.table.rows, grid.rows, strict=True) if row.key != TOTAL]
    named = [(key, cell) for key, cell in rows if cell.text]
    if not family or not named:
        return ""
    if all(cell.text == key for key, cell in named):
        return f"{family}:generic:code"
    return f"{family}:generic:label" if all(cell.scope == "row" for _, cell in named) else ""
