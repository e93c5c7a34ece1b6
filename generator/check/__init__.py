"""Rules over a disclosure's figures, names and text; each finding is a problem with its place."""

from generator.check.catalogue import Case, Rule, case_from_page, check
from generator.check.rules import RULES

__all__ = ["RULES", "Case", "Rule", "case_from_page", "check"]
