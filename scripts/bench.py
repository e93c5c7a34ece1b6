"""Times builds of a generated government beside the renderer's own command and a plain loop: `make bench N=1000`.

Every command runs as a process of its own, turn by turn, so that noise falls on all alike; wall time, processor time of
all processes (user and system) and memory of all processes together are medians over the rounds. The PDFs are those of
documents of the reference's size, a sample whose cost is multiplied up to N and marked so. Nothing in this checkout is
written.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmark.documents import change_one_figure, write_government, write_references  # noqa: E402
from benchmark.measuring import Used, adopt_orphans, measured, median, together  # noqa: E402

from generator.build.making import EVERYDAY, print_html  # noqa: E402  # the checkout is what is measured
from generator.build.units import read_units  # noqa: E402
from generator.build.workspace import Workspace  # noqa: E402
from generator.export import files_of  # noqa: E402
from generator.render.pdf import self_contained  # noqa: E402

REFERENCE = ROOT / "units" / "156001" / "2026.yaml"
PAGES_ALONE = ("--no-pdf", "--no-xlsx", "--no-search")
OWN_OPTIONS = ("--pdf-variant", "pdf/a-3a", "--pdf-tags")
"""What the renderer's own command is told, so that it makes the same kind of PDF as a build."""

FLOOR = "plain loop over YAML"
COLD = "cold, no PDF"
ONE_JOB = "cold, no PDF, --jobs 1"
UNCHANGED = "nothing changed"
CHANGED = "one figure changed"
OWN = "weasyprint, once a document"
PAGES = "sample, no PDF"
PRINTED = "sample with PDF"


@dataclass(frozen=True)
class Bench:
    """The folders that the builds read and write."""

    work: Path
    jobs: int

    def folder(self, name: str) -> Path:
        return self.work / name

    def build(self, units: str, *words: str, jobs: int | None = None, anew: bool = False) -> Used:
        """Build one folder of units; anew without what was made before."""
        out, cache = self.folder(f"{units}-site"), self.folder(f"{units}-cache")
        if anew:
            shutil.rmtree(out, ignore_errors=True)
            shutil.rmtree(cache, ignore_errors=True)
        command = [sys.executable, "-m", "generator", "build", "--jobs", str(jobs or self.jobs), *words]
        return measured([*command, "--units", self.folder(units), "--out", out, "--cache", cache])

    def changed(self) -> Used:
        """Build after one figure of the government was changed."""
        change_one_figure(self.folder("government"))
        return self.build("government", *PAGES_ALONE)

    def floor(self) -> Used:
        """Read and print the government's files without any check."""
        script = ROOT / "scripts" / "benchmark" / "floor.py"
        return measured([sys.executable, script, self.folder("government"), self.folder("floor")])

    def own_command(self) -> Used:
        """Lay the sample's documents out by the renderer's own command, one after another."""
        tool = Path(sys.executable).parent / "weasyprint"
        pages = sorted(self.folder("print").glob("*.html"))
        files = [word for file in sorted(self.folder("inside").iterdir()) for word in ("--attachment", file)]
        return together(measured([tool, *OWN_OPTIONS, *files, page, page.with_suffix(".pdf")]) for page in pages)


def main() -> None:
    """Run every command in turn and print what each used."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--unit-years", type=int, default=200, metavar="N")
    parser.add_argument("--documents", type=int, default=10, metavar="D", help="how many PDFs the sample has; 0: none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    os.chdir(ROOT)
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.jobs)
        count = write_government(bench.folder("government"), options.unit_years)
        turns = pages_turns(bench)
        if options.documents:
            write_print_pages(bench, options.documents)
            turns |= print_turns(bench)
        runs: dict[str, list[Used]] = {name: [] for name in turns}
        for _ in range(options.rounds):
            for name, turn in turns.items():
                runs[name].append(turn())
    medians = {name: median(each) for name, each in runs.items()}
    report_pages(medians, count, options.rounds)
    if options.documents:
        report_print(medians, options.documents, count)


def pages_turns(bench: Bench) -> dict[str, Callable[[], Used]]:
    """Name what is timed of the government, in the order in which it is done."""
    build = bench.build
    return {
        FLOOR: bench.floor,
        ONE_JOB: lambda: build("government", *PAGES_ALONE, jobs=1, anew=True),
        COLD: lambda: build("government", *PAGES_ALONE, anew=True),
        UNCHANGED: lambda: build("government", *PAGES_ALONE),
        CHANGED: bench.changed,
    }


def print_turns(bench: Bench) -> dict[str, Callable[[], Used]]:
    """Name what is timed of the sample that has PDFs."""
    return {
        OWN: bench.own_command,
        PAGES: lambda: bench.build("sample", *PAGES_ALONE, anew=True),
        PRINTED: lambda: bench.build("sample", "--no-xlsx", "--no-search", anew=True),
    }


def write_print_pages(bench: Bench, documents: int) -> None:
    """Write the sample, and what another renderer would be given: the HTML of its PDFs, and the files inside them."""
    paths, workspace = write_references(bench.folder("sample"), REFERENCE, documents), Workspace()
    bench.folder("print").mkdir()
    bench.folder("inside").mkdir()
    for unit in read_units(paths, workspace):
        if unit.page is None:
            raise SystemExit("the reference does not build")
        html = self_contained(print_html(unit.page, workspace), workspace.templates)
        page = bench.folder("print") / f"{unit.page.disclosure.code}.html"
        page.write_text(html, encoding="utf-8")
    for name, data in files_of(unit.page, EVERYDAY, with_xlsx=False).items():
        (bench.folder("inside") / Path(name).name).write_bytes(data)
    (bench.folder("inside") / REFERENCE.name).write_bytes(REFERENCE.read_bytes())


def report_pages(medians: dict[str, Used], count: int, rounds: int) -> None:
    """Print one line for each way of building the government."""
    print(f"{count} unit-years, medians of {rounds}")
    print(f"{'':30}{'wall s':>9}{'CPU s':>9}{'MB':>7}{'wall × loop':>13}")
    floor = medians[FLOOR]
    for name in (FLOOR, ONE_JOB, COLD, UNCHANGED, CHANGED):
        used = medians[name]
        print(f"{name:30}{used.wall:9.2f}{used.cpu:9.2f}{used.memory >> 20:7}{used.wall / floor.wall:13.2f}")
    print(f"throughput of {COLD} over {ONE_JOB}: × {medians[ONE_JOB].wall / medians[COLD].wall:.2f}")


def report_print(medians: dict[str, Used], documents: int, count: int) -> None:
    """Print what the sample's PDFs cost beside the renderer's own command, and what that comes to for all."""
    own, pages, printed = medians[OWN], medians[PAGES], medians[PRINTED]
    pdfs = Used(printed.wall - pages.wall, printed.cpu - pages.cpu, printed.memory)
    print(f"\n{documents} documents of the reference's size")
    print(f"{'':30}{'wall s':>9}{'CPU s':>9}{'MB':>7}{'wall × own':>13}{'CPU × own':>12}")
    for name, used in ((OWN, own), ("PDFs in a build", pdfs), (PRINTED, printed)):
        ratios = f"{used.wall / own.wall:13.2f}{used.cpu / own.cpu:12.2f}"
        print(f"{name:30}{used.wall:9.2f}{used.cpu:9.2f}{used.memory >> 20:7}{ratios}")
    wall = medians[COLD].wall + pdfs.wall / documents * count
    print(f"extrapolated from these {documents}: cold with all {count} PDFs {wall:.0f} s")


if __name__ == "__main__":
    main()
