"""A build whose layout fails for one disclosure: that one is named, and the site stays as it was."""

import hashlib
from pathlib import Path

import pytest

from generator.build import running
from generator.build.making import Batch, Making
from generator.build.options import Options
from generator.build.run import build
from generator.build.workspace import Workspace
from tests.editing import disclose, edited, placed


def hashes(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_a_rare_character_without_a_glyph_names_the_disclosure_and_changes_nothing(tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    units = placed(tmp_path, edited())
    assert disclose("build", "--no-pdf", "--units", units, "--out", site, "--cache", cache).code == 0
    before = hashes(site)
    file = units / "156001" / "2026.yaml"
    file.write_text(edited(("收支范围: 机关预算", "收支范围: 机关预算𠀀")), "utf-8")
    run = disclose("build", "--units", units, "--out", site, "--cache", cache)
    assert run.code == 2
    assert "156001/2026：排版时出现问题" in run.err
    assert hashes(site) == before


def test_a_mistake_of_ours_names_the_disclosures_that_it_came_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(_batch: Batch) -> list[Making]:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(running, "make", mistaken)
    with pytest.raises(RuntimeError) as raised:
        build(Options(placed(tmp_path, edited()), tmp_path / "site", cache=tmp_path / "cache"), Workspace())
    assert raised.value.__notes__ == ["出错的任务：156001/2026"]
