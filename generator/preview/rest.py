"""What is made on request alone, by a build's own work: PDFs, downloads, the pages and data over all disclosures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.options import Options
from generator.build.work import Work
from generator.build.workspace import Workspace
from generator.report import Report


@dataclass(frozen=True, slots=True)
class Over:
    """The pages over all disclosures by name, and every problem in the folder."""

    files: Mapping[str, bytes]
    report: Report


class Rest:
    """Makes what a site has beside disclosures' pages; results are kept in a folder that goes with the server."""

    def __init__(self, folder: Path, workspace: Workspace, cache: Path) -> None:
        self._options = Options(folder, Path("preview"), cache=cache, is_preview=True)
        self._workspace = workspace

    def over_all(self) -> Over:
        """Make every page over all disclosures; raises what a build does."""
        work = self._work_over()
        made = work.make(None)
        found = ((name, work.store.get(sha)) for name, sha in work.files(made).items())
        return Over({name: data for name, data in found if data is not None}, work.report(made))

    def data_over(self) -> Mapping[str, bytes]:
        """Make the downloads over all disclosures, by name; raises what a build does."""
        work = self._work_over()
        return work.data_over(work.make(None))

    def _work_over(self) -> Work:
        return Work(replace(self._options, with_pdf=False, with_xlsx=False, with_search=False), self._workspace)

    def file_of(self, address: str, name: str) -> bytes | None:
        """Make one of a disclosure's downloads, its PDF among them; nothing where there is none of that name."""
        work = Work(replace(self._options, only=(address,)), self._workspace)
        for made in work.make(None):
            if name.endswith(".pdf"):
                return work.store.get(work.pdfs([made]).get(name, ""))
            contents = work.plan.contents(made) or {}
            return contents.get(made.files.get(name, ""))
        return None
