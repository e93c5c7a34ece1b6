"""What a PDF carries: its attachments as it lists them, and those that say what it was made from and what it shows."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import pikepdf

from generator.errors import UnreadableFile
from generator.export.data import DisclosureData
from generator.render.archive import data_attachment

_ADDRESS = re.compile(r"\d{3,12}/\d{4}", re.ASCII)
DATA, PACKAGE = (data_attachment(name, b"").name for name in ("data.json", "datapackage.json"))


@dataclass(frozen=True)
class Inside:
    """One PDF: its bytes and what it carries, by name. `damaged` are those whose own checksum does not fit them."""

    path: Path
    pdf: bytes
    source: bytes | None
    files: Mapping[str, bytes]
    damaged: tuple[str, ...]

    @cached_property
    def data(self) -> DisclosureData | None:
        """What data.json says; nothing where there is none, or none that can be read."""
        try:
            return msgspec.json.decode(self.files.get(DATA, b""), type=DisclosureData)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    @property
    def address(self) -> str:
        """The address that the data give the document: code/year; empty without data or where it is none."""
        said = f"{self.data.disclosure.code}/{self.data.disclosure.year}" if self.data else ""
        return said if _ADDRESS.fullmatch(said) else ""


def csv_name(number: int) -> str:
    """Return the name that a table's comma-separated text has inside a PDF."""
    return data_attachment(f"table-{number}.csv", b"").name


def read_inside(path: Path) -> Inside:
    """Read what a PDF carries; raises UnreadableFile where it is no PDF that can be read."""
    try:
        pdf = path.read_bytes()
        with pikepdf.open(path) as document:
            listed = dict(document.attachments.items())
            files = {name: file.get_file().read_bytes() for name, file in listed.items()}
            sources = [files[name] for name, file in listed.items() if file.obj.get("/AFRelationship") == "/Source"]
            damaged = [name for name, file in listed.items() if _is_damaged(file, files[name])]
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except (pikepdf.PdfError, pikepdf.PasswordError, RecursionError) as error:
        raise UnreadableFile(path, f"不是能读的 PDF（{error}）") from error
    return Inside(path, pdf, sources[0] if len(sources) == 1 else None, files, tuple(damaged))


def _is_damaged(file: pikepdf.AttachedFileSpec, content: bytes) -> bool:
    """Say whether a file is not what its checksum in the PDF says; PDF knows MD5 alone (ISO 32000-1, table 46)."""
    said = file.get_file().md5
    return bool(said) and said != hashlib.md5(content, usedforsecurity=False).digest()
