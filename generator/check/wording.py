"""How a constraint's outcome is said: both figures, both places, what rounding allows."""

from decimal import Decimal

from generator.check.outcome import Constraint, Outcome, Same, Sum
from generator.model.figures import Figure
from generator.model.money import MoneyUnit, plain
from generator.problems import Related
from generator.source import Span


def amount(yuan: Decimal, unit: MoneyUnit) -> str:
    """Write an amount in the file's unit with the decimals of its grain, or more where it has more."""
    value = yuan / unit.yuan
    return f"{value:f}" if -int(value.as_tuple().exponent) > 2 else f"{value:.2f}"


def figure_name(figure: Figure) -> str:
    """Name a figure as an editor finds it: list, row and column."""
    column = "" if figure.column in ("金额", figure.row) else f" {figure.column}"
    return f"“{figure.sheet}”{figure.row}{column}"


def _placed_name(figure: Figure, other: Figure) -> str:
    """Name a figure, with its file and line where the other one has the same name or stands in another file."""
    name = figure_name(figure)
    place, there = figure.place, other.place
    if place and there and (name == figure_name(other) or place.path != there.path):
        return f"{name}（{place.path}:{place.line}）"
    return name


def sentence(constraint: Constraint, fares: Outcome, unit: MoneyUnit) -> str:
    """Say how a constraint fares: the outcome, both figures, the difference and what rounding allows."""
    difference = amount(constraint.missed(), unit)
    allowed = f"允许 ±{allowance_text(constraint.allowance, unit)}"
    if isinstance(constraint, Sum):
        parts = " + ".join(amount(part.yuan, unit) for part in constraint.parts)
        total = sum((part.yuan for part in constraint.parts), Decimal(0))
        body = (
            f"{figure_name(constraint.total)}为 {amount(constraint.total.yuan, unit)}，"
            f"{len(constraint.parts)} 个组成部分之和为 {amount(total, unit)}（{parts}），相差 {difference}"
        )
    elif isinstance(constraint, Same):
        body = (
            f"{_placed_name(constraint.one, constraint.other)}为 {amount(constraint.one.yuan, unit)}，"
            f"{_placed_name(constraint.other, constraint.one)}为 {amount(constraint.other.yuan, unit)}，"
            f"应当相同，相差 {difference}"
        )
    else:
        body = (
            f"{figure_name(constraint.lesser)}为 {amount(constraint.lesser.yuan, unit)}，大于"
            f"{figure_name(constraint.greater)}的 {amount(constraint.greater.yuan, unit)}，多出 {difference}"
        )
    if fares is Outcome.ROUNDING:
        return f"尾差：{body}，四舍五入可以解释（{allowed}）。"
    return f"矛盾：{body}，四舍五入不能解释（{allowed}）。请核对这些数。"


def relation_text(constraint: Constraint, unit: MoneyUnit) -> str:
    """Write what a constraint asks for: a sum, the same figure twice, or an order, each figure as printed."""
    first, *others = (amount(figure.yuan, unit) for figure in constraint.figures)
    name = figure_name(constraint.figures[0])
    if isinstance(constraint, Sum):
        return f"{name} {first}，应等于 {' + '.join(others)}"
    relation = "应等于" if isinstance(constraint, Same) else "应不大于"
    return f"{name} {first}，{relation}{figure_name(constraint.figures[1])} {others[0]}"


def allowance_text(yuan: Decimal, unit: MoneyUnit) -> str:
    """Write an allowance in the file's unit without trailing zeros: 0.025."""
    return plain(yuan / unit.yuan)


def related_places(constraint: Constraint, unit: MoneyUnit, main: Span) -> tuple[Related, ...]:
    """List the typed figures that a constraint rests on, and differences by their places, but for the main place."""
    typed = dict.fromkeys(leaf for figure in constraint.figures for leaf in figure.typed() or (figure,))
    return tuple(
        Related(leaf.span, f"{figure_name(leaf)} = {amount(leaf.yuan, unit)}（{leaf.basis.value}）")
        for leaf in typed
        if leaf.span is not None and leaf.span != main
    )
