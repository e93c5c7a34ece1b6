"""Making disclosures: what it leaves behind in a worker that goes on to the next."""

import gc
import pickle
from pathlib import Path

import pytest

from generator.build.making import Batch, make
from generator.build.sites import read_site
from generator.build.sources import find_files
from generator.build.workspace import Workspace
from tests.build.government import written
from tests.editing import REFERENCE, ROOT

SHANGHAI = ROOT / "examples" / "shanghai" / "units"


def batch(units: Path) -> Batch:
    """Every file of a folder of units."""
    workspace = Workspace()
    given = {f"{path.parent.name}/{path.stem}": path.read_bytes() for path in find_files(units)}
    site = read_site(units, workspace)
    return Batch(workspace.root, units, site, given, tuple(given), frozenset(), with_pdf=True, with_xlsx=False)


@pytest.mark.parametrize("units", [REFERENCE.parents[1], SHANGHAI, None], ids=["gansu", "shanghai", "a government"])
def test_nothing_made_holds_itself_so_that_the_collector_finds_nothing(units: Path | None, tmp_path: Path) -> None:
    wanted = batch(units or written(tmp_path))
    make(wanted)  # what is kept for a process's whole life is made now
    gc.collect()
    gc.disable()
    try:
        assert [each.made.address for each in make(wanted)] == list(wanted.wanted)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_what_was_made_goes_from_process_to_process_unchanged(tmp_path: Path) -> None:
    for making in make(batch(written(tmp_path))):
        assert pickle.loads(pickle.dumps(making)) == making
