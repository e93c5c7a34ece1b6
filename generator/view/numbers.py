"""Printing: figures as text, Chinese list numbers and dates."""

import datetime
from decimal import Decimal

from generator.model.figures import Figure
from generator.model.money import money_text, shown
from generator.model.profile import NumberStyle

_DIGITS = "零一二三四五六七八九"


def shown_in(figure: Figure, style: NumberStyle) -> Decimal:
    """Return a figure as the style prints it: in its unit, rounded half up to its decimals."""
    return shown(figure.yuan, style.unit, style.decimals)


def figure_text(figure: Figure | None, style: NumberStyle) -> str:
    """Write a figure in a style; what is not known is blank, and so is a zero where the style says so."""
    if figure is None or (style.blank_zero and figure.yuan == 0):
        return ""
    return decimal_text(shown_in(figure, style), style)


def decimal_text(value: Decimal, style: NumberStyle) -> str:
    """Write an amount that is already in the style's unit and decimals."""
    return "0" if style.short_zero and value == 0 else money_text(value, trim=style.trim, separators=style.separators)


def chinese_number(number: int) -> str:
    """Write 1 … 99 as Chinese documents number their lists: 一, 十, 十一, 二十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def numbered(number: int, pattern: str) -> str:
    """Write a list number after a pattern such as 一、, （一） or 1.; no pattern, no number."""
    return pattern.replace("一", chinese_number(number)).replace("1", str(number))


def date_text(date: datetime.date | None) -> str:
    """Write a date as Chinese documents do: 2026年2月2日."""
    return f"{date.year}年{date.month}月{date.day}日" if date else ""
