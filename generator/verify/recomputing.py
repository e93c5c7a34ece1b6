"""A document worked out once more from the source inside it, as a build does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from msgspec import structs

from generator.build.making import print_html
from generator.build.sites import SITE_FILE, SiteFile
from generator.build.units import Office
from generator.build.workspace import Workspace, shown_as
from generator.derive.accounts import Base
from generator.derive.budget import Budget
from generator.export import files_of
from generator.model.codes import is_unit_below, unit_levels
from generator.model.disclosure import CONFIDENTIAL, ORIGINAL_BUDGET, PUBLISHED, Disclosure
from generator.model.library import Library
from generator.model.site import Site
from generator.problems import Severity
from generator.render.archive import data_attachment
from generator.verify.inside import DATA, Inside
from generator.verify.sources import Sources
from generator.view.page import DisclosurePage

_MORE = Decimal(10_000_000)
FOLDER = Path("units")
"""Where the source is thought to stand, so that its address is known; nothing is read there."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a source works out to: the files inside the PDF, by name, and the HTML that it is laid out from.

    There are two where last year's file is not at hand and sentences would compare with it: one that compares with
    nothing, one that compares whatever can be compared. What they share is known. `earlier` are the HTML as they were
    before figures of last year were corrected, as far as the site keeps those.
    """

    files: dict[str, bytes]
    htmls: tuple[str, ...]
    earlier: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotRecomputed:
    """Why a source was not worked out; `is_wrong` where it should have been possible.

    `disclosure` is what the source says by itself, where it lacks others alone.
    """

    reason: str
    is_wrong: bool
    disclosure: Disclosure | None = None


def recompute(inside: Inside, sources: Sources, workspace: Workspace) -> Recomputed | NotRecomputed:
    """Work a document out from its own source and those that this one needs beside it; data.json decides nothing."""
    data = inside.data
    if inside.source is None or data is None or not inside.address:
        return NotRecomputed(f"没有能用的数据文件或“{DATA}”，不能重算", is_wrong=True)
    held = sources.holding({inside.address: inside.source})
    site = Site(profile=data.disclosure.profile, is_sample=data.is_sample)
    site_file = SiteFile(shown_as(FOLDER / SITE_FILE), site)
    office = Office(FOLDER, workspace, site_file, held)
    disclosure = office.files.source(_path(inside.address)).disclosure
    if disclosure and f"{disclosure.code}/{disclosure.year}" != inside.address:
        reason = f"所附数据文件是 {disclosure.code}/{disclosure.year} 的，附件“{DATA}”却说是 {inside.address} 的"
        return NotRecomputed(reason, is_wrong=True)
    missing = dict(_missing(disclosure, office.library)) if disclosure else {}
    broken = [address for address in missing if address in held]
    if broken or (missing and not held.are_all):
        names = "、".join(f"{address}.yaml" for address in broken or sorted(missing))
        why = "里面的数据文件有错" if broken else "这些文件的 PDF 不在一起"
        return NotRecomputed(f"金额还取自 {names}，{why}，没有重算", is_wrong=bool(broken), disclosure=disclosure)
    last = office.library.year_before(disclosure) if disclosure and held.are_all else None
    missing |= dict(_missing(last, office.library)) if last else {}
    kept_back = {address: _file(address, name, CONFIDENTIAL) for address, name in missing.items()}
    department = _department(disclosure, data.disclosure.department, office.library) if disclosure else {}
    if kept_back or department:
        held = held.holding(kept_back | department)
        office = Office(FOLDER, workspace, site_file, held)
    unit = office.unit(_path(inside.address))
    if unit.page is None:
        errors = [str(each.message) for each in unit.problems if each.severity is Severity.ERROR]
        return NotRecomputed(f"所附数据文件有错，不能重算：{errors[0] if errors else '没有金额'}", is_wrong=True)
    pages, earlier = [unit.page], []
    if not held.are_all and _lacks_last_year(unit.page.disclosure, office.library):
        pages.append(_compared(unit.page))
    for then in held.earlier(unit.page.year - 1):
        before = Office(FOLDER, workspace, site_file, then).unit(_path(inside.address))
        earlier += [print_html(before.page, workspace, site, before.waived)] if before.page else []
    htmls = tuple(dict.fromkeys(print_html(page, workspace, site, unit.waived) for page in pages))
    remarks = [f"主管部门的名称“{data.disclosure.department}”取自另一个文件，没有核对"] if department else []
    remarks += ["没有上年的 PDF 在一起，与上年比较的句子没有核对"] if len(htmls) > 1 else []
    return Recomputed(_files(unit.page, site), htmls, tuple(earlier), tuple(remarks))


def _path(address: str) -> Path:
    return FOLDER / f"{address}.yaml"


def _missing(disclosure: Disclosure, library: Library) -> Iterator[tuple[str, str]]:
    """Yield address and name of the units, at any depth, whose files a disclosure lists and that cannot be had."""
    for unit in disclosure.subordinates:
        if unit.has_file and is_unit_below(unit.code, disclosure.code):
            below = library.get(unit.code, disclosure.year)
            if below:
                yield from _missing(below, library)
            else:
                yield f"{unit.code}/{disclosure.year}", unit.name


def _file(address: str, name: str, state: str) -> bytes:
    """Write a file that says no more than this of a unit."""
    code, _, year = address.partition("/")
    known = {"单位代码": f'"{code}"', "单位名称": json.dumps(name, ensure_ascii=False), "年度": year, "状态": state}
    known |= {"不公开依据": "依法"} if state == CONFIDENTIAL else {}
    return "".join(f"{key}: {value}\n" for key, value in known.items()).encode()


def _department(disclosure: Disclosure, name: str, library: Library) -> dict[str, bytes]:
    """Take the department's name from the data where its own file is not at hand and would tell another."""
    head = unit_levels(disclosure.code)[0]
    address = f"{head}/{disclosure.year}"
    if head == disclosure.code or name == disclosure.department or library.find(head, disclosure.year):
        return {}
    return {address: _file(address, name, PUBLISHED)}


def _lacks_last_year(disclosure: Disclosure, library: Library) -> bool:
    before = library.year_before(disclosure)
    return before is None or bool(library.missing_units(before))


def _compared(page: DisclosurePage) -> DisclosurePage:
    """Return a page as if last year's file had every one of its figures, each another than this year's."""
    sheets = {
        name: replace(
            sheet, cells={at: structs.replace(cell, yuan=2 * cell.yuan + _MORE) for at, cell in sheet.cells.items()}
        )
        for name, sheet in page.budget.sheets.items()
    }
    base = Base(ORIGINAL_BUDGET, Budget(sheets), Budget({}), (), published=True)
    return replace(page, standing=replace(page.standing, bases=(*page.bases, base)))


def _files(page: DisclosurePage, site: Site) -> dict[str, bytes]:
    made = files_of(page, site, with_xlsx=False)
    named = (data_attachment(name.split("/", 2)[2], content) for name, content in made.items())
    return {each.name: each.content for each in named}
