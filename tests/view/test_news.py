"""What was published or corrected, newest first, under names that stay."""

from generator.model.site import Site
from generator.view.news import feed_identifier, news_from_summaries
from tests.view.summaries import summary


def test_publications_and_corrections_are_told_newest_first() -> None:
    told = news_from_summaries(
        [
            summary("101", 2026, published="2026-02-02", corrected=("2026-03-10",)),
            summary("102", 2026, published="2026-02-20"),
        ]
    )
    assert [(f"{each.date}", each.folder, each.revision) for each in told] == [
        ("2026-03-10", "101/2026/", 2),
        ("2026-02-20", "102/2026/", 1),
        ("2026-02-02", "101/2026/", 1),
    ]


def test_what_has_no_date_is_no_news() -> None:
    assert news_from_summaries([summary("101", 2026)]) == ()


def test_a_name_does_not_change_with_dates_titles_or_the_site_s_address() -> None:
    (first,) = news_from_summaries([summary("156001", 2026, "旧名", published="2026-02-02")])
    (renamed,) = news_from_summaries([summary("156001", 2026, "新名", published="2026-02-05")])
    assert first.identifier == renamed.identifier == "urn:uuid:1e32a1c7-432a-580b-9dfc-2fd7e40afc79"
    assert feed_identifier(Site("预算", address="https://a.test/")) == feed_identifier(Site("预算"))


def test_every_revision_has_a_name_of_its_own() -> None:
    told = news_from_summaries([summary("101", 2026, published="2026-02-02", corrected=("2026-03-10", "2026-04-01"))])
    assert len({each.identifier for each in told}) == 3
