"""The same data give the same bytes, whatever the process and the time zone."""

import os
import subprocess
import sys
from pathlib import Path

from tests.build.government import written
from tests.editing import ROOT

NAMES = ("*.csv", "*.json", "*.xlsx", "*.sqlite")


def built(folder: Path, **environment: str) -> dict[str, bytes]:
    site = folder / "site"
    command = [sys.executable, "-m", "generator", "build", "--no-pdf", "--units", written(folder), "--out", site]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, capture_output=True)
    found = (path for name in NAMES for path in site.rglob(name) if path.name != "manifest.json")
    return {str(path.relative_to(site)): path.read_bytes() for path in found}


def test_two_builds_write_the_same_downloads(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = built(tmp_path / "one", PYTHONHASHSEED="1", TZ="Asia/Shanghai")
    two = built(tmp_path / "two", PYTHONHASHSEED="2", TZ="America/New_York")
    assert {"data/budgets.sqlite", "101/2026/101-2026.xlsx", "101/2026/data.json"} <= set(one)
    assert one == two
