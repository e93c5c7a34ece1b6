"""Problems as the preview shows them over a page: each place a link that opens the file there in the editor."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from generator.problems import Problem, Severity
from generator.report import Report
from generator.report.excerpt import excerpt
from generator.source import Span

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source file, the address that opens it in the editor, and what is said of it."""

    text: str
    link: str
    message: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One problem; `excerpt` is its source line with a caret below, empty where the line may not be shown."""

    place: Place
    severity: Severity
    code: str
    excerpt: tuple[str, ...]
    related: tuple[Place, ...]
    suggestions: tuple[str, ...]

    @property
    def word(self) -> str:
        """What the problem weighs, in the readers' word."""
        return _WORDS[self.severity]


def notices_of(report: Report) -> tuple[Notice, ...]:
    """Set problems out, errors first, then warnings, each in the report's order."""
    found = [_notice(problem, report) for problem in report.problems]
    return tuple(notice for severity in Severity for notice in found if notice.severity is severity)


def _notice(problem: Problem, report: Report) -> Notice:
    return Notice(
        _place(problem.span, problem.message),
        problem.severity,
        problem.code,
        tuple(_excerpt(problem, report)),
        tuple(_place(related.span, related.message) for related in problem.related),
        problem.suggestions,
    )


def _excerpt(problem: Problem, report: Report) -> Iterator[str]:
    line = report.line(problem)
    if line is not None and line.strip():
        yield from excerpt(line, problem.span.column)


def _place(span: Span, message: str) -> Place:
    path = quote(os.path.abspath(span.path).replace(os.sep, "/").lstrip("/"))
    return Place(str(span), f"vscode://file/{path}:{span.line}:{span.column}", message)
