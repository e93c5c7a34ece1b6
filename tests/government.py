"""Small governments written in sight of the test that looks at them, and taken through every stage in one process."""

import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from generator.build.making import print_html
from generator.build.sources import find_files
from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace
from generator.problems import Problem, Severity
from generator.view.page import DisclosurePage

WORKSPACE = Workspace()


class Government:
    """A folder of unit files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "units"
        self.folder.mkdir()

    def write(self, code: str, year: int, text: str, name: str = "") -> Path:
        """Write one file: `text` stands below a head that says code, name and year, unless it says them itself."""
        head = {
            "单位代码": code,
            "单位名称": name or f"示例{code}",
            "年度": str(year),
            "版式": "gansu",
            "状态": "已公开",
        }
        lines = [f"{key}: {value}" for key, value in head.items() if not re.search(f"^{key}:", text, re.MULTILINE)]
        path = self.folder / code / f"{year}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n" + text.strip("\n") + "\n", "utf-8")
        return path

    def remove(self, code: str, year: int) -> None:
        (self.folder / code / f"{year}.yaml").unlink()

    def units(self) -> dict[str, Unit]:
        """Every file by its address, code/year."""
        found = read_units(find_files(self.folder), WORKSPACE)
        return {f"{unit.source.path.parent.name}/{unit.source.path.stem}": unit for unit in found}

    def problems(self, address: str, *severities: Severity) -> list[Problem]:
        """The problems of one file: errors and warnings unless others are asked for.

        What rules over typed text say, and what is not reported, is left aside.
        """
        wanted = severities or (Severity.ERROR, Severity.WARNING)
        found = [problem for problem in self.units()[address].problems if problem.severity in wanted]
        return [problem for problem in found if not problem.code.startswith("P") and problem.code != "N108"]

    def codes(self, address: str, *severities: Severity) -> list[str]:
        return [problem.code for problem in self.problems(address, *severities)]

    def page(self, address: str) -> DisclosurePage:
        """A file's page; its problems are told where there is none."""
        unit = self.units()[address]
        assert unit.page is not None, [problem.message for problem in unit.problems]
        return unit.page

    def text(self, address: str) -> str:
        """The whole report as it is laid out for print."""
        return print_html(self.page(address), WORKSPACE)


def simple(amount: str, code: str = "2010301", extra: str = "") -> str:
    """The least that a unit reports: one appropriation, spent under one function code."""
    return f"""
收入: {{一般公共预算财政拨款收入: {amount}}}
支出:
  - {{科目: {code}, 基本支出: {amount}}}
{extra}"""


def cells(page: DisclosurePage) -> Iterator[tuple[str, tuple[str, str], Fraction]]:
    """Every figure of a page's official tables: kind of table, address, exact 元."""
    for table in page.tables:
        for at, figure in table.figures().items():
            yield table.kind, at, Fraction(figure.yuan)


def drawn(folder: Path, *options: str) -> Path:
    """Write the files of the demonstration government, as its script does, and return their folder."""
    script = Path(__file__).parents[1] / "scripts" / "demo.py"
    subprocess.run([sys.executable, str(script), str(folder), *options], check=True, capture_output=True)
    return folder
