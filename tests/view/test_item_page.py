"""One item over all units and years: which rows and totals its page has, and what stands above and below it."""

from generator.view.collection import Collection
from generator.view.item_page import ItemPage, item_pages, items_page
from tests.view.summaries import summary

RECEPTIONS = {"official-receptions": ("公务接待费", "5000")}
PENSIONS = {"208": ("社会保障和就业支出", "30000"), "20805": ("行政事业单位养老支出", "30000")}


def page(collection: Collection, key: str) -> ItemPage:
    (found,) = [each for each in item_pages(collection) if each.link.key == key]
    return found


def test_a_page_has_a_row_for_each_unit_and_a_column_for_each_year_newest_first() -> None:
    years = [summary("156001", 2025, "旧名", items=RECEPTIONS), summary("156001", 2026, "新名", items=RECEPTIONS)]
    found = page(Collection([*years, summary("101", 2026, items=RECEPTIONS)]), "official-receptions")
    assert found.years == (2026, 2025)
    assert [(row.code, row.name) for row in found.rows] == [("101", "单位101"), ("156001", "新名")]
    assert [found.rows[0].text(year) for year in found.years] == ["0.50", ""]


def test_a_total_counts_a_department_and_not_its_units_again() -> None:
    found = page(
        Collection([summary(code, 2026, items=RECEPTIONS) for code in ("156", "156001", "157001")]),
        "official-receptions",
    )
    assert found.total(2026) == "1.00"


def test_a_total_is_rounded_once_from_exact_amounts() -> None:
    odd = {"official-receptions": ("公务接待费", "149.99")}
    found = page(Collection([summary(code, 2026, items=odd) for code in ("101", "102", "103")]), "official-receptions")
    assert [row.text(2026) for row in found.rows] == ["0.01", "0.01", "0.01"]
    assert found.total(2026) == "0.04"


def test_codes_hang_below_one_another_by_level_and_not_by_their_first_digits() -> None:
    items = {**PENSIONS, "2080505": ("缴费支出", "30000"), "20811": ("残疾人事业", "1"), "30217": ("公务接待费", "1")}
    collection = Collection([summary("101", 2026, items=items)])
    assert [link.key for link in page(collection, "208").below] == ["20805", "20811"]
    assert [link.key for link in page(collection, "2080505").above] == ["208", "20805"]
    assert page(collection, "30217").above == ()


def test_a_level_that_nobody_has_leaves_no_hole_in_the_trail() -> None:
    found = page(Collection([summary("101", 2026, items={"2080505": ("缴费支出", "1")})]), "2080505")
    assert found.above == ()


def test_items_are_listed_by_kind_expenses_in_the_table_s_order_and_codes_as_numbers() -> None:
    items = {"30217": ("公务接待费", "1"), **PENSIONS, "three-public": ("“三公”经费", "1"), **RECEPTIONS}
    listed = items_page(item_pages(Collection([summary("101", 2026, items=items)])))
    assert [[link.key for link in links] for _, links in listed.kinds] == [
        ["three-public", "official-receptions"],
        ["208", "20805"],
        ["30217"],
    ]


def test_an_amount_leads_to_the_disclosure_that_prints_it() -> None:
    found = page(Collection([summary("101001", 2026, items=RECEPTIONS)]), "official-receptions")
    assert found.rows[0].address(2026) == "101001/2026/index.html"
