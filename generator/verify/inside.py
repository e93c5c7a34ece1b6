"""What a PDF carries: its attachments as it lists them, and those that say what it was made from and what it shows."""

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import pikepdf

from generator.errors import UnreadableFile
from generator.export.data import DisclosureData
from generator.render.archive import Attachment, data_attachment, source_attachment

MALFORMED = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What reading a structure raises that is not built as PDF wants it."""
_MOST = 64 << 20
_TABLE = re.compile(r"表(\d+)\.csv", re.ASCII)
_ADDRESS = re.compile(r"\d{3,12}/\d{4}", re.ASCII)
_OVER_TABLES = {each.name: each for each in (data_attachment(f"{name}.json", b"") for name in ("data", "datapackage"))}
DATA, PACKAGE = _OVER_TABLES


@dataclass(frozen=True)
class Inside:
    """One PDF: its bytes and what it carries, by name.

    `damaged` says of attachments what is wrong with their bytes, `mislabelled` what is with how they are listed.
    """

    path: Path
    pdf: bytes
    source: bytes | None
    files: Mapping[str, bytes]
    damaged: Mapping[str, str]
    mislabelled: tuple[str, ...] = ()

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
            read = {name: _content(file) for name, file in document.attachments.items()}
            sources = [
                read[name][0]
                for name, file in document.attachments.items()
                if file.obj.get("/AFRelationship") == "/Source"
            ]
            mislabelled = _labels_amiss(document)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except (pikepdf.PdfError, pikepdf.PasswordError, *MALFORMED) as error:
        raise UnreadableFile(path, f"不是能读的 PDF（{error}）") from error
    return Inside(
        path,
        pdf,
        sources[0] if len(sources) == 1 else None,
        {name: content for name, (content, _) in read.items()},
        {name: what for name, (_, what) in read.items() if what},
        mislabelled,
    )


def _labels_amiss(document: pikepdf.Pdf) -> tuple[str, ...]:
    """Say what is wrong with how attachments are listed; what is listed as no PDF is keeps none from being read."""
    try:
        return tuple(_mislabelled(document))
    except MALFORMED:
        return ("附件的列法不合 PDF 的写法，没有核对",)


def _mislabelled(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield what readers may show of attachments otherwise than the program lists them."""
    for name, file in document.attachments.items():
        wanted = _as_listed(name)
        others = {str(file.obj.get(key, "")) for key in ("/F", "/UF")} - {name}
        yield from (f"附件“{name}”另有名称“{other}”" for other in sorted(others))
        for shown, key, right in (
            ("说明", "/Desc", wanted.description),
            ("与本文件的关系", "/AFRelationship", f"/{wanted.relationship}"),
        ):
            if (said := str(file.obj.get(key, ""))) != right:
                yield f"附件“{name}”的{shown}是“{said}”，应是“{right}”"
        if list(file.obj.EF.keys()) != ["/F"]:
            yield f"附件“{name}”附了不止一份内容"
    listed = [each.objgen for each in document.Root.get("/AF", ())]
    if sorted(listed) != sorted(file.obj.objgen for file in document.attachments.values()):
        yield "列出的关联文件（AF）与附件不一致"


def _as_listed(name: str) -> Attachment:
    """Return how the program lists a file that has this name inside its PDF."""
    table = _TABLE.fullmatch(name)
    if table:
        return data_attachment(f"table-{table[1]}.csv", b"")
    return _OVER_TABLES.get(name) or source_attachment("", b"")


def _content(file: pikepdf.AttachedFileSpec) -> tuple[bytes, str]:
    """Return an attachment's bytes, none where they cannot be read, and what is wrong with them."""
    try:
        stream = file.get_file()
        content, said = _unpacked(stream.obj), stream.md5
    except (pikepdf.PdfError, zlib.error, *MALFORMED):
        return b"", "读不了，内容已损坏"
    if len(content) > _MOST:
        return b"", f"展开后超过 {_MOST >> 20} MB，没有读"
    is_other = bool(said) and said != hashlib.md5(content, usedforsecurity=False).digest()
    return content, "与 PDF 中记着的校验值不符，内容被改过" if is_other else ""


def _unpacked(stream: pikepdf.Object) -> bytes:
    """Return a stream's bytes, compressed as the program does it or not at all; of a bomb, a byte more than allowed."""
    if "/Filter" not in stream:
        return stream.read_raw_bytes()
    if str(stream.Filter) != "/FlateDecode" or "/DecodeParms" in stream:
        raise ValueError("no compression of ours")
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(stream.read_raw_bytes(), _MOST + 1)
    if not unpacking.eof and len(content) <= _MOST:
        raise ValueError("the stream ends too early")
    return content
