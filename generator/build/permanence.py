"""What was published is kept: the build's side of the ledger.

Who was published as what comes from the served site's ledger (`--published`); without one every edition is a first one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from generator.build.cache import Store
from generator.build.changes import changed_cells
from generator.build.editions import typed_in
from generator.build.fingerprint import print_fingerprint
from generator.build.making import Made
from generator.build.options import Options
from generator.build.workspace import Workspace
from generator.check.permanence import (
    RESTORED_BECAUSE,
    Step,
    contradiction,
    doubtful,
    missing,
    not_again,
    rerendering_of,
    retold,
    reworded,
    step_of,
)
from generator.errors import GeneratorError
from generator.export.data import DisclosureData
from generator.model.disclosure import APPROVED
from generator.model.ledger import LEDGER, Edition, Ledger, Rendering, Revision, bytes_from_ledger, ledger_from_bytes
from generator.model.site import Site
from generator.problems import Problem, Severity
from generator.publish.served import Served, ServedFails
from generator.render.superseded import superseded_page

_ARCHIVED = re.compile(r"r[0-9]+/", re.ASCII)
PAGES = ("index.html", "sources.html")
"""The pages of a disclosure that lead to others of the site."""
DATA = "data.json"
_SAYS_APPROVED = re.compile(f'"state":\\s*"{APPROVED}"'.encode())
"""How a data.json of any form says that the disclosure is not published yet."""


def pdf_name(address: str) -> str:
    """Return the name of a disclosure's PDF in the site."""
    return f"{address}/{address.replace('/', '-')}.pdf"


def judged(
    served: Served, editions: Mapping[str, Edition], site: Site, data_of: Callable[[str], bytes]
) -> tuple[dict[str, Step], list[Problem]]:
    """Say what becomes of each edition, and what contradicts the served site; raises ServedFails.

    `data_of` gives the data.json of an address, from which the figures that differ are told.
    """
    _hold_entered(served)
    steps: dict[str, Step] = {}
    problems: list[Problem] = []
    for address, edition in editions.items():
        last, earlier = served.ledger.last(address), served.ledger.disclosures.get(address, ())
        again = rerendering_of(address, site)
        step = step_of(edition, last, again[0] if again else None)
        if step:
            steps[address] = step
        if last and step is None:
            problems.append(contradiction(edition, last, _changes(served, address, data_of)))
        elif last and step is Step.KEPT:
            problems += [*reworded(edition, last), *not_again(edition, last, again)]
        elif last and step is Step.REVISED:
            problems += [*retold(edition, earlier), *doubtful(edition, last)]
    return steps, problems


def _hold_entered(served: Served) -> None:
    """Raise ServedFails where the served site has a PDF that was published and the ledger does not know as standing.

    A site without a ledger was made before there were any; what is only 已批复 has a PDF and no entry.
    """
    for name in served.hashes if LEDGER in served.hashes else ():
        address = name.rpartition("/")[0]
        if name == pdf_name(address) and served.ledger.standing(address) is None:
            data = f"{address}/{DATA}"
            if data not in served.hashes or not _SAYS_APPROVED.search(served.read(data, served.hashes[data])):
                raise ServedFails(
                    served.place, f"{name} 在站点上，{LEDGER} 却没有它现行的一版，台账可能被换过。请从备份恢复站点"
                )


def _changes(served: Served, address: str, data_of: Callable[[str], bytes]) -> list[str]:
    """Tell what differs from what was published, as far as the served site has its data in the form of today."""
    name = f"{address}/{DATA}"
    if name not in served.hashes:
        return [f"公开的站点上没有 {name}，不能逐格比较"]
    published = served.read(name, served.hashes[name])
    try:
        before = msgspec.json.decode(published, type=DisclosureData)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return [f"公开的 {name} 读不了，或者是另一版程序写的，不能逐格比较"]
    after = msgspec.json.decode(data_of(address), type=DisclosureData)
    return changed_cells(before, after) or ["各表的数没有变，填报的文字或日期变了（disclose diff 列出改了什么）"]


@dataclass(slots=True)
class Permanence:
    """The ledger in the making: what each address's edition becomes, and the files that are taken over for it."""

    served: Served | None
    before: Ledger
    """What was published before, by the served site; of a build of some disclosures alone, by the present output."""
    site: Site
    renderer: str
    store: Store
    steps: Mapping[str, Step] = field(default_factory=dict)
    _editions: Mapping[str, Edition] = field(default_factory=dict)
    _withheld: frozenset[str] = frozenset()

    def problems(
        self, made: Iterable[Made], contents: Callable[[Made], Mapping[str, bytes]], folder: str
    ) -> list[Problem]:
        """Hold what was made against what is served, note what becomes of it, and return what contradicts it."""
        whole = {each.address: each for each in made}
        self._editions = {address: each.edition for address, each in whole.items() if each.edition}
        self._withheld = frozenset(address for address, each in whole.items() if each.withheld)
        if self.served is None:
            self.steps = dict.fromkeys(self._editions, Step.FIRST)
            return []

        def data_of(address: str) -> bytes:
            return contents(whole[address])[whole[address].files[f"{address}/{DATA}"]]

        self.steps, problems = judged(self.served, self._editions, self.site, data_of)
        explained = {*self._editions, *self._withheld, *(address for address, each in whole.items() if each.is_refused)}
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        return errors + missing(self.served.ledger, explained, folder)

    def superseded(self, contents: Mapping[str, bytes]) -> dict[str, tuple[int, ...]]:
        """Return the revisions that can be had of each file that tells of corrections, for its page to link to.

        These are those in the archive and, where a served site is held to, the one that stands there.
        """
        found = {}
        for address in (address for address, data in contents.items() if "更正:".encode() in data):
            revisions = self.before.disclosures.get(address, ())
            standing = self.before.standing(address) if self.served else None
            found[address] = tuple(each.revision for each in revisions if each.archive or each is standing)
        return {address: revisions for address, revisions in found.items() if revisions}

    def files(self) -> dict[str, str]:
        """Return the hash of each file taken over, by name; their contents are in the store. Raises ServedFails."""
        if self.served is None:
            return {}
        kept = {
            pdf_name(address): self.before.disclosures[address][-1].renderings[-1].sha256
            for address, step in self.steps.items()
            if step is Step.KEPT
        }
        archived = {
            f"{address}/r{each.revision}/{name}": sha
            for address in self._editions
            for each in self.before.disclosures.get(address, ())
            for name, sha in each.archive.items()
        }
        self._take(self.served, {**kept, **archived})
        return kept | archived | self._superseding(self.served)

    def _superseding(self, served: Served) -> dict[str, str]:
        """Move what stands at addresses that have a new revision into the archive, and note its files."""
        found: dict[str, str] = {}
        for address in (address for address, step in self.steps.items() if step is Step.REVISED):
            standing = self.before.standing(address)
            if standing is None:
                continue  # it was withdrawn, and its files are no longer served
            there = {
                name.removeprefix(f"{address}/"): sha
                for name, sha in served.hashes.items()
                if name.startswith(f"{address}/") and not _ARCHIVED.match(name.removeprefix(f"{address}/"))
            }
            there[pdf_name(address).removeprefix(f"{address}/")] = standing.renderings[-1].sha256
            self._take(served, {f"{address}/{name}": sha for name, sha in there.items()})
            for name in there.keys() & set(PAGES):
                there[name] = self._superseded_page(there[name], standing.revision, self._editions[address])
            self._archive(address, there)
            found |= {f"{address}/r{standing.revision}/{name}": sha for name, sha in there.items()}
        return found

    def _superseded_page(self, sha: str, revision: int, edition: Edition) -> str:
        date = edition.latest.date
        newer = f"第{edition.revision}版" + (f"（{date.year}年{date.month}月{date.day}日更正）" if date else "")
        page = (self.store.get(sha) or b"").decode()
        return self.store.put(superseded_page(page, revision, newer).encode())

    def _archive(self, address: str, files: Mapping[str, str]) -> None:
        *earlier, standing = self.before.disclosures[address]
        archived = msgspec.structs.replace(standing, archive=dict(sorted(files.items())))
        self.before.disclosures[address] = (*earlier, archived)

    def _take(self, served: Served, wanted: Mapping[str, str]) -> None:
        """Put contents into the store, fetching those that are not there."""
        lacking = [(name, sha) for name, sha in wanted.items() if self.store.get(sha) is None]
        for name, data in served.read_all(lacking):
            self._hold_source(served, name, data)
            self.store.put(data)

    def _hold_source(self, served: Served, name: str, data: bytes) -> None:
        """Raise ServedFails where a PDF to keep was not made from what is typed now, though the ledger says so."""
        address = name.rpartition("/")[0]
        if name != pdf_name(address) or self.steps.get(address) is not Step.KEPT:
            return
        edition, standing = self._editions[address], self.before.disclosures[address][-1]
        if edition.facts == standing.facts and typed_in(data, name) != edition.typed:
            raise ServedFails(
                served.place, f"{name} 里没有数据文件，或者不是公开的那一份，PDF 和台账可能都被换过。请从备份恢复站点"
            )

    def ledger(self, files: Mapping[str, str]) -> bytes:
        """Write the ledger of a site with these files, which must hold a PDF for each edition."""
        disclosures = dict(self.before.disclosures)
        for address in self._withheld & disclosures.keys():
            withdrawn = (msgspec.structs.replace(each, archive={}, is_withdrawn=True) for each in disclosures[address])
            disclosures[address] = tuple(withdrawn)
        for address, step in self.steps.items():
            earlier = disclosures.get(address, ())
            disclosures[address] = self._revisions(address, step, earlier, files[pdf_name(address)])
        return bytes_from_ledger(Ledger(disclosures=disclosures))

    def _revisions(self, address: str, step: Step, earlier: tuple[Revision, ...], sha: str) -> tuple[Revision, ...]:
        if step is Step.KEPT:
            return earlier
        edition = self._editions[address]
        if step in (Step.RERENDERED, Step.RESTORED):
            decided = rerendering_of(address, self.site) if step is Step.RERENDERED else None
            again = Rendering(sha, self.renderer, *(decided or (None, RESTORED_BECAUSE)))
            changed = msgspec.structs.replace(
                earlier[-1],
                content=edition.content,
                facts=edition.facts,
                renderings=(*earlier[-1].renderings, again),
                is_withdrawn=False,
            )
            return (*earlier[:-1], changed)
        kept = [each for each in earlier if each.revision < edition.revision]
        new = Revision(
            edition.revision,
            edition.latest.date,
            edition.latest.reason,
            edition.content,
            edition.facts,
            (Rendering(sha, self.renderer),),
        )
        return (*kept, new)

    def told(self) -> str:
        """Say how many disclosures became what, as it follows other words; nothing where no served site is held to."""
        counted = Counter(self.steps.values())
        told = "，".join(f"{step.value} {counted[step]} 份" for step in Step if counted[step])
        return f"；与 {self.served.place} 核对：{told}" if self.served else ""


class NotWhole(GeneratorError):
    """A publication that is to be held to the served site, and would not be a whole one."""

    def __init__(self) -> None:
        super().__init__(
            "--published 不能与 --no-pdf、--only、--shard、--preview 同用：已公开的 PDF 要整个站点一起核对。"
        )


def permanence_of(options: Options, workspace: Workspace, site: Site, store: Store) -> Permanence:
    """Begin a build's ledger from what was published before; raises ServedFails, NotWhole.

    A build of some disclosures alone goes on from the present output, whose other files it takes over.
    """
    if options.published and (not options.with_pdf or options.only or options.shard != (1, 1) or options.is_preview):
        raise NotWhole
    served = Served(options.published) if options.published else None
    before = served.ledger if served else Ledger()
    if options.keeps_rest and (options.out / LEDGER).is_file():
        before = ledger_from_bytes((options.out / LEDGER).read_bytes()) or before
    renderer = print_fingerprint(workspace) if options.with_pdf else ""
    return Permanence(
        served, msgspec.structs.replace(before, disclosures=dict(before.disclosures)), site, renderer, store
    )
