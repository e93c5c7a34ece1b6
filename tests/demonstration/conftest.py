"""The demonstration government's files, taken through every stage, and its site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.sources import find_files
from generator.build.units import Unit, read_units
from generator.build.workspace import Workspace


@pytest.fixture(scope="session")
def units(demonstration_units: Path) -> Path:
    return demonstration_units


@pytest.fixture(scope="session")
def taken(units: Path) -> dict[str, Unit]:
    """Every file by its address, code/year, taken through every stage."""
    found = read_units(find_files(units), Workspace())
    return {f"{unit.source.path.parent.name}/{unit.source.path.stem}": unit for unit in found}


@pytest.fixture(scope="session")
def site(demonstration_site: Path) -> Path:
    return demonstration_site
