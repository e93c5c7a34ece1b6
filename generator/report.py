"""Problems → text, JSON, SARIF 2.1.0 or workflow annotations; one reporter for each."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any

from generator.problems import Problem, Severity


def report_text(problems: list[Problem]) -> str:
    """Write one line for each problem, place first, then what it speaks of and what to try."""
    lines: list[str] = []
    for problem in problems:
        lines.append(f"{problem.span}: {problem.severity.value} {problem.code} {problem.message}")
        if problem.severity is not Severity.NOTE:
            lines += [f"    {related.span}: {related.message}" for related in problem.related]
        lines += [f"    试试：{suggestion}" for suggestion in problem.suggestions]
    return "".join(f"{line}\n" for line in lines)


def report_json(problems: list[Problem]) -> str:
    """Write the problems as a JSON list: place, code, severity, message, related places, suggestions."""
    return json.dumps([_as_dict(problem) for problem in problems], ensure_ascii=False, indent=1) + "\n"


def _as_dict(problem: Problem) -> dict[str, Any]:
    return {
        **dataclasses.asdict(problem.span),
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "related": [{**dataclasses.asdict(related.span), "message": related.message} for related in problem.related],
        "suggestions": list(problem.suggestions),
    }


REPORTERS: Mapping[str, Callable[[list[Problem]], str]] = {"text": report_text, "json": report_json}
"""The formats that `disclose check --format` knows."""


def summary(problems: list[Problem]) -> str:
    """Say in one line how many problems of each severity there are."""
    counts = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    return f"{counts[Severity.ERROR]} 个错误，{counts[Severity.WARNING]} 个警告，{counts[Severity.NOTE]} 个提示"
