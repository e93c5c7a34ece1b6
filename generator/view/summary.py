"""One disclosure in a few values: all that the pages over all disclosures are made from.

A summary is small and holds no figures' origins, so that it can cross from the process that rendered the disclosure.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.codes import TOTAL
from generator.model.disclosure import Correction, Disclosure, Subordinate
from generator.model.figures import Figure
from generator.model.money import ZERO
from generator.model.sheets import EXPENDITURE
from generator.view.items import ItemFigure, item_figures, item_id
from generator.view.page import DisclosurePage
from generator.view.places import Places
from generator.view.tables import take

MAIN_FIGURES: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "收入总计": ("收入/收入总计", ("revenue-expenditure", "revenue"), "total-income"),
    "支出总计": ("支出总计/支出总计", ("revenue-expenditure", "expenditure"), "total-expenditure"),
    "基本支出": ("支出/合计/基本支出", ("expenditure", "revenue-expenditure"), "total-basic"),
    "项目支出": ("支出/合计/项目支出", ("expenditure", "revenue-expenditure"), "total-projects"),
    "“三公”经费": ("三公经费/三公经费", ("three-public",), item_id("three-public")),
}
"""The figures by which disclosures are compared: where each stands, the kinds of table that may print it, its id."""

RETIRED = "离退休"
"""The kind of persons whom a file counts and whom the unit does not employ."""


@dataclass(frozen=True, slots=True)
class MainFigure:
    """One main figure in exact 元, and the id of the cell or section of the page that prints it, if any."""

    yuan: Decimal
    anchor: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of a published disclosure outside its own page; a main figure that is not reported is absent."""

    code: str
    year: int
    name: str
    short_name: str
    former_code: str
    former_name: str
    department: str
    title: str
    state: str
    approved: datetime.date | None
    published: datetime.date | None
    corrections: tuple[Correction, ...]
    units: tuple[Subordinate, ...]
    figures: Mapping[str, MainFigure]
    items: tuple[ItemFigure, ...]
    staff: int | None
    """Persons actually employed, those who retired left out; nothing where the file tells of none."""

    @property
    def folder(self) -> str:
        """The folder of the disclosure's page, from the site's root."""
        return f"{self.code}/{self.year}/"

    @property
    def pdf(self) -> str:
        """The PDF, from the site's root."""
        return f"{self.folder}{self.code}-{self.year}.pdf"

    @property
    def revision(self) -> int:
        """The number of the publication that stands: 1, and one more for each correction."""
        return 1 + len(self.corrections)

    @property
    def changed(self) -> datetime.date | None:
        """When what is published last changed: the last correction's date, else the publication's."""
        return max((each.date for each in self.corrections), default=self.published)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A unit and year that may not be published by law: named, without any figure."""

    code: str
    year: int
    name: str
    short_name: str
    department: str
    because: str


def summary_from_page(page: DisclosurePage, places: Places | None = None) -> Summary:
    """Take from a disclosure's page what other pages tell of it; the cells that they lead to get ids in `places`."""
    disclosure, places = page.disclosure, places or Places(page.tables)
    return Summary(
        code=disclosure.code,
        year=disclosure.year,
        name=disclosure.name,
        short_name=disclosure.short_name,
        former_code=disclosure.former_code,
        former_name=disclosure.former_name,
        department=disclosure.department,
        title=page.title,
        state=disclosure.state,
        approved=disclosure.approved,
        published=disclosure.published,
        corrections=disclosure.corrections,
        units=disclosure.subordinates,
        figures={name: figure for name in MAIN_FIGURES if (figure := _main_figure(page, name, places))},
        items=item_figures(page, places),
        staff=_staff(page),
    )


def withheld_from_disclosures(disclosures: Iterable[Disclosure]) -> tuple[Withheld, ...]:
    """Name the units that may not be published."""
    return tuple(
        Withheld(each.code, each.year, each.name, each.short_name, each.department, each.withheld_because)
        for each in disclosures
    )


def _main_figure(page: DisclosurePage, name: str, places: Places) -> MainFigure | None:
    address, kinds, own = MAIN_FIGURES[name]
    figure = take(page.budget, address)
    yuan = figure.yuan if figure else _none_spent(page, address)
    return None if yuan is None else MainFigure(yuan, places.anchor(figure, kinds, own))


def _staff(page: DisclosurePage) -> int | None:
    kinds = [numbers for kind, numbers in page.staff if kind != RETIRED]
    employed = [number for numbers in kinds for name, number in numbers if name == "实有"]
    return sum(employed) if employed else None


def _none_spent(page: DisclosurePage, address: str) -> Decimal | None:
    """Return zero for a column of the expenditure that has no line, where the other columns make up the total."""
    sheet = page.budget.sheets.get(EXPENDITURE)
    total = sheet.cell(TOTAL, sheet.columns[0]) if sheet else None
    if sheet is None or total is None or not address.startswith(f"{EXPENDITURE}/"):
        return None
    others: list[Figure] = [figure for column in sheet.columns[1:] if (figure := sheet.cell(TOTAL, column))]
    return ZERO if sum((figure.yuan for figure in others), ZERO) == total.yuan else None
