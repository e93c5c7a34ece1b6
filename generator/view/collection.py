"""All published disclosures and withheld units, by year and code: what came before, who stands above whom."""

from collections.abc import Iterable

from generator.model.codes import unit_levels, units_above
from generator.view.summary import Summary, Withheld

Listed = Summary | Withheld


class Collection:
    """Everything that the site lists; each unit and year stands in it once."""

    def __init__(self, summaries: Iterable[Summary], withheld: Iterable[Withheld] = ()) -> None:
        self.summaries = tuple(sorted(summaries, key=lambda each: (-each.year, unit_levels(each.code))))
        self.withheld = tuple(withheld)
        self._at = {(each.code, each.year): each for each in self.summaries}
        above = {at: [(code, at[1]) for code in units_above(at[0])] for at in self._at}
        self._tops = {at for at, places in above.items() if self._at.keys().isdisjoint(places)}
        self._of_code: dict[str, list[Summary]] = {}
        self._successors: dict[str, list[Summary]] = {}
        for summary in self.summaries:
            self._of_code.setdefault(summary.code, []).append(summary)
            self._successors.setdefault(summary.former_code, []).append(summary)
        self._of_year: dict[int, list[Listed]] = {}
        everything: list[Listed] = [*self.summaries, *self.withheld]
        for listed in sorted(everything, key=lambda each: unit_levels(each.code)):
            self._of_year.setdefault(listed.year, []).append(listed)
        self.departments = {year: _department_names(listed) for year, listed in self._of_year.items()}
        """Each department's name by year and code: its own, else what its units call it, else nothing."""

    @property
    def listed(self) -> tuple[tuple[Summary, ...], tuple[Withheld, ...]]:
        """All that it is made from."""
        return self.summaries, self.withheld

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which anything is listed, newest first."""
        return tuple(sorted(self._of_year, reverse=True))

    @property
    def codes(self) -> tuple[str, ...]:
        """The units that published anything, in the order of their codes."""
        return tuple(sorted(self._of_code, key=unit_levels))

    def has_page(self, code: str) -> bool:
        """Say whether a unit has a page across years: it published anything in any year."""
        return code in self._of_code

    def headless(self) -> tuple[str, ...]:
        """Return the departments that published nothing themselves and have units that are listed, in order."""
        below = {
            unit_levels(each.code)[0] for all_of in self._of_year.values() for each in all_of if len(each.code) > 3
        }
        return tuple(sorted(head for head in below if not self.has_page(head)))

    def of_year(self, year: int) -> tuple[Listed, ...]:
        """Return what is listed of a year, departments before their units."""
        return tuple(self._of_year.get(year, ()))

    def get(self, code: str, year: int) -> Summary | None:
        """Return the published disclosure of a unit and year, where there is one."""
        return self._at.get((code, year))

    def before(self, summary: Summary) -> Summary | None:
        """Return last year's disclosure of the same unit, under its former code where it has one."""
        return self.get(summary.former_code or summary.code, summary.year - 1)

    def is_top(self, summary: Summary) -> bool:
        """Say whether no disclosure of the same year stands above this one, so that sums count it."""
        return (summary.code, summary.year) in self._tops

    def series(self, code: str) -> tuple[Summary, ...]:
        """Return a unit's disclosures, newest first, those under its former codes among them."""
        found: list[Summary] = []
        seen = {""}
        while code not in seen:
            seen.add(code)
            earlier = [each for each in self._of_code.get(code, ()) if not found or each.year < found[-1].year]
            code = next((each.former_code for each in earlier if each.former_code), "")
            found += earlier
        return tuple(found)

    def successor(self, code: str) -> Summary | None:
        """Return the first disclosure of the unit that took over from a code, where one did."""
        last = max((each.year for each in self._of_code.get(code, ())), default=0)
        later = [each for each in self._successors.get(code, ()) if each.year > last]
        return later[-1] if later else None

    def withheld_of(self, code: str) -> tuple[Withheld, ...]:
        """Return the years of which a unit may not be published, newest first."""
        return tuple(sorted((each for each in self.withheld if each.code == code), key=lambda each: -each.year))


def unnamed(head: str) -> str:
    """Name a department that no file names: by its code, said to be one."""
    return f"代码{head}的部门"


def _department_names(listed: Iterable[Listed]) -> dict[str, str]:
    names: dict[str, str] = {}
    for each in listed:
        head = unit_levels(each.code)[0]
        if each.code == head or not names.get(head):
            names[head] = each.name if each.code == head else each.department
    return names
