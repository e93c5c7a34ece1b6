"""H101–H106: last year's figures as typed against last year's file, and names and codes that changed in between."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.outcome import Outcome, Same, Sum, outcome
from generator.check.wording import amount, figure_name
from generator.derive.accounts import Base
from generator.derive.budget import Budget
from generator.load.nodes import Mapping, Scalar, Sequence
from generator.model.disclosure import ORIGINAL_BUDGET, Difference, Disclosure
from generator.model.figures import Basis, Figure
from generator.model.library import Library
from generator.model.money import ZERO, MoneyUnit, round_half_up
from generator.model.sheets import EXPENDITURE, FIXED_ROWS
from generator.problems import Severity
from generator.source import Span


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
    return replace(published, yuan=yuan, grain=grain, basis=Basis.COMPUTED, span=None, parts=(published,))


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


@rule_of_file("H104", Severity.WARNING)
def renamed_unit(filed: Filed) -> Iterator[Result]:
    """单位名称与上年公开的不同，应写明“原名称”；“原名称”就是上年公开的名称。

    更名的单位写明原名称，读者才能把两年的预算对起来；没有更名的，多半是名称写错了。

    另有 156001/2025::

        单位名称: 某市档案局

    通过::

        原名称: 某市档案局

    另有 156001/2025::

        单位名称: 某市档案局

    不通过::

        单位名称: 某市档案馆
    """
    disclosure, root = filed.page.disclosure, filed.document.root
    before = filed.library.year_before(disclosure)
    if before is None:
        return
    if before.name != (disclosure.former_name or disclosure.name):
        said = f"单位名称是“{disclosure.name}”" + (
            f"，原名称是“{disclosure.former_name}”" if disclosure.former_name else ""
        )
        yield Finding(
            root.entries["原名称" if disclosure.former_name else "单位名称"].span,
            f"{said}，上年（{before.path}）是“{before.name}”。更名的请写“原名称: {before.name}”，没有更名的请改正。",
        )
    elif disclosure.former_name == disclosure.name:
        yield Finding(root.entries["原名称"].span, "“原名称”与单位名称相同，请删去。")


@rule_of_file("H105", Severity.WARNING)
def changed_code(filed: Filed) -> Iterator[Result]:
    """写了“原代码”的，上年用的是原代码。

    上年数从原代码的文件取；原代码写错了，本年就没有上年数可比。

    另有 157001/2025::

        性质: 事业

    通过::

        原代码: 157001

    另有 156001/2025::

        性质: 事业

    不通过::

        原代码: 157001
    """
    disclosure = filed.page.disclosure
    old, year = disclosure.former_code, disclosure.year - 1
    if old and filed.library.get(old, year) is None and filed.library.get(disclosure.code, year) is not None:
        span = filed.document.root.entries["原代码"].span
        message = f"上年没有 {old}/{year}.yaml，而有 {disclosure.code}/{year}.yaml。代码没有变更的，请删去“原代码”。"
        yield Finding(span, message)


@rule_of_file("H106", Severity.WARNING)
def replaced_code_not_used(filed: Filed) -> Iterator[Result]:
    """“科目变更”中的原科目在上年数中有金额。

    没有这个科目，多半是编码写错了；科目按填报的编码逐个对应，款变更的要写明它下面的每一项。

    通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 2010301, 基本支出: 110}
          科目变更:
            - {原科目: 2010301, 现科目: 2010350}

    不通过::

        上年:
          口径: 年初预算
          支出:
            - {科目: 2010301, 基本支出: 110}
          科目变更:
            - {原科目: 2010310, 现科目: 2010350}
    """
    disclosure = filed.page.disclosure
    before = filed.library.year_before(disclosure)
    used = {line.row for block in disclosure.last for line in block.lines.get(EXPENDITURE, ())}
    used |= _codes(before, filed.library) if before else set()
    for code, span in _replaced(filed):
        if code not in used:
            yield Finding(span, f"“科目变更”的原科目 {code} 在上年的支出中没有，这条变更不起作用。请核对编码。")


def _codes(disclosure: Disclosure, library: Library) -> set[str]:
    own = {line.row for line in disclosure.lines.get(EXPENDITURE, ())}
    units = library.units_of(disclosure) if disclosure.sums_units else ()
    return own.union(*(_codes(unit, library) for unit in units))


def _replaced(filed: Filed) -> Iterator[tuple[str, Span]]:
    last = filed.document.root.entries.get("上年")
    for block in last.items if isinstance(last, Sequence) else (last,):
        changes = block.entries.get("科目变更") if isinstance(block, Mapping) else None
        for item in changes.items if isinstance(changes, Sequence) else ():
            old = item.entries.get("原科目") if isinstance(item, Mapping) else None
            if isinstance(old, Scalar):
                yield old.text, old.span
