"""What the hash of a PDF depends on."""

import shutil
from pathlib import Path

import pytest

from generator.build import fingerprint
from generator.build.workspace import ROOT, Workspace


@pytest.mark.parametrize(
    "name", ["generator/build/printing.py", "generator/render/pdf.py", "templates/print/print.css"]
)
def test_what_lays_a_pdf_out_is_in_its_hash(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("generator/build", "generator/render", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / ".setup").symlink_to(ROOT / ".setup")
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    before = fingerprint.print_fingerprint(Workspace(tmp_path))
    (tmp_path / name).write_text("/* something else */")
    assert fingerprint.print_fingerprint(Workspace(tmp_path)) != before
