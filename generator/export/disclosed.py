"""The downloads of one disclosure: each table as comma-separated text, all as JSON, a data package, a workbook."""

from generator.export.data import data_json
from generator.export.described import described, table_path
from generator.export.grid import grid_of
from generator.export.table import table_csv
from generator.export.workbook import workbook
from generator.model.site import Site
from generator.view.page import DisclosurePage


def files_of(page: DisclosurePage, site: Site, *, with_xlsx: bool) -> dict[str, bytes]:
    """Write a disclosure's downloads; names are from the root of the site, which tells its address and kind of data."""
    code, year = page.disclosure.code, page.year
    grids = [grid_of(table) for table in page.tables]
    tables = [(grid, table_csv(grid)) for grid in grids]
    files = {table_path(grid.table.number): data for grid, data in tables}
    files["data.json"] = data_json(page, grids, site)
    if tables:
        files["datapackage.json"] = described(page, tables, site)
    if tables and with_xlsx:
        files[f"{code}-{year}.xlsx"] = workbook(page, grids, site)
    return {f"{code}/{year}/{name}": data for name, data in files.items()}
