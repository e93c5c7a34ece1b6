"""A page with all that it loads is light enough for a slow connection."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

from tests.browser.kinds import ALONE, every_kind, largest
from tests.browser.reader import Reader

LIMIT = 150_000
"""Bytes as a server sends them, compressed."""


@every_kind
def test_a_page_weighs_no_more_than_it_may(reader: Reader, sites: Mapping[str, Path], kind: str) -> None:
    site, name = largest(sites, kind)
    reader.open(name, site=site)
    weights = {name: len(gzip.compress((sites[site] / name).read_bytes())) for name in reader.files(site)}
    assert kind in ALONE or any(name.endswith(".css") for name in weights)
    assert sum(weights.values()) <= LIMIT, weights
