"""Fixtures that several groups of tests share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from generator.build.run import Options, build
from generator.build.workspace import Workspace
from tests.government import drawn

settings.register_profile("unshrunk", phases=(Phase.explicit, Phase.generate))
"""For runs that ask whether a test fails, not on what."""

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own units, built once a session by the command as a user runs it."""
    site = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "generator", "build", "--units", "units", "--out", str(site)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if result.returncode:
        pytest.fail(
            f"{' '.join(command)} ended with {result.returncode}\n{result.stdout}\n{result.stderr}", pytrace=False
        )
    return site


@pytest.fixture(scope="session")
def demonstration_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the demonstration government."""
    return drawn(tmp_path_factory.mktemp("demonstration") / "units")


@pytest.fixture(scope="session")
def demonstration_site(demonstration_units: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration government, built once a session, without PDFs."""
    site = tmp_path_factory.mktemp("demonstration-site") / "site"
    assert build(Options(demonstration_units, site, with_pdf=False), Workspace()).done
    return site
