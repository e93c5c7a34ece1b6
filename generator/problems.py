"""What is wrong with the data, as values: collected, sorted by place and never raised."""

import enum
import itertools
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from generator.source import Span


class Severity(enum.Enum):
    """How much a problem weighs: an error refuses the file, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Weighed(Protocol):
    """Anything that is said of the data with its weight."""

    @property
    def severity(self) -> Severity:
        """How much it weighs."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a problem speaks of, and what stands there."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding at one place; `code` names the rule that `disclose explain` tells about.

    `waived` is the reason that the file gives for letting it pass, and makes it a note; nothing where it is not waived.
    """

    span: Span
    code: str
    severity: Severity
    message: str
    related: tuple[Related, ...] = ()
    suggestions: tuple[str, ...] = ()
    waived: str = ""

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """The order in which problems are reported, independent of who found them first."""
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


_place = operator.attrgetter("place")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by path, line, column and code, each said once."""
    ordered = sorted(problems, key=_place)
    groups = (list(group) for _, group in itertools.groupby(ordered, _place))
    return [problem for group in groups for problem in (group if len(group) == 1 else dict.fromkeys(group))]


def has_errors(problems: Iterable[Weighed]) -> bool:
    """Say whether any of the problems refuses the data."""
    return any(problem.severity is Severity.ERROR for problem in problems)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a code: what a problem of it weighs, its manual page, and whether a file may waive it.

    The page is written as a rule's docstring is: the title on the first line, why with its source, then samples.
    """

    code: str
    severity: Severity
    text: str
    can_be_waived: bool = False
