"""The pages over all disclosures as their templates see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.view.page import DisclosurePage


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure in a list: what it is called, where it stands, its total in the profile's unit for text."""

    code: str
    name: str
    short_name: str
    year: int
    title: str
    total: str
    folder: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Home:
    """The home page: every disclosure, newest year first, then by code."""

    entries: tuple[Entry, ...]


def home_from_pages(pages: Iterable[DisclosurePage]) -> Home:
    """List the disclosures, newest year first."""
    ordered = sorted(pages, key=lambda page: (-page.year, page.disclosure.code))
    return Home(tuple(_entry(page) for page in ordered))


def _entry(page: DisclosurePage) -> Entry:
    disclosure = page.disclosure
    total = page.tell("支出总计/支出总计")
    folder = f"{disclosure.code}/{disclosure.year}"
    return Entry(
        code=disclosure.code,
        name=disclosure.name,
        short_name=disclosure.short_name,
        year=disclosure.year,
        title=page.title,
        total=f"{total.text}{total.unit}" if total else "",
        folder=f"{folder}/",
        pdf=f"{folder}/{disclosure.code}-{disclosure.year}.pdf",
    )
