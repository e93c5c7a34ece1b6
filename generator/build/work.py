"""One build's work: what can be taken over, what must be made, and where the bytes of every file are."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import msgspec

from generator.build.cache import Cache, Store, digest
from generator.build.cluster import run_on_cluster
from generator.build.fingerprint import print_fingerprint
from generator.build.making import Batch, Made, Making, make
from generator.build.options import Options
from generator.build.pages import Page, assets, pages_over
from generator.build.permanence import pdf_name, permanence_of
from generator.build.plan import Plan, basis_of, ordered, read_sources, unread
from generator.build.printing import Printing, lay_out
from generator.build.progress import Progress
from generator.build.rules import rule_pages
from generator.build.sites import read_site
from generator.build.sources import find_files, stray_problems, whole_run_problem
from generator.build.units import report_from
from generator.build.workers import Failure, run, within
from generator.build.workspace import Workspace, shown_as
from generator.errors import GeneratorError
from generator.export import collected_files
from generator.load import lines_of
from generator.model.ledger import LEDGER
from generator.problems import has_errors
from generator.publish import NotCarried, Staged
from generator.render.archive import data_attachment, source_attachment
from generator.report import Report
from generator.view.collection import Collection
from generator.view.summary import Summary, Withheld

T = TypeVar("T")
R = TypeVar("R")
_FEW = 3
"""So few disclosures are made in this process: starting workers would take longer."""


class NotMade(GeneratorError):
    """Disclosures whose making or layout came to no end; what was published stands as it was."""

    def __init__(self, failures: Mapping[str, Failure]) -> None:
        listed = "".join(f"\n  {address}：{failure.reason}" for address, failure in sorted(failures.items()))
        super().__init__(f"{len(failures)} 份文件没有做成，已发布的内容没有改动：{listed}")


class NothingChosen(GeneratorError):
    """What a build should be limited to is not there."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"没有 {'、'.join(names)} 的文件。--only 写单位代码，或 单位代码/年度。")


class Work:
    """Carries out one build up to its files; `reasons` says of each disclosure made anew why it was."""

    def __init__(self, options: Options, workspace: Workspace) -> None:
        self.options, self.workspace = options, workspace
        self.site_file = read_site(options.units, workspace)
        self.sources = read_sources(options.units, find_files(options.units))
        self.apart = stray_problems(options.units)
        self.cache = Cache(options.cache or workspace.root / ".cache" / "results")
        self.store = Store(self.cache)
        basis = basis_of(workspace, self.site_file, self.sources.folder, options)
        self.permanence = permanence_of(options, workspace, self.site_file.site, self.store)
        self.plan = Plan(self.sources, basis, self.cache, self.permanence.superseded(self.sources.contents))
        self._present: Mapping[str, str] = {}
        self._written: set[str] = set()
        self._rows: dict[str, bytes] = {}

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why each disclosure that was made anew was, by address."""
        return self.plan.reasons

    def make(self, staged: Staged | None) -> Sequence[Made]:
        """Take over what was made before and make the rest, staging its files as they come; raises NotMade."""
        self._present = staged.present if staged else {}
        for address in self._chosen():
            self.plan.look_up(address)
        batches = self.plan.batches(self.workspace, self.site_file, self.options)
        made = [self._kept(making, staged) for makings in self._run(make, batches, "生成") for making in makings]
        found = ordered([*self.plan.ready.values(), *made, *unread(self.sources, self.workspace)])
        self.apart += self.permanence.problems(found, self._contents, str(self.sources.folder))
        return found

    def report(self, made: Sequence[Made]) -> Report:
        """Gather every problem, with the source lines it stands on."""
        contents, folder = self.sources.contents, self.sources.folder
        lines = {shown_as(folder / f"{each.address}.yaml"): lines_of(contents.get(each.address, b"")) for each in made}
        apart = self.apart if made else [*self.apart, whole_run_problem(self.options.units)]
        return report_from([each.problems for each in made], lines, [self.site_file] if made else [], apart)

    def is_refused(self, made: Sequence[Made]) -> bool:
        """Say whether nothing may be published: there is no file, one that is no draft has errors, or one is astray."""
        return not made or self.site_file.is_refused or has_errors(self.apart) or any(each.is_refused for each in made)

    def files(self, made: Sequence[Made]) -> dict[str, str]:
        """Return the hash of every file of the site by its name; every content is at hand afterwards."""
        found = {name: sha for each in made for name, sha in each.files.items()}
        found |= self.permanence.files()
        found |= self.pdfs(each for each in made if pdf_name(each.address) not in found)
        if self.options.with_pdf:
            found[LEDGER] = self.store.put(self.permanence.ledger(found))
        if self.options.only:
            return {**self._present, **found}
        found |= self._pages_over(made) | self._data_over(made)
        return found | {name: self.store.put(data) for name, data in assets(self.workspace).items()}

    def pdfs(self, made: Iterable[Made]) -> dict[str, str]:
        """Return the hash of every PDF by its name, laying out those that were not before; raises NotMade."""
        if not self.options.with_pdf:
            return {}
        published = {each.address: each for each in made if each.laid_out}
        keys = {address: self._pdf_key(each) for address, each in published.items()}
        known = {address: sha for address, key in keys.items() if (sha := self._known_pdf(address, key))}
        tasks = {address: self._printing(each) for address, each in published.items() if address not in known}
        for address, data in self._run_named(lay_out, tasks, "排版"):
            known[address] = self.store.put(data)
            self.cache.put("pdf", keys[address], known[address].encode())
        return {pdf_name(address): sha for address, sha in known.items()}

    def _pdf_key(self, made: Made) -> str:
        inside = [sha for name, sha in made.files.items() if _is_inside(name)]
        parts = (print_fingerprint(self.workspace), made.laid_out, self.sources.hashes[made.address], *inside)
        return digest([part.encode() for part in parts])

    def _printing(self, made: Made) -> Printing:
        """Gather a document's print HTML and what goes inside: its source and the data that its tables show."""
        contents, code_year = self._contents(made), made.address.replace("/", "-")
        source = source_attachment(code_year, self.sources.contents[made.address])
        data = (
            data_attachment(name.removeprefix(f"{made.address}/"), contents[sha])
            for name, sha in made.files.items()
            if _is_inside(name)
        )
        return Printing(contents[made.laid_out], (source, *data), self.workspace.root)

    def stage(self, files: Mapping[str, str], made: Iterable[Made], staged: Staged) -> None:
        """Stage every file: taken over from the present output where it stands there, else as it was made."""
        missing = {name: sha for name, sha in sorted(files.items()) if name not in self._written}
        left = {name: sha for name, sha in missing.items() if not self._is_carried(name, sha, staged)}
        for each in made:
            mine = [name for name in each.files if name in left]
            contents = self._contents(each) if mine else {}
            for name in mine:
                staged.write(name, contents[left.pop(name)])
        for name, sha in left.items():
            staged.write(name, _there(self.store.get(sha), name))

    def _chosen(self) -> list[str]:
        only, (share, shares) = self.options.only, self.options.shard
        found = [
            each for each in sorted(self.sources.contents) if not only or {each, each.partition("/")[0]} & set(only)
        ]
        if only and not found:
            raise NothingChosen(only)
        return found[share - 1 :: shares]

    def _kept(self, making: Making, staged: Staged | None) -> Made:
        """Keep a result, and stage those of its files that do not stand in the present output."""
        self.plan.keep(making)
        made = making.made
        if made.rows:
            self._rows[made.rows] = making.contents[made.rows]
        if staged is not None:
            for name in (name for name, sha in made.files.items() if self._present.get(name) != sha):
                staged.write(name, making.contents[made.files[name]])
                self._written.add(name)
        return made

    def _contents(self, made: Made) -> Mapping[str, bytes]:
        """Return the bytes of a disclosure's files by their hash; where they were lost it is made once more."""
        kept = self.plan.contents(made)
        if kept is not None:
            return kept
        (making,) = make(self.plan.batch_of(made.address, self.workspace, self.site_file, self.options))
        self.plan.keep(making)
        return making.contents

    def _known_pdf(self, address: str, key: str) -> str:
        data = self.cache.get("pdf", key)
        sha = data.decode() if data else ""
        return sha if sha and self._is_there(pdf_name(address), sha) else ""

    def _is_carried(self, name: str, sha: str, staged: Staged) -> bool:
        if staged.present.get(name) != sha:
            return False
        try:
            staged.carry(name)
        except NotCarried:
            if self.options.only:
                raise
            return False
        return True

    def _pages_over(self, made: Sequence[Made]) -> dict[str, str]:
        """Return the hashes of the pages over all disclosures: made anew where what they show is not as it was."""
        pages = pages_over(*_told(made), with_pdf=self.options.with_pdf) + rule_pages(made)
        return {page.name: self._page(page) for page in pages}

    def _page(self, page: Page) -> str:
        """Return the hash of a page, taking it over where it was made before from just what it shows now."""
        key = digest([self.plan.basis.encode(), page.content])
        kept = self.cache.get("page", key)
        sha = kept.decode() if kept else ""
        if not sha or not self._is_there(page.name, sha):
            sha = self.store.put(page.html(self.site_file.site, self.workspace))
            self.cache.put("page", key, sha.encode())
        return sha

    def _data_over(self, made: Sequence[Made]) -> dict[str, str]:
        """Return the hashes of the downloads over all disclosures: made anew where what they say is not as it was."""
        summaries, withheld = _told(made)
        inputs = msgspec.msgpack.encode((summaries, withheld, [each.rows for each in made]))
        key = digest([self.plan.basis.encode(), inputs])
        kept = self.cache.get("data", key)
        found = msgspec.msgpack.decode(kept, type=dict[str, str]) if kept is not None else {}
        if not found or not all(self._is_there(name, sha) for name, sha in found.items()):
            rows = (self._rows.get(each.rows) or self._contents(each)[each.rows] for each in made if each.rows)
            files = collected_files(rows, Collection(summaries, withheld), self.site_file.site)
            found = {name: self.store.put(data) for name, data in files.items()}
            self.cache.put("data", key, msgspec.msgpack.encode(found))
        return found

    def _is_there(self, name: str, sha: str) -> bool:
        """Say whether a content is at hand: in the present output under its name, or in the store."""
        return self._present.get(name) == sha or self.store.get(sha) is not None

    def _run(
        self, function: Callable[[Batch], list[Making]], batches: Mapping[str, Batch], what: str
    ) -> Iterator[list[Making]]:
        """Run batches; where a batch fails, its disclosures are tried one by one, so that the one at fault is named."""
        count = sum(len(batch.wanted) for batch in batches.values())
        if count <= _FEW and not self.options.scheduler:
            results: Iterable[tuple[str, list[Making] | Failure]] = (
                (name, within(None, function, batch)) for name, batch in batches.items()
            )
        else:
            results = self._results(function, batches)
        progress = Progress(what, count)
        again: dict[str, Batch] = {}
        failures: dict[str, Failure] = {}
        for name, result in results:
            batch = batches[name]
            progress.step(len(batch.wanted))
            if not isinstance(result, Failure):
                yield result
            elif len(batch.wanted) == 1:
                failures[name] = result
            else:
                again |= {each: replace(batch, wanted=(each,)) for each in batch.wanted}
        for name, result in self._results(function, again):
            if isinstance(result, Failure):
                failures[name] = result
            else:
                yield result
        if failures:
            raise NotMade(failures)

    def _run_named(self, function: Callable[[T], R], tasks: Mapping[str, T], what: str) -> Iterator[tuple[str, R]]:
        progress = Progress(what, len(tasks))
        failures: dict[str, Failure] = {}
        for name, result in self._results(function, tasks):
            progress.step()
            if isinstance(result, Failure):
                failures[name] = result
            else:
                yield name, result
        if failures:
            raise NotMade(failures)

    def _results(self, function: Callable[[T], R], tasks: Mapping[str, T]) -> Iterator[tuple[str, R | Failure]]:
        if self.options.scheduler:
            return run_on_cluster(function, tasks, self.options.scheduler)
        return run(function, tasks, jobs=self.options.jobs, limits=self.options.limits)


def _there(data: bytes | None, name: str) -> bytes:
    if data is None:
        raise NotMade({name: Failure("它的内容没有保存下来；请检查缓存文件夹能否写入，或删去它再生成")})
    return data


def _told(made: Iterable[Made]) -> tuple[list[Summary], list[Withheld]]:
    """Return what is told of disclosures outside their own pages."""
    made = list(made)
    return [each.summary for each in made if each.summary], [each.withheld for each in made if each.withheld]


def _is_inside(name: str) -> bool:
    """Say whether one of a disclosure's files goes inside its PDF."""
    return name.endswith((".csv", ".json"))
