"""The unit files as they were at a git revision, read from git's objects: nothing is checked out, nothing written."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.build.files import address_of
from generator.build.sites import SITE_FILE
from generator.build.sources import UNIT_FILE, find_files
from generator.errors import GeneratorError
from generator.load import fetch

WORKING_TREE = "工作区"
_MAIN_BRANCHES = ("refs/remotes/origin/HEAD", "origin/main", "main", "origin/master", "master")


class NotARepository(GeneratorError):
    """The folder of units is not kept in git, or git itself cannot be run."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} 不在 git 仓库中，没有可比较的版本（{reason}）。")


class UnknownRevision(GeneratorError):
    """A revision that git does not know."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"git 中没有版本“{revision}”。可以写提交号、分支或标签，如 HEAD~1、main。")


class NoCommonCommit(GeneratorError):
    """The history at hand does not hold the commit where the branch left the main one."""

    def __init__(self, branch: str) -> None:
        super().__init__(f"找不到当前分支与 {branch} 分开的地方，仓库可能没有取全历史。请写明与哪个版本比较。")


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a folder of units at one revision: bytes by address (code/year), and the site file's if any."""

    name: str
    commit: str
    """Empty for the working tree."""
    files: dict[str, bytes]
    site: bytes | None


class Repository:
    """The git repository that a folder of units is kept in."""

    def __init__(self, units: Path) -> None:
        self.units = units
        self._at = next(folder for folder in (units.resolve(), *units.resolve().parents) if folder.is_dir())
        top = Path(self._text("rev-parse", "--show-toplevel"))
        self.prefix = units.resolve().relative_to(top.resolve()).as_posix()

    def base(self) -> str:
        """Return where the current branch left the main one, on the main branch itself its last commit.

        Without a main branch it is HEAD; raises NoCommonCommit where the history does not reach back that far.
        """
        for branch in _MAIN_BRANCHES:
            if self._run("rev-parse", "--verify", "--quiet", branch).returncode == 0:
                done = self._run("merge-base", "HEAD", branch)
                if done.returncode:
                    raise NoCommonCommit(branch)
                return done.stdout.decode().strip()
        return "HEAD"

    def tree(self, revision: str) -> Tree:
        """Read the files at a revision; raises UnknownRevision."""
        named = self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        commit = named.stdout.decode("ascii", "replace").strip()
        if revision.startswith("-") or named.returncode or not commit:
            raise UnknownRevision(revision)
        names = dict(self._listed(commit))
        contents = dict(zip(names, self._contents(list(names.values())), strict=True))
        site = contents.pop(SITE_FILE, None)
        return Tree(revision, commit, {name.removesuffix(".yaml"): data for name, data in contents.items()}, site)

    def working_tree(self) -> Tree:
        """Read the files as they are in the folder now, whether git knows them or not."""
        paths = find_files(self.units) if self.units.is_dir() else []
        files = {address_of(path): fetch(path, str(path))[0] or b"" for path in paths}
        site = fetch(self.units / SITE_FILE, SITE_FILE)[0]
        return Tree(WORKING_TREE, "", files, site)

    def _listed(self, commit: str) -> Iterator[tuple[str, str]]:
        """Yield (name below the folder of units, object) of every regular file that is a unit's or the site's."""
        where = "" if self.prefix == "." else f"{self.prefix}/"
        listed = self._output("ls-tree", "-r", "-z", "--full-tree", commit, *([where] if where else []))
        for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
            facts, _, path = entry.partition("\t")
            name = path.removeprefix(where)
            if facts.startswith("100") and (name == SITE_FILE or UNIT_FILE.fullmatch(name)):
                yield name, facts.split()[2]

    def _contents(self, objects: list[str]) -> Iterator[bytes]:
        """Yield the bytes of objects, in order, from one run of git."""
        output = self._output("cat-file", "--batch", given="\n".join((*objects, "")).encode())
        at = 0
        for _ in objects:
            end = output.index(b"\n", at)
            size = int(output[at:end].split()[2])
            yield output[end + 1 : end + 1 + size]
            at = end + 1 + size + 1

    def _text(self, *words: str) -> str:
        return self._output(*words).decode("utf-8", "surrogateescape").strip()

    def _output(self, *words: str, given: bytes = b"") -> bytes:
        done = self._run(*words, given=given)
        if done.returncode:
            raise NotARepository(self.units, done.stderr.decode("utf-8", "replace").strip().splitlines()[0])
        return done.stdout

    def _run(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(["git", "-C", str(self._at), *words], input=given, capture_output=True, check=False)
        except OSError as error:
            raise NotARepository(self.units, f"运行不了 git：{error.strerror or error}") from error
