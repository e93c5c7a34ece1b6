"""Figures that moved: typed facts, what follows from them, and totals stated above them that stayed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from generator.derive.change import percentage
from generator.derive.projects import project_sheet
from generator.model.figures import Basis, Figure, Sheet
from generator.model.money import ZERO
from generator.model.sheets import AMOUNT, PROJECT, list_of
from generator.source import Span
from generator.view.page import DisclosurePage


class Place(NamedTuple):
    """Where a figure stands; `scope` is empty for the year's own figures, else tells which base they belong to."""

    scope: str
    sheet: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Known:
    """Every figure of one side by its place, what its row is called, and which ones this file itself holds."""

    figures: Mapping[Place, Figure]
    names: Mapping[Place, str]
    facts: frozenset[Place]
    spans: frozenset[Span]
    """Where the facts were typed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure before and after; absent where it is not known."""

    place: Place
    label: str
    before: Figure | None
    after: Figure | None

    @property
    def difference(self) -> Decimal:
        """By how much the figure moved, in 元; what is not known counts as nothing."""
        return (self.after.yuan if self.after else ZERO) - (self.before.yuan if self.before else ZERO)

    @property
    def rate(self) -> Decimal | None:
        """The difference in percent of the figure before; nothing where it appeared, vanished or was zero."""
        if self.before is None or self.after is None or not self.before.yuan:
            return None
        return percentage(self.difference, abs(self.before.yuan))


@dataclass(frozen=True, slots=True)
class Unmoved:
    """A stated total that stayed while what stands below it moved; `below_before` and `below_after` are its sum."""

    place: Place
    label: str
    figure: Figure
    below_before: Decimal
    below_after: Decimal


@dataclass(frozen=True, slots=True)
class FigureChanges:
    """How the figures of one disclosure moved."""

    facts: tuple[Moved, ...] = ()
    consequences: tuple[Moved, ...] = ()
    unmoved: tuple[Unmoved, ...] = ()


def known_from_page(page: DisclosurePage, path: str) -> Known:
    """Gather every figure that a page rests on: the year's, the projects', and those it is compared with."""
    figures: dict[Place, Figure] = {}
    names: dict[Place, str] = {}
    typed: dict[Span, Place] = {}
    for scope, sheet in _sheets(page):
        for (row, column), figure in sheet.cells.items():
            place = Place(scope, sheet.name, row, column)
            figures.setdefault(place, figure)
            names.setdefault(place, sheet.names.get(row, row))
            for span in _typed_at(figure):
                typed.setdefault(span, place)
    own = {span: place for span, place in typed.items() if span.path == path}
    return Known(figures, names, frozenset(own.values()), frozenset(own))


def _typed_at(figure: Figure) -> list[Span]:
    """Return where a figure was typed: once, or as several lines at one place of a list, which add up."""
    lines = figure.parts if figure.basis is Basis.COMPUTED else (figure,)
    place = (figure.sheet, figure.row, figure.column)
    return [line.span for line in lines if line.span and (line.sheet, line.row, line.column) == place]


def _sheets(page: DisclosurePage) -> Iterator[tuple[str, Sheet]]:
    for sheet in page.budget.sheets.values():
        yield "", sheet
    for project in page.disclosure.projects:
        yield "", project_sheet(project, page.budget, page.disclosure.unit)
    for base in page.bases:
        scope = f"上年{base.basis}" + ("（上年文件）" if base.published else "")
        for sheet in base.budget.sheets.values():
            yield scope, sheet
        for sheet in base.changes.sheets.values():
            yield f"{scope}增减额", sheet


def compare_figures(before: Known, after: Known) -> FigureChanges:
    """Return facts that were changed, figures computed from them that moved, and stated totals that did not."""
    places = tuple(dict.fromkeys((*after.figures, *before.figures)))
    facts = [place for place in places if place in before.facts | after.facts]
    changed = [
        place
        for place in facts
        if _has_moved(place, before, after) or (place in before.facts) != (place in after.facts)
    ]
    views = {_view(place, side) for place in changed for side in (before, after) if place in side.figures}
    return FigureChanges(
        facts=tuple(_moved(place, before, after) for place in changed),
        consequences=tuple(_consequences(places, set(facts), views, before, after)),
        unmoved=tuple(_unmoved(facts, before, after)),
    )


def _yuan(place: Place, side: Known) -> Decimal | None:
    figure = side.figures.get(place)
    return figure.yuan if figure else None


def _has_moved(place: Place, before: Known, after: Known) -> bool:
    return _yuan(place, before) != _yuan(place, after)


def _moved(place: Place, before: Known, after: Known) -> Moved:
    name = after.names.get(place) or before.names[place]
    return Moved(place, label_of(place, name), before.figures.get(place), after.figures.get(place))


def label_of(place: Place, name: str) -> str:
    """Name a figure for readers: which base, list, row with its name, column."""
    row = place.row if name == place.row else f"{place.row} {name}"
    column = "" if place.column in (AMOUNT, place.row) else f" {place.column}"
    return f"{place.scope}“{place.sheet}”{row}{column}"


_View = tuple[str, str, tuple[str, str, str], str]


def _view(place: Place, side: Known) -> _View:
    """Return what one row shows of one source, so that the same figure in several sheets and columns is told once."""
    source = side.figures[place].source
    family = place.sheet if place.sheet.startswith(PROJECT) else list_of(place.sheet)
    return place.scope, family, (source.sheet, source.row, source.column), place.row


def _consequences(
    places: Iterable[Place], facts: set[Place], told: set[_View], before: Known, after: Known
) -> Iterator[Moved]:
    groups: dict[_View, list[Place]] = {}
    for place in places:
        if place not in facts and _has_moved(place, before, after):
            groups.setdefault(_view(place, after if place in after.figures else before), []).append(place)
    for view, members in groups.items():
        if view not in told:
            sheet, _, column = view[2]
            nearest = min(members, key=lambda place: (place.sheet != sheet, place.column != column))
            yield _moved(nearest, before, after)


def _unmoved(facts: Iterable[Place], before: Known, after: Known) -> Iterator[Unmoved]:
    """Yield stated totals that are the same on both sides over parts that add up to something else."""
    for place in facts:
        then, now = before.figures.get(place), after.figures.get(place)
        if then is None or now is None or then.yuan != now.yuan or now.basis is not Basis.STATED:
            continue
        below_before, below_after = _sum_of_lowest(then), _sum_of_lowest(now)
        if below_before != below_after:
            yield Unmoved(place, label_of(place, after.names[place]), now, below_before, below_after)


def _sum_of_lowest(figure: Figure) -> Decimal:
    """Add up the lowest typed figures below a figure, stated totals in between passed over, in 元."""
    lowest: dict[Figure, None] = {}

    def descend(each: Figure) -> None:
        if each.parts:
            for part in each.parts:
                descend(part)
        else:
            lowest[each] = None

    for part in figure.parts:
        descend(part)
    return sum((each.yuan for each in lowest), ZERO)
