"""Importing in tests: a folder of units, a workbook, what is said and what the file holds afterwards."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from generator.build.importing import Imported, import_workbook
from generator.build.units import Office
from generator.build.workspace import Workspace
from generator.model.disclosure import Disclosure
from generator.problems import Severity
from tests.editing import REFERENCE, placed

WORKSPACE = Workspace()
FIXTURES = Path(__file__).parent / "fixtures"
ADDRESS = ("156001", "2026")


@dataclass(frozen=True)
class Outcome:
    """One import into the reference file, or into nothing."""

    done: Imported
    before: str
    after: str

    def said(self, *severities: Severity) -> list[str]:
        """What is said of the workbook, place first."""
        wanted = severities or (Severity.ERROR,)
        return [f"{remark.place} {remark.text}" for remark in self.done.remarks if remark.severity in wanted]

    def changes(self) -> list[str]:
        """The lines that went and came."""
        lines = difflib.unified_diff(self.before.split("\n"), self.after.split("\n"), lineterm="", n=0)
        return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def imported(folder: Path, workbook: Path, text: str | None = None, *, into_nothing: bool = False) -> Outcome:
    """Import a workbook into the reference file, another text of it, or a file that is not there yet."""
    before = "" if into_nothing else text if text is not None else REFERENCE.read_text("utf-8")
    units = folder / "units" if into_nothing else placed(folder, before)
    done = import_workbook(workbook, units, WORKSPACE, *ADDRESS, profile="gansu")
    path = units / "156001" / "2026.yaml"
    return Outcome(done, before, path.read_bytes().decode() if path.exists() else "")


def disclosure_at(units: Path) -> Disclosure:
    """What the file of the reference's address holds."""
    found = Office(units, WORKSPACE).library.get("156001", 2026)
    assert found is not None
    return found


def facts(disclosure: Disclosure, sheet: str) -> dict[tuple[str, str, str], str]:
    """The typed amounts of a list, without what only the text tells."""
    return {
        (line.fund, line.row, column): f"{entry.value.normalize():f}"
        for line in disclosure.lines[sheet]
        for column, entry in line.amounts.items()
    }


def printed(units: Path) -> dict[str, list[str]]:
    """The amounts of every official table, as printed."""
    page = Office(units, WORKSPACE).unit(units / "156001" / "2026.yaml").page
    assert page is not None
    return {
        table.kind: [cell.text for row in table.rows for cell in row.cells if cell.is_amount]
        for table in page.tables
        if not table.is_performance
    }
