"""What changed between two revisions, as values that its reporters write down."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.compare.disclosures import DisclosureChange


@dataclass(frozen=True, slots=True)
class Revision:
    """One of the two revisions: as it was asked for, and its commit (empty for the working tree)."""

    name: str
    commit: str

    @property
    def label(self) -> str:
        """Name it for readers: a commit by its first digits, anything else with them, the working tree by its name."""
        short = self.commit[:10]
        if not short:
            return self.name
        return short if self.name.startswith(short) else f"{self.name}（{short}）"


@dataclass(frozen=True, slots=True)
class Differences:
    """Both revisions and the disclosures that changed, by code and year."""

    base: Revision
    head: Revision
    changes: Sequence[DisclosureChange]
