"""Edited copies of the reference file, checked: what is said of them beyond what is said of the reference."""

import tempfile
from pathlib import Path

from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.problems import Problem, Severity
from tests.editing import edited, placed

DUTIES = "完成市委和省委巡视办交办的其他任务。"
"""The end of a text of the reference, after which more can be typed."""


def said_of(text: str) -> list[Problem]:
    """Return the errors and warnings of a file, the reference's own warning of its weights left out."""
    with tempfile.TemporaryDirectory() as folder:
        (unit,) = read_units([placed(Path(folder), text) / "156001" / "2026.yaml"], Workspace())
    return [each for each in unit.problems if each.severity is not Severity.NOTE and each.code != "F3"]


def codes_of(*changes: tuple[str, str]) -> list[str]:
    """Return the codes of what is said of the reference with some edits."""
    return [problem.code for problem in said_of(edited(*changes))]


def written(sentence: str) -> tuple[str, str]:
    """Return the edit that adds a sentence to the unit's duties."""
    return DUTIES, DUTIES + sentence


def codes_where(sentence: str, *changes: tuple[str, str]) -> list[str]:
    """Return the codes of what is said of the reference with a sentence added to the unit's duties."""
    return codes_of(written(sentence), *changes)


def pointed_at(text: str, problem: Problem) -> str:
    """Return the line of a file from where a problem points."""
    return text.split("\n")[problem.span.line - 1][problem.span.column - 1 :]
