"""Problems → JSON for programs, as `schema/problems.schema.json` describes it."""

import json
from typing import Any

from msgspec import structs

from generator.problems import Problem
from generator.report.report import Report


def report_json(report: Report) -> str:
    """Write the problems as a JSON list: place, code, severity, message, related places, suggestions, waiver."""
    return json.dumps([problem_as_dict(problem) for problem in report.problems], ensure_ascii=False, indent=1) + "\n"


def problem_as_dict(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON holds it."""
    return {
        **structs.asdict(problem.span),
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "related": [{**structs.asdict(related.span), "message": related.message} for related in problem.related],
        "suggestions": list(problem.suggestions),
        "waived": problem.waived or None,
    }
