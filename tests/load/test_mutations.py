"""The loader on 10,000 damaged copies of a real file: a document, or problems with places; never an exception."""

import random
import time

from generator.load import load
from tests.editing import REFERENCE
from tests.load.damage import damaged

COUNT = 10_000


def test_damaged_files_each_load_or_name_their_lines() -> None:
    rng = random.Random(156001)
    data = REFERENCE.read_bytes()
    loaded = refused = 0
    slowest = 0.0
    for _ in range(COUNT):
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
    assert loaded > COUNT * 3 // 100
    assert refused > COUNT * 3 // 10
    assert slowest < 1
