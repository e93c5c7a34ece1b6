"""What one can find by typing: every unit by its codes and names, every item by its code and name."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.view.collection import Collection
from generator.view.item_page import ItemPage, items_page


@dataclass(frozen=True, slots=True)
class Directory:
    """Plain lists, short because every reader of the home page fetches them."""

    units: tuple[tuple[str, str, str, int, tuple[str, ...]], ...]
    """Code, name, 简称, newest year, former names and codes."""
    items: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """By kind: key and name."""

    @property
    def plain(self) -> dict[str, object]:
        """The lists as data."""
        return {"units": self.units, "items": self.items}


def directory_of(collection: Collection, items: Iterable[ItemPage]) -> Directory:
    """List the units that published anything, each under its newest name, and the items that have pages."""
    units = []
    for code in collection.codes:
        series = collection.series(code)
        newest = series[0]
        known = {newest.code, newest.name, newest.short_name, ""}
        others = (word for each in series for word in (each.name, each.short_name, each.code, each.former_name))
        former = tuple(dict.fromkeys(word for word in others if word not in known))
        units.append((code, newest.name, newest.short_name, newest.year, former))
    by_kind = ((kind, tuple((link.key, link.name) for link in links)) for kind, links in items_page(items).kinds)
    return Directory(tuple(units), tuple(by_kind))
