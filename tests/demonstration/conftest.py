"""The demonstration government, drawn, checked and built once a session."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.build.run import Options, build
from generator.build.sources import find_files
from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace

ROOT = Path(__file__).parents[2]


def drawn(folder: Path, *options: str) -> Path:
    """Run the script as `make demo` does."""
    command = [sys.executable, "scripts/demo.py", str(folder), *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn(tmp_path_factory.mktemp("demonstration") / "units")


@pytest.fixture(scope="session")
def taken(units: Path) -> dict[str, Unit]:
    """Every file by its address, code/year, taken through every stage."""
    found = read_units(find_files(units), Workspace())
    return {f"{unit.source.path.parent.name}/{unit.source.path.stem}": unit for unit in found}


@pytest.fixture(scope="session")
def site(units: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("demonstration-site") / "site"
    assert build(Options(units, site, with_pdf=False), Workspace()).done
    return site
