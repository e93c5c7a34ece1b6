"""Files made to do harm: each is refused in a second and 200 MB, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROBE = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from generator.load import load
from tests.load.hostile import FILES
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = {}
for name, make in FILES.items():
    data = make()
    start = time.perf_counter()
    document, problems = load("f.yaml", data)
    found[name] = [time.perf_counter() - start, bool(problems),
                   all(p.span.line >= 1 and p.span.column >= 1 for p in problems)]
print(json.dumps({"files": found, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
"""


def test_hostile_files_are_refused_quickly_and_in_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(ROOT)], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert len(report["files"]) >= 40
    for name, (seconds, is_refused, is_located) in report["files"].items():
        assert is_refused, name
        assert is_located, name
        assert seconds <= 1, f"{name} took {seconds:.2f} s"
    assert report["peak"] <= 200 * 1024, f"{report['peak']} KB"
