"""Problems → annotations of a GitHub workflow run, and a table for the run's step summary.

A step shows ten annotations of each kind at most, so the ten most severe problems become annotations; the others are
plain lines in the log, and rows of the summary where there is one.
"""

import html
from collections.abc import Sequence
from pathlib import Path

from generator.check.codes import page_of
from generator.errors import GeneratorError
from generator.problems import Problem, Severity
from generator.report.report import Report, summary
from generator.report.text import headline

_SHOWN = 10
_ROWS = 500
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ORDER = tuple(Severity)


class UnwritableSummary(GeneratorError):
    """The step summary cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"写不了步骤摘要 {path}：{error.strerror or error}。")


def report_github(report: Report) -> str:
    """Write the most severe problems as workflow commands and the rest as plain lines."""
    first, rest = _parted(report.problems)
    return "".join(f"{line}\n" for line in (*map(_annotation, first), *map(headline, rest)))


def write_step_summary(report: Report, path: Path) -> None:
    """Append the counts, and the problems that are no annotations, to a step summary; raises UnwritableSummary."""
    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(step_summary(report))
    except OSError as error:
        raise UnwritableSummary(path, error) from error


def step_summary(report: Report) -> str:
    """Write the counts and, as a Markdown table, the problems that are no annotations."""
    _, rest = _parted(report.problems)
    lines = [f"### {summary(report)}", ""]
    if rest:
        lines += ["| 位置 | 级别 | 规则 | 说明 |", "|---|---|---|---|", *map(_row, rest[:_ROWS])]
    if len(rest) > _ROWS:
        lines += ["", f"另有 {len(rest) - _ROWS} 个，见日志。"]
    return "\n".join(lines) + "\n"


def _parted(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    ordered = sorted(problems, key=lambda problem: _ORDER.index(problem.severity))
    return ordered[:_SHOWN], ordered[_SHOWN:]


def _annotation(problem: Problem) -> str:
    span = problem.span
    title = f"{problem.code} {page_of(problem.code).manual.title}"
    facts = {"file": span.path, "line": str(span.line), "col": str(span.column), "title": title}
    listed = ",".join(f"{name}={_property(value)}" for name, value in facts.items())
    told = "\n".join((problem.message, *(f"试试：{suggestion}" for suggestion in problem.suggestions)))
    return f"::{_COMMANDS[problem.severity]} {listed}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(problem: Problem) -> str:
    cells = (str(problem.span), problem.severity.value, problem.code, problem.message)
    return "| " + " | ".join(html.escape(" ".join(cell.split())).replace("|", "\\|") for cell in cells) + " |"
