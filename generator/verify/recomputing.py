"""A document worked out once more from the source inside it, as a build does."""

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from generator.build.making import print_html
from generator.build.sites import SITE_FILE, SiteFile
from generator.build.units import Office, Unit
from generator.build.workspace import Workspace, shown_as
from generator.derive.accounts import Base
from generator.derive.budget import Budget
from generator.export import files_of
from generator.export.data import DisclosureData
from generator.model.disclosure import ORIGINAL_BUDGET, Disclosure
from generator.model.library import Library
from generator.model.site import Site
from generator.problems import Severity
from generator.render.archive import data_attachment
from generator.verify.inside import Inside
from generator.verify.sources import Sources
from generator.view.page import DisclosurePage

_MORE = Decimal(10_000_000)
FOLDER = Path("units")
"""Where the source is thought to stand, so that its address is known; nothing is read there."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a source works out to: the files inside the PDF, by name, and the HTML that it is laid out from.

    There are two where last year's file is not at hand and sentences would compare with it: one that compares with
    nothing, one that compares whatever can be compared. What they share is known.
    """

    files: dict[str, bytes]
    htmls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotRecomputed:
    """Why a source was not worked out; `is_wrong` where it should have been possible."""

    reason: str
    is_wrong: bool


def recompute(inside: Inside, sources: Sources, workspace: Workspace) -> Recomputed | NotRecomputed:
    """Work a document out from its own source and those it needs beside it."""
    data = inside.data
    if inside.source is None or data is None:
        return NotRecomputed("没有能用的数据文件或 data.json，不能重算", is_wrong=True)
    held = sources.holding(inside, inside.source)
    site = Site(profile=data.disclosure.profile, is_sample=data.is_sample)
    office = Office(FOLDER, workspace, SiteFile(shown_as(FOLDER / SITE_FILE), site), held)
    unit = office.unit(FOLDER / f"{inside.address}.yaml")
    missing = _missing(unit, data, held, office)
    if missing:
        return NotRecomputed(f"金额还取自 {'、'.join(missing)}，这些文件的 PDF 不在一起，没有重算", is_wrong=False)
    if unit.page is None:
        errors = [str(each.message) for each in unit.problems if each.severity is Severity.ERROR]
        return NotRecomputed(f"所附数据文件有错，不能重算：{errors[0] if errors else '没有金额'}", is_wrong=True)
    pages = [unit.page]
    if not held.are_all and _lacks_last_year(unit.page.disclosure, office.library):
        pages.append(_compared(unit.page))
    htmls = dict.fromkeys(print_html(page, workspace, site, unit.waived) for page in pages)
    return Recomputed(_files(unit.page, site), tuple(htmls))


def _lacks_last_year(disclosure: Disclosure, library: Library) -> bool:
    before = library.year_before(disclosure)
    return before is None or bool(library.missing_units(before))


def _compared(page: DisclosurePage) -> DisclosurePage:
    """Return a page as if last year's file had every one of its figures, each another than this year's."""
    sheets = {
        name: replace(sheet, cells={at: replace(cell, yuan=2 * cell.yuan + _MORE) for at, cell in sheet.cells.items()})
        for name, sheet in page.budget.sheets.items()
    }
    base = Base(ORIGINAL_BUDGET, Budget(sheets), Budget({}), (), published=True)
    return replace(page, standing=replace(page.standing, bases=(*page.bases, base)))


def _files(page: DisclosurePage, site: Site) -> dict[str, bytes]:
    made = files_of(page, site, with_xlsx=False)
    named = (data_attachment(name.split("/", 2)[2], content) for name, content in made.items())
    return {each.name: each.content for each in named}


def _missing(unit: Unit, data: DisclosureData, held: Sources, office: Office) -> list[str]:
    """Name the files that figures or names came from, as the data say, and that are not at hand."""
    named = {cell.file.removesuffix(".yaml") for table in data.tables for row in table.rows for cell in row.cells}
    disclosure = unit.source.disclosure
    if disclosure and disclosure.sums_units:
        named |= {f"{each.code}/{disclosure.year}" for each in disclosure.subordinates if each.has_file}
    if unit.page and unit.page.neighbours.department_name != data.disclosure.department:
        named.add(f"{data.disclosure.code[:3]}/{data.disclosure.year}")
    return sorted(f"{address}.yaml" for address in named if address and address not in held)
