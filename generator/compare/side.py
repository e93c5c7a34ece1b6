"""One unit file at one revision, worked out: all that a comparison looks at."""

from dataclasses import dataclass

from generator.check import Examination
from generator.load.nodes import Document, Scalar
from generator.model.disclosure import DRAFT, Disclosure
from generator.model.money import MoneyUnit
from generator.problems import Problem
from generator.view.page import DisclosurePage


@dataclass(frozen=True, slots=True)
class Sentence:
    """One paragraph that readers see outside the tables, under the heading of its section."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """A file's contents, figures, outcomes and sentences; what could not be worked out is absent or empty."""

    path: str
    code: str
    year: int
    document: Document | None
    disclosure: Disclosure | None
    page: DisclosurePage | None
    examination: Examination | None
    problems: tuple[Problem, ...]
    sentences: tuple[Sentence, ...]

    @property
    def name(self) -> str:
        """The unit's name, or its code where the file does not tell."""
        return self._typed("单位名称") or self.code

    @property
    def is_draft(self) -> bool:
        """Say whether the file says that it is a draft, which may have errors and is not published."""
        return self._typed("状态") == DRAFT

    @property
    def unit(self) -> MoneyUnit:
        """The unit of money that the file is typed in."""
        return self.disclosure.unit if self.disclosure else MoneyUnit.WAN

    def _typed(self, key: str) -> str:
        value = self.document.root.entries.get(key) if self.document else None
        return value.text if isinstance(value, Scalar) else ""
