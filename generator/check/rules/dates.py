"""T1: approval, publication, review and correction in their order, their time and their year."""

import datetime
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.load.nodes import Mapping
from generator.problems import Severity
from generator.source import Span

_DAYS = 20


def _span(filed: Filed, *keys: str) -> Span:
    root = filed.document.root
    return next((root.entries[key].span for key in keys if key in root.entries), root.span)


def _said(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


@rule_of_file("T101", Severity.ERROR)
def dates_out_of_order(filed: Filed) -> Iterator[Result]:
    """批复在前，公开在后，更正更后；保密审查在公开之前完成。

    依据：《预算法》第十四条，预算经批复后公开；《政府信息公开条例》第十七条，公开前应当审查。

    通过::

        批复日期: 2026-01-20
        公开日期: 2026-02-02
        保密审查: {审查人: 某某, 日期: 2026-01-30}

    不通过::

        批复日期: 2026-02-20
        公开日期: 2026-02-02

    不通过::

        公开日期: 2026-02-02
        更正:
          - {日期: 2026-01-05, 说明: 更正表一的合计。}
    """
    disclosure = filed.page.disclosure
    published = disclosure.published
    steps = [("批复日期", disclosure.approved), ("保密审查", disclosure.review[1] if disclosure.review else None)]
    for key, date in steps:
        if date and published and date > published:
            yield Finding(
                _span(filed, key), f"“{key}”是{_said(date)}，晚于公开日期{_said(published)}。请核对这两个日期。"
            )
    before = published
    for correction in disclosure.corrections:
        if before and correction.date < before:
            yield Finding(correction.span, f"更正日期{_said(correction.date)}早于前一次公开的{_said(before)}。请核对。")
        before = correction.date


@rule_of_file("T102", Severity.WARNING)
def published_late(filed: Filed) -> Iterator[Result]:
    """部门（单位）预算应在批复后二十日内公开。

    依据：《预算法》第十四条，经本级政府财政部门批复的部门预算，应当在批复后二十日内由各部门向社会公开。

    通过::

        批复日期: 2026-01-20
        公开日期: 2026-02-09

    不通过::

        批复日期: 2026-01-20
        公开日期: 2026-02-10
    """
    disclosure = filed.page.disclosure
    if disclosure.approved and disclosure.published:
        days = (disclosure.published - disclosure.approved).days
        if days > _DAYS:
            said = f"{_said(disclosure.approved)}批复，{_said(disclosure.published)}公开"
            yield Finding(_span(filed, "公开日期"), f"{said}，相隔 {days} 天，超过 {_DAYS} 天。")


@rule_of_file("T103", Severity.WARNING)
def dates_of_another_time(filed: Filed) -> Iterator[Result]:
    """编制、批复、公开的日期在预算年度前后一年之内，资产的截止日期在预算年度之前两年之内。

    年份多写、少写或写颠倒（2062）时，日期照样会印在公开的页面上；前几年的文件复制过来，日期也容易忘改。
    依据：《预算法》第十四条，部门预算在批复后二十日内公开。

    通过::

        编制日期: 2025-12-20

    不通过::

        编制日期: 2062-02-02

    不通过::

        资产:
          截止日期: 2035-12-31
          固定资产: {设备: 20, 家具和用具: 5}
    """
    disclosure = filed.page.disclosure
    year, assets = disclosure.year, filed.document.root.entries.get("资产")
    steps = {"编制日期": disclosure.prepared, "批复日期": disclosure.approved, "公开日期": disclosure.published}
    for key, date in steps.items():
        if date and abs(date.year - year) > 1:
            yield Finding(_span(filed, key), f"“{key}”是{_said(date)}，预算是{year}年的。请核对年份。")
    date = disclosure.assets_date
    if date and isinstance(assets, Mapping) and not year - 2 <= date.year <= year:
        said = f"资产的“截止日期”是{_said(date)}，{year}年的预算通常是{year - 1}年12月31日。请核对年份。"
        yield Finding(assets.entries["截止日期"].span, said)
