"""The sources that can be had without a network: a PDF's own, and those inside the PDFs that stand with it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.errors import UnreadableFile
from generator.verify.inside import read_inside


class Sources(Mapping[str, bytes]):
    """Source files by address, each taken out of the PDF called <code>-<year>.pdf when it is first asked for.

    `are_all` says that they are those of a whole site: what is not there was not published. `superseded` are the PDFs
    that the site keeps of revisions which were corrected.
    """

    def __init__(self, paths: Iterable[Path], superseded: Iterable[Path] = (), *, are_all: bool) -> None:
        self.are_all = are_all
        self._superseded = tuple(superseded)
        self._paths = {_address(path): path for path in paths}
        self._found: dict[str, bytes | None] = {}

    def holding(self, given: Mapping[str, bytes]) -> "Sources":
        """Return the same sources, at some addresses these."""
        found = Sources(self._paths.values(), self._superseded, are_all=self.are_all)
        found._found = {**self._found, **given}
        return found

    def earlier(self, year: int) -> Iterator["Sources"]:
        """Yield the same sources as they stood before those of a year were corrected, the oldest revision first."""
        of_year = [path for path in self._superseded if _address(path).endswith(f"/{year}")]
        for folder in sorted({path.parent.name for path in of_year}):
            then = {_address(path): path for path in of_year if path.parent.name == folder}
            found = Sources({**self._paths, **then}.values(), are_all=self.are_all)
            found._found = {address: source for address, source in self._found.items() if address not in then}
            yield found

    def _source(self, address: str) -> bytes | None:
        if address not in self._found:
            self._found[address] = self._read(address)
        return self._found[address]

    def _read(self, address: str) -> bytes | None:
        path = self._paths.get(address)
        try:
            return read_inside(path).source if path else None
        except UnreadableFile:
            return None  # told where that PDF is verified itself

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and self._source(address) is not None

    def __getitem__(self, address: str) -> bytes:
        source = self._source(address)
        if source is None:
            raise KeyError(address)
        return source

    def __iter__(self) -> Iterator[str]:
        return (address for address in {**self._paths, **self._found} if address in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _address(path: Path) -> str:
    return path.stem.replace("-", "/")
