"""No keyword of the schema can be loosened unnoticed: for each there is a file that it alone refuses."""

import json
from functools import cache
from pathlib import Path

from generator.load import load
from generator.load.nodes import Document, Mapping, Sequence
from generator.validate import check_schema
from tests.load.damage import yaml_text
from tests.validate.violations import GONE, SCHEMA, Constraint, Steps, Violation, constraints, listed

WHOLE = json.loads(
    SCHEMA.read_text("utf-8"),
    object_hook=lambda read: {key: value for key, value in read.items() if key != "defaultSnippets"},
)
"""The schema without what editors alone read."""
CONSTRAINTS = list(constraints(WHOLE))


def document_of(violation: Violation) -> Document:
    document, problems = load("f.yaml", yaml_text(violation.data(WHOLE)).encode())
    assert document is not None
    assert not problems
    return document


def line_at(document: Document, path: Steps) -> int:
    """Return the line of a value's key, or of a list's item; of the file's first line where nothing is left."""
    node, line = document.root, 1
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            line, node = node.keys[step].line, node.entries[step]  # type: ignore[assignment]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]  # type: ignore[assignment]
            line = node.span.line
    return line


@cache
def samples() -> dict[Steps, list[tuple[Violation, Document]]]:
    found: dict[Steps, list[tuple[Violation, Document]]] = {}
    for violation in listed():
        found.setdefault(violation.path, []).append((violation, document_of(violation)))
    return found


def test_every_listed_file_is_refused_at_its_line() -> None:
    for violation in listed():
        document = document_of(violation)
        problems = check_schema(document, SCHEMA)
        assert [problem.code for problem in problems] == [violation.code], (violation, problems)
        path = violation.path[:-1] if violation.typed == GONE else violation.path
        assert problems[0].span.line == line_at(document, path), violation


def unnoticed(chosen: list[Constraint], folder: Path) -> list[Constraint]:
    """Return those keywords without which every listed file is refused as before."""
    found = []
    for number, constraint in enumerate(chosen):
        loose = folder / f"{number}.json"
        loose.write_text(json.dumps(constraint.loosened(WHOLE)), "utf-8")
        near = [*samples().get(constraint.data_path, ()), *_below(constraint)]
        if all(check_schema(document, loose) for _, document in near):
            found.append(constraint)
        loose.unlink()
    return found


def _below(constraint: Constraint) -> list[tuple[Violation, Document]]:
    """Return the files that break the closedness or completeness of a mapping, or are a wrong item of a list."""
    depth = len(constraint.data_path)
    return [
        one
        for path, several in samples().items()
        if len(path) == depth + 1 and path[:depth] == constraint.data_path
        for one in several
        if one[0].code in ("S101", "S102") or path[-1] == 0
    ]


def test_every_keyword_is_noticed_when_loosened(tmp_path: Path) -> None:
    assert len(CONSTRAINTS) > 500
    assert not unnoticed(CONSTRAINTS, tmp_path)
