"""A workbook's file → its sheets, through a process that nothing hostile in it can get out of."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.source import visible
from generator.workbook.cells import Grid, Value, name_of, number_shown, place_from_name
from generator.workbook.extraction import MAX_FILE

_SECONDS = 60
_TOO_MUCH = "读不了，内容已损坏或者太大"


class UnreadableWorkbook(Exception):
    """A file that is no workbook that can be read; its text says why, in the editors' language."""


def read_book(path: Path) -> tuple[Grid, ...]:
    """Read the sheets of an xlsx, xls or ods file in their order. Raises UnreadableWorkbook, or OSError."""
    with path.open("rb") as stream:
        data = stream.read(MAX_FILE + 1)
    command = [sys.executable, "-m", "generator.workbook.extraction"]
    folder = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(command, input=data, capture_output=True, cwd=folder, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as slow:
        raise UnreadableWorkbook(_TOO_MUCH) from slow
    if done.returncode < 0:  # ended by its limits
        raise UnreadableWorkbook(_TOO_MUCH)
    if done.returncode > 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadableWorkbook(visible(answer["refused"]))
    return tuple(_grid(sheet) for sheet in answer["sheets"])


def _grid(sheet: dict[str, Any]) -> Grid:
    cells = {(row, column): _value(text, is_number=number) for row, column, number, text in sheet["cells"]}
    names = {name_of(at): at for at in cells}
    for name in sheet["unknown"]:
        if name not in names:
            cells[place_from_name(name)] = Value("", is_unknown=True)
    spans = {tuple(first): tuple(last) for first, last in sheet["merged"]}
    return Grid(sheet["name"], cells, spans)


def _value(text: str, *, is_number: bool) -> Value:
    if is_number and text not in ("inf", "-inf", "nan"):
        return number_shown(text)
    return Value(text)
