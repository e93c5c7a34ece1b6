"""Fixtures that several groups of tests share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, settings

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
