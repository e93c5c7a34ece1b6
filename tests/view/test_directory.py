"""What one can find by typing: every unit under its newest name, with the names and codes that it had."""

from generator.view.collection import Collection
from generator.view.directory import directory_of
from generator.view.item_page import item_pages
from tests.view.summaries import summary


def test_a_unit_is_listed_once_with_its_newest_year_and_what_it_was_called_before() -> None:
    years = [
        summary("156001", 2025, "巡察组", short_name="巡察组"),
        summary("156001", 2026, "巡察办公室", short_name="巡察办"),
    ]
    assert directory_of(Collection(years), ()).units == (("156001", "巡察办公室", "巡察办", 2026, ("巡察组",)),)


def test_a_unit_is_found_by_the_code_that_it_had() -> None:
    years = [summary("156001", 2025, "巡察办"), summary("156009", 2026, "巡察办", former_code="156001")]
    units = directory_of(Collection(years), ()).units
    assert units == (("156001", "巡察办", "", 2025, ()), ("156009", "巡察办", "", 2026, ("156001",)))


def test_items_are_listed_by_kind_with_key_and_name() -> None:
    collection = Collection([summary("101", 2026, items={"2080505": ("缴费支出", "1")})])
    assert directory_of(collection, item_pages(collection)).items == (("支出功能分类", (("2080505", "缴费支出"),)),)
