"""Problems → SARIF 2.1.0, the OASIS format that code-scanning services and editors read."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.check.codes import Page, page_of
from generator.problems import Problem
from generator.report.report import Report
from generator.source import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report_sarif(report: Report) -> str:
    """Write one run with its results and the manual pages of their codes; columns count characters.

    A waived problem is a result with a suppression, whose justification is the reason that the file gives.
    """
    codes = sorted({problem.code for problem in report.problems})
    driver = {"name": "disclose", "version": __version__, "rules": [_rule(page_of(code)) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes) for problem in report.problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(page: Page) -> dict[str, Any]:
    manual = page.manual
    told = "\n".join((*manual.why, *manual.named)) or manual.title
    return {
        "id": page.code,
        "shortDescription": {"text": manual.title},
        "fullDescription": {"text": told},
        "help": {"text": page.text},
        "defaultConfiguration": {"level": page.severity.value},
    }


def _result(problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    message = "\n".join((problem.message, *(f"试试：{suggestion}" for suggestion in problem.suggestions)))
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity.value,
        "message": {"text": message},
        "locations": [_location(problem.span)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.span), "message": {"text": related.message}}
            for number, related in enumerate(problem.related, start=1)
        ]
    if problem.waived:
        result["suppressions"] = [{"kind": "inSource", "justification": problem.waived}]
    return result


def _location(span: Span) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(span.path)},
            "region": {"startLine": span.line, "startColumn": span.column},
        }
    }
