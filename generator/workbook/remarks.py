"""What is said of a workbook: the place as spreadsheets name it, what was found there, what was expected."""

from dataclasses import dataclass

from generator.problems import Severity
from generator.source import shortened, visible
from generator.workbook.cells import At, name_of


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet, or a whole sheet."""

    sheet: str
    at: At | None = None

    def __str__(self) -> str:
        name = visible(self.sheet)
        return f"{name}!{name_of(self.at)}" if self.at is not None else name


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence on one place of a workbook."""

    place: Place
    severity: Severity
    text: str


def quoted(text: str) -> str:
    """Show in a message what stands in a cell."""
    return f"“{shortened(text)}”"
