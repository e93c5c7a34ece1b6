"""Unit files held against the site that is served, without building: what a review of changes asks."""

from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path

from generator.build.editions import edition_of
from generator.build.files import address_of
from generator.build.making import print_html
from generator.build.permanence import DATA, judged
from generator.build.sites import read_site
from generator.build.units import Unit
from generator.build.workspace import Workspace, shown_as
from generator.check.permanence import missing
from generator.export import files_of
from generator.model.disclosure import CONFIDENTIAL
from generator.model.ledger import Edition
from generator.model.site import Site
from generator.problems import Problem
from generator.publish.served import Served


def contradictions(place: str, units: Iterable[Unit], whole: Collection[Path], workspace: Workspace) -> list[Problem]:
    """Say what contradicts a served site in each unit's file and, of `whole` folders, what is gone; ServedFails."""
    served, found = Served(place), []
    by_folder: dict[Path, dict[str, Unit]] = {folder: {} for folder in whole}
    for unit in units:
        by_folder.setdefault(unit.source.path.parent.parent, {})[address_of(unit.source.path)] = unit
    for folder, there in by_folder.items():
        site = read_site(folder, workspace).site
        editions = {address: edition for address, unit in there.items() if (edition := _edition(unit, site, workspace))}
        found += judged(served, editions, site, partial(_data, there, site))[1]
        if folder in whole:
            explained = (address for address, unit in there.items() if unit.is_refused or _is_withheld(unit))
            found += missing(served.ledger, {*editions, *explained}, shown_as(folder))
    return found


def _edition(unit: Unit, site: Site, workspace: Workspace) -> Edition | None:
    return edition_of(unit, print_html(unit.page, workspace, site, unit.waived)) if unit.page else None


def _data(units: dict[str, Unit], site: Site, address: str) -> bytes:
    page = units[address].page
    return files_of(page, site, with_xlsx=False)[f"{address}/{DATA}"] if page else b""


def _is_withheld(unit: Unit) -> bool:
    disclosure = unit.source.disclosure
    return disclosure is not None and disclosure.state == CONFIDENTIAL
