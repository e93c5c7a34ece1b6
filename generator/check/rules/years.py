"""H101–H104: last year's figures as typed against last year's file, and names that changed in between."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.check.outcome import Same
from generator.derive.accounts import Base
from generator.model.disclosure import ORIGINAL_BUDGET, Difference
from generator.model.figures import Figure
from generator.problems import Severity


def _pairs(filed: Filed) -> Iterator[tuple[Figure, Figure, Base]]:
    """Yield each typed figure of last year's budget with the one that last year's file published."""
    published = next((base for base in filed.page.bases if base.published), None)
    for base in filed.page.bases:
        if published is None or base.published or base.basis != ORIGINAL_BUDGET:
            continue
        for name, sheet in base.budget.sheets.items():
            for at, figure in sheet.cells.items():
                other = published.budget.cell(name, *at)
                if other is not None and figure.is_entered:
                    yield figure, other, base


def _explained(figure: Figure, base: Base) -> Difference | None:
    names = {figure.row, figure.column, figure.sheet}
    return next((each for each in base.differences if names & each.applies), None)


@rule_of_file("H101", Severity.ERROR)
def last_year_as_published(filed: Filed) -> Iterator[Result]:
    """填报的上年年初预算数与上年公开的预算一致；不一致的必须在“差异说明”中说明。

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
    for figure, other, base in _pairs(filed):
        if _explained(figure, base) is None:
            yield Same(figure, other)


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
    for figure, other, base in _pairs(filed):
        reason = _explained(figure, base)
        if reason is not None and figure.yuan != other.yuan and figure.span is not None:
            yield Finding(
                figure.span, f"“{figure.sheet}”{figure.row}的上年数与上年公开的预算不同，原因：{reason.text}。"
            )


@rule_of_file("H103", Severity.WARNING)
def needless_difference(filed: Filed) -> Iterator[Result]:
    """“差异说明”说明的数与上年公开的预算没有差异。

    多余的说明会让读者去找不存在的差异。

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
    needed = {
        reason
        for figure, other, base in _pairs(filed)
        if figure.yuan != other.yuan and (reason := _explained(figure, base)) is not None
    }
    for base in filed.page.bases:
        for reason in base.differences:
            if reason not in needed:
                yield Finding(reason.span, f"“{'、'.join(sorted(reason.applies))}”没有差异，请删去这条差异说明。")


@rule_of_file("H104", Severity.WARNING)
def renamed_unit(filed: Filed) -> Iterator[Result]:
    """单位名称与上年公开的不同，应写明“原名称”。

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
    disclosure = filed.page.disclosure
    before = filed.library.year_before(disclosure)
    if before is not None and before.name != disclosure.name and disclosure.former_name != before.name:
        span = filed.document.root.entries["单位名称"].span
        yield Finding(
            span,
            f"单位名称是“{disclosure.name}”，上年（{before.path}）是“{before.name}”。"
            f"更名的请写“原名称: {before.name}”，没有更名的请改正。",
        )
