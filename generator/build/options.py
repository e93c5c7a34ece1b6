"""What a build is asked to do."""

from dataclasses import dataclass, field
from pathlib import Path

from generator.build.workers import Limits, available_processors


@dataclass(frozen=True, slots=True)
class Options:
    """`only` are codes or code/year; `shard` is which of how many shares; `scheduler` is a cluster's address.

    `base_url` is where the site is published, whatever its file says. A preview has drafts too, says on every page what
    it is, and with `only` holds nothing else.
    """

    units: Path
    out: Path
    with_pdf: bool = True
    with_xlsx: bool = True
    with_search: bool = True
    jobs: int = field(default_factory=available_processors)
    cache: Path | None = None
    only: tuple[str, ...] = ()
    scheduler: str = ""
    base_url: str = ""
    shard: tuple[int, int] = (1, 1)
    published: str = ""
    """The site as it is served, a folder or an address, that is held to; nothing where none is yet."""
    is_preview: bool = False
    limits: Limits = field(default_factory=Limits)

    @property
    def keeps_rest(self) -> bool:
        """Say whether what is not asked for is taken over from the present output."""
        return bool(self.only) and not self.is_preview
