"""Money: exact amounts in 元, the grain they were rounded to, and how they are shown.

A figure printed with a grain g (100 元 for two decimals of 万元) stands for the closed interval of half a grain on
either side; a grain of zero means that the amount is exact (typed in 元 to the fen).
"""

import enum
import functools
from decimal import ROUND_HALF_UP, Context, Decimal

ZERO = Decimal(0)
_WIDE = Context(prec=80)


class MoneyUnit(enum.Enum):
    """The unit in which a file is typed or a table is printed."""

    WAN = "万元"
    YUAN = "元"

    @functools.cached_property
    def yuan(self) -> Decimal:
        """How many 元 one unit holds."""
        return Decimal(10000) if self is MoneyUnit.WAN else Decimal(1)

    @functools.cached_property
    def grain(self) -> Decimal:
        """What typed amounts are rounded to, in 元: 0.01万元 is 100元; amounts in 元 are exact."""
        return Decimal(100) if self is MoneyUnit.WAN else ZERO


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as 四舍五入 does: half away from zero, never to even; of any size."""
    return value.quantize(_last_place(decimals), ROUND_HALF_UP, _WIDE)


@functools.cache
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def shown(yuan: Decimal, unit: MoneyUnit, decimals: int) -> Decimal:
    """Return an amount in 元 as it is printed in the unit with that many decimals."""
    return round_half_up(yuan / unit.yuan, decimals)


def money_text(value: Decimal, *, trim: bool, separators: bool) -> str:
    """Write an amount that is already rounded; `trim` drops trailing zeros, `separators` groups by thousands."""
    value = abs(value) if value == 0 else value
    text = f"{value:,f}" if separators else f"{value:f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def plain(value: Decimal) -> str:
    """Write an exact amount without exponent or trailing zeros, for machines."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
