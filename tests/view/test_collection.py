"""What came before, who stands above whom: over summaries written by hand."""

import pytest

from generator.view.collection import Collection
from generator.view.series import unit_page
from generator.view.site import year_page
from generator.view.summary import Withheld
from tests.view.summaries import summary


@pytest.mark.parametrize(
    ("above", "code", "counts"),
    [
        ("156", "156001", False),
        ("156", "156001002", False),
        ("156001", "156001002", False),
        ("156001", "156002", True),
        ("156001", "156001", True),
        ("157", "156001", True),
    ],
)
def test_what_stands_below_another_disclosure_is_not_counted_again(above: str, code: str, counts: bool) -> None:
    below = summary(code, 2026)
    assert Collection({(above, 2026): summary(above, 2026), (code, 2026): below}.values()).is_top(below) is counts


def test_a_department_of_another_year_covers_nothing() -> None:
    unit = summary("156001", 2026)
    assert Collection([unit, summary("156", 2025)]).is_top(unit)


def test_a_department_that_may_not_be_published_does_not_hide_its_units_amounts() -> None:
    collection = Collection([summary("156001", 2026, total="70000")], [Withheld("156", 2026, "某部", "", "", "")])
    assert year_page(collection, 2026).totals["支出总计"] == "7.00"


def test_totals_are_rounded_once_from_exact_amounts() -> None:
    collection = Collection([summary(code, 2026, total="149.99") for code in ("101", "102", "103")])
    page = year_page(collection, 2026)
    assert [row.amounts["支出总计"].text for row in page.listing.rows] == ["0.01", "0.01", "0.01"]
    assert page.totals["支出总计"] == "0.04"


def test_a_total_of_which_nothing_is_reported_is_blank() -> None:
    assert year_page(Collection([summary("101", 2026, total=None)]), 2026).totals == {}


def test_a_unit_keeps_its_years_under_its_former_code() -> None:
    collection = Collection(
        [summary("156003", 2026), summary("156003", 2025, former_code="156001"), summary("156001", 2024)]
    )
    assert [each.year for each in collection.series("156003")] == [2026, 2025, 2024]
    assert [(span.first, span.last, span.code) for span in unit_page(collection, "156003").names] == [
        (2025, 2026, "156003"),
        (2024, 2024, "156001"),
    ]


def test_the_page_of_a_former_code_leads_to_the_new_one() -> None:
    collection = Collection([summary("156003", 2025, former_code="156001"), summary("156001", 2024)])
    page = unit_page(collection, "156001")
    assert page.successor is not None
    assert (page.successor.code, page.successor_year, page.years) == ("156003", 2025, (2024,))
    assert unit_page(collection, "156003").successor is None


def test_a_unit_under_a_new_code_is_neither_new_nor_gone() -> None:
    collection = Collection([summary("156003", 2025, former_code="156001"), summary("156001", 2024)])
    page = year_page(collection, 2025)
    assert (page.new, page.gone) == ((), ())


def test_a_unit_withheld_since_is_listed_and_not_gone() -> None:
    collection = Collection([summary("156001", 2024)], [Withheld("156001", 2025, "某中心", "", "", "")])
    assert year_page(collection, 2025).gone == ()


def test_a_former_code_that_names_itself_ends() -> None:
    collection = Collection([summary("156001", 2025, former_code="156002"), summary("156002", 2024, "", "156001")])
    assert [each.year for each in collection.series("156001")] == [2025, 2024]


def test_a_year_that_is_missing_in_between_has_no_change() -> None:
    page = unit_page(Collection([summary("101", 2026, total="20000"), summary("101", 2024)]), "101")
    assert [(point.year, point.difference, point.rate) for point in page.lines[0].points] == [
        (2026, "", ""),
        (2024, "", ""),
    ]


def test_changes_are_of_the_amounts_as_they_are_printed() -> None:
    page = unit_page(Collection([summary("101", 2026, total="10050"), summary("101", 2025, total="10049")]), "101")
    assert (page.lines[0].points[0].difference, page.lines[0].points[0].rate) == ("+0.01", "+1.00%")
