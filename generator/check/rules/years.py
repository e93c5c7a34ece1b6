"""H101–H103, H107: last year's figures as typed, against last year's file and against this year's rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import structs

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.outcome import Outcome, Same, Sum, outcome
from generator.check.wording import amount, figure_name
from generator.derive.accounts import Base, lacking
from generator.derive.budget import Budget
from generator.model.disclosure import ORIGINAL_BUDGET, Difference
from generator.model.figures import Basis, Figure
from generator.model.money import ZERO, MoneyUnit, round_half_up
from generator.model.sheets import AMOUNT, FIXED_ROWS, INCOME, THREE_PUBLIC
from generator.problems import Severity


@dataclass(frozen=True, slots=True)
class _Compared:
    """A typed figure of last year's budget, or of the change on it, and what last year's file asks of it."""

    typed: Figure
    published: Figure
    wanted: Same | Sum
    base: Base

    @property
    def differs(self) -> bool:
        """Say whether the typed figure cannot be right, rounding allowed for."""
        return outcome(self.wanted) is Outcome.CONTRADICTION

    @property
    def reason(self) -> Difference | None:
        """Return what the file says about the difference."""
        names = {self.typed.row, self.typed.column, self.typed.sheet}
        return next((each for each in self.base.differences if names & each.applies), None)


def _published(filed: Filed) -> Base | None:
    return next((base for base in filed.page.bases if base.published), None)


def _compared_bases(filed: Filed) -> list[Base]:
    """Return the typed bases that last year's file can be held against: those of last year's budget."""
    if _published(filed) is None:
        return []
    return [base for base in filed.page.bases if not base.published and base.basis == ORIGINAL_BUDGET]


def _compared(filed: Filed) -> Iterator[_Compared]:
    published = _published(filed)
    for base in _compared_bases(filed) if published else ():
        for typed in _entered(base.budget):
            before = _as_printed(_cell(published, typed), typed)
            if before is not None:
                yield _Compared(typed, before, Same(typed, before), base)
        for typed in _entered(base.changes):
            before, now = _cell(published, typed), filed.page.budget.cell(typed.sheet, typed.row, typed.column)
            if before is not None and now is not None:
                yield _Compared(typed, before, Sum(now, (before, typed)), base)


def _entered(budget: Budget) -> Iterator[Figure]:
    return (figure for sheet in budget.sheets.values() for figure in sheet.cells.values() if figure.is_entered)


def _cell(published: Base | None, typed: Figure) -> Figure | None:
    """Return a figure of last year's file; a code or fund that its list does not have had nothing."""
    name, at = typed.sheet, (typed.row, typed.column)
    found = published.budget.cell(name, *at) if published else None
    if found is None and published and name not in FIXED_ROWS:
        listed = published.budget.sheets[name.partition("·")[0]]
        whole = next(iter(listed.cells.values()), None)
        return Figure(name, *at, ZERO, ZERO, Basis.COMPUTED, whole.place) if whole else None
    return found


def _as_printed(published: Figure | None, typed: Figure) -> Figure | None:
    """Return last year's figure as its tables print it: a sum of rounded figures is printed as exactly as they are."""
    if published is None:
        return None
    grain = MoneyUnit.WAN.grain if published.grain or typed.grain else ZERO
    yuan = round_half_up(published.yuan / grain, 0) * grain if grain else published.yuan
    return structs.replace(published, yuan=yuan, grain=grain, basis=Basis.COMPUTED, span=None, parts=(published,))


@rule_of_file("H101", Severity.ERROR)
def last_year_as_published(filed: Filed) -> Iterator[Result]:
    """填报的上年年初预算数与上年公开的预算一致；不一致的必须在“差异说明”中说明。

    上年数是上年公开表中印出的数，一分也不能差；上年没有列出的科目视为零。填报增减额的，上年公开数加增减额等于本年数。
    条件：上年有本单位的预算文件，“上年”的口径是年初预算。口径是执行数、调整预算或决算的不核对。
    依据：《地方预决算公开操作规程》，与上年对比的数应当可以核对。

    另有 156001/2025::

        收入: {一般公共预算财政拨款收入: 110}

    通过::

        上年:
          口径: 年初预算
          收入: {收入总计: 110}

    另有 156001/2025::

        收入: {一般公共预算财政拨款收入: 110}

    不通过::

        上年:
          口径: 年初预算
          收入: {收入总计: 101}
    """
    for pair in _compared(filed):
        if pair.reason is None:
            yield pair.wanted


@rule_of_file("H102", Severity.NOTE)
def explained_difference_from_last_year(filed: Filed) -> Iterator[Result]:
    """填报的上年数与上年公开的预算不一致，已经说明原因。

    科目重分类、机构划转等会使可比的上年数不同于上年公开的数；原因写在“差异说明”中。

    另有 156001/2025::

        收入: {一般公共预算财政拨款收入: 110}

    通过::

        上年:
          口径: 执行数
          收入: {收入总计: 115}

    另有 156001/2025::

        收入: {一般公共预算财政拨款收入: 110}

    不通过::

        上年:
          口径: 年初预算
          收入: {收入总计: 118}
          差异说明:
            - {适用: [收入总计], 原因: 上年九月划入一个科室}
    """
    unit = filed.page.disclosure.unit
    for pair in _compared(filed):
        span, place = pair.typed.span, pair.published.place
        if pair.reason is not None and pair.differs and span is not None:
            where = f"（{place.path}:{place.line}）" if place else ""
            yield Finding(
                span,
                f"{figure_name(pair.typed)}填报 {amount(pair.typed.yuan, unit)}，与上年公开的预算"
                f" {amount(pair.published.yuan, unit)}{where}不符，原因：{pair.reason.text}。",
            )


@rule_of_file("H103", Severity.WARNING)
def needless_difference(filed: Filed) -> Iterator[Result]:
    """“差异说明”说明的数与上年公开的预算没有差异。

    多余的说明会让读者去找不存在的差异。条件：上年有本单位的预算文件，“上年”的口径是年初预算。

    另有 156001/2025::

        收入: {一般公共预算财政拨款收入: 110}

    通过::

        上年:
          口径: 年初预算
          收入: {收入总计: 118}
          差异说明:
            - {适用: [收入总计], 原因: 上年九月划入一个科室}

    另有 156001/2025::

        收入: {一般公共预算财政拨款收入: 110}

    不通过::

        上年:
          口径: 年初预算
          收入: {收入总计: 110}
          差异说明:
            - {适用: [收入总计], 原因: 上年九月划入一个科室}
    """
    needed = {pair.reason for pair in _compared(filed) if pair.differs}
    for base in _compared_bases(filed):
        for reason in base.differences:
            if reason not in needed:
                yield Finding(reason.span, f"“{'、'.join(sorted(reason.applies))}”没有差异，请删去这条差异说明。")


@rule_of_file("H107", Severity.NOTE)
def last_year_partly_known(filed: Filed) -> Iterator[Result]:
    """“上年”只填了一部分项目的，合计不与上年比较。

    没有填的不等于零，用几项之和当作合计，增减就是假的。把其余各项或合计填上（没有的填 0），就可以比较。

    通过::

        上年:
          口径: 年初预算
          三公经费: {三公经费: 0.9, 公务接待费: 0.9}

    不通过::

        上年:
          口径: 年初预算
          三公经费: {公务接待费: 0.9}
    """
    for base in (base for base in filed.page.bases if not base.published):
        for name, total in ((INCOME, "本年收入合计"), (INCOME, "收入总计"), (THREE_PUBLIC, "三公经费")):
            last, this = base.budget.sheets[name], filed.page.budget.sheets[name]
            missing = lacking(last, this, total, AMOUNT)
            known = next((figure for figure in last.cells.values() if last.parents[figure.row] is not None), None)
            if missing and known and known.span and (total, AMOUNT) not in last.cells:
                message = f"“上年”（{base.basis}）的“{name}”没有填{'、'.join(missing)}，“{total}”不与上年比较。"
                yield Finding(known.span, message)
