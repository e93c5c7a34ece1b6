"""What results depend on beside the data: the program, its templates, schemas and registers, libraries and fonts."""

import functools
import importlib.metadata
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.build.cache import digest
from generator.build.workspace import ROOT, Workspace
from generator.publish import sha256_of_file
from generator.render.fonts import font_files

_PAGE_LIBRARIES = (
    "PyYAML",
    "Jinja2",
    "MarkupSafe",
    "jsonschema",
    "jsonschema-rs",
    "markdown-it-py",
    "msgspec",
    "XlsxWriter",
    "z3-solver",
)
_PRINT_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow")


def page_fingerprint(workspace: Workspace) -> str:
    """Return the hash of everything but the data that problems and pages are made from."""
    return _page_fingerprint(workspace.root)


@functools.cache
def _page_fingerprint(root: Path) -> str:
    folders = (ROOT / "generator", root / "templates", root / "schema")
    return digest([*_contents(folders), *_versions(_PAGE_LIBRARIES)])


def print_fingerprint(workspace: Workspace) -> str:
    """Return the hash of everything but its HTML that a PDF is made from: style sheets, renderer, fonts."""
    root = workspace.root
    style = (
        root / "templates" / "print",
        root / "templates" / "assets",
        ROOT / "generator" / "render",
        ROOT / "generator" / "build" / "printing.py",
    )
    fonts = (f"{family} {sha}".encode() for family, sha in font_hashes(workspace).items())
    return digest([*_contents(style), *_versions(_PRINT_LIBRARIES), *fonts])


def font_hashes(workspace: Workspace) -> dict[str, str]:
    """Return the SHA-256 of each font file by its family; raises MissingFont."""
    return {family: _hash_of(path) for family, path in font_files(workspace.root).items()}


_hash_of = functools.cache(sha256_of_file)


def environment(workspace: Workspace, *, with_pdf: bool) -> dict[str, object]:
    """Return what the manifest says of the environment: versions, and the hashes of the fonts where there are PDFs."""
    libraries = _PAGE_LIBRARIES + (_PRINT_LIBRARIES if with_pdf else ())
    found: dict[str, object] = {
        "program": page_fingerprint(workspace),
        "python": platform.python_version(),
        "libraries": {name: importlib.metadata.version(name) for name in libraries},
    }
    return found | ({"fonts": font_hashes(workspace)} if with_pdf else {})


def _contents(places: Iterable[Path]) -> Iterator[bytes]:
    """Yield the name and the bytes of some files and of every file under some folders, what Python compiled aside."""
    for place in places:
        for path in (place, *sorted(place.rglob("*"))):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(place.parent).as_posix().encode()
                yield path.read_bytes()


def _versions(libraries: Iterable[str]) -> Iterator[bytes]:
    yield platform.python_version().encode()
    for name in libraries:
        yield f"{name} {importlib.metadata.version(name)}".encode()
