"""The loader on 10,000 damaged copies of a real file: a document, or problems with places; never an exception."""

import random
import time

from generator.load import load
from tests.editing import REFERENCE

FRAGMENTS = [
    *(
        mark.encode()
        for mark in ("\t", ":", "：", "[", "{", "]", "}", "&a", "*a", "!!x", "%", '"', "'", "\n", "  ", "- ")
    ),
    *(
        mark.encode()
        for mark in ("|", ">", "#", "<<: ", "\u3000", "?", "---\n", "...\n", ",", "，", "１", "\u202e", "@")
    ),
    b"\xff",
    b"\x00",
    b"\xc3",
    b"\r",
]


def damaged(rng: random.Random, data: bytes) -> bytes:
    """Return a copy with one to four accidents in it."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(out))
        accident = rng.randrange(6)
        if accident == 0:
            out[at] = rng.randrange(256)
        elif accident == 1:
            out[at:at] = rng.choice(FRAGMENTS)
        elif accident == 2:
            del out[at : at + rng.randint(1, 30)]
        elif accident == 3:
            other = rng.randrange(len(out))
            out[at:at] = out[other : other + rng.randint(1, 40)]
        elif accident == 4:
            out[at : at + 2] = out[at : at + 2][::-1]
        elif rng.random() < 0.1:
            out = out[: max(at, 1)]
        if not out:
            out = bytearray(b"\n")
    return bytes(out)


def test_ten_thousand_damaged_files_each_load_or_name_their_lines() -> None:
    rng = random.Random(156001)
    data = REFERENCE.read_bytes()
    loaded = refused = 0
    slowest = 0.0
    for _ in range(10_000):
        mutant = damaged(rng, data)
        start = time.perf_counter()
        document, problems = load("f.yaml", mutant)
        slowest = max(slowest, time.perf_counter() - start)
        lines = mutant.count(b"\n") + mutant.count(b"\r") + 1
        assert (document is None) == bool(problems)
        for problem in problems:
            assert problem.span.path == "f.yaml"
            assert 1 <= problem.span.line <= lines
            assert problem.span.column >= 1
            assert problem.message.endswith("。")
        loaded += document is not None
        refused += document is None
    assert loaded > 300
    assert refused > 3_000
    assert slowest < 1
