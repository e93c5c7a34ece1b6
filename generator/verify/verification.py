"""PDFs, folders of them and whole sites verified: each with what differs, and what could not be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from generator.build.workspace import Workspace, shown_as
from generator.errors import UnreadableFile
from generator.publish import MANIFEST
from generator.verify.agreement import departures, deviations, disagreements
from generator.verify.described import misdescribed, misled
from generator.verify.drawn import misdrawn
from generator.verify.inside import MALFORMED, Inside, read_inside
from generator.verify.lettering import lettering
from generator.verify.printed import is_printed, misprinted_cells, misprinted_text
from generator.verify.published import (
    against_ledger,
    against_manifest,
    changed_files,
    is_superseded,
    misplaced,
    site_around,
)
from generator.verify.recomputing import NotRecomputed, Recomputed, recompute
from generator.verify.sources import Sources
from generator.verify.tagged import Tagged


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file: what differs, each with its place, and what was left aside and why."""

    path: str
    differences: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def verify(path: Path, workspace: Workspace) -> list[Verdict]:
    """Verify a PDF, or every PDF in a folder; of a site, every file. Raises UnreadableFile where there is nothing."""
    if not path.exists():
        raise UnreadableFile(path, "没有这个文件或文件夹")
    try:
        return _verdicts(path, workspace)
    except OSError as error:
        raise UnreadableFile(Path(error.filename or path), error.strerror or str(error)) from error


def _verdicts(path: Path, workspace: Workspace) -> list[Verdict]:
    pdfs = sorted(_pdfs(path)) if path.is_dir() else [path]
    is_site = (path / MANIFEST).is_file()
    if not pdfs and not is_site:
        raise UnreadableFile(path, "里面没有 PDF")
    site = site_around(path)
    there = list(_pdfs(site)) if site else pdfs
    superseded = [each for each in there if site and is_superseded(each)]
    sources = Sources([each for each in there if each not in superseded], superseded, are_all=site is not None)
    found = (
        [_verdict(pdf, site, sources, workspace) for pdf in pdfs]
        if path.is_dir()
        else [_verdict_on(read_inside(path), site, sources, workspace)]
    )
    others = [Verdict(shown_as(path / name), (what,)) for name, what in changed_files(path)] if is_site else []
    return found + others


def _pdfs(folder: Path) -> Iterator[Path]:
    """Yield the PDFs in a folder, however their names are written."""
    return (each for each in folder.rglob("*") if each.suffix.lower() == ".pdf")


def _verdict(path: Path, site: Path | None, sources: Sources, workspace: Workspace) -> Verdict:
    """Verify one PDF of several: that one cannot be read keeps no other from being verified."""
    try:
        return _verdict_on(read_inside(path), site, sources, workspace)
    except UnreadableFile as error:
        return Verdict(shown_as(path), (str(error).removesuffix("。"),))


def _verdict_on(inside: Inside, site: Path | None, sources: Sources, workspace: Workspace) -> Verdict:
    if site and is_superseded(inside.path):
        sources = Sources((), are_all=False)  # what stands with it was published later
    again = recompute(inside, sources, workspace)
    found = [*misplaced(inside), *((*against_manifest(inside, site), *against_ledger(inside, site)) if site else ())]
    found += disagreements(inside)
    if isinstance(again, Recomputed):
        found += deviations(inside, again.files)
    elif again.disclosure and not again.is_wrong:
        found += departures(inside, again.disclosure)
    else:
        found.append(again.reason)
    found += _printed(inside, again)
    letters = lettering(inside.pdf, workspace.root)
    found += letters.differences
    return Verdict(shown_as(inside.path), tuple(found), (*_remarks(again), *letters.remarks))


def _remarks(again: Recomputed | NotRecomputed) -> Iterator[str]:
    """Yield what was left aside and why."""
    if isinstance(again, NotRecomputed) and not again.is_wrong:
        yield f"{again.reason}，只核对了所附数据、页面和数据文件自己的数"
    if isinstance(again, Recomputed):
        yield from again.remarks


def _printed(inside: Inside, again: Recomputed | NotRecomputed) -> Iterator[str]:
    """Yield what the pages print otherwise than the data inside say; sentences where they could be worked out."""
    try:
        tagged = Tagged(inside.pdf)
        if lost := tagged.lost_pages():
            yield f"标签所指的页不在：少了 {len(lost)} 页"
        yield from misdrawn(tagged)
        if inside.data:
            yield from misprinted_cells(tagged, inside.data)
        if isinstance(again, Recomputed):
            found = list(misprinted_text(tagged, again.htmls))
            if not any(is_printed(tagged, html) for html in again.earlier):
                yield from found
            yield from misdescribed(tagged, (*again.htmls, *again.earlier))
        yield from misled(tagged)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, *MALFORMED):
        yield "文件结构异常，不能核对页面上的文字"
