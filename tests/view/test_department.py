"""Departments that published nothing themselves have a page that lists their units."""

from generator.view.collection import Collection
from generator.view.department import department_pages
from generator.view.summary import Withheld
from tests.view.summaries import summary

WITHHELD = Withheld("103002", 2026, "某站", "", "农业局", "")


def test_a_department_without_a_budget_lists_its_units_over_the_years() -> None:
    units = [
        summary("103001", 2025, "蚕种场", department="农业局", total="50000"),
        summary("103001", 2026, "蚕种场", department="农业局", total="60000"),
    ]
    (page,) = department_pages(Collection(units, [WITHHELD]))
    assert (page.code, page.name, page.years) == ("103", "农业局", (2026, 2025))
    cells = [[cell.amount.text if cell.amount else cell.mark for cell in line.cells] for line in page.units]
    assert cells == [["6.00", "5.00"], ["依法不公开", ""]]
    assert [line.folder for line in page.units] == ["103001/", ""]


def test_a_department_with_a_budget_of_any_year_has_the_page_that_units_have() -> None:
    assert department_pages(Collection([summary("103", 2025), summary("103001", 2026)])) == ()


def test_a_department_that_no_file_names_is_called_by_its_code() -> None:
    (page,) = department_pages(Collection([summary("103001", 2026)]))
    assert page.name == "代码103的部门"


def test_a_department_that_is_withheld_and_has_no_units_has_no_page() -> None:
    assert department_pages(Collection([summary("101", 2026)], [Withheld("103", 2026, "某局", "", "", "")])) == ()
