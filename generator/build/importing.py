"""A workbook into a unit's file: read, set what its tables state, check the result, write it in one step."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.build.files import Source
from generator.build.formatting import UnwritableFile, replace_file
from generator.build.units import Office
from generator.build.workspace import Workspace, shown_as
from generator.check import conclude
from generator.derive.budget import Budget
from generator.errors import GeneratorError, UnreadableFile
from generator.format import read_order
from generator.load import fetch
from generator.load.nodes import Document
from generator.load.text import decode
from generator.model.codes import TOTAL
from generator.model.disclosure import Disclosure
from generator.model.money import MoneyUnit
from generator.model.profile import filled
from generator.model.reading import disclosure_from_document
from generator.problems import Problem, Severity, has_errors, in_order
from generator.report import Report
from generator.validate.schema import STILL_BLANK
from generator.workbook.book import UnreadableWorkbook, read_book
from generator.workbook.cells import Grid, half_width
from generator.workbook.comparing import compare
from generator.workbook.expected import FORMS, expected_from_spec
from generator.workbook.facts import Facts
from generator.workbook.found import Reading
from generator.workbook.index import index_in, read_index, said_in
from generator.workbook.reading import read_tables
from generator.workbook.remarks import Place, Remark
from generator.workbook.settling import removed_rows, settle
from generator.workbook.writing import Writer, blanks_of, plain_text, without_marks

_CODE = re.compile(r"(?:单位|部门|预算单位)(?:代码|编码)[:：]?([0-9]{3,12})(?![0-9])")
_IS_CODE = re.compile(r"[0-9]{3}(?:[0-9]{3}){0,3}")
_YEAR = re.compile(r"(20[0-9]{2})年度?[^0-9]*表")
_NEW = """# yaml-language-server: $schema=../../schema/unit.schema.json
单位代码: {code}
单位名称: {name}
年度: {year}
版式: {profile}
金额单位: {unit}
状态: 草稿

部门职责: TODO
"""


class NoTarget(GeneratorError):
    """Neither the workbook nor the arguments say which file it is for."""

    def __init__(self, what: str) -> None:
        super().__init__(f"不知道导入到哪个文件：{what}。")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import: the file, whether it changed, what is said of the workbook and of the file."""

    path: Path | None
    """The unit's file; nothing where the workbook cannot be read."""
    is_written: bool
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    """The lines of the file that the problems speak of."""
    is_kept: bool = False
    """Whether the file says already what the workbook states."""
    blanks: int = 0
    """How many values of the file are still to be filled in."""

    @property
    def everything(self) -> list[Problem | Remark]:
        """What is wrong with the workbook, and with the file."""
        return [*self.remarks, *self.problems]

    @property
    def report(self) -> Report:
        """The problems of the file, with its lines; notes are counted."""
        told = [problem for problem in self.problems if problem.severity is not Severity.NOTE]
        lines = {shown_as(self.path): self.lines} if self.path else {}
        return Report(told, lines, notes=len(self.problems) - len(told))

    @property
    def result(self) -> str:
        """Say what became of the file."""
        if self.path is None:
            return "没有导入"
        if self.is_written:
            left = f"，还有 {self.blanks} 处待填，disclose check 会列出" if self.blanks else ""
            return f"已写入 {shown_as(self.path)}{left}"
        return f"{shown_as(self.path)} 没有要改的" if self.is_kept else f"没有写入，{shown_as(self.path)} 保持原样"


def import_workbook(
    file: Path, units: Path, workspace: Workspace, code: str = "", year: str = "", profile: str = ""
) -> Imported:
    """Set what a workbook's tables state in the file of its unit and year, a new one where there is none.

    Raises UnreadableFile where there is no such workbook, NoTarget where nothing says whose it is.
    """
    if not file.is_file():
        raise UnreadableFile(file, "没有这个文件" if not file.exists() else "不是普通文件")
    try:
        grids = read_book(file)
    except OSError as error:
        raise UnreadableFile(file, error.strerror or str(error)) from error
    except UnreadableWorkbook as refusal:
        return Imported(None, False, (Remark(Place("工作簿"), Severity.ERROR, f"{refusal}。"),))
    said = _said(grids)
    code, year = _agreed(code, said[0], "单位代码", "--code"), _agreed(year, said[1], "年度", "--year")
    if not _IS_CODE.fullmatch(code):
        raise NoTarget(f"“{code}”不是单位代码，应为三位、六位、九位或十二位数字")
    return _Import(grids, units / code / f"{year}.yaml", workspace, profile).run()


def _said(grids: Sequence[Grid]) -> tuple[set[str], set[str]]:
    """Return the unit codes and the years that a workbook was written for, or else that its texts name."""
    index = index_in(grids)
    if index is not None:
        code, year = said_in(index)
        return {code}, {year}
    texts = [half_width(value.text) for grid in grids for value in grid.cells.values() if value.number is None]
    codes = {match[1] for text in texts for match in _CODE.finditer(text)}
    years = {match[1] for text in texts for match in _YEAR.finditer(text)}
    return {code for code in codes if len(code) % 3 == 0}, years


def _agreed(given: str, said: set[str], what: str, option: str) -> str:
    """Return what the arguments say, else what the workbook says. Raises NoTarget where they differ, or are silent."""
    if given and said - {given}:
        raise NoTarget(f"{option} 是 {given}，工作簿中的{what}是 {'、'.join(sorted(said))}")
    if given:
        return given
    if len(said) == 1:
        return next(iter(said))
    there = f"工作簿中有几个{what}（{'、'.join(sorted(said))}）" if said else f"工作簿中没有写{what}"
    raise NoTarget(f"{there}，请用 {option} 写明")


class _Import:
    """One import into one file."""

    def __init__(self, grids: Sequence[Grid], path: Path, workspace: Workspace, profile: str) -> None:
        self.grids = grids
        self.index = index_in(grids)
        self.path = path
        self.workspace = workspace
        self.office = Office(path.parent.parent, workspace)
        self.profile = profile or self.office.site_file.site.profile
        self.unit = MoneyUnit.WAN
        """The unit of money of a new file."""
        self.is_new = not path.exists() and not path.is_symlink()

    def run(self) -> Imported:
        """Go from the file as it is to the file as it is to be; nothing is written before that is known to be right."""
        data, problems = (self._draft(), []) if self.is_new else fetch(self.path, shown_as(self.path))
        source = self.office.files.put(self.path, data) if data is not None else None
        disclosure = _disclosure(source) if source else None
        if data is None or source is None or source.document is None or disclosure is None:
            return Imported(self.path, False, (), tuple(source.problems if source else problems))
        reading = self._read(disclosure)
        if not reading.found and not reading.listed:
            if not has_errors(reading.remarks):
                text = "没有认出可以导入的表，应有版式中各表的标题和表头。"
                reading.remarks.append(Remark(Place("工作簿"), Severity.ERROR, text))
            return Imported(self.path, False, tuple(reading.remarks))
        if self.is_new and self.unit is MoneyUnit.WAN and any(found.amount % 100 for found in reading.found):
            self.unit = MoneyUnit.YUAN  # 万元 to two decimals would not hold these amounts
            return self.run()
        facts = Facts(disclosure, self.office.registers, blanks_of(source.document.root))
        changed = data
        if not disclosure.sums_units:
            settle(facts, reading)
            changed = self._written(data, source.document, facts, reading)
        return self._finish(data, changed, facts, reading)

    def _draft(self) -> bytes:
        """Write the beginning of a new file: a draft with what is not known marked as still to be filled in."""
        if not self.workspace.has_profile(self.profile):
            raise NoTarget(f"{shown_as(self.path)} 还没有，新文件要用 --profile 写明版式")
        code, year = self.path.parent.name, self.path.stem
        return _NEW.format(code=code, name="TODO", year=year, profile=self.profile, unit=self.unit.value).encode()

    def _read(self, disclosure: Disclosure) -> Reading:
        profile = self.workspace.profile(disclosure.profile or self.profile)
        names = [disclosure.name, disclosure.short_name, disclosure.department]
        words = {"主体": profile.subject, "文中主体": profile.subject_in_text, "年度": str(disclosure.year)}
        words |= {"上年": str(disclosure.year - 1), "单位名称": disclosure.name, "简称": disclosure.short_name}
        specs = [(spec, filled(spec.title, words)) for part in profile.parts for spec in part.tables]
        tables = [expected_from_spec(spec, title, names) for spec, title in specs if spec.form in FORMS]
        others = [title for spec, title in specs if spec.form not in FORMS]
        budget = self.office.accounts.budget(disclosure)
        known = {name: {row: sheet.names[row] for row in sheet.rows()} for name, sheet in budget.sheets.items()}
        if self.index is not None:
            return read_index(self.index, self.grids, self.office.registers, known)
        return read_tables(self.grids, tables, names, self.office.registers, known, others)

    def _written(self, data: bytes, document: Document, facts: Facts, reading: Reading) -> bytes:
        """Write the changed facts into the file's text, its mark of encoding and its line ends kept."""
        text = decode(shown_as(self.path), data).text or ""
        new = Writer(text, document, read_order(self.workspace.schema), facts, reading.listed).text()
        name = next(iter(reading.unit_names), "") if len(reading.unit_names) == 1 else ""
        if self.is_new and name:
            new = new.replace("单位名称: TODO", f"单位名称: {plain_text(name)}", 1)
        if b"\r\n" in data:
            new = new.replace("\n", "\r\n")
        return (codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b"") + new.encode()

    def _finish(self, old: bytes, new: bytes, facts: Facts, reading: Reading) -> Imported:
        """Check the new text as a file, hold the workbook against its figures, and write it."""
        office = Office(self.path.parent.parent, self.workspace)
        source = office.files.put(self.path, new)
        disclosure = _disclosure(source)
        if disclosure is None or source.document is None:
            return Imported(self.path, False, tuple(reading.remarks), source.problems)
        problems, blanks = self._checked(office, source, disclosure)
        budget = office.accounts.budget(disclosure)
        units: dict[str, list[Budget]] = {}
        for row in office.unit_rows(disclosure):
            units.setdefault(row.name, []).append(row.budget)
        units.pop(TOTAL, None)
        remarks = [*reading.remarks, *compare(reading, budget, units, disclosure.unit), *_removed(facts)]
        if new != old or self.is_new:
            _make_folder(self.path)
            replace_file(self.path, new)
        is_written = new != old or self.is_new
        lines = tuple(new.decode("utf-8-sig").split("\n"))
        return Imported(self.path, is_written, tuple(remarks), problems, lines, not is_written, blanks)

    def _checked(self, office: Office, source: Source, disclosure: Disclosure) -> tuple[tuple[Problem, ...], int]:
        """Run the rules over the file as it is to be, and count what is still to be filled in.

        While something is, the rules look at the rest.
        """
        blanks = sum(problem.code == STILL_BLANK for problem in source.problems)
        if not blanks:
            return office.unit(self.path).problems, 0
        assert source.document is not None
        filled_in = without_marks(source.document)
        examination = office.examination(filled_in, office.page(disclosure))
        return tuple(in_order(conclude(examination, disclosure.unit))), blanks


def _disclosure(source: Source) -> Disclosure | None:
    """Return what a file says, leaving out what is still to be filled in; nothing where it has other errors."""
    faults = [problem for problem in source.problems if problem.code != STILL_BLANK]
    if source.document is None or has_errors(faults):
        return None
    return source.disclosure or disclosure_from_document(without_marks(source.document))


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFile(path, error) from error


def _removed(facts: Facts) -> Iterator[Remark]:
    for listed, row in removed_rows(facts):
        amounts = "，".join(f"{column} {value:f}" for column, value in row.amounts().items())
        text = f"“{listed}”中的 {row.row}（{amounts or '没有金额'}）工作簿中没有，已从文件中删去。"
        yield Remark(Place("工作簿"), Severity.WARNING, text)
