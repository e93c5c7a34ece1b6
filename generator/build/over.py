"""Pages over all disclosures and the full-text index, each made again only where it would not be as before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from generator.build.cache import Store, digest
from generator.build.making import Made
from generator.build.options import Options
from generator.build.pages import Page, pages_over
from generator.build.plan import Plan
from generator.build.rules import rule_pages
from generator.build.workspace import Workspace
from generator.export import Text, index_files, index_version, text_of_page
from generator.model.site import Site
from generator.view.collection import Collection

Contents = Callable[[Made], Mapping[str, bytes]]
"""Returns the bytes of a disclosure's files by their hash."""


@dataclass(frozen=True, slots=True)
class Over:
    """Makes them and keeps them; `present` are the hashes of the present output's files by name."""

    options: Options
    workspace: Workspace
    site: Site
    plan: Plan
    store: Store
    present: Mapping[str, str]
    contents: Contents

    def files(self, made: Sequence[Made]) -> dict[str, str]:
        """Return the hash of every such file by its name."""
        return self._pages(made) | self._index(made)

    def _pages(self, made: Sequence[Made]) -> dict[str, str]:
        options, collection = self.options, collection_of(made)
        pages = pages_over(collection, self.site, with_pdf=options.with_pdf, with_search=options.with_search)
        return {page.name: self._page(page) for page in [*pages, *rule_pages(made)]}

    def _page(self, page: Page) -> str:
        """Return the hash of a page, taking it over where it was made before from just what it shows now."""
        key = digest([self.plan.basis.encode(), page.content])
        kept = self.plan.cache.get("page", key)
        sha = kept.decode() if kept else ""
        if not sha or not self.is_there(page.name, sha):
            sha = self.store.put(page.html(self.site, self.workspace))
            self.plan.cache.put("page", key, sha.encode())
        return sha

    def _index(self, made: Sequence[Made]) -> dict[str, str]:
        """Return the hashes of the full-text index, made again where any page that it covers is not as it was."""
        if not self.options.with_search:
            return {}
        pages = [(each, each.summary.title, f"{each.address}/index.html") for each in made if each.summary]
        covered = [f"{name} {each.files[name]}".encode() for each, _, name in pages]

        def texts() -> Iterable[Text]:
            for each, title, name in pages:
                yield text_of_page(name, title, self.contents(each)[each.files[name]].decode())

        key = digest([self.plan.basis.encode(), index_version().encode(), *covered])
        kept = self.plan.cache.get("index", key)
        found = msgspec.msgpack.decode(kept, type=dict[str, str]) if kept is not None else {}
        if not found or not all(self.is_there(name, sha) for name, sha in found.items()):
            found = {name: self.store.put(data) for name, data in index_files(texts()).items()}
            self.plan.cache.put("index", key, msgspec.msgpack.encode(found))
        return found

    def is_there(self, name: str, sha: str) -> bool:
        """Say whether a content is at hand: in the present output under its name, or in the store."""
        return self.present.get(name) == sha or self.store.get(sha) is not None


def collection_of(made: Sequence[Made]) -> Collection:
    """Gather what is told of disclosures outside their own pages."""
    summaries = [each.summary for each in made if each.summary]
    return Collection(summaries, [each.withheld for each in made if each.withheld])
