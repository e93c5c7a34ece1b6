"""The kinds of pages a site has, by their names in it; a page of no kind fails the tests until it is given one here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

KINDS = {
    "home": r"index\.html",
    "year": r"\d{4}/index\.html",
    "department": r"\d{3}/index\.html",
    "unit": r"\d{6}(\d{3})*/index\.html",
    "disclosure of a department": r"\d{3}/\d{4}/index\.html",
    "disclosure": r"\d{6}(\d{3})*/\d{4}/index\.html",
    "sources": r"\d{3}(\d{3})*/\d{4}/sources\.html",
    "corrections": r"corrections/index\.html",
    "rules": r"rules/index\.html",
    "matrix": r"rules/matrix\.html",
    "rule": r"rules/[A-Z]+\d+\.html",
}
ALONE = ("disclosure as one file",)
"""Kinds that load nothing, neither style nor script: they are kept and passed on as single files."""
AT_ITS_ADDRESS = ("not found",)
"""Kinds that are shown at any address of the site, and so name all addresses in full, as the web knows them."""

every_kind = pytest.mark.parametrize("kind", KINDS)
every_kind_with_script = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ALONE])
every_kind_in_a_folder = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in AT_ITS_ADDRESS])


def kind_of(name: str) -> str:
    """Return the one kind that a page is of, or fail."""
    (kind,) = [kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, name)] or [None]
    if kind is None:
        pytest.fail(f"{name} is of no kind that tests/browser/kinds.py knows", pytrace=False)
    return kind


def pages_of(site: Path) -> list[str]:
    """Return the names of all pages of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def largest(site: Path, kind: str) -> str:
    """Return the page of a kind that has the most in it."""
    found = [name for name in pages_of(site) if kind_of(name) == kind]
    return max(found, key=lambda name: (site / name).stat().st_size)
