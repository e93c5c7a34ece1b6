"""Files made to do harm: the command refuses each in a second and 200 MB, start of the interpreter included.

The second is the processor's own, so that a busy machine does not fail the test; the clock on the wall has ten.
"""

import json
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.build.workspace import Workspace
from generator.load import load
from generator.validate import check_schema
from tests.editing import ROOT, placed
from tests.load.hostile import FILES

FEW = random.Random(156001).sample(sorted(FILES), 8)
SCHEMA = Workspace().schema
REST = sorted(set(FILES) - set(FEW))


@dataclass(frozen=True)
class Measured:
    """How one run of the command ended, what it took and what it printed."""

    code: int
    seconds: float
    waited: float
    peak_bytes: int
    out: str
    err: str


LAUNCHER = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, encoding="utf-8")
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, usage.ru_utime + usage.ru_stime, time.perf_counter() - start,
                  usage.ru_maxrss * 1024, done.stdout, done.stderr]))
"""
"""Runs a command from a small process: a child counts the memory of the one that it was forked from as its own."""


def measured(units: Path) -> Measured:
    """Run `check` in a process of its own and take its time and its peak of memory from the system."""
    command = [sys.executable, "-m", "generator", "check", "--units", str(units)]
    done = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return Measured(*json.loads(done.stdout))


def refuse(name: str, folder: Path) -> None:
    run = measured(placed(folder, FILES[name]()))
    assert run.code == 1, run.err
    assert run.seconds <= 1, f"{run.seconds:.2f} s"
    assert run.waited <= 10, f"{run.waited:.2f} s on the wall"
    assert run.peak_bytes <= 200_000_000, f"{run.peak_bytes:,} bytes"
    assert "Traceback" not in run.err
    for line in run.out.splitlines():
        assert re.match(r"\S*156001/2026\.yaml:[0-9]+:[0-9]+: error [YS][0-9]+ .*[。？]\Z|    ", line), line[:200]
        assert len(line) < 500, f"{len(line)} characters"
    assert len(run.out) < 100_000, f"{len(run.out)} characters"


def test_there_are_at_least_forty_hostile_files() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("name", FEW)
def test_the_command_refuses_a_hostile_file(name: str, tmp_path: Path) -> None:
    refuse(name, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", REST)
def test_the_command_refuses_every_hostile_file(name: str, tmp_path: Path) -> None:
    refuse(name, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_loader_and_schema_refuse_a_hostile_file_at_a_place(name: str) -> None:
    data = FILES[name]()
    start = time.process_time()
    document, problems = load("f.yaml", data)
    problems += check_schema(document, SCHEMA) if document else []
    assert time.process_time() - start <= 1
    assert problems
    assert all(problem.span.line >= 1 and problem.span.column >= 1 for problem in problems)
