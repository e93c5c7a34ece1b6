"""The loader on damaged copies of a real file: a document, or problems with places; never an exception."""

import random
import time

import pytest

from generator.load import load
from tests.editing import REFERENCE
from tests.load.damage import damaged


@pytest.mark.parametrize("count", [3_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_damaged_files_each_load_or_name_their_lines(count: int) -> None:
    rng = random.Random(156001)
    data = REFERENCE.read_bytes()
    loaded = refused = 0
    slowest = 0.0
    for _ in range(count):
        mutant = damaged(rng, data)
        start = time.process_time()
        document, problems = load("f.yaml", mutant)
        slowest = max(slowest, time.process_time() - start)
        lines = mutant.count(b"\n") + mutant.count(b"\r") + 1
        assert document is not None or problems
        for problem in problems:
            assert problem.span.path == "f.yaml"
            assert 1 <= problem.span.line <= lines
            assert problem.span.column >= 1
            assert problem.message.endswith("。")
        loaded += not problems
        refused += bool(problems)
    assert loaded > count * 3 // 100
    assert refused > count * 3 // 10
    assert slowest < 1
