"""One publication: the output is held, files are staged beside it, and the whole is put in place in one step."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.errors import GeneratorError
from generator.publish.disk import clear, exchange, sync, sync_tree, write_new
from generator.publish.failures import OutputFailed, OutputUnconfirmed, failing
from generator.publish.lock import Lock, holding
from generator.publish.manifest import (
    MANIFEST,
    OutputInUse,
    first_difference,
    hashes_of_site,
    holds_site,
    manifest,
    sha256,
    sha256_of_file,
    state_of_file,
)
from generator.publish.names import Names


class NotCarried(GeneratorError):
    """A file of the present output that cannot be taken over into the new one."""

    def __init__(self, out: Path, name: str, reason: str) -> None:
        super().__init__(f"{out / name} 不能沿用：{reason}；请完整生成一次。")


class StagedDiffers(GeneratorError):
    """What was written does not read back as it should: the disk, the memory, or somebody's hand."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"写好的 {path} 读回来不一样，没有换上；请检查磁盘后再生成。")


class Staged:
    """A site in the making, in a folder beside the output; made by `staging`."""

    def __init__(self, out: Path, folder: Path, lock: Lock, present: Mapping[str, str]) -> None:
        self.present = MappingProxyType(dict(present))
        self._out, self._folder, self._lock = out, folder, lock
        self._names = Names(MANIFEST)
        self._folders = {"": str(folder)}
        self._hashes: dict[str, str] = {}
        self._read: dict[str, tuple[int, ...]] = {}
        self._keeps = False

    def stands(self, hashes: Mapping[str, str], facts: Mapping[str, Any]) -> bool:
        """Say whether the present output is that very site already, every byte of it, so that none need be published.

        Raises OutputFailed where it cannot be read.
        """
        content = manifest(hashes, facts)
        with failing(self._out):
            return holds_site(self._out) and first_difference(self._out, content, hashes) is None

    def write(self, name: str, data: bytes, sha: str = "") -> None:
        """Stage one file, whose hash may be known; raises BadName, and OutputFailed on any I/O error.

        A hash that is not the content's is noticed when the file is read back.
        """
        path = self._place(name)
        with failing(self._out):
            write_new(path, data)
        self._hashes[name] = sha or sha256(data)

    @property
    def names(self) -> Set[str]:
        """The files that are staged."""
        return self._hashes.keys()

    def carry(self, name: str) -> None:
        """Take one file over from the present output without copying it, after checking it against its manifest.

        Raises NotCarried where the present output does not list it, or has another content than it lists.
        """
        if name not in self.present:
            raise NotCarried(self._out, name, f"{MANIFEST} 没有列出它")
        path = self._place(name)
        try:
            _link_or_copy(f"{self._out}/{name}", path)
            self._read[name] = state_of_file(path)
            if sha256_of_file(path) != self.present[name]:
                os.unlink(path)
                self._names.give_back(name)
                raise NotCarried(self._out, name, f"内容与 {MANIFEST} 记的不一样")
        except FileNotFoundError as error:
            self._names.give_back(name)
            raise NotCarried(self._out, name, "它不见了") from error
        except OSError as error:
            raise OutputFailed(self._out, error) from error
        self._hashes[name] = self.present[name]

    def publish(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest, bring all to the disk, read it back, and put the site in place of the present output.

        Raises StagedDiffers, OutputBusy, OutputInUse, ExchangeUnsupported or OutputFailed with the present output as
        it was, or OutputUnconfirmed where the site is in place but the disk did not confirm it.
        """
        content = manifest(self._hashes, facts)
        with failing(self._out):
            (self._folder / MANIFEST).write_bytes(content)
            sync_tree(self._folder)
            if name := first_difference(self._folder, content, self._hashes, self._read):
                raise StagedDiffers(self._folder / name)
            self._lock.assert_held()
            self._put_in_place()
        try:
            sync(self._out.parent)
        except OSError as error:
            self._keeps = True  # the old site is what remains should the disk have forgotten the exchange
            raise OutputUnconfirmed(self._out, error) from error

    def discard(self) -> None:
        """Throw away what stands beside the output: the staged tree, or the site that was replaced."""
        if not self._keeps:
            with contextlib.suppress(OSError, OutputInUse):  # the next build clears it, as it would after a kill
                clear(self._folder)

    def _put_in_place(self) -> None:
        hashes_of_site(self._out)  # raises where somebody put a file of theirs there since the build began
        if holds_site(self._out):
            exchange(self._folder, self._out)
        else:
            self._folder.rename(self._out)

    def _place(self, name: str) -> str:
        """Return where a file goes, with its folders made: by us, so that no link can stand among them."""
        self._names.take(name)
        parent, _, last = name.rpartition("/")
        return f"{self._folder_for(parent)}/{last}"

    def _folder_for(self, name: str) -> str:
        if name not in self._folders:
            parent, _, last = name.rpartition("/")
            path = f"{self._folder_for(parent)}/{last}"
            with failing(self._out):
                os.mkdir(path)
            self._folders[name] = path
        return self._folders[name]


def _link_or_copy(source: str, target: str) -> None:
    """Give a file a second name; copy it where the file system or its owner's rights do not allow that."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV):
            raise
        shutil.copyfile(source, target, follow_symlinks=False)


@contextlib.contextmanager
def staging(out: Path) -> Iterator[Staged]:
    """Hold the output and stage a site beside it; what is not published by the end of the block is thrown away.

    Raises OutputBusy where another build holds the output, OutputInUse where something else stands there, OutputFailed
    where it cannot be written. What a killed build left beside the output is removed first.
    """
    out = _settled(out)
    folder = out.with_name(f".{out.name}.staged")
    with contextlib.ExitStack() as held:
        with failing(out):
            _make_parents(out.parent)
            lock = held.enter_context(holding(out, out.with_name(f".{out.name}.lock")))
            present = hashes_of_site(out)
            _refuse_read_only(out)
            clear(folder)
            folder.mkdir()
            (folder / MANIFEST).touch()
        staged = Staged(out, folder, lock, present)
        held.callback(staged.discard)
        yield staged


def _settled(out: Path) -> Path:
    """Return the output's absolute path without links above it, once nothing stands there that cannot be a site."""
    with failing(out):
        out = out.parent.resolve() / out.name if out.name not in ("", "..") else out.resolve()
        if out.is_symlink():
            raise OutputInUse(out, f"是符号链接（指向 {out.readlink()}），不能一步换上")
        if out.exists() and not out.is_dir():
            raise OutputInUse(out, "不是文件夹")
        if out.is_mount():
            raise OutputInUse(out, "是挂载点，不能一步换上（可用它里面的文件夹）")
        holds_site(out)
        return out


def _refuse_read_only(out: Path) -> None:
    """Raise OutputInUse where a folder of the present output could not be removed once it is replaced."""
    for place, _, _ in os.walk(out):
        if not os.access(place, os.W_OK | os.X_OK):
            raise OutputInUse(Path(place), "是只读的")


def _make_parents(folder: Path) -> None:
    if not folder.exists():
        _make_parents(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)
