"""Which files of a folder of units are budgets, and what lies there that is none: never passed over in silence."""

import re
from collections.abc import Iterator, Sized
from pathlib import Path

from generator.build.sites import SITE_FILE
from generator.build.workspace import shown_as
from generator.errors import UnreadableFile
from generator.problems import Problem, Severity
from generator.source import Span

UNIT_FILE = re.compile(r"[0-9]{3}([0-9]{3}){0,3}/20[0-9]{2}\.yaml\Z", re.ASCII)
"""Where a unit file stands in its folder."""
_CODE = re.compile(r"[0-9]{3}([0-9]{3}){0,3}\Z", re.ASCII)
_YEAR = re.compile(r"20[0-9]{2}\.yaml\Z", re.ASCII)
FEW = 3
"""So few disclosures are made in the build's own process: starting workers would take longer."""
_MANY = 100
_WANTED = "数据文件应放在 <单位代码>/<年度>.yaml，如 156001/2026.yaml"


def find_files(units: Path) -> list[Path]:
    """Return the unit files of a folder, `<code>/<year>.yaml`, in order; raises UnreadableFile where there is none."""
    if not units.is_dir():
        raise UnreadableFile(units, "没有这个文件夹")
    return [file for folder in _listed(units) if _is_code(folder) for file in _listed(folder) if _is_year(file)]


def is_large(files: Sized) -> bool:
    """Say whether there are so many files that workers are worth starting before anything is known to have changed."""
    return len(files) > _MANY


def stray_problems(units: Path) -> list[Problem]:
    """Say what lies in a folder of units and is not read: an error where it may be a budget, else a warning.

    Hidden files (editors' and systems' own) are nobody's data.
    """
    found = []
    for entry in _listed(units):
        if _is_code(entry):
            found += [_stray(file) for file in _listed(entry) if not _is_year(file)]
        elif entry.name != SITE_FILE:
            found.append(_stray(entry))
    return found


def whole_run_problem(units: Path) -> Problem:
    """Say that a folder holds no unit file at all."""
    return Problem(Span(shown_as(units), 1, 1), "S111", Severity.ERROR, f"没有找到任何预算文件。{_WANTED}。")


def _listed(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UnreadableFile(folder, f"打不开：{error.strerror or error}") from error
    return (entry for entry in entries if not entry.name.startswith("."))


def _is_code(entry: Path) -> bool:
    return bool(_CODE.match(entry.name)) and entry.is_dir() and not entry.is_symlink()


def _is_year(entry: Path) -> bool:
    """Say whether a name is a year's; what kind of file it is, is seen when it is opened."""
    return bool(_YEAR.match(entry.name)) and not entry.is_dir()


def _stray(entry: Path) -> Problem:
    may_be_budget = entry.suffix.lower() in (".yaml", ".yml")
    if entry.is_symlink():
        what, may_be_budget = "这是链接，不读取", True
    elif entry.is_dir():
        what = "这一层不应有文件夹" if _CODE.match(entry.name) else "文件夹名不是单位代码（每级三位数字）"
        may_be_budget = any(path.suffix.lower() in (".yaml", ".yml") for path in entry.rglob("*"))
    else:
        what = "文件名不是“年度.yaml”，或者不在单位代码的文件夹中"
    message = f"{what}，里面的内容不会公开。{_WANTED}；不是数据的请移走。"
    severity = Severity.ERROR if may_be_budget else Severity.WARNING
    return Problem(Span(shown_as(entry), 1, 1), "S113", severity, message)
