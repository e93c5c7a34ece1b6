"""The rule table: every rule of the catalogue, in the order of its code."""

from generator.check.catalogue import Rule
from generator.check.rules import expenditure, names, others, revenue

RULES: tuple[Rule, ...] = (
    revenue.income_of_the_year,
    revenue.income_with_carry_over,
    expenditure.expenditure_of_the_year,
    expenditure.revenue_equals_expenditure,
    revenue.revenue_table,
    expenditure.expenditure_table_matches_overall,
    expenditure.expenditure_table,
    expenditure.general_budget_table,
    expenditure.basic_expenditure_table,
    others.three_public_expenses,
    expenditure.operating_costs_table,
    expenditure.procurement_table,
    others.weights,
    others.last_year,
    others.assets,
    names.unknown_code_without_name,
    names.unknown_code_with_name,
    names.former_or_wrong_name,
    names.code_listed_twice,
    names.file_and_content_disagree,
)
