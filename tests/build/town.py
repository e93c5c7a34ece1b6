"""Two units published time and again, each time from nothing but their files and the folder that plays the served site.

The renderer is a stand-in, so that another font is another word and a publication takes no layout.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.build import editions, permanence, work
from generator.build.options import Options
from generator.build.printing import Printing
from generator.build.run import Outcome, build
from generator.problems import Problem, Severity
from generator.publish import sha256
from tests.government import WORKSPACE, Government, simple

ADDRESS, PDF = "101001/2026", "101001/2026/101001-2026.pdf"
DATED = "公开日期: 2026-02-02\n"
CORRECTED = DATED + "更正:\n  - {日期: 2026-03-10, 说明: 基本支出误为100万元，更正为120万元。}\n"
RERENDERED = "重排:\n  - {日期: 2026-05-01, 说明: 换用新的字体。}\n"


def set_in(font: str, printing: Printing) -> bytes:
    """Stand for the renderer: what is printed, the font that it is set in, and the unit file."""
    (source,) = (each.content for each in printing.attachments if each.relationship == "Source")
    return f"%PDF {font} {sha256(printing.html)}\n".encode() + source


def source_in(pdf: bytes) -> bytes:
    """Return the unit file that stands in such a PDF."""
    return pdf.partition(b"\n")[2]


class Town:
    """Two units, published time and again, each time from nothing but their files and the served site."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._monkeypatch = folder, monkeypatch
        self.files = Government(folder)
        self.files.write("101001", 2026, simple("100.00", extra=DATED), name="示例市教育局本级")
        self.files.write("102001", 2026, simple("50.00", extra=DATED), name="示例市档案馆")
        self.site_says("")
        self.set_with("仿宋")
        monkeypatch.setattr(editions, "source_in", source_in)
        self._builds = 0

    def site_says(self, text: str) -> None:
        (self.files.folder / "site.yaml").write_text(f"标题: 示例市部门预算公开\n{text}", "utf-8")

    def set_with(self, font: str) -> None:
        for module in (work, permanence):
            self._monkeypatch.setattr(module, "print_fingerprint", lambda _workspace: font)
        self._monkeypatch.setattr(work, "lay_out", partial(set_in, font))

    def write(self, amount: str, extra: str) -> None:
        self.files.write("101001", 2026, simple(amount, extra=extra), name="示例市教育局本级")

    def build(self, served: Path | None = None) -> tuple[Path, Outcome]:
        self._builds += 1
        out, cache = (self.folder / f"{name}-{self._builds}" for name in ("site", "cache"))
        wanted = Options(self.files.folder, out, jobs=1, cache=cache, published=str(served or ""))
        return out, build(wanted, WORKSPACE)

    def publish(self, served: Path | None = None) -> Path:
        out, outcome = self.build(served)
        assert outcome.done, outcome.report.problems
        return out

    def refused(self, served: Path) -> list[Problem]:
        """What keeps a publication from being made; nothing of it is."""
        out, outcome = self.build(served)
        assert not outcome.done
        assert not out.exists()
        return [each for each in outcome.report.problems if each.severity is Severity.ERROR]


def ledger(site: Path, address: str = ADDRESS) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / "ledger.json").read_text("utf-8"))["disclosures"][address]
    return found


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
