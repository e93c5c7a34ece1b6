"""A PDF or a site held against the manifest and the ledger that were published with it."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.model.ledger import LEDGER, ledger_from_bytes
from generator.publish import MANIFEST, listed_in, names_in, sha256, sha256_of_file
from generator.verify.inside import Inside

_NAME = re.compile(r"(\d{3,12}-\d{4})(?: ?[(（]\d+[)）])?", re.ASCII)
"""What a published PDF is called; browsers number further copies."""
_ARCHIVE = re.compile(r"r\d+", re.ASCII)


def is_superseded(path: Path) -> bool:
    """Say whether a file stands in the archive of a site, where a revision that was corrected is kept."""
    return bool(_ARCHIVE.fullmatch(path.parent.name))


def site_around(path: Path) -> Path | None:
    """Return the site that a file or folder stands in: the nearest folder above it, or itself, with a manifest."""
    place = path.resolve()
    return next((each for each in (place, *place.parents) if (each / MANIFEST).is_file()), None)


def misplaced(inside: Inside) -> Iterator[str]:
    """Yield whose document stands under another's name."""
    named = _NAME.fullmatch(inside.path.stem)
    own = inside.address.replace("/", "-")
    if named and own and named[1] != own:
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


def against_ledger(inside: Inside, site: Path) -> Iterator[str]:
    """Yield where a published PDF is none of those that its site's ledger says were published."""
    if inside.data is None:
        return
    if not (site / LEDGER).is_file():
        if LEDGER in (listed_in((site / MANIFEST).read_bytes()) or ()):
            yield f"{MANIFEST} 列出了 {LEDGER}，却不在，没有核对台账"
        return
    ledger = ledger_from_bytes((site / LEDGER).read_bytes())
    if ledger is None:
        yield f"{LEDGER} 读不了，没有核对台账"
        return
    number = inside.data.disclosure.revision
    for revision in ledger.disclosures.get(inside.address, ()):
        if revision.revision == number and sha256(inside.pdf) not in {each.sha256 for each in revision.renderings}:
            yield f"{LEDGER} 中第{number}版的 SHA-256 是 {revision.renderings[-1].sha256}，不是这个文件的"


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
        elif name.lower().endswith(".pdf"):
            continue  # told where the PDF itself is verified
        elif name not in listed:
            yield name, f"{MANIFEST} 没有列出它"
        elif (site / name).is_symlink() or not (site / name).is_file():
            yield name, "不是普通的文件"
        elif sha256_of_file(site / name) != listed[name]:
            yield name, f"内容与 {MANIFEST} 中的 SHA-256 不符"
