"""Rules over a disclosure's figures, names and text; each finding is a problem with its place."""

from generator.check.catalogue import Case, Examination, Rule, case_from_file, examine, filed
from generator.check.conclusions import conclude
from generator.check.rules import RULES

__all__ = ["RULES", "Case", "Examination", "Rule", "case_from_file", "conclude", "examine", "filed"]
