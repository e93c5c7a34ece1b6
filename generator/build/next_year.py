"""Next year's file from an earlier one: read, carry over, write where nothing stands yet."""

from pathlib import Path

from generator.build.carrying import Carrier
from generator.build.files import address_of
from generator.build.formatting import UnwritableFile
from generator.build.units import Office
from generator.build.workspace import Workspace, shown_as
from generator.check.wording import amount
from generator.errors import GeneratorError
from generator.format import form_from_text, read_order, text_from_form
from generator.load import fetch
from generator.load.text import decode
from generator.model.codes import TOTAL
from generator.model.disclosure import CONFIDENTIAL, Disclosure
from generator.model.figures import Basis
from generator.model.sheets import OPERATING
from generator.problems import Problem, has_errors


class FileExists(GeneratorError):
    """The file to be made is there already; it is never overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{shown_as(path)} 已经有了，没有改动。要重新开始，请先删去这个文件。")


class NoEarlierFile(GeneratorError):
    """There is no file of an earlier year to start from."""

    def __init__(self, path: Path, years: list[str]) -> None:
        there = f"有的年度：{'、'.join(years)}，可用 --from 指定" if years else "这个单位还没有文件"
        super().__init__(f"没有 {shown_as(path)}。{there}。")


class YearsInWrongOrder(GeneratorError):
    """The year to start from is not before the new one."""

    def __init__(self, year: int, target: int) -> None:
        super().__init__(f"{year} 年不在 {target} 年之前，不能由它开始新的年度。")


def start_year(units: Path, code: str, target: int, year: int, workspace: Workspace) -> tuple[Path, list[Problem]]:
    """Make the file of a unit's year from an earlier year's; with problems of that file, nothing is written.

    Raises FileExists, NoEarlierFile or YearsInWrongOrder.
    """
    source, made = units / code / f"{year}.yaml", units / code / f"{target}.yaml"
    if year >= target:
        raise YearsInWrongOrder(year, target)
    if made.exists() or made.is_symlink():
        raise FileExists(made)
    if not source.is_file():
        raise NoEarlierFile(source, sorted(path.stem for path in source.parent.glob("20??.yaml")))
    office = Office(units, workspace)
    unit = office.unit(source)
    disclosure = unit.source.disclosure
    if disclosure is None:
        return made, [problem for problem in unit.problems if has_errors([problem])]
    _create(made, _text(office, source, disclosure, target))
    return made, []


def _create(path: Path, text: str) -> None:
    """Write a file that is not there yet; one that appeared meanwhile is left as it is."""
    try:
        with path.open("xb") as stream:
            stream.write(text.encode())
    except FileExistsError as error:
        raise FileExists(path) from error
    except OSError as error:
        raise UnwritableFile(path, error) from error


def _text(office: Office, source: Path, disclosure: Disclosure, target: int) -> str:
    data, _ = fetch(source, address_of(source))
    text = decode(address_of(source), data or b"").text
    form = form_from_text(text or "")
    budget = office.accounts.budget(disclosure)
    stated = {
        (figure.span.line, figure.span.column)
        for sheet in budget.sheets.values()
        for figure in sheet.cells.values()
        if figure.basis is Basis.STATED and figure.span
    }
    operating = budget.cell(OPERATING, TOTAL, TOTAL)
    has_own = not disclosure.sums_units and disclosure.state != CONFIDENTIAL
    Carrier(disclosure.year, target, stated).carry(
        form,
        amount(operating.yuan, disclosure.unit) if operating else None,
        with_last_year=has_own and target == disclosure.year + 1,
    )
    return text_from_form(form, read_order(office.workspace.schema))
