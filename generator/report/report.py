"""What a reporter writes down: problems in order, and the source lines that they stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.problems import Problem, Severity, Weighed

PERSONAL = frozenset({"P401", "P402", "P403", "P404", "P405"})
"""The rules over personal data: a report does not show what they find."""


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of a run; `sources` holds the lines of each file by the path that problems name it with.

    `notes` is how many notes there are that are not told: a run about something else than checking counts them only.
    """

    problems: Sequence[Problem]
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_verbose: bool = False
    """Whether notes are told as fully as errors and warnings."""
    notes: int = 0

    def line(self, problem: Problem) -> str | None:
        """Return the source line that a problem stands on, where it is known and holds no personal data."""
        if problem.code in PERSONAL:
            return None
        lines = self.sources.get(problem.span.path, ())
        return lines[problem.span.line - 1] if problem.span.line <= len(lines) else None


def summary(report: Report, others: Sequence[Weighed] = ()) -> str:
    """Say in one line how many problems of each severity there are, with what else was said."""
    every: list[Weighed] = [*report.problems, *others]
    counts = {severity: sum(each.severity is severity for each in every) for severity in Severity}
    notes = counts[Severity.NOTE] + report.notes
    return f"{counts[Severity.ERROR]} 个错误，{counts[Severity.WARNING]} 个警告，{notes} 个提示"
