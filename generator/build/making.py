"""Making disclosures from source bytes: what runs in a worker process, here or on another machine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.build.editions import edition_of
from generator.build.pages import page_html
from generator.build.sites import SiteFile
from generator.build.units import Office, Unit
from generator.build.workers import naming
from generator.build.workspace import Workspace
from generator.check.tally import Tally
from generator.check.waivers import Waived
from generator.export import files_of, long_rows
from generator.export.appendix import appendix_of
from generator.export.origins import figures_script, origins_of
from generator.model.disclosure import CONFIDENTIAL, Disclosure
from generator.model.ledger import Edition
from generator.model.site import Site
from generator.problems import Problem, Severity
from generator.publish import sha256
from generator.render.html import render_html
from generator.render.standalone import standalone
from generator.view.overview import overview_of
from generator.view.page import DisclosurePage
from generator.view.places import Places
from generator.view.summary import Summary, Withheld, summary_from_page, withheld_from_disclosures

EVERYDAY = Site()
"""The site where nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some disclosures to make, by address, and the bytes of every file that they may ask for, by address.

    `clean` are those of these files that have no error, as a build before found.
    """

    root: Path
    folder: Path
    site_file: SiteFile
    given: Mapping[str, bytes]
    wanted: tuple[str, ...]
    clean: frozenset[str]
    with_pdf: bool
    with_xlsx: bool
    superseded: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Published revisions by address, for the pages of newer ones to link to."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one file, in values that can be kept: nothing of it refers to a place in memory.

    `asked` are the addresses that it depends on, its own among them; `problems` are errors and warnings, of notes there
    is the number, since a build tells no more of them and they are six times as long as all the rest; `files` are the
    hashes of the files that it gives the site, by name; `laid_out` is the hash of the HTML that its PDF is made from,
    and `rows` that of its part of the long form of all amounts; nothing where it is not published.
    """

    address: str
    asked: tuple[str, ...]
    problems: tuple[Problem, ...]
    notes: int
    is_refused: bool
    summary: Summary | None
    withheld: Withheld | None
    tallies: dict[str, Tally]
    waived: tuple[Waived, ...]
    files: dict[str, str]
    laid_out: str
    rows: str
    edition: Edition | None = None
    """How it is held against what was published; nothing where it is not published, or without PDFs."""

    def __reduce__(self) -> tuple[Callable[[bytes], "Made"], tuple[bytes]]:
        """Go from process to process as it is kept: its thousand small objects take much longer one by one."""
        return made_from_bytes, (bytes_from_made(self),)


@dataclass(frozen=True, slots=True)
class Making:
    """One disclosure as it comes from a worker: what can be kept, its files' bytes by their hash, and its rows."""

    made: Made
    contents: dict[str, bytes]
    rows: bytes


def make(batch: Batch) -> list[Making]:
    """Take some files through every stage up to their pages."""
    workspace = Workspace(batch.root)
    office = Office(batch.folder, workspace, batch.site_file, batch.given, batch.clean)
    made = []
    for address in batch.wanted:
        with naming(address):
            made.append(make_one(office, address, batch))
    return made


def make_one(office: Office, address: str, batch: Batch) -> Making:
    """Take one file through every stage up to its page, reading what it depends on through the office."""
    with office.library.recording() as asked:
        unit = office.unit(office.folder / f"{address}.yaml")
    addresses = {address} | {f"{code}/{year}" for code, year in asked}
    disclosure = unit.source.disclosure
    withheld = disclosure if disclosure and disclosure.state == CONFIDENTIAL else None
    site = office.site_file.site
    page = unit.page if unit.page and _may_stand(unit.page.disclosure, address, is_preview=site.is_preview) else None
    places = Places(page.tables if page else ())
    summary = summary_from_page(page, places) if page else None
    files = page_files(page, unit, office, batch, places) if page else {}
    html = print_html(page, office.workspace, site, unit.waived) if page and batch.with_pdf else ""
    printed, rows = html.encode(), long_rows(page) if page else b""
    contents = {sha256(data): data for data in (*files.values(), printed) if data}
    weighty = tuple(problem for problem in unit.problems if problem.severity is not Severity.NOTE)
    made = Made(
        address=address,
        asked=tuple(sorted(addresses)),
        problems=weighty,
        notes=len(unit.problems) - len(weighty),
        is_refused=unit.is_refused,
        summary=summary,
        withheld=next(iter(withheld_from_disclosures([withheld])), None) if withheld else None,
        tallies=dict(unit.tallies),
        waived=unit.waived,
        files={name: sha256(data) for name, data in files.items()},
        laid_out=sha256(printed) if printed else "",
        rows=sha256(rows) if rows else "",
        edition=edition_of(unit, html) if html else None,
    )
    return Making(made, contents, rows)


def _may_stand(disclosure: Disclosure, address: str, *, is_preview: bool) -> bool:
    """Say whether a disclosure has a page: it is one of the site, and its content says the address that its place does.

    The files of one that says another address (N105) would be that one's.
    """
    return f"{disclosure.code}/{disclosure.year}" == address and (disclosure.is_published or is_preview)


def page_files(page: DisclosurePage, unit: Unit, office: Office, batch: Batch, places: Places) -> dict[str, bytes]:
    """Render one disclosure's files for the site, its PDF aside; names are from the site's root."""
    folder = f"{page.disclosure.code}/{page.year}/"
    site, overview = office.site_file.site, overview_of(page)
    values = {
        "page": page,
        "overview": overview,
        "waived": unit.waived,
        "ids": places.ids,
        "has_pdf": batch.with_pdf,
        "has_xlsx": batch.with_xlsx,
        "superseded": _superseded(page, batch),
    }
    html = page_html("pages/disclosure.html.j2", folder, site, office.workspace, **values)
    origins = origins_of(page, unit.judgements)
    files = {f"{folder}index.html": html, f"{folder}figures.js": figures_script(origins)}
    alone = standalone(html.decode(), f"{site.address}{folder}" if site.address else "", office.workspace.templates)
    files[f"{folder}{page.disclosure.code}-{page.year}.html"] = alone.encode()
    name, values = f"{folder}sources.html", {"page": page, "appendix": appendix_of(origins)}
    files[name] = page_html("pages/sources.html.j2", name, site, office.workspace, **values)
    return files | files_of(page, site, with_xlsx=batch.with_xlsx)


def _superseded(page: DisclosurePage, batch: Batch) -> tuple[int, ...]:
    """Return the revisions before a page's own that the site keeps, the newest first."""
    published = batch.superseded.get(f"{page.disclosure.code}/{page.year}", ())
    return tuple(sorted((each for each in published if each < page.disclosure.revision), reverse=True))


def print_html(
    page: DisclosurePage, workspace: Workspace, site: Site = EVERYDAY, waived: tuple[Waived, ...] = ()
) -> str:
    """Return the HTML that the PDF of a disclosure is laid out from."""
    return render_html(
        workspace.templates, "print/disclosure.html.j2", page=page, overview=overview_of(page), waived=waived, site=site
    )


def bytes_from_made(made: Made) -> bytes:
    """Write what became of a file, to be kept."""
    return msgspec.msgpack.encode(made)


def made_from_bytes(data: bytes) -> Made:
    """Read what became of a file."""
    return msgspec.msgpack.decode(data, type=Made)
