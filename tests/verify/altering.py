"""Published PDFs altered as by accident or on purpose."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import pikepdf

from generator.verify.tagged import Place, Tagged


def replace_inside(path: Path, name: str, old: bytes, new: bytes, *, with_checksum: bool) -> None:
    """Change a file inside a PDF; its checksum is brought along or left as it was."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.attachments[name].obj.EF.F
        content = stream.read_bytes()
        assert old in content
        if with_checksum:
            del stream.Params.CheckSum
        stream.write(content.replace(old, new, 1))
        pdf.save(path)


def put_inside(path: Path, name: str, content: bytes) -> None:
    """Put other bytes in the place of a file inside a PDF, without a checksum."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.attachments[name].obj.EF.F
        del stream.Params.CheckSum
        stream.write(content)
        pdf.save(path)


def damage_inside(path: Path, name: str) -> None:
    """Change one byte of a file inside a PDF as it is stored, compressed."""
    with pikepdf.open(path) as pdf:
        stored = pdf.attachments[name].obj.EF.F.read_raw_bytes()
    content = bytearray(path.read_bytes())
    content[content.index(stored) + len(stored) // 2] ^= 0xFF
    path.write_bytes(content)


def inflate_inside(path: Path, name: str, size: int) -> None:
    """Put so many zeros in a file's place, which compress to almost nothing."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments[name].obj.EF.F.write(zlib.compress(bytes(size)), filter=pikepdf.Name.FlateDecode)
        pdf.save(path)


def set_in_tags(path: Path, kind: str, number: int, key: str, value: Any) -> None:
    """Give one element of a kind, or the attributes that it has, another value."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{kind}"]
        element = found[number]
        (element.A if key in ("/RowSpan", "/ColSpan") else element)[key] = value
        pdf.save(path)


def remove_page(path: Path, number: int) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[number]
        pdf.save(path)


def remove_inside(path: Path, name: str) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.attachments[name]
        pdf.save(path)


def _start_of(instructions: list[Any], mark: int) -> int:
    return next(
        at
        for at, each in enumerate(instructions)
        if str(each.operator) == "BDC" and each.operands[1].get("/MCID") == mark
    )


def draw_unmarked(path: Path, place: Place) -> None:
    """Draw a marked piece of text once more, as no content."""
    number, mark = place
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[number]
        instructions = list(pikepdf.parse_content_stream(page))
        start = _start_of(instructions, mark)
        shown = next(at for at, each in enumerate(instructions) if at > start and str(each.operator) == "TJ")
        end = next(at for at, each in enumerate(instructions) if at > shown and str(each.operator) == "EMC")
        instructions.insert(end + 1, instructions[shown])
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        pdf.save(path)


def swap_first_digits(path: Path, place: Place) -> None:
    """Exchange the first two characters of a marked piece of text in a page's content."""
    number, mark = place
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[number]
        instructions = list(pikepdf.parse_content_stream(page))
        start = _start_of(instructions, mark)
        shown = next(each for each in instructions[start:] if str(each.operator) == "TJ")
        texts = shown.operands[0]
        places = [at for at, text in enumerate(texts) if isinstance(text, pikepdf.String) and len(bytes(text)) >= 2]
        glyphs = b"".join(bytes(texts[at]) for at in places)
        mixed = glyphs[2:4] + glyphs[:2] + glyphs[4:]
        for at in places:
            length = len(bytes(texts[at]))
            texts[at], mixed = pikepdf.String(mixed[:length]), mixed[length:]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        pdf.save(path)


def places_of(path: Path, pattern: str) -> list[Place]:
    """Return the marked pieces of text that a pattern fits, in the order of pages: sentences, then tables."""
    pieces = Tagged(path.read_bytes()).pieces
    return [place for place in sorted(pieces) if re.search(pattern, pieces[place].text)]
