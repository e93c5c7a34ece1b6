"""What was published or corrected, and when: for the home page, the list of corrections, and the feed."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.site import Site
from generator.view.summary import Summary


@dataclass(frozen=True, slots=True)
class News:
    """One publication or correction of one disclosure; `revision` is 1 for the publication, whose text is its title."""

    date: datetime.date
    name: str
    year: int
    folder: str
    revision: int
    title: str
    text: str

    @property
    def is_correction(self) -> bool:
        """Say whether something that was published was corrected."""
        return self.revision > 1

    @property
    def identifier(self) -> str:
        """A name for ever, whatever the site's address: it follows from unit, year and revision alone."""
        return _identifier(f"{self.folder}{self.revision}")


def feed_identifier(site: Site) -> str:
    """A name for the feed that stays while the site keeps its title and region, wherever it is published."""
    return _identifier(f"feed {site.region} {site.title}")


def _identifier(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"disclose {name}").urn


def news_from_summaries(summaries: Iterable[Summary]) -> tuple[News, ...]:
    """List what is dated, newest first, then by unit; a publication without a date is left out."""
    found = [each for summary in summaries for each in _of_one(summary)]
    return tuple(sorted(found, key=lambda each: (-each.date.toordinal(), each.folder, -each.revision)))


def _of_one(summary: Summary) -> Iterator[News]:
    about = summary.name, summary.year, summary.folder
    if summary.published:
        yield News(summary.published, *about, 1, summary.title, "")
    for each in summary.corrections:
        yield News(each.date, *about, each.revision, summary.title, each.text)
