"""A PDF or a site held against the manifest that was published with it."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.publish import MANIFEST, listed_in, names_in, sha256, sha256_of_file
from generator.verify.inside import Inside

_NAME = re.compile(r"(\d{3,12}-\d{4})", re.ASCII)


def site_around(path: Path) -> Path | None:
    """Return the site that a file or folder stands in: the nearest folder above it, or itself, with a manifest."""
    place = path.resolve()
    return next((each for each in (place, *place.parents) if (each / MANIFEST).is_file()), None)


def misplaced(inside: Inside) -> Iterator[str]:
    """Yield whose document stands under another's name."""
    named = _NAME.fullmatch(inside.path.stem)
    own = inside.address.replace("/", "-")
    if named and own and named[0] != own:
        said = inside.data.disclosure.name if inside.data else ""
        yield f"文件名是 {inside.path.name}，里面却是 {own}（{said}）的文件，可能被调换"


def against_manifest(inside: Inside, site: Path) -> Iterator[str]:
    """Yield where a PDF is not the one that its site's manifest lists."""
    listed = listed_in((site / MANIFEST).read_bytes())
    name = inside.path.resolve().relative_to(site).as_posix()
    if listed is None:
        yield f"{MANIFEST} 读不了，没有核对散列"
    elif name not in listed:
        yield f"{MANIFEST} 没有列出 {name}"
    elif sha256(inside.pdf) != listed[name]:
        yield f"SHA-256 是 {sha256(inside.pdf)}，{MANIFEST} 中是 {listed[name]}"


def changed_files(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the files of a site, its PDFs aside where they are there, that are not as the manifest lists them."""
    listed = listed_in((site / MANIFEST).read_bytes())
    if listed is None:
        yield MANIFEST, "读不了，没有核对散列"
        return
    there = set(names_in(site)) - {MANIFEST}
    for name in sorted(there | listed.keys()):
        if name not in there:
            yield name, f"{MANIFEST} 列出了它，却不在"
        elif name.endswith(".pdf"):
            continue  # told where the PDF itself is verified
        elif name not in listed:
            yield name, f"{MANIFEST} 没有列出它"
        elif sha256_of_file(site / name) != listed[name]:
            yield name, f"内容与 {MANIFEST} 中的 SHA-256 不符"
