"""How each rule fared in one file, counted: what the matrix of units and rules shows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.check.catalogue import Examination, Judgement, Rule
from generator.check.outcome import Outcome
from generator.problems import Problem, Severity

_BY_CONSTRUCTION = "恒等"


class Tally(NamedTuple):
    """Counts of one rule's outcomes in one file.

    Of its constraints: `exact`, `rounding` and `by_construction` (both sides are views of one figure, so that they
    cannot differ). Of its problems: `errors`, `warnings`, `notes` (what is no error whatever it says) and `waived`.
    """

    exact: int = 0
    by_construction: int = 0
    rounding: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    waived: int = 0
    is_of_file: bool = False

    @property
    def outcomes(self) -> tuple[tuple[str, str, int], ...]:
        """The outcomes that occurred as (kind, word, count), those that ask for attention first."""
        counts = (
            ("error", "矛盾", self.errors),
            ("warning", "警告", self.warnings),
            ("waived", "豁免", self.waived),
            ("noted", "提示", self.notes),
            ("rounding", "尾差", self.rounding),
            ("exact", "一致", self.exact),
            ("identical", _BY_CONSTRUCTION, self.by_construction),
        )
        return tuple(each for each in counts if each[2])

    @property
    def otherwise(self) -> str:
        """What to say where nothing occurred: a rule over the file found nothing, any other had nothing to look at."""
        return "通过" if self.is_of_file else "不适用"


def tallies(rules: Iterable[Rule], examination: Examination, problems: Iterable[Problem]) -> Mapping[str, Tally]:
    """Count by code what an examination said and which problems stand after waivers.

    A rounding difference counts under every rule that sees it, though as a problem it is said only once.
    """
    held = Counter((judgement.rule.code, _held(judgement)) for judgement in examination.judgements)
    said = Counter((judgement.rule.code, _held(judgement)) for judgement in examination.distinct)
    found = Counter((problem.code, "豁免" if problem.waived else problem.severity.value) for problem in problems)
    return {
        code: Tally(
            exact=held[code, Outcome.EXACT.value],
            by_construction=held[code, _BY_CONSTRUCTION],
            rounding=held[code, Outcome.ROUNDING.value],
            errors=found[code, Severity.ERROR.value],
            warnings=found[code, Severity.WARNING.value],
            notes=max(found[code, Severity.NOTE.value] - said[code, Outcome.ROUNDING.value], 0),
            waived=found[code, "豁免"],
            is_of_file=rule.is_of_file,
        )
        for rule in rules
        for code in (rule.code,)
    }


def _held(judgement: Judgement) -> str:
    return _BY_CONSTRUCTION if judgement.constraint.is_by_construction else judgement.outcome.value
