"""What is built: an invented government of so many unit-years, and documents of the reference's size."""

from __future__ import annotations

import re
from pathlib import Path

from demonstration.government import demonstration

_YEARS = 3
_AMOUNT = re.compile(r"培训费: (?P<amount>[0-9]+\.[0-9]{2})")


def write_government(folder: Path, unit_years: int) -> int:
    """Write files until there are that many, or a few more; return how many there are."""
    count = 0
    for name, text in demonstration(max(unit_years // _YEARS, 14), _YEARS, 156001):
        count += name.endswith(".yaml") and "/" in name
        _write(folder / name, text)
    return count


def write_references(folder: Path, reference: Path, count: int) -> list[Path]:
    """Write copies of the reference file, each under a code of its own, and return their places."""
    text = reference.read_text("utf-8")
    paths = [folder / f"{code}" / reference.name for code in range(156001, 156001 + count)]
    for path in paths:
        _write(path, text.replace("单位代码: 156001", f"单位代码: {path.parent.name}", 1))
    _write(folder / "site.yaml", (reference.parents[1] / "site.yaml").read_text("utf-8"))
    return paths


def change_one_figure(folder: Path) -> None:
    """Raise one amount of one unit by a hundredth."""
    for path in sorted(folder.glob("*/*.yaml"), reverse=True):
        text = path.read_text("utf-8")
        if found := _AMOUNT.search(text):
            cents = int(found["amount"].replace(".", "")) + 1
            raised = f"{cents // 100}.{cents % 100:02}"
            _write(path, text[: found.start("amount")] + raised + text[found.end("amount") :])
            return
    raise SystemExit("no file has the amount that would be changed")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
