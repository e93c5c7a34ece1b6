"""A folder of units as it stood at one moment, and the page of each disclosure in it, made when it is asked for."""

from dataclasses import dataclass
from pathlib import Path

from generator.build.files import Known, address_of
from generator.build.making import Batch, make_one
from generator.build.plan import read_sources
from generator.build.sites import read_site
from generator.build.sources import find_files, stray_problems
from generator.build.units import Office, report_from
from generator.build.workspace import Workspace, shown_as
from generator.load import lines_of
from generator.problems import Problem
from generator.report import Report


@dataclass(frozen=True, slots=True)
class Look:
    """What becomes of one file: its page, unless there is none, and what is wrong with it and with the site file.

    Notes are counted alone.
    """

    html: bytes
    report: Report


class Edition:
    """The files of one moment; `known` carries what was read over from the edition before."""

    def __init__(self, folder: Path, workspace: Workspace, known: Known) -> None:
        self.site_file = read_site(folder, workspace, is_preview=True)
        self.sources = read_sources(folder, find_files(folder))
        self.strays = stray_problems(folder)
        contents = self.sources.contents
        for path, data in [key for key in known if contents.get(address_of(key[0])) != key[1]]:
            del known[path, data]
        self._office = Office(self.sources.folder, workspace, self.site_file, contents, known=known)
        self._batch = Batch(
            workspace.root, folder, self.site_file, contents, (), frozenset(), with_pdf=True, with_xlsx=True
        )

    def stands_as(self, other: "Edition") -> bool:
        """Say whether nothing differs between two moments."""
        mine, theirs = (
            (each.site_file, each.sources.hashes, each.sources.unreadable, each.strays) for each in (self, other)
        )
        return mine == theirs

    def look(self, address: str) -> Look | None:
        """Take one file through every stage; nothing where there is no file at that address."""
        path = self.sources.folder / f"{address}.yaml"
        if address in self.sources.unreadable:
            return Look(b"", self._report(path, self.sources.unreadable[address]))
        if address not in self.sources.contents:
            return None
        making = make_one(self._office, address, self._batch)
        sha = making.made.files.get(f"{address}/index.html", "")
        report = self._report(path, making.made.problems, making.made.notes)
        return Look(making.contents[sha] if sha else b"", report)

    def _report(self, path: Path, problems: tuple[Problem, ...], notes: int = 0) -> Report:
        lines = lines_of(self.sources.contents.get(address_of(path), b""))
        return report_from([problems], {shown_as(path): lines}, [self.site_file], [], notes=notes)
