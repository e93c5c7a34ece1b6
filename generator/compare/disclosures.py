"""One disclosure before and after, and all of them: added, removed, renamed, changed."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.check.told import told_figures
from generator.compare.contents import ContentChange, compare_contents
from generator.compare.figures import FigureChanges, Known, compare_figures, known_from_page
from generator.compare.outcomes import OutcomeChange, ProblemChanges, compare_outcomes, compare_problems
from generator.compare.sentences import SentenceChange, compare_sentences
from generator.compare.side import Side
from generator.model.money import ZERO
from generator.model.sheets import EXPENDITURE
from generator.problems import has_errors
from generator.view.page import Told
from generator.view.summary import Summary, summary_from_page

Address = tuple[str, int]
NO_FIGURES = FigureChanges()
NO_PROBLEMS = ProblemChanges()


class Status(enum.Enum):
    """What became of a unit file."""

    CHANGED = "改动"
    ADDED = "新增"
    REMOVED = "删除"
    RENAMED = "改代码"


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A figure's change on last year as the report tells it, before and after; absent where it is not told.

    The name is the one that reasons use for it: a word, or the code of a 类.
    """

    name: str
    title: str
    """What the code is called; empty for a word."""
    before: Told | None
    after: Told | None


@dataclass(frozen=True, slots=True)
class DisclosureChange:
    """Everything that changed in one disclosure; of one that was added or removed the main figures are told."""

    status: Status
    before: Side | None
    after: Side | None
    figures: FigureChanges = NO_FIGURES
    told: tuple[ToldChange, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()
    outcomes: tuple[OutcomeChange, ...] = ()
    problems: ProblemChanges = NO_PROBLEMS
    contents: tuple[ContentChange, ...] = ()

    @property
    def side(self) -> Side:
        """The disclosure as it is now, or was before it was removed."""
        found = self.after or self.before
        assert found is not None, "a change has at least one side"
        return found

    @property
    def summary(self) -> Summary | None:
        """The main figures of the disclosure as it is now, or was."""
        return summary_from_page(self.side.page) if self.side.page else None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing changed that a reader could see."""
        found = (self.figures.facts, self.figures.consequences, self.told, self.sentences, self.outcomes, self.contents)
        is_same = self.status is Status.CHANGED and self.problems == NO_PROBLEMS
        return is_same and not any(found)

    @property
    def has_new_errors(self) -> bool:
        """Say whether something is wrong now that was not, so that the file cannot be published like this."""
        return any(change.is_new_error for change in self.outcomes) or has_errors(self.problems.appeared)

    @property
    def greatest(self) -> Decimal:
        """The greatest difference among the figures, without sign, in 元."""
        moved = (*self.figures.facts, *self.figures.consequences)
        return max((abs(each.difference) for each in moved), default=ZERO)


def compare_all(before: Mapping[Address, Side], after: Mapping[Address, Side]) -> tuple[DisclosureChange, ...]:
    """Compare two sets of disclosures, by code and year; those without a change are left out."""
    renamed = _renamed(before, after)
    changes = []
    for address in sorted({*before, *after}):
        one, other = before.get(address), after.get(address)
        if one and other:
            changes.append(_compared(Status.CHANGED, one, other))
        elif other and address in renamed:
            changes.append(_compared(Status.RENAMED, before[renamed[address]], other))
        elif other:
            changes.append(DisclosureChange(Status.ADDED, None, other, problems=ProblemChanges(other.problems)))
        elif one and address not in renamed.values():
            changes.append(DisclosureChange(Status.REMOVED, one, None))
    return tuple(change for change in changes if not change.is_empty)


def _renamed(before: Mapping[Address, Side], after: Mapping[Address, Side]) -> dict[Address, Address]:
    """Pair files that went away with files that came under another code: by the code they name, or the unit's name."""
    gone = [address for address in before if address not in after]
    pairs: dict[Address, Address] = {}
    for address in after:
        same_year = [old for old in gone if old[1] == address[1] and old not in pairs.values()]
        found = next((old for old in same_year if _is_same_unit(before[old], after[address])), None)
        if address not in before and found:
            pairs[address] = found
    return pairs


def _is_same_unit(old: Side, new: Side) -> bool:
    if new.disclosure is None:
        return False
    return old.code == new.disclosure.former_code or old.name in (new.disclosure.name, new.disclosure.former_name)


def _compared(status: Status, before: Side, after: Side) -> DisclosureChange:
    old, new = _known(before, after), _known(after, before)
    contents = compare_contents(before.document, after.document, old.spans, new.spans)
    return DisclosureChange(
        status=status,
        before=before,
        after=after,
        figures=compare_figures(old, new),
        told=_compare_told(before, after),
        sentences=compare_sentences(before.sentences, after.sentences, contents) if before.page and after.page else (),
        outcomes=compare_outcomes(before, after),
        problems=compare_problems(before, after),
        contents=contents,
    )


def _known(side: Side, other: Side) -> Known:
    """Return a side's figures; nothing where either side has none, so that all that was typed is compared as text."""
    if side.page is None or other.page is None:
        return Known({}, {}, frozenset(), frozenset())
    return known_from_page(side.page, side.path)


def _compare_told(before: Side, after: Side) -> tuple[ToldChange, ...]:
    if before.page is None or after.page is None:
        return ()
    old, new = told_figures(before.page), told_figures(after.page)
    titles = {**before.page.budget.sheets[EXPENDITURE].names, **after.page.budget.sheets[EXPENDITURE].names}
    names = dict.fromkeys((*new, *old))
    changes = (ToldChange(name, titles.get(name, ""), old.get(name), new.get(name)) for name in names)
    return tuple(change for change in changes if _said(change.before) != _said(change.after))


def _said(told: Told | None) -> tuple[str, ...]:
    """What is said of a change on last year: last year's figure, direction, difference and rate."""
    if told is None or told.change is None:
        return ()
    return told.last, told.change.direction.value, told.difference, told.rate
