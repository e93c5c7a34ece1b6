"""The publication in a few facts: its state and revision, when it was approved and published, who reviewed it."""

from generator.model.disclosure import APPROVED, DRAFT, Disclosure
from generator.view.numbers import date_text

_STATES = {DRAFT: "草稿，尚未批复", APPROVED: "已批复，尚未正式公开"}


def facts_of(disclosure: Disclosure) -> tuple[tuple[str, str], ...]:
    """Return (name, text) of what is known; a first revision that is published needs no word."""
    review = disclosure.review
    revised = disclosure.corrections[-1].date if disclosure.corrections else None
    facts = (
        ("状态", _STATES.get(disclosure.state, "")),
        ("版次", f"第{disclosure.revision}版（{date_text(revised)}更正）" if revised else ""),
        ("批复日期", date_text(disclosure.approved)),
        ("公开日期", date_text(disclosure.published)),
        ("保密审查", f"{review[0]}，{date_text(review[1])}" if review else ""),
    )
    return tuple((name, text) for name, text in facts if text)
