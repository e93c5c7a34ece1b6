"""Coarse fonts are kept between builds: made anew where they are damaged, or what makes them changed."""

import shutil
from pathlib import Path

import pytest

from generator.render import fonts, outlines
from generator.render.fonts import _coarse


class Workshop:
    """A folder of coarse fonts, each of which is a copy with one more byte."""

    def __init__(self, folder: Path) -> None:
        self.source, self.kept, self.made = folder / "Fang.otf", folder / "kept", 0
        self.source.write_bytes(b"outlines")

    def coarsen(self, source: Path, target: Path) -> None:
        self.made += 1
        target.write_bytes(source.read_bytes() + b".")

    def font(self) -> Path:
        return _coarse(self.source, self.kept)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    workshop = Workshop(tmp_path)
    monkeypatch.setattr(outlines, "coarsen", workshop.coarsen)
    return workshop


def test_a_font_is_made_once(workshop: Workshop) -> None:
    assert workshop.font() == workshop.font()
    assert workshop.font().read_bytes() == b"outlines."
    assert workshop.made == 1


@pytest.mark.parametrize("damaged", [b"", b"outlin", b"outlinez."])
def test_a_damaged_font_is_made_anew(damaged: bytes, workshop: Workshop) -> None:
    workshop.font().write_bytes(damaged)
    assert workshop.font().read_bytes() == b"outlines."
    assert workshop.made == 2


def test_what_a_killed_build_left_is_no_font(workshop: Workshop) -> None:
    there = workshop.font()
    there.rename(there.with_name(f"{there.stem.rpartition('-')[0]}.new")).write_bytes(b"outl")
    assert workshop.font().read_bytes() == b"outlines."


@pytest.mark.parametrize("part", ["source", "fonts.py", "outlines.py", "fontTools"])
def test_a_font_is_made_anew_where_what_makes_it_changed(
    part: str, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("fonts.py", "outlines.py"):
        shutil.copy(Path(fonts.__file__).with_name(name), tmp_path)
    monkeypatch.setattr(fonts, "_HERE", tmp_path / "fonts.py")
    before = workshop.font()
    if part == "source":
        workshop.source.write_bytes(b"other outlines")
    elif part == "fontTools":
        monkeypatch.setattr(fonts, "version", lambda name: f"another {name}")
    else:
        (tmp_path / part).write_text("GRID = 7")
    assert workshop.font() != before
    assert workshop.made == 2
