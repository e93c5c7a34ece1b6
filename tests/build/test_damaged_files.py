"""Damaged copies of a real file through every stage: each is rendered, or has problems with places; never a traceback.

The bytes are damaged as files are, and the values as people mistake them; the latter reach the figures.
"""

import random
import time
from collections.abc import Callable

import pytest

from generator.build.making import print_html
from generator.load import load
from generator.load.plain import plain_from_node
from generator.problems import has_errors
from tests.checking import WORKSPACE, unit_of
from tests.editing import REFERENCE
from tests.load.damage import altered, damaged, yaml_text

BYTES = REFERENCE.read_bytes()


def values_altered(rng: random.Random) -> bytes:
    document, _ = load("f.yaml", BYTES)
    assert document is not None
    return yaml_text(altered(rng, plain_from_node(document.root))).encode()


def bytes_damaged(rng: random.Random) -> bytes:
    return damaged(rng, BYTES)


def sweep(make: Callable[[random.Random], bytes], seeds: range) -> tuple[int, int]:
    """Check one damaged copy for each seed and return how many were clean and how many were refused."""
    clean = refused = 0
    for seed in seeds:
        data = make(random.Random(seed))
        start = time.process_time()
        unit = unit_of(data)
        assert time.process_time() - start < 1, seed
        lines = data.count(b"\n") + data.count(b"\r") + 1
        for problem in unit.problems:
            assert problem.span.path.endswith("156001/2026.yaml"), seed
            assert 1 <= problem.span.line <= lines, (seed, problem)
            assert problem.span.column >= 1, (seed, problem)
            assert problem.message[-1] in "。？", (seed, problem)
        if has_errors(list(unit.problems)):
            refused += 1
        else:
            assert unit.page is not None, seed
            assert print_html(unit.page, WORKSPACE, waived=unit.waived), seed
            clean += 1
    return clean, refused


@pytest.mark.parametrize(("make", "count"), [(values_altered, 200), (bytes_damaged, 250)])
def test_damaged_files_are_rendered_or_named(make: Callable[[random.Random], bytes], count: int) -> None:
    clean, refused = sweep(make, range(count))
    assert clean >= 15
    assert refused >= 120


@pytest.mark.slow
@pytest.mark.parametrize("make", [values_altered, bytes_damaged])
def test_ten_thousand_damaged_files_are_rendered_or_named(make: Callable[[random.Random], bytes]) -> None:
    clean, refused = sweep(make, range(1_000, 11_000))
    assert clean >= 500
    assert refused >= 5_000
