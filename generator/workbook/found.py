"""Amounts that a workbook states, each with the address that the budget knows it by and the place where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from generator.model import sheets
from generator.model.money import round_half_up
from generator.workbook.remarks import Place, Remark

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Address:
    """A cell of the budget's sheets."""

    sheet: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Found:
    """One amount: exact 元 (nothing where the cell is blank), and the grain in 元 that cells of its unit show."""

    address: Address
    yuan: Decimal | None
    grain: Decimal
    place: Place
    kind: str
    text: str
    unit_name: str = ""
    """Whose amount it is, in a table by units; empty for the whole."""

    @property
    def amount(self) -> Decimal:
        """The amount, nothing as zero."""
        return self.yuan or Decimal(0)


@dataclass(slots=True)
class Reading:
    """What a workbook states: amounts, the lists whose own tables it has, names of rows, and remarks."""

    found: list[Found] = field(default_factory=list)
    listed: dict[str, Place] = field(default_factory=dict)
    """Sheets of which the workbook has the table that lists them, so that what it does not list is nothing."""
    unplaced: set[str] = field(default_factory=set)
    """Those of the lists of which some rows could not be placed: what they do not seem to list may be there."""
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """What a row of a sheet is called."""
    is_blank_nothing: bool = True
    """Whether a blank cell of a table that has amounts states nothing, rather than that nothing is known."""
    remarks: list[Remark] = field(default_factory=list)
    unit_names: list[str] = field(default_factory=list)
    year: int | None = None
    code: str = ""

    def of(self, sheet: str) -> list[Found]:
        """Return the amounts of one sheet for the whole, those of the table that lists it before others."""
        here = [found for found in self.found if found.address.sheet == sheet and not found.unit_name]
        own = self.listed.get(sheet)
        return sorted(here, key=lambda found: own is None or found.place.sheet != own.sheet)


def address_of(take: str) -> Address:
    """Read an address written sheet/row or sheet/row/column; a fixed row's name may itself hold a /."""
    sheet, _, place = take.partition("/")
    if sheet in sheets.FIXED_ROWS and place in sheets.FIXED_ROWS[sheet]:
        return Address(sheet, place, sheets.AMOUNT)
    row, _, column = place.rpartition("/")
    return Address(sheet, row, column)


def grain_of(number: Decimal | None, unit: Decimal) -> Decimal:
    """Return what an amount is rounded to, in 元: two decimals of its unit, or more where it has more."""
    if number is None:
        return _CENT * unit
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return min(_CENT, Decimal(1).scaleb(exponent)) * unit


def same(one: Decimal, other: Decimal, grain: Decimal) -> bool:
    """Say whether two amounts in 元 are the same when rounded to a grain."""
    return _rounded(one, grain) == _rounded(other, grain)


def _rounded(yuan: Decimal, grain: Decimal) -> Decimal:
    return round_half_up(yuan / grain, 0)


def first_by_address(found: Iterable[Found]) -> dict[Address, Found]:
    """Keep the first amount of each address."""
    kept: dict[Address, Found] = {}
    for each in found:
        kept.setdefault(each.address, each)
    return kept
