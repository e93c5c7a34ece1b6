"""The kinds of pages a site has, by their names in it; a page of no kind fails the tests until it is given one here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

KINDS = {
    "home": r"index\.html",
    "year": r"\d{4}/index\.html",
    "department": r"\d{3}/index\.html",
    "unit": r"\d{6}(\d{3})*/index\.html",
    "disclosure of a department": r"\d{3}/\d{4}/index\.html",
    "disclosure": r"\d{6}(\d{3})*/\d{4}/index\.html",
    "disclosure as one file": r"(\d{3}(\d{3})*)/(\d{4})/\1-\3\.html",
    "items": r"items/index\.html",
    "item": r"items/[a-z0-9-]+/index\.html",
    "search": r"search/index\.html",
    "not found": r"404\.html",
    "sources": r"\d{3}(\d{3})*/\d{4}/sources\.html",
    "verification": r"verify/index\.html",
    "corrections": r"corrections/index\.html",
    "rules": r"rules/index\.html",
    "matrix": r"rules/\d{4}\.html",
    "rule": r"rules/[A-Z]+\d+\.html",
}
ALONE = ("disclosure as one file",)
"""Kinds that load nothing, neither style nor script: they are kept and passed on as single files."""
AT_ITS_ADDRESS = ("not found",)
"""Kinds that are shown at any address of the site, and so name all addresses in full, as the web knows them."""

MAIN = ("home", "unit", "disclosure", "sources", "search")
"""Kinds that are read in every run of the tests; the others are made of the same parts, and read in the long sweeps."""


def _cases(without: tuple[str, ...] = ()) -> list[ParameterSet]:
    kinds = (kind for kind in KINDS if kind not in without)
    return [pytest.param(kind, marks=() if kind in MAIN else pytest.mark.slow) for kind in kinds]


every_kind = pytest.mark.parametrize("kind", _cases())
every_kind_with_script = pytest.mark.parametrize("kind", _cases(ALONE))
every_kind_in_a_folder = pytest.mark.parametrize("kind", _cases(AT_ITS_ADDRESS))


def kind_of(name: str) -> str:
    """Return the one kind that a page is of, or fail."""
    (kind,) = [kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, name)] or [None]
    if kind is None:
        pytest.fail(f"{name} is of no kind that tests/browser/kinds.py knows", pytrace=False)
    return kind


def pages_of(site: Path) -> list[str]:
    """Return the names of all pages of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def largest(sites: Mapping[str, Path], kind: str) -> tuple[str, str]:
    """Return the page of a kind that has the most in it, after the first site that has the kind at all."""
    for site, folder in sites.items():
        found = [name for name in pages_of(folder) if kind_of(name) == kind]
        if found:
            return site, max(found, key=lambda name: (folder / name).stat().st_size)
    pytest.fail(f"no site has a page of the kind {kind}", pytrace=False)
