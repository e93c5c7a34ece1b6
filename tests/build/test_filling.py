"""The downloads over a large site: the database filled by a worker is the one that a small site's build makes."""

from pathlib import Path

import pytest

from generator.build import work
from generator.build.cache import Cache
from generator.build.filling import Filling, fill
from generator.build.options import Options
from generator.build.run import build
from generator.build.workspace import Workspace
from tests.build.government import written


def built(folder: Path, out: str, cache: str) -> dict[str, bytes]:
    wanted = Options(
        folder / "units",
        folder / out,
        with_pdf=False,
        with_xlsx=False,
        with_search=False,
        cache=folder / cache,
    )
    assert build(wanted, Workspace()).done
    return {path.name: path.read_bytes() for path in (folder / out / "data").iterdir()}


@pytest.fixture
def small(tmp_path: Path) -> dict[str, bytes]:
    written(tmp_path)
    return built(tmp_path, "small", "cache")


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "is_large", lambda _files: True)


def lose(folder: Path, kind: str, damaged: bytes | None) -> None:
    for path in (folder / "cache" / kind).rglob("*"):
        if path.is_file():
            path.unlink() if damaged is None else path.write_bytes(damaged)


@pytest.mark.usefixtures("large")
def test_a_worker_makes_what_the_build_itself_would(tmp_path: Path, small: dict[str, bytes]) -> None:
    assert built(tmp_path, "large", "elsewhere") == small


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("damaged", [None, b"", b"something else"])
def test_rows_that_were_lost_are_made_again(tmp_path: Path, small: dict[str, bytes], damaged: bytes | None) -> None:
    lose(tmp_path, "rows", damaged)
    assert built(tmp_path, "large", "cache") == small


@pytest.mark.usefixtures("large")
def test_without_a_cache_the_rows_go_with_the_task(tmp_path: Path, small: dict[str, bytes]) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    assert built(tmp_path, "large", "file/cache") == small


def test_nothing_is_made_where_rows_were_lost(tmp_path: Path) -> None:
    filled = fill(Filling(Cache(tmp_path / "cache"), ["0" * 64], {}, b""))
    assert filled.lost == {"0" * 64}
    assert filled.data == b""
