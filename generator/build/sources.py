"""Which files of a folder of units are budgets, and what lies there that is none: never passed over in silence."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.errors import UnreadableFile
from generator.problems import Problem, Severity
from generator.source import Span, visible

_CODE = re.compile(r"[0-9]{3}([0-9]{3}){0,3}\Z", re.ASCII)
_YEAR = re.compile(r"20[0-9]{2}\.yaml\Z", re.ASCII)
_SITE = "site.yaml"
_WANTED = "数据文件应放在 <单位代码>/<年度>.yaml，如 156001/2026.yaml"


def find_files(units: Path) -> list[Path]:
    """Return the unit files of a folder, `<code>/<year>.yaml`, in order; raises UnreadableFile where there is none."""
    if not units.is_dir():
        raise UnreadableFile(units, "没有这个文件夹")
    return [file for folder in _listed(units) if _is_code(folder) for file in _listed(folder) if _is_year(file)]


def stray_problems(units: Path) -> list[Problem]:
    """Say what lies in a folder of units and is not read: an error where it may be a budget, else a warning.

    Hidden files (editors' and systems' own) are nobody's data.
    """
    found = []
    for entry in _listed(units):
        if _is_code(entry):
            found += [_stray(file) for file in _listed(entry) if not _is_year(file)]
        elif entry.name != _SITE or entry.is_symlink():
            found.append(_stray(entry))
    return found


def whole_run_problem(units: Path) -> Problem:
    """Say that a folder holds no unit file at all."""
    return Problem(Span(shown_path(units), 1, 1), "S111", Severity.ERROR, f"没有找到任何预算文件。{_WANTED}。")


def shown_path(path: Path) -> str:
    """Return a path as problems name it: relative to the working directory, with forward slashes, printable."""
    return visible(os.path.relpath(path).replace(os.sep, "/"))


def _listed(folder: Path) -> Iterator[Path]:
    return (entry for entry in sorted(folder.iterdir()) if not entry.name.startswith("."))


def _is_code(entry: Path) -> bool:
    return bool(_CODE.match(entry.name)) and entry.is_dir() and not entry.is_symlink()


def _is_year(entry: Path) -> bool:
    """Say whether a name is a year's; what kind of file it is, is seen when it is opened."""
    return bool(_YEAR.match(entry.name)) and not entry.is_dir()


def _stray(entry: Path) -> Problem:
    name = shown_path(entry)
    if entry.is_symlink():
        what, severity = "这是链接，不读取", Severity.ERROR
    elif entry.is_dir():
        holds = any(path.suffix.lower() in (".yaml", ".yml") for path in entry.rglob("*"))
        what = "文件夹名不是单位代码（每级三位数字）" if not _CODE.match(entry.name) else "这一层不应有文件夹"
        severity = Severity.ERROR if holds else Severity.WARNING
    else:
        what = "文件名不是“年度.yaml”"
        severity = Severity.ERROR if entry.suffix.lower() in (".yaml", ".yml") else Severity.WARNING
    return Problem(Span(name, 1, 1), "S120", severity, f"{what}，里面的内容不会公开。{_WANTED}；不是数据的请移走。")
