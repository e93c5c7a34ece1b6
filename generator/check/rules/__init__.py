"""The rule table: every rule of the catalogue, in the order of its code."""

from generator.check.catalogue import Rule
from generator.check.rules import amounts, appropriation, conventions, expenditure, names, others, revenue, targets

RULES: tuple[Rule, ...] = (
    revenue.income_of_the_year,
    revenue.income_with_carry_over,
    expenditure.expenditure_of_the_year,
    expenditure.revenue_equals_expenditure,
    revenue.revenue_table,
    expenditure.expenditure_table_matches_overall,
    expenditure.expenditure_table,
    appropriation.appropriation_balance,
    appropriation.appropriation_by_fund,
    appropriation.appropriation_within_expenditure,
    appropriation.appropriation_by_unit,
    appropriation.appropriation_matches_fund_tables,
    expenditure.general_budget_table,
    expenditure.basic_expenditure_table,
    conventions.social_security_in_both_classifications,
    others.three_public_expenses,
    conventions.three_public_cover_basic,
    expenditure.operating_costs_table,
    targets.managed_transfers,
    expenditure.procurement_table,
    targets.overall_targets_budget,
    targets.project_money,
    others.weights,
    others.changes_by_class,
    others.last_year,
    others.assets,
    names.unknown_code_without_name,
    names.unknown_code_with_name,
    names.former_or_wrong_name,
    names.code_listed_twice,
    names.file_and_content_disagree,
    amounts.too_many_decimals,
)
