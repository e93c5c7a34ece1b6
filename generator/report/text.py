"""Problems → text for people: place first, then the source line with a caret, what it speaks of, what to try."""

from collections.abc import Iterator

from generator.problems import Problem, Severity
from generator.report.excerpt import excerpt
from generator.report.report import Report


def report_text(report: Report) -> str:
    """Write each problem with its source line; a note is one line unless the report is verbose."""
    return "".join(f"{line}\n" for problem in report.problems for line in _lines(problem, report))


def headline(problem: Problem) -> str:
    """Write a problem in one line, its place first."""
    return f"{problem.span}: {problem.severity.value} {problem.code} {problem.message}"


def _lines(problem: Problem, report: Report) -> Iterator[str]:
    yield headline(problem)
    if problem.severity is Severity.NOTE and not report.is_verbose:
        return
    line = report.line(problem)
    if line is not None and line.strip():
        shown, caret = excerpt(line, problem.span.column)
        number = str(problem.span.line)
        yield f"    {number} | {shown}"
        yield f"    {' ' * len(number)} | {caret}"
    yield from (f"    {related.span}: {related.message}" for related in problem.related)
    yield from (f"    试试：{suggestion}" for suggestion in problem.suggestions)
