"""The fonts that PDFs are set in: where they are, and keeping every other font of the machine out.

Fandol sets text in 仿宋 and 楷体, Noto CJK titles in 宋体 and headings in 黑体 and the rare characters that Fandol
lacks, Liberation Serif Latin letters and digits. Fandol and Liberation are loaded from their files under family names
of their own, because their files do not tell weights apart; Noto's collections are found by their own names.
"""

import ctypes
import functools
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.errors import GeneratorError

_NOTO = Path("/usr/share/fonts/opentype/noto")
_LIBERATION = Path("/usr/share/fonts/truetype/liberation")
_COLLECTIONS = ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc")
_SUBSETTER = "libharfbuzz-subset.so.0"


class MissingFont(GeneratorError):
    """A font file that the style sheets name is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"缺少字体 {path.name}（应在 {path.parent}）。请运行 make setup；"
            "或安装软件包 fonts-noto-cjk、fonts-liberation，Fandol 字体来自 texlive-lang-chinese。"
        )


class MissingLibrary(GeneratorError):
    """The library that cuts fonts to the characters used is not there; without it a PDF takes ten times as long."""

    def __init__(self, name: str) -> None:
        super().__init__(f"缺少程序库 {name}。请运行 make setup，或安装软件包 libharfbuzz-subset0。")


def font_files(root: Path) -> dict[str, Path]:
    """Return the font files by the family name that the style sheets use, collections by theirs; raises MissingFont."""
    fandol = Path(os.environ.get("DISCLOSE_FONTS", root / ".setup" / "fonts"))
    files = {
        "Fang": fandol / "FandolFang-Regular.otf",
        "Kai": fandol / "FandolKai-Regular.otf",
        "Latin": _LIBERATION / "LiberationSerif-Regular.ttf",
        "Latin Bold": _LIBERATION / "LiberationSerif-Bold.ttf",
        **{name: _NOTO / name for name in _COLLECTIONS},
    }
    for path in files.values():
        if not path.is_file():
            raise MissingFont(path)
    return files


@functools.cache
def isolate(root: Path) -> dict[str, Path]:
    """Make fontconfig see the project's fonts alone; call it before the renderer is imported, once a process.

    Raises MissingFont or MissingLibrary, saying what to install.
    """
    files = font_files(root)
    try:
        ctypes.CDLL(_SUBSETTER)
    except OSError as error:
        raise MissingLibrary(_SUBSETTER) from error
    folder = root / ".cache" / "fontconfig"
    text = _fontconfig(files, folder / "cache")
    config = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"  # processes may have different fonts
    _write_once(config, text)
    os.environ["FONTCONFIG_FILE"] = str(config)
    return files


def _fontconfig(files: Mapping[str, Path], cache: Path) -> str:
    """Write a configuration that knows these files and no other font of their folders."""
    folders = "".join(f"<dir>{folder}</dir>" for folder in sorted({str(path.parent) for path in files.values()}))
    accepted = "".join(f"<glob>{path}</glob>" for path in files.values())
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig>{folders}<cachedir>{cache}</cachedir><selectfont><rejectfont><glob>*</glob></rejectfont>"
        f"<acceptfont>{accepted}</acceptfont></selectfont></fontconfig>\n"
    )


def _write_once(path: Path, text: str) -> None:
    """Write a file that several processes may want at once, each the same."""
    if path.is_file() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
        stream.write(text)
    os.replace(stream.name, path)


def font_faces(files: Mapping[str, Path]) -> str:
    """Write the @font-face rules of the fonts; Latin ones are limited to the letters and digits of Chinese text."""
    rules = []
    for family, path in files.items():
        if family not in _COLLECTIONS:
            limit = " unicode-range: U+20-7E;" if family.startswith("Latin") else ""
            rules.append(f'@font-face {{ font-family: "{family}"; src: url("{path.as_uri()}");{limit} }}')
    return "\n".join(rules) + "\n"
