"""The pages that list disclosures as their templates see them: the home page and one year."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.change import percentage
from generator.model.codes import unit_levels
from generator.model.disclosure import APPROVED, CONFIDENTIAL, DRAFT
from generator.model.money import ZERO, MoneyUnit, shown
from generator.model.profile import NumberStyle
from generator.view.collection import Collection, Listed, unnamed
from generator.view.news import News, news_from_summaries
from generator.view.numbers import decimal_text
from generator.view.summary import MAIN_FIGURES, Summary

OVERVIEW = NumberStyle(MoneyUnit.WAN, 2, trim=False, separators=False)
"""How amounts of several disclosures stand in one table, whatever each one's own profile."""
SHARED = "支出总计"
"""The main figure whose shares of a year's total are told."""
_NEWEST = 8


def overview_text(yuan: Decimal) -> str:
    """Write an exact amount in 元 as tables over several disclosures print it."""
    return decimal_text(shown(yuan, OVERVIEW.unit, OVERVIEW.decimals), OVERVIEW)


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed amount and the place that prints it in full, from the site's root; no address where none does."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a year in a list; a unit that is withheld has neither page nor amounts."""

    code: str
    name: str
    level: int
    folder: str
    pdf: str
    title: str
    mark: str
    published: datetime.date | None
    revision: int
    amounts: Mapping[str, Amount]


@dataclass(frozen=True, slots=True)
class Group:
    """One department with its units; a department without a file of its own has a name and no row."""

    code: str
    name: str
    rows: tuple[Row, ...]

    @property
    def has_head(self) -> bool:
        """Say whether the first row is the department's own."""
        return self.rows[0].code == self.code


@dataclass(frozen=True, slots=True)
class YearListing:
    """Everything listed of one year, by department."""

    year: int
    unit: str
    groups: tuple[Group, ...]

    @property
    def has_dates(self) -> bool:
        """Say whether any disclosure tells when it was published."""
        return any(row.published for row in self.rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of the year in printed order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def published(self) -> int:
        """How many disclosures the year has."""
        return sum(bool(row.folder) for row in self.rows)

    @property
    def withheld(self) -> int:
        """How many units may not be published by law."""
        return len(self.rows) - self.published


@dataclass(frozen=True, slots=True)
class Department:
    """One department with how many budgets of it are listed of a year; `folder` is its page's, where it has one."""

    code: str
    name: str
    count: int
    folder: str


@dataclass(frozen=True, slots=True)
class Home:
    """The home page: every disclosure, newest year first, then by department and unit; what stands out of them."""

    years: tuple[YearListing, ...]
    departments: tuple[Department, ...]
    """Those of the newest year."""
    totals: Mapping[str, str]
    """The newest year's main figures, each amount counted once."""
    news: tuple[News, ...]
    """What was published or corrected last."""


@dataclass(frozen=True, slots=True)
class YearPage:
    """One year across units: main figures, their totals, and who came or went since the year before."""

    listing: YearListing
    years: tuple[int, ...]
    columns: tuple[str, ...]
    totals: Mapping[str, str]
    shares: Mapping[str, str]
    """What part of the year's expenditure each unit's is, by code, as both are printed: percent; nothing of nothing."""
    lacking: tuple[tuple[str, int], ...]
    """The columns that not every counted disclosure reports, with how many do not."""
    gone: tuple[Row, ...]
    new: tuple[Row, ...]
    renamed: tuple[tuple[Row, str], ...]
    """Units that were called otherwise the year before, each with that name."""

    @property
    def year(self) -> int:
        """The budget year."""
        return self.listing.year

    @property
    def is_first(self) -> bool:
        """Say whether the site holds nothing of the year before, so that nothing can be compared with it."""
        return self.year - 1 not in self.years


def home_page(collection: Collection) -> Home:
    """List everything, newest year first."""
    listings = tuple(year_listing(collection, year) for year in collection.years)
    newest = listings[:1]
    return Home(
        listings,
        tuple(_department(group, collection) for each in newest for group in each.groups),
        _totals(_top(collection, newest[0].year)) if newest else {},
        news_from_summaries(collection.summaries)[:_NEWEST],
    )


def _department(group: Group, collection: Collection) -> Department:
    has_page = collection.has_page(group.code) or group.code in collection.headless()
    return Department(group.code, group.name, len(group.rows), f"{group.code}/" if has_page else "")


def year_listing(collection: Collection, year: int) -> YearListing:
    """List a year's disclosures and withheld units by department."""
    names = collection.departments[year]
    by_head: dict[str, list[Row]] = {}
    for listed in collection.of_year(year):
        by_head.setdefault(unit_levels(listed.code)[0], []).append(row_of(listed))
    groups = tuple(Group(code, names[code] or unnamed(code), tuple(rows)) for code, rows in by_head.items())
    return YearListing(year, OVERVIEW.unit.value, groups)


def row_of(listed: Listed) -> Row:
    """Set one disclosure or withheld unit in a row."""
    level = len(unit_levels(listed.code)) - 1
    if not isinstance(listed, Summary):
        return Row(listed.code, listed.name, level, "", "", "", CONFIDENTIAL, None, 0, {})
    return Row(
        code=listed.code,
        name=listed.name,
        level=level,
        folder=listed.folder,
        pdf=listed.pdf,
        title=listed.title,
        mark=listed.state if listed.state in (DRAFT, APPROVED) else "",
        published=listed.published,
        revision=listed.revision,
        amounts=amounts_of(listed),
    )


def amounts_of(summary: Summary) -> dict[str, Amount]:
    """Print a disclosure's main figures, each with the place in its page."""
    return {name: amount_of(summary, name) for name in summary.figures}


def amount_of(summary: Summary, name: str) -> Amount:
    """Print one main figure of a disclosure that has it."""
    figure = summary.figures[name]
    anchor = f"#{figure.anchor}" if figure.anchor else ""
    return Amount(overview_text(figure.yuan), f"{summary.folder}index.html{anchor}")


def year_page(collection: Collection, year: int) -> YearPage:
    """Compare a year's units; totals count each amount once, so only what stands below no other disclosure."""
    this = [each for each in collection.of_year(year) if isinstance(each, Summary)]
    top = _top(collection, year)
    before = collection.of_year(year - 1)
    kept = {_last_code(each) for each in collection.of_year(year)}
    known = {each.code for each in before}
    lacking = ((name, sum(name not in each.figures for each in top)) for name in MAIN_FIGURES)
    earlier = ((each, collection.before(each)) for each in this)
    return YearPage(
        listing=year_listing(collection, year),
        years=collection.years,
        columns=tuple(MAIN_FIGURES),
        totals=_totals(top),
        shares=_shares(this, _total(top, SHARED)),
        lacking=tuple((name, count) for name, count in lacking if 0 < count < len(top)),
        gone=tuple(row_of(each) for each in before if each.code not in kept),
        new=tuple(row_of(each) for each in this if before and _last_code(each) not in known),
        renamed=tuple((row_of(each), old.name) for each, old in earlier if old and old.name != each.name),
    )


def _last_code(listed: Listed) -> str:
    return (listed.former_code if isinstance(listed, Summary) else "") or listed.code


def _top(collection: Collection, year: int) -> list[Summary]:
    """Return the disclosures that sums over a year count."""
    return [each for each in collection.of_year(year) if isinstance(each, Summary) and collection.is_top(each)]


def _totals(top: Iterable[Summary]) -> dict[str, str]:
    top = list(top)
    return {name: overview_text(total) for name in MAIN_FIGURES if (total := _total(top, name)) is not None}


def _shares(summaries: Iterable[Summary], whole: Decimal | None) -> dict[str, str]:
    """Work each share out from the amounts as they are printed, in percent with two places, half up."""
    printed = shown(whole, OVERVIEW.unit, OVERVIEW.decimals) if whole else ZERO
    known = ((each.code, each.figures[SHARED].yuan) for each in summaries if SHARED in each.figures)
    return {
        code: f"{percentage(shown(yuan, OVERVIEW.unit, OVERVIEW.decimals), printed):f}%"
        for code, yuan in known
        if printed
    }


def _total(summaries: Iterable[Summary], name: str) -> Decimal | None:
    """Add exact amounts up; nothing where no disclosure reports one."""
    known = [each.figures[name].yuan for each in summaries if name in each.figures]
    return sum(known, ZERO) if known else None
