"""Mutation testing: change one operator, number or statement of the program at a time and see whether a test fails.

`make mutants` tries N mutants (default 100; N=0: all) chosen by SEED, in copies of the repository, JOBS at a time, and
lists those that no test noticed. A mutant that runs into the time limit counts as noticed.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("generator", "tests", "schema", "templates", "units", "examples", "docs", "scripts", "pyproject.toml")
TARGETS = {
    "generator/load": (
        "tests/load/test_mistakes.py",
        "tests/load/test_places.py",
        "tests/load/test_limits.py",
        "tests/load/test_traps.py",
        "tests/build/test_sources.py",
        "tests/validate",
        "tests/build/test_slips.py",
        "tests/load",
    ),
    "generator/validate": ("tests/validate", "tests/build/test_slips.py"),
    "generator/derive": ("tests/derive", "tests/view", "tests/check"),
    "generator/check": (
        "tests/check",
        "tests/build/test_slips.py",
        "tests/test_reference_edits.py",
        "tests/test_cli.py",
    ),
    "generator/view/numbers.py": ("tests/view", "tests/derive", "tests/test_reference_edits.py"),
    "generator/model/money.py": ("tests/model", "tests/view", "tests/derive", "tests/test_reference_edits.py"),
}
"""What is changed, and the tests that must notice, the likeliest first."""

Change = Callable[..., object]
"""Alters one node of a syntax tree."""

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True)
class Mutant:
    """One changed module: where, what was changed into what, and its text."""

    module: str
    line: int
    change: str
    source: str


def mutants_of(module: str) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    text = (ROOT / module).read_text("utf-8")
    tree = ast.parse(text)
    untouched = _decorators(tree)
    for index, node in enumerate(ast.walk(tree)):
        for change, altered in _alterations(node) if node not in untouched else ():
            made = copy.deepcopy(tree)
            target = next(found for place, found in enumerate(ast.walk(made)) if place == index)
            altered(target)
            yield Mutant(module, getattr(node, "lineno", 0), change, ast.unparse(ast.fix_missing_locations(made)))


def _decorators(tree: ast.AST) -> set[ast.AST]:
    """Return what stands in decorators: that a value is frozen or has slots changes no result."""
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return {inner for node in classes for decorator in node.decorator_list for inner in ast.walk(decorator)}


def _alterations(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            yield from _swap(operator, lambda target, new, place=place: target.ops.__setitem__(place, new))
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign):
        if not (isinstance(node, ast.BinOp) and _is_annotation(node)):
            yield from _swap(node.op, lambda target, new: setattr(target, "op", new))
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        new = not node.value if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value} → {new}", lambda target: setattr(target, "value", new)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "condition negated", lambda target: setattr(target, "test", ast.UnaryOp(ast.Not(), target.test))
    elif isinstance(node, ast.Return) and node.value is not None and not _is_falsy(node.value):
        yield "returns None", lambda target: setattr(target, "value", ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call left out", lambda target: setattr(target, "value", ast.Constant(None))
    elif isinstance(node, ast.Continue):
        yield "continue → break", lambda target: setattr(target, "__class__", ast.Break)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "filter left out", lambda target: setattr(target, "ifs", [])


def _swap(operator: ast.AST, put: Change) -> Iterator[tuple[str, Change]]:
    new = SWAPS.get(type(operator))
    if new is not None:
        yield f"{type(operator).__name__} → {new.__name__}", lambda target: put(target, new())


def _is_annotation(node: ast.BinOp) -> bool:
    """Say whether a `|` joins types."""
    return isinstance(node.op, ast.BitOr) and all(
        isinstance(side, ast.Name | ast.Attribute | ast.Subscript | ast.Constant | ast.BinOp)
        for side in (node.left, node.right)
    )


def _is_falsy(value: ast.expr) -> bool:
    """Say whether a returned value is nothing in any case, so that None does as well."""
    return (isinstance(value, ast.Constant) and not value.value) or (
        isinstance(value, ast.Tuple | ast.List) and not value.elts
    )


def all_mutants(parts: list[str]) -> list[tuple[Mutant, tuple[str, ...]]]:
    """Return every mutant of the chosen parts with the tests that must notice it."""
    found = []
    for part in parts:
        path = ROOT / part
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found += [(mutant, TARGETS[part]) for mutant in mutants_of(str(module.relative_to(ROOT)))]
    return found


def copy_of_repository(folder: Path) -> Path:
    """Copy what the tests need; the environment is the running interpreter's."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def passes(folder: Path, tests: tuple[str, ...], seconds: float) -> bool:
    """Run tests in a copy, up to the first that fails; past the time limit they count as failed."""
    there = [test for test in tests if (folder / test).exists()]
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow"]
    process = subprocess.Popen(
        [*command, "--hypothesis-profile=unshrunk", *there],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
        return False


def survives(mutant: Mutant, tests: tuple[str, ...], folder: Path, seconds: float) -> bool:
    """Say whether no test notices a mutant."""
    module = folder / mutant.module
    kept = module.read_text("utf-8")
    module.write_text(mutant.source, "utf-8")
    try:
        return passes(folder, tests, seconds)
    finally:
        module.write_text(kept, "utf-8")


def run(chosen: list[tuple[Mutant, tuple[str, ...]]], jobs: int, seconds: float) -> list[Mutant]:
    """Try mutants in as many copies as there are jobs and return those that survive, in order."""
    with tempfile.TemporaryDirectory() as base:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            folder = Path(base) / str(number)
            folder.mkdir()
            copies.put(copy_of_repository(folder))
        for tests in {tests for _, tests in chosen}:
            folder = copies.get()
            if not passes(folder, tests, seconds * 3):
                raise SystemExit(f"没有改动时测试就不通过：{' '.join(tests)}")
            copies.put(folder)

        def tried(one: tuple[Mutant, tuple[str, ...]]) -> Mutant | None:
            folder = copies.get()
            try:
                return one[0] if survives(*one, folder, seconds) else None
            finally:
                copies.put(folder)

        with ThreadPoolExecutor(jobs) as pool:
            return [mutant for mutant in pool.map(tried, chosen) if mutant is not None]


def main() -> None:
    """Choose mutants, try them, print the survivors and the share that was noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(TARGETS))
    parser.add_argument("-n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=240)
    options = parser.parse_args()
    every = all_mutants(options.parts or list(TARGETS))
    chosen = every if not options.n else random.Random(options.seed).sample(every, min(options.n, len(every)))
    start = time.monotonic()
    left = run(chosen, options.jobs, options.seconds)
    for mutant in left:
        print(f"{mutant.module}:{mutant.line}: {mutant.change}")
    tried, survived = (Counter(Path(one.module).parts[1] for one in each) for each in ([m for m, _ in chosen], left))
    for part in sorted(tried):
        print(f"{part}: {tried[part] - survived[part]} of {tried[part]} noticed")
    share = 100 * (len(chosen) - len(left)) / len(chosen)
    print(f"{len(chosen) - len(left)} of {len(chosen)} mutants noticed ({share:.1f} %), {len(every)} in all,")
    print(f"seed {options.seed}, {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
