"""How each rule fared in one file, counted: what the matrix of units and rules shows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.check.catalogue import Examination, Rule
from generator.check.outcome import Outcome
from generator.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Tally:
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
    def words(self) -> tuple[tuple[str, int], ...]:
        """The outcomes that occurred with their counts, those that ask for attention first."""
        counts = (
            ("矛盾", self.errors),
            ("警告", self.warnings),
            ("豁免", self.waived),
            ("提示", self.notes),
            ("尾差", self.rounding),
            ("一致", self.exact),
            ("恒等", self.by_construction),
        )
        return tuple((word, count) for word, count in counts if count)

    @property
    def otherwise(self) -> str:
        """What to say where nothing occurred: a rule over the file found nothing, any other had nothing to look at."""
        return "通过" if self.is_of_file else "不适用"


def tallies(rules: Iterable[Rule], examination: Examination, problems: Iterable[Problem]) -> Mapping[str, Tally]:
    """Count by code what an examination said and which problems stand after waivers."""
    by_outcome: Counter[tuple[str, str]] = Counter()
    for judgement in examination.distinct():
        by_outcome[judgement.rule.code, _counted_as(judgement.constraint.is_by_construction, judgement.outcome)] += 1
    by_weight: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        by_weight[problem.code, "豁免" if problem.waived else problem.severity.value] += 1
    return {
        rule.code: Tally(
            exact=by_outcome[rule.code, Outcome.EXACT.value],
            by_construction=by_outcome[rule.code, "恒等"],
            rounding=by_outcome[rule.code, Outcome.ROUNDING.value],
            errors=by_weight[rule.code, Severity.ERROR.value],
            warnings=by_weight[rule.code, Severity.WARNING.value],
            notes=max(by_weight[rule.code, Severity.NOTE.value] - by_outcome[rule.code, Outcome.ROUNDING.value], 0),
            waived=by_weight[rule.code, "豁免"],
            is_of_file=rule.is_of_file,
        )
        for rule in rules
    }


def _counted_as(is_by_construction: bool, outcome: Outcome) -> str:
    return "恒等" if is_by_construction else outcome.value
