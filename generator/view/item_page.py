"""One item of all units and years as its template sees it, and the list of all items.

Amounts stay exact until the template asks for them: what a page is made from is then small, and quickly compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.codes import unit_levels
from generator.model.money import ZERO
from generator.view.collection import Collection
from generator.view.items import KINDS, ItemFigure, key_above, kind_of
from generator.view.site import OVERVIEW, overview_text
from generator.view.summary import Summary


@dataclass(frozen=True, slots=True)
class ItemLink:
    """The page of another item."""

    key: str
    name: str

    @property
    def code(self) -> str:
        """The item's code; empty where it has none."""
        return self.key if self.key.isdigit() else ""

    @property
    def depth(self) -> int:
        """How many items stand above it."""
        above = key_above(self.key)
        return 1 + ItemLink(above, "").depth if above else 0


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One unit's amounts of an item, in exact 元 with the section that prints each, by year."""

    code: str
    name: str
    amounts: Mapping[int, tuple[Decimal, str]]

    @property
    def level(self) -> int:
        """How many units stand above it."""
        return len(unit_levels(self.code)) - 1

    def text(self, year: int) -> str:
        """Print the amount of a year; nothing where the unit has none."""
        return overview_text(self.amounts[year][0]) if year in self.amounts else ""

    def address(self, year: int) -> str:
        """Return the place that prints the amount of a year, from the site's root."""
        anchor = self.amounts[year][1]
        return f"{self.code}/{year}/index.html{'#' if anchor else ''}{anchor}"


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item: units in the order of their codes, years newest first, totals that count each amount once."""

    link: ItemLink
    above: tuple[ItemLink, ...]
    below: tuple[ItemLink, ...]
    years: tuple[int, ...]
    rows: tuple[ItemRow, ...]
    totals: Mapping[int, Decimal]

    @property
    def kind(self) -> str:
        """The classification that the item belongs to."""
        return kind_of(self.link.key)

    @property
    def unit(self) -> str:
        """The unit of money."""
        return OVERVIEW.unit.value

    def total(self, year: int) -> str:
        """Print the total of a year."""
        return overview_text(self.totals[year])


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """The list of items by kind, those that stand below others after them."""

    kinds: tuple[tuple[str, tuple[ItemLink, ...]], ...]


def item_pages(collection: Collection) -> tuple[ItemPage, ...]:
    """Gather every item that a disclosure has, in the order of the list."""
    found: dict[str, list[tuple[Summary, ItemFigure]]] = {}
    for summary in collection.summaries:
        for figure in summary.items:
            found.setdefault(figure.key, []).append((summary, figure))
    links = {key: ItemLink(key, told[0][1].name) for key, told in found.items()}
    children: dict[str, list[ItemLink]] = {}
    for key in _ordered(links):
        children.setdefault(key_above(key), []).append(links[key])
    return tuple(
        ItemPage(
            link=links[key],
            above=_above(key, links),
            below=tuple(children.get(key, ())),
            years=tuple(dict.fromkeys(summary.year for summary, _ in found[key])),
            rows=_rows(found[key]),
            totals=_totals(found[key], collection),
        )
        for key in _ordered(links)
    )


def items_page(pages: Iterable[ItemPage]) -> ItemsPage:
    """List the items of which there are pages."""
    links = [page.link for page in pages]
    by_kind = ((kind, tuple(link for link in links if kind_of(link.key) == kind)) for kind in KINDS)
    return ItemsPage(tuple((kind, listed) for kind, listed in by_kind if listed))


def _ordered(links: Mapping[str, ItemLink]) -> list[str]:
    """Order keys by kind; expenses as the table has them, codes with those below right after those above."""
    return sorted(links, key=lambda key: (KINDS.index(kind_of(key)), key if key.isdigit() else ""))


def _above(key: str, links: Mapping[str, ItemLink]) -> tuple[ItemLink, ...]:
    above = key_above(key)
    return (*_above(above, links), links[above]) if above in links else ()


def _rows(told: Iterable[tuple[Summary, ItemFigure]]) -> tuple[ItemRow, ...]:
    """Set each unit's years in one row under its newest name; what is told comes newest first."""
    names: dict[str, str] = {}
    amounts: dict[str, dict[int, tuple[Decimal, str]]] = {}
    for summary, figure in told:
        names.setdefault(summary.code, summary.name)
        amounts.setdefault(summary.code, {})[summary.year] = figure.yuan, figure.anchor
    return tuple(ItemRow(code, names[code], amounts[code]) for code in sorted(names, key=unit_levels))


def _totals(told: Iterable[tuple[Summary, ItemFigure]], collection: Collection) -> dict[int, Decimal]:
    totals: dict[int, Decimal] = {}
    for summary, figure in told:
        counted = figure.yuan if collection.is_top(summary) else ZERO
        totals[summary.year] = totals.get(summary.year, ZERO) + counted
    return totals
