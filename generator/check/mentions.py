"""Numbers in texts: amounts of money, percentages and years, as they are written there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.money import ZERO

YUAN: Mapping[str, Decimal] = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "十万元": Decimal(100_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}
"""How many 元 the units of money in texts hold."""

_ABOUT = re.compile(r"(?P<above>逾|超过)为? ?\Z|(?P<below>近)为? ?\Z|约为? ?\Z")
_NUMBER = r"(?P<number>[0-9](?<![0-9.,A-Za-z].)[0-9,]{0,20}(?:\.[0-9]{1,8})?) ?"
AMOUNT = re.compile(
    _NUMBER + r"(?P<odd>余|多)? ?(?P<unit>(?:百|千|十|百万|千万|十万|万|亿)?元)(?![旦月素件器首])(?P<around>左右|上下)?"
)
PERCENTAGE = re.compile(_NUMBER + r"(?P<odd>余|多)?(?P<unit>[%％])(?P<around>左右|上下)?")
_DAY = r"年(?! ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日)"
_TO = r"[-—–－~～至到]{1,2}"
YEAR = re.compile(
    rf"(?<![0-9.])(?P<year>(?:19|20)[0-9]{{2}})(?: ?{_DAY}|(?= ?(?:年 ?)?{_TO} ?(?:19|20)[0-9]{{2}} ?年))"
)
"""A year that is no part of a day; the first year of a range needs no 年 of its own."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount in 元 or a percentage as a text writes it, rounded to `grain`.

    `scale` is what one of its unit holds, in 元 or percent.
    """

    text: str
    digits: str
    value: Decimal
    grain: Decimal
    scale: Decimal


def mention_from_match(match: re.Match[str]) -> Mention:
    """Read what AMOUNT or PERCENTAGE matched.

    The grain is one of its last decimal. A round number, 约400 or 400左右, stands for one of its last digit that is not
    zero; 400余 and 逾400 for what lies above it, 近400 for what lies below.
    """
    digits = match["number"].replace(",", "")
    number, scale = Decimal(digits), YUAN.get(match["unit"], Decimal(1))
    grain = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    about = _ABOUT.search(match.string[max(match.start() - 4, 0) : match.start()])
    if about or match["odd"] or match["around"]:
        grain = _last_place(number, grain)
        is_above, is_below = bool(match["odd"] or (about and about["above"])), bool(about and about["below"])
        number += grain / 2 * (is_above - is_below)
    return Mention(match.group(), digits, number * scale, grain * scale, scale)


def _last_place(number: Decimal, grain: Decimal) -> Decimal:
    while number != ZERO and number % (grain * 10) == ZERO:
        grain *= 10
    return grain


def numbers_in(text: str) -> frozenset[tuple[str, Decimal]]:
    """Return every amount (in 元), percentage and year that a short text writes, with its kind."""
    found = {("金额", mention_from_match(match).value) for match in AMOUNT.finditer(text)}
    found |= {("百分比", mention_from_match(match).value) for match in PERCENTAGE.finditer(text)}
    return frozenset(found | {("年份", Decimal(match["year"])) for match in YEAR.finditer(text)})
