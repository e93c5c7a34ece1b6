"""One build's work: what can be taken over, what must be made, and where the bytes of every file are."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from generator.build.cache import Cache, Store, digest
from generator.build.filling import Filling, fill
from generator.build.fingerprint import print_fingerprint
from generator.build.making import Made, Making, make
from generator.build.options import Options
from generator.build.over import Over, collection_of
from generator.build.permanence import pdf_name, permanence_of
from generator.build.plan import Plan, basis_of, ordered, read_sources, unread
from generator.build.printing import Printing, lay_out
from generator.build.running import NotMade, made_in_batches, run_named, run_one
from generator.build.sites import read_site
from generator.build.sources import find_files, is_large, stray_problems, whole_run_problem
from generator.build.units import report_from
from generator.build.workers import Failure
from generator.build.workspace import Workspace, shown_as
from generator.errors import GeneratorError
from generator.export import DATABASE, collected_files, database_file
from generator.load import lines_of
from generator.model.ledger import LEDGER
from generator.problems import has_errors
from generator.publish import NotCarried, Staged, sha256
from generator.render.archive import data_attachment, source_attachment
from generator.report import Report

_OWN = re.compile("([0-9]+/[0-9]{4})/(?!r[0-9]+/)", re.ASCII)
"""How the name of a disclosure's file begins, its address first; superseded revisions are not its own."""


class NothingChosen(GeneratorError):
    """What a build should be limited to is not there."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"没有 {'、'.join(names)} 的文件。--only 写单位代码，或 单位代码/年度。")


class StillTold(GeneratorError):
    """Disclosures to be made alone that are published no more, while the pages to be taken over tell of them."""

    def __init__(self, addresses: Sequence[str]) -> None:
        super().__init__(
            f"{'、'.join(addresses)} 现在不公开（依法不公开、是草稿，或没有这个文件），而首页、数据和索引里还有；"
            "--only 不能撤下，请完整生成一次。"
        )


class Work:
    """Carries out one build up to its files; `reasons` says of each disclosure made anew why it was."""

    def __init__(self, options: Options, workspace: Workspace) -> None:
        self.options, self.workspace = options, workspace
        self.site_file = read_site(options.units, workspace, is_preview=options.is_preview).at(options.base_url)
        self.sources = read_sources(options.units, find_files(options.units))
        self.apart = stray_problems(options.units)
        self.cache = Cache(options.cache or workspace.root / ".cache" / "results")
        self.store = Store(self.cache)
        basis = basis_of(workspace, self.site_file, self.sources.folder, options)
        self.permanence = permanence_of(options, workspace, self.site_file.site, self.store)
        self.plan = Plan(self.sources, basis, self.cache, self.permanence.superseded(self.sources.contents))
        self._present: dict[str, str] = {}
        self._lost: dict[str, NotCarried] = {}

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why each disclosure that was made anew was, by address."""
        return self.plan.reasons

    def make(self, staged: Staged | None) -> Sequence[Made]:
        """Take over what was made before and make the rest, staging its files as they come; raises NotMade."""
        self._present = dict(staged.present) if staged else {}
        for address in self._chosen():
            self.plan.look_up(address)
        batches = self.plan.batches(self.workspace, self.site_file, self.options)
        carrying = self._carry_ready(staged) if staged else ()
        results = made_in_batches(batches, self.options, carrying, is_large=is_large(self.sources.contents))
        made = [self._kept(each, staged) for makings in results for each in makings]
        found = ordered([*self.plan.ready.values(), *made, *unread(self.sources, self.workspace)])
        self.apart += self.permanence.problems(found, self._contents, str(self.sources.folder))
        return found

    def report(self, made: Sequence[Made]) -> Report:
        """Gather every problem, with the source lines it stands on."""
        contents, folder = self.sources.contents, self.sources.folder
        named = {problem.span.path for problem in self.apart}
        paths = {each.address: shown_as(folder / f"{each.address}.yaml") for each in made}
        told = (each.address for each in made if each.problems or paths[each.address] in named)
        lines = {paths[address]: lines_of(contents.get(address, b"")) for address in told}
        is_empty = self.sources.is_empty
        apart = [*self.apart, whole_run_problem(self.options.units)] if is_empty else self.apart
        site_files, notes = [] if is_empty else [self.site_file], sum(each.notes for each in made)
        return report_from([each.problems for each in made], lines, site_files, apart, notes=notes)

    def is_refused(self, made: Sequence[Made]) -> bool:
        """Say whether nothing may be published: there is no file, one that is no draft has errors, or one is astray."""
        is_wrong = self.sources.is_empty or self.site_file.is_refused or has_errors(self.apart)
        return is_wrong or any(each.is_refused for each in made)

    def files(self, made: Sequence[Made]) -> dict[str, str]:
        """Return the hash of every file of the site by its name, data over all aside; all contents are at hand then.

        Raises NotMade, and StillTold where only some are made and one of them is published no more.
        """
        found = {name: sha for each in made for name, sha in each.files.items()}
        found |= self.permanence.files()
        found |= self.pdfs(each for each in made if pdf_name(each.address) not in found)
        if self.options.with_pdf and not self.options.is_preview:
            found[LEDGER] = self.store.put(self.permanence.ledger(found))
        if self.options.keeps_rest:
            return self._rest(made) | found
        return (
            found
            | self._over.files(made)
            | {name: self.store.put(data) for name, data in self.workspace.assets().items()}
        )

    def _rest(self, made: Sequence[Made]) -> dict[str, str]:
        """Return the present output's files but those of the chosen disclosures, of which revisions stay."""
        own = {name: match[1] for name in self._present if (match := _OWN.match(name)) and self._is_chosen(match[1])}
        if told := set(own.values()) - {each.address for each in made if each.files}:
            raise StillTold(sorted(told))
        return {name: sha for name, sha in self._present.items() if name not in own}

    def files_and_data(self, made: Sequence[Made], staged: Staged) -> dict[str, str]:
        """Return the hash of every file, staging the downloads over all where they are not as before."""
        if self.options.keeps_rest:
            return self.files(made)
        listed = msgspec.msgpack.encode(collection_of(made).listed)
        key = digest([self.plan.basis.encode(), listed, *(each.rows.encode() for each in made)])
        kept = self.cache.get("data", key)
        found = msgspec.msgpack.decode(kept, type=dict[str, str]) if kept is not None else {}
        if found and all(self._present.get(name) == sha for name, sha in found.items()):
            return self.files(made) | found
        files: dict[str, str] = {}
        found = self._stage_data(made, listed, staged, meanwhile=lambda: files.update(self.files(made)))
        self.cache.put("data", key, msgspec.msgpack.encode(found))
        return files | found

    def _stage_data(
        self, made: Sequence[Made], listed: bytes, staged: Staged, meanwhile: Callable[[], None]
    ) -> dict[str, str]:
        """Stage the downloads over all and return their hashes; a worker fills the database of a large site."""
        found: dict[str, str] = {}

        def rest() -> Iterator[object]:
            meanwhile()
            found.update(self._write(self._texts_over(made), staged))
            yield from self._carry_ready(staged)

        if not is_large(self.sources.contents):
            list(rest())
            return found | self._write({DATABASE: self._database(made)}, staged)
        rows = [self.plan.key(each) for each in made if each.rows]
        task = Filling(self.cache, rows, self.plan.held_rows, listed)
        filled = run_one(fill, DATABASE, task, rest())
        if filled.lost:
            again = {self.plan.key(each): each for each in made}
            held = {key: self._made_again(again[key]).rows for key in filled.lost}
            filled = run_one(fill, DATABASE, replace(task, held={**task.held, **held}))
        return found | self._write({DATABASE: filled.data}, staged)

    def _write(self, contents: Mapping[str, bytes], staged: Staged) -> dict[str, str]:
        hashes = {name: sha256(data) for name, data in contents.items()}
        for name, data in contents.items():
            if name not in staged.names:
                staged.write(name, data, hashes[name])
        return hashes

    def data_over(self, made: Sequence[Made]) -> dict[str, bytes]:
        """Return the downloads over all disclosures."""
        return {**self._texts_over(made), DATABASE: self._database(made)}

    def _texts_over(self, made: Sequence[Made]) -> dict[str, bytes]:
        return collected_files(self._rows_of(made), collection_of(made), self.site_file.site)

    def _database(self, made: Sequence[Made]) -> bytes:
        return database_file(self._rows_of(made), collection_of(made))

    def _rows_of(self, made: Iterable[Made]) -> list[bytes]:
        return [self.plan.rows(each) or self._made_again(each).rows for each in made if each.rows]

    def pdfs(self, made: Iterable[Made]) -> dict[str, str]:
        """Return the hash of every PDF by its name, laying out those that were not before; raises NotMade."""
        if not self.options.with_pdf:
            return {}
        published = {each.address: each for each in made if each.laid_out}
        keys = {address: self._pdf_key(each) for address, each in published.items()}
        known = {address: sha for address, key in keys.items() if (sha := self._known_pdf(address, key))}
        tasks = {address: self._printing(each) for address, each in published.items() if address not in known}
        for address, data in run_named(lay_out, tasks, "排版", self.options):
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

    def stage(self, files: Mapping[str, str], made: Sequence[Made], staged: Staged) -> None:
        """Stage every file: taken over from the present output where it stands there, else as it was made.

        Where the present output is not what its manifest says, what was to be taken over is made after all. Raises
        NotCarried where nothing of this build makes it.
        """
        self._carry(files, staged)
        if self._lost:
            files = self.files_and_data(made, staged)
            for name in self._lost.keys() - files.keys():
                raise self._lost[name]
        left = {name: sha for name, sha in sorted(files.items()) if name not in staged.names}
        for each in made:
            mine = [name for name in each.files if name in left]
            contents = self._contents(each) if mine else {}
            for name in mine:
                staged.write(name, contents[left.pop(name)])
        for name, sha in left.items():
            staged.write(name, _there(self.store.get(sha), name))

    def _chosen(self) -> list[str]:
        only, (share, shares) = self.options.only, self.options.shard
        found = [each for each in sorted(self.sources.contents) if self._is_chosen(each)]
        if only and not found:
            raise NothingChosen(only)
        return found[share - 1 :: shares]

    def _is_chosen(self, address: str) -> bool:
        only = self.options.only
        return not only or address in only or address.partition("/")[0] in only

    def _kept(self, making: Making, staged: Staged | None) -> Made:
        """Keep a result, and stage those of its files that do not stand in the present output."""
        self.plan.keep(making)
        made = making.made
        if staged is not None:
            for name, sha in made.files.items():
                if self._present.get(name) != sha:
                    staged.write(name, making.contents[sha], sha)
        return made

    def _carry_ready(self, staged: Staged) -> Iterator[object]:
        """Take over the files of disclosures that are at hand, as far as they stand in the present output, in steps."""
        for made in self.plan.ready.values():
            self._carry(made.files, staged)
            yield made

    def _carry(self, files: Mapping[str, str], staged: Staged) -> None:
        """Take over what is not staged yet and stands in the present output; what is not as listed there is lost."""
        for name, sha in sorted(files.items()):
            if self._present.get(name) == sha and name not in staged.names:
                try:
                    staged.carry(name)
                except NotCarried as error:
                    self._lost[name] = error
                    del self._present[name]

    def _contents(self, made: Made) -> Mapping[str, bytes]:
        """Return the bytes of a disclosure's files by their hash; where they were lost it is made once more."""
        kept = self.plan.contents(made)
        return self._made_again(made).contents if kept is None else kept

    def _made_again(self, made: Made) -> Making:
        (making,) = make(self.plan.batch_of(made.address, self.workspace, self.site_file, self.options))
        self.plan.keep(making)
        return making

    def _known_pdf(self, address: str, key: str) -> str:
        data = self.cache.get("pdf", key)
        sha = data.decode() if data else ""
        return sha if sha and self._over.is_there(pdf_name(address), sha) else ""

    @property
    def _over(self) -> Over:
        site = self.site_file.site
        return Over(self.options, self.workspace, site, self.plan, self.store, self._present, self._contents)


def _there(data: bytes | None, name: str) -> bytes:
    if data is None:
        raise NotMade({name: Failure("它的内容没有保存下来；请检查缓存文件夹能否写入，或删去它再生成")})
    return data


def _is_inside(name: str) -> bool:
    """Say whether one of a disclosure's files goes inside its PDF."""
    return name.endswith((".csv", ".json"))
