"""Which row of a list a line of a workbook is: by its code, split or whole, or by its name where that tells."""

import re
from collections.abc import Mapping, Sequence

from generator.model import sheets
from generator.model.codes import TOTAL, Register, Registers
from generator.workbook.cells import half_width
from generator.workbook.labels import TOTALS, name_key

_LEADING_CODE = re.compile(r"[\[(]?([0-9]{3,7}|[A-C][0-9]{2,10})[\])]?[-—_:.、\s]*([^0-9A-Za-z].*)?")
_CODE_PART = re.compile(r"[0-9]{1,7}|[A-C][0-9]{0,10}")
_WHOLE = {
    sheets.EXPENDITURE: re.compile(r"[0-9]{3}|[0-9]{5}|[0-9]{7}"),
    sheets.BASIC: re.compile(r"3[0-9]{2}|3[0-9]{4}"),
    sheets.OPERATING: re.compile(r"3[0-9]{2}|3[0-9]{4}"),
    sheets.PROCUREMENT: re.compile(r"[ABC](?:[0-9]{2}){0,5}|[ABC][0-9]{8}"),
}


class RowNames:
    """Finds the rows of one list; a name that stands at several codes is told by the row above it."""

    def __init__(self, sheet: str, registers: Registers, known: Mapping[str, str]) -> None:
        self.list = sheets.list_of(sheet)
        self.register = _register(self.list, registers)
        self.is_flat = self.list in (sheets.OPERATING, sheets.PROCUREMENT)
        self._codes: dict[str, list[str]] = {}
        for code, name in {**(self.register.names if self.register else {}), **known}.items():
            self._codes.setdefault(name_key(name), []).append(code)
        for name, code in (self.register.former if self.register else {}).items():
            self._codes.setdefault(name_key(name), []).append(code)
        self._known = known
        self._above: list[str] = []

    def key(self, parts: Sequence[str], name: str) -> str:
        """Return a row's key; nothing where neither its code nor its name tells it."""
        if name_key(name) in TOTALS:
            return TOTAL
        if self.register is None:
            return " ".join(name.split())
        code = self._code(parts, name)
        if code:
            self._above = [code, *self.register.ancestors(code)]
        return code

    def is_name_of(self, code: str, name: str) -> bool:
        """Say whether a code is, or was once, called like this; of codes that no register knows, yes."""
        known = self._known.get(code) or (self.register.name(code) if self.register else None)
        return not name or not known or code in self._codes.get(name_key(name), [])

    def _code(self, parts: Sequence[str], name: str) -> str:
        typed = self._joined([half_width(part) for part in parts])
        if typed:
            return typed if _WHOLE[self.list].fullmatch(typed) else ""
        return self._by_name(name)

    def _joined(self, parts: list[str]) -> str:
        """Join a code that is split into its levels; levels that a line leaves blank are those of the row above."""
        whole = ""
        for part in (part for part in parts if part):
            part = part.zfill(2) if len(part) == 1 and part.isdigit() else part
            whole = part if not whole or part.startswith(whole) else whole + part
        if len(whole) == 2 and whole.isdigit() and self._above:
            level = next((index for index, part in enumerate(parts) if part), 0)
            outer = [code for code in self._above if len(code) == 1 + 2 * level]
            return outer[0] + whole if outer else whole
        return whole

    def _by_name(self, name: str) -> str:
        codes = list(dict.fromkeys(self._codes.get(name_key(name), [])))
        if len(codes) < 2 or self.register is None:
            return codes[0] if codes else ""
        known = [code for code in codes if code in self._known]
        if self.is_flat:
            return known[0] if len(known) == 1 else ""
        for above in self._above:
            below = [code for code in codes if self.register.parent(code) == above]
            if below:
                return below[0] if len(below) == 1 else ""
        top = [code for code in codes if self.register.parent(code) is None]
        return top[0] if len(top) == 1 else known[0] if len(known) == 1 else ""


def _register(listed: str, registers: Registers) -> Register | None:
    found = {
        sheets.EXPENDITURE: registers.functional,
        sheets.BASIC: registers.economic,
        sheets.OPERATING: registers.economic,
        sheets.PROCUREMENT: registers.procurement,
    }
    return found.get(listed)


def is_code(text: str) -> bool:
    """Say whether a cell holds a code or one level of it."""
    return bool(_CODE_PART.fullmatch(half_width(text)))


def code_and_name(text: str) -> tuple[str, str]:
    """Part a code that stands before a name in one cell; without one, the code is empty."""
    match = _LEADING_CODE.fullmatch(text.strip())
    return (match[1], (match[2] or "").strip()) if match and match[2] else ("", text)
