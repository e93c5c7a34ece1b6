"""Summaries of disclosures written by hand."""

import datetime
from decimal import Decimal

from generator.model.disclosure import Correction
from generator.source import Span
from generator.view.items import ItemFigure
from generator.view.summary import MainFigure, Summary


def summary(
    code: str,
    year: int,
    name: str = "",
    former_code: str = "",
    total: str | None = "1",
    *,
    short_name: str = "",
    department: str = "",
    published: str = "",
    corrected: tuple[str, ...] = (),
    items: dict[str, tuple[str, str]] | None = None,
    staff: int | None = None,
) -> Summary:
    """Return a summary; amounts are in 元, `items` are names and amounts by key."""
    figures = {} if total is None else {"支出总计": MainFigure(Decimal(total), "")}
    dates = [datetime.date.fromisoformat(date) for date in corrected]
    return Summary(
        code=code,
        year=year,
        name=name or f"单位{code}",
        short_name=short_name,
        former_code=former_code,
        former_name="",
        department=department,
        title=f"{name or code}{year}年预算",
        state="已公开",
        approved=None,
        published=datetime.date.fromisoformat(published) if published else None,
        corrections=tuple(Correction(at, date, "改正", Span("", 1, 1)) for at, date in enumerate(dates, start=2)),
        units=(),
        figures=figures,
        items=tuple(ItemFigure(key, word, Decimal(yuan), "") for key, (word, yuan) in (items or {}).items()),
        staff=staff,
    )
