"""Which known number a mistyped one may have been meant for: a point shifted, a digit too many, missing or swapped."""

from collections.abc import Iterable

from generator.check.facts import Fact
from generator.check.mentions import Mention

_MOST = 3


def meant(mention: Mention, facts: Iterable[Fact]) -> list[tuple[str, Fact]]:
    """Return at most three (number as it would be written, fact), the likeliest slip first."""
    found: dict[str, tuple[int, Fact]] = {}
    for fact in facts:
        digits = f"{(fact.value / mention.scale).normalize():f}"
        rank = likeness(mention.digits, digits)
        if fact.value and rank is not None and rank < found.get(digits, (len(_KINDS), fact))[0]:
            found[digits] = (rank, fact)
    ranked = sorted(found.items(), key=lambda each: each[1][0])
    return [(digits, fact) for digits, (_, fact) in ranked[:_MOST]]


def likeness(typed: str, known: str) -> int | None:
    """Rank how a number may have become what was typed; nothing where it is no single slip of at least three digits."""
    if min(len(typed), len(known)) < 3:
        return None
    return next((rank for rank, is_kind in enumerate(_KINDS) if is_kind(typed, known)), None)


def _is_shifted(typed: str, known: str) -> bool:
    bare = typed.replace(".", "").strip("0"), known.replace(".", "").strip("0")
    return len(bare[0]) > 1 and bare[0] == bare[1]


def _has_one_more(typed: str, known: str) -> bool:
    return len(typed) == len(known) + 1 and any(typed[:at] + typed[at + 1 :] == known for at in range(len(typed)))


def _has_one_less(typed: str, known: str) -> bool:
    return _has_one_more(known, typed)


def _is_swapped(typed: str, known: str) -> bool:
    apart = _apart(typed, known)
    return len(apart) == 2 and apart[1] == apart[0] + 1 and typed[apart[0]] == known[apart[1]] != typed[apart[1]]


def _differs_by_one(typed: str, known: str) -> bool:
    return len(typed) >= 5 and len(_apart(typed, known)) == 1


def _apart(typed: str, known: str) -> list[int]:
    if len(typed) != len(known):
        return []
    return [at for at, (one, other) in enumerate(zip(typed, known, strict=True)) if one != other]


_KINDS = (_is_shifted, _has_one_more, _has_one_less, _is_swapped, _differs_by_one)
