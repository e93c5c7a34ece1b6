"""The PDF renderer: sealed, complaining aloud, the same bytes for the same input."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from generator.build.workspace import Workspace
from generator.render import fonts, pdf
from generator.render.pdf import NotReady, RendererComplained, pdf_from_html

TEMPLATES = Workspace().templates
RARE = "昇旻喆玥璟赟垚祎芃㎡"


def document(body: str) -> str:
    return f'<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>试</title></head><body>{body}</body></html>'


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_rare_characters_are_set_in_the_fallback_font() -> None:
    assert RARE in text_of(pdf_from_html(document(f"<p>{RARE}</p>"), TEMPLATES))


@pytest.mark.parametrize("character", ["\U0001f9ff", "\ue123", "ء"])
def test_a_character_that_no_font_has_fails_the_build(character: str) -> None:
    with pytest.raises(RendererComplained):
        pdf_from_html(document(f"<p>预算{character}</p>"), TEMPLATES)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.com/a.png" alt="">',
        '<img src="file:///etc/passwd" alt="">',
        '<img src="../../../etc/passwd" alt="">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        "<style>@import url(https://example.com/a.css);</style>",
        '<style>p { background: url("file:///etc/hostname") }</style><p>试</p>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_nothing_is_read_but_the_fonts(body: str) -> None:
    with pytest.raises(RendererComplained):
        pdf_from_html(document(body), TEMPLATES)


def test_bad_style_fails_the_build() -> None:
    with pytest.raises(RendererComplained):
        pdf_from_html(document("<style>p { colr: red }</style><p>试</p>"), TEMPLATES)


def test_the_same_input_gives_the_same_bytes() -> None:
    html = document("<p>2026年预算 405.31万元</p>")
    assert pdf_from_html(html, TEMPLATES) == pdf_from_html(html, TEMPLATES)


def test_a_missing_font_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSE_FONTS", str(tmp_path))
    with pytest.raises(fonts.MissingFont, match="make setup"):
        fonts.font_files(tmp_path)


def test_a_missing_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_SUBSETTER", "libharfbuzz-subset-that-is-not-there.so.0")
    shutil.copytree(Workspace().root / ".setup", tmp_path / ".setup")
    with pytest.raises(fonts.MissingLibrary, match="libharfbuzz-subset0"):
        fonts.isolate(tmp_path)


@pytest.mark.parametrize(
    ("cause", "told", "said"),
    [
        (fonts.MissingLibrary("libharfbuzz-subset.so.0"), fonts.MissingLibrary, "libharfbuzz-subset0"),
        (PermissionError(13, "Permission denied", ".cache/fontconfig"), NotReady, r"准备不了：.*\.cache/fontconfig"),
    ],
)
def test_what_a_machine_lacks_is_said_by_the_layout(
    cause: Exception, told: type[Exception], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def isolate(_root: Path) -> None:
        raise cause

    monkeypatch.setattr(pdf, "isolate", isolate)
    with pytest.raises(told, match=said):
        pdf_from_html(document("<p>预算</p>"), tmp_path / "templates")
