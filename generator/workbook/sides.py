"""A table of revenue and expenditure: which columns are which side's, and which row of the side a label names."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.codes import Register
from generator.model.profile import LineSpec, SideSpec
from generator.model.sheets import FISCAL, FISCAL_FUNDS, by_fund
from generator.workbook.expected import amounts_of
from generator.workbook.labels import loose_head, loose_name, name_key
from generator.workbook.recognition import Section


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it stands in a sheet; `amounts` gives for each column of amounts which of a row's takes it is."""

    spec: SideSpec
    label: int
    amounts: Mapping[int, int]
    columns: frozenset[int]

    def takes_of(self, label: str, functional: Register) -> tuple[str, ...]:
        """Return the addresses that the amounts of the row so named are taken from; nothing where none is."""
        if not label:
            return ()
        lines = (*self.spec.lines, *self.spec.foot)
        for read in (name_key, loose_name):
            key = read(label)
            named = [line for line in lines if key and key in {read(name) for name in _names(line)}]
            if named and len({line.takes for line in named}) == 1:
                return named[0].takes
        code = _class_code(label, functional)
        listing = next((line for line in lines if code in line.classes), None)
        return _class_takes(listing, code) if listing else ()


def _names(line: LineSpec) -> tuple[str, ...]:
    """Return what a fixed row may be called: as the table prints it, or as the file does."""
    return (line.name, line.takes[0].rpartition("/")[2]) if line.takes and not line.classes else ()


def _class_takes(line: LineSpec, code: str) -> tuple[str, ...]:
    takes = tuple(f"{sheet}/{code}/{line.column}" for sheet in line.sheets)
    if line.sheets == (FISCAL,):
        return (*takes, *(f"{by_fund(fund)}/{code}/{line.column}" for fund in FISCAL_FUNDS))
    return takes


def _class_code(label: str, functional: Register) -> str:
    key = name_key(label)
    codes = {code for code, name in functional.names.items() if len(code) == 3 and name_key(name) == key}
    codes |= {code for name, code in functional.former.items() if len(code) == 3 and name_key(name) == key}
    return codes.pop() if len(codes) == 1 else ""


def sides_of(section: Section) -> list[Side]:
    """Find each side's columns: a column of labels, then its amounts up to the next column of labels."""
    paths = section.head.paths
    starts = [column for column in sorted(paths) if not _is_amount(paths[column], section)]
    sides = []
    for spec, start in zip(section.expected.spec.sides, starts, strict=False):
        end = next((column for column in starts if column > start), max(paths) + 1)
        columns = [column for column in sorted(paths) if start < column < end]
        sides.append(Side(spec, start, _amounts(columns, paths, spec), frozenset(columns)))
    return sides


def _is_amount(path: tuple[str, ...], section: Section) -> bool:
    funds = {loose_head(fund) for fund in FISCAL_FUNDS}
    words = funds.union(*(amounts_of(side) for side in section.expected.spec.sides))
    return loose_head(path[-1]) in words


def _amounts(columns: list[int], paths: Mapping[int, tuple[str, ...]], spec: SideSpec) -> dict[int, int]:
    names = [loose_head(name) for name in (*spec.amounts, *(FISCAL_FUNDS if len(spec.amounts) == 1 else ()))]
    found = {column: names.index(key) for column in columns if (key := loose_head(paths[column][-1])) in names}
    if not found and len(columns) == 1:
        return {columns[0]: 0}
    if 0 not in found.values() and columns and columns[0] not in found:
        found[columns[0]] = 0
    return found
