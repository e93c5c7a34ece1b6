"""A document worked out once more from the source inside it, as a build does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

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
    nothing, one that compares whatever can be compared. What they share is known.
    """

    files: dict[str, bytes]
    htmls: tuple[str, ...]
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
    held = sources.holding(inside, inside.source)
    site = Site(profile=data.disclosure.profile, is_sample=data.is_sample)
    office = Office(FOLDER, workspace, SiteFile(shown_as(FOLDER / SITE_FILE), site), held)
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
    for address, name in missing.items():
        _suppose(office, address, 单位名称=name, 状态=CONFIDENTIAL, 不公开依据="依法")
    remarks = _with_department(office, disclosure, data.disclosure.department) if disclosure else ()
    unit = office.unit(_path(inside.address))
    if unit.page is None:
        errors = [str(each.message) for each in unit.problems if each.severity is Severity.ERROR]
        return NotRecomputed(f"所附数据文件有错，不能重算：{errors[0] if errors else '没有金额'}", is_wrong=True)
    pages = [unit.page]
    if not held.are_all and _lacks_last_year(unit.page.disclosure, office.library):
        pages.append(_compared(unit.page))
    htmls = tuple(dict.fromkeys(print_html(page, workspace, site, unit.waived) for page in pages))
    if len(htmls) > 1:
        remarks = (*remarks, "没有上年的 PDF 在一起，与上年比较的句子没有核对")
    return Recomputed(_files(unit.page, site), htmls, remarks)


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


def _suppose(office: Office, address: str, **facts: str) -> None:
    """Let an office find a file that says no more than this: a unit kept back by law, a department's name."""
    code, _, year = address.partition("/")
    lines = {"单位代码": code, "年度": year, **facts}
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
    office.files.put(_path(address), text.replace(f'"{year}"', year).encode())


def _with_department(office: Office, disclosure: Disclosure, name: str) -> tuple[str, ...]:
    """Take the department's name from the data where its own file is not at hand and would tell another."""
    head = unit_levels(disclosure.code)[0]
    if head == disclosure.code or name == disclosure.department or office.library.find(head, disclosure.year):
        return ()
    _suppose(office, f"{head}/{disclosure.year}", 单位名称=name, 状态=PUBLISHED)
    return (f"主管部门的名称“{name}”取自 {head}/{disclosure.year}.yaml，它的 PDF 不在一起，没有核对",)


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
