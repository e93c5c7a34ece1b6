"""One publication after another into the same folder: what is put in place, what is refused, what is left alone."""

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import GeneratorError
from generator.publish import MANIFEST, Staged, sha256, staging
from generator.publish.failures import OutputFailed, OutputUnconfirmed
from generator.publish.lock import OutputBusy
from generator.publish.manifest import OutputInUse
from generator.publish.names import BadName
from generator.publish.staged import NotCarried, StagedDiffers
from tests.publish.driver import publish_version
from tests.publish.sites import LOCK, STAGED, beside, contents, driver, run, version_of

NOBODY = 65534


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An output in which version `old` stands."""
    publish_version(tmp_path / "site", "old")
    return tmp_path / "site"


def staged_and_published(out: Path, **files: bytes) -> None:
    with staging(out) as staged:
        for name, data in files.items():
            staged.write(name, data)
        staged.publish({})


def test_a_first_publication_makes_the_folders_above_it(tmp_path: Path) -> None:
    publish_version(tmp_path / "a" / "b" / "site", "new")
    assert version_of(tmp_path / "a" / "b" / "site") == "new"


def test_a_first_publication_fills_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish_version(tmp_path / "site", "new")
    assert version_of(tmp_path / "site") == "new"


def test_a_site_is_replaced_as_a_whole_and_only_the_lock_stays_beside_it(site: Path) -> None:
    staged_and_published(site, a=b"1")
    assert contents(site).keys() == {"a", MANIFEST}
    assert beside(site) == {"site", LOCK}


def test_a_site_without_any_file_is_replaced_too(tmp_path: Path) -> None:
    staged_and_published(tmp_path / "site")
    publish_version(tmp_path / "site", "new")
    assert version_of(tmp_path / "site") == "new"


def test_nothing_is_seen_of_a_site_before_it_is_published(site: Path) -> None:
    with staging(site) as staged:
        staged.write("index.html", b"new")
        assert version_of(site) == "old"


def test_a_block_that_ends_without_publishing_changes_nothing(site: Path) -> None:
    with staging(site) as staged:
        staged.write("index.html", b"new")
    assert version_of(site) == "old"
    assert beside(site) == {"site", LOCK}


def test_a_build_that_fails_changes_nothing(site: Path) -> None:
    with pytest.raises(ZeroDivisionError), staging(site) as staged:
        staged.write("index.html", str(1 / 0).encode())
    assert version_of(site) == "old"
    assert beside(site) == {"site", LOCK}


def test_the_output_can_be_the_working_directory(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    publish_version(Path(), "new")
    assert version_of(site) == "new"


def test_the_output_can_be_named_from_inside(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "assets")
    publish_version(Path(".."), "new")
    assert version_of(site) == "new"


def test_a_link_above_the_output_is_followed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    publish_version(tmp_path / "link" / "site", "new")
    assert version_of(site) == "new"


class TestNames:
    def test_a_hostile_name_is_refused_and_nothing_written(self, site: Path) -> None:
        with pytest.raises(BadName), staging(site) as staged:
            staged.write("../letter", b"")
        assert beside(site) == {"site", LOCK}

    def test_a_link_planted_in_the_staged_tree_is_not_written_through(self, site: Path, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        with pytest.raises(OutputFailed, match="156001"), staging(site) as staged:
            (tmp_path / STAGED / "156001").symlink_to(tmp_path / "mine")
            staged.write("156001/letter", b"")
        assert not os.listdir(tmp_path / "mine")

    def test_a_file_planted_in_the_staged_tree_is_not_written_through(self, site: Path, tmp_path: Path) -> None:
        (tmp_path / "mine").write_text("信")
        with pytest.raises(OutputFailed), staging(site) as staged:
            (tmp_path / STAGED / "a").symlink_to(tmp_path / "mine")
            staged.write("a", b"")
        assert (tmp_path / "mine").read_text() == "信"


class TestCarry:
    def test_a_carried_file_is_the_same_file(self, site: Path) -> None:
        before = (site / "assets" / "icon.png").stat().st_ino
        publish_version(site, "new")
        assert (site / "assets" / "icon.png").stat().st_ino == before
        assert version_of(site) == "new"

    def test_the_present_output_is_known_by_its_hashes(self, site: Path) -> None:
        with staging(site) as staged:
            assert staged.present["assets/icon.png"] == sha256(bytes(range(256)))

    @pytest.mark.parametrize("name", ["no.html", "../x"])
    def test_what_is_not_listed_is_not_carried(self, site: Path, name: str) -> None:
        with staging(site) as staged, pytest.raises(NotCarried, match=r"manifest.json 没有列出它；请完整生成一次"):
            staged.carry(name)

    def test_a_file_that_was_altered_is_not_carried(self, site: Path) -> None:
        (site / "assets" / "icon.png").write_bytes(b"altered")
        with staging(site) as staged, pytest.raises(NotCarried, match=r"内容与 manifest.json 记的不一样"):
            staged.carry("assets/icon.png")

    def test_a_file_that_is_gone_is_not_carried(self, site: Path) -> None:
        (site / "assets" / "icon.png").unlink()
        with staging(site) as staged, pytest.raises(NotCarried, match="它不见了"):
            staged.carry("assets/icon.png")

    def test_a_hash_that_is_not_the_content_s_is_noticed(self, site: Path) -> None:
        with staging(site) as staged:
            staged.write("letter", b"one", sha256(b"another"))
            with pytest.raises(StagedDiffers, match="letter 读回来不一样"):
                staged.publish({})

    def test_a_file_that_is_altered_after_it_was_carried_is_noticed(self, site: Path) -> None:
        with staging(site) as staged:
            staged.carry("assets/icon.png")
            (site / "assets" / "icon.png").write_bytes(b"altered")
            with pytest.raises(StagedDiffers, match=r"icon.png 读回来不一样"):
                staged.publish({})

    def test_a_file_that_is_replaced_after_it_was_carried_is_noticed(self, site: Path) -> None:
        with staging(site) as staged:
            staged.carry("assets/icon.png")
            (replaced,) = site.parent.glob(".*staged/assets/icon.png")
            replaced.unlink()
            replaced.write_bytes(b"another")
            with pytest.raises(StagedDiffers, match=r"icon.png 读回来不一样"):
                staged.publish({})

    def test_where_there_are_no_second_names_a_carried_file_is_copied(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        before = (site / "assets" / "icon.png").stat().st_ino
        monkeypatch.setattr(os, "link", refuse)
        publish_version(site, "new")
        assert version_of(site) == "new"
        assert (site / "assets" / "icon.png").stat().st_ino != before

    def test_a_hostile_name_in_a_tampered_manifest_is_refused(self, site: Path) -> None:
        text = (site / MANIFEST).read_text().replace('"assets/icon.png"', '"../letter"')
        (site / MANIFEST).write_text(text)
        (site / "assets" / "icon.png").rename(site.parent / "letter")
        with staging(site) as staged, pytest.raises(BadName):
            staged.carry("../letter")


class TestStands:
    """Whether there is anything to publish at all."""

    def stands(self, site: Path, revision: str = "old", **changed: str) -> bool:
        with staging(site) as staged:
            return staged.stands({**staged.present, **changed}, {"revision": revision})

    def test_a_site_with_the_same_files_and_facts_stands(self, site: Path) -> None:
        assert self.stands(site)

    def test_a_site_of_another_revision_does_not(self, site: Path) -> None:
        assert not self.stands(site, "new")

    def test_a_site_with_a_file_more_or_another_content_does_not(self, site: Path) -> None:
        assert not self.stands(site, **{"assets/more.css": sha256(b"")})
        assert not self.stands(site, **{"assets/icon.png": sha256(b"")})

    def test_a_site_that_was_altered_on_the_disk_does_not(self, site: Path) -> None:
        (site / "assets" / "icon.png").write_bytes(b"altered")
        assert not self.stands(site)

    def test_where_nothing_is_nothing_stands(self, tmp_path: Path) -> None:
        assert not self.stands(tmp_path / "site")


class TestRefused:
    """Outputs that are not, or not only, what this program made; each stays as it is."""

    def refused(self, out: Path, why: str) -> None:
        before = beside(out)
        with pytest.raises(OutputInUse, match=why), staging(out):
            pass
        assert beside(out) == before

    def test_a_folder_of_the_users_own(self, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "letter").write_text("信")
        self.refused(tmp_path / "mine", "没有 manifest.json")
        assert beside(tmp_path / "mine") == {"mine"}, "not even a lock is left beside it"

    def test_a_site_with_a_file_of_the_users_own(self, site: Path) -> None:
        (site / "CNAME").write_text("example.org")
        self.refused(site, "例如 CNAME")

    def test_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("信")
        self.refused(tmp_path / "file", "不是文件夹")

    def test_a_link_to_a_site(self, site: Path) -> None:
        (site.parent / "link").symlink_to("site")
        self.refused(site.parent / "link", "是符号链接（指向 site）")

    def test_a_link_to_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("nothing")
        self.refused(tmp_path / "link", "是符号链接")

    def test_a_mount_point(self) -> None:
        with pytest.raises(OutputInUse, match="是挂载点"), staging(Path("/proc")):
            pass

    def test_something_of_the_users_own_under_the_name_of_the_staged_tree(self, site: Path) -> None:
        mine = site.with_name(STAGED)
        mine.mkdir()
        (mine / "letter").write_text("信")
        self.refused(site, "不是本程序留下的")
        assert (mine / "letter").read_text() == "信"

    def test_a_file_put_into_the_site_while_the_build_goes_on(self, site: Path) -> None:
        with pytest.raises(OutputInUse, match="例如 CNAME"), staging(site) as staged:
            staged.write("a", b"")
            (site / "CNAME").write_text("example.org")
            staged.publish({})
        assert (site / "CNAME").read_text() == "example.org"

    def test_a_site_put_there_while_a_first_build_goes_on(self, tmp_path: Path) -> None:
        with pytest.raises(OutputInUse), staging(tmp_path / "site") as staged:
            (tmp_path / "site").mkdir()
            (tmp_path / "site" / "letter").write_text("信")
            staged.publish({})
        assert (tmp_path / "site" / "letter").read_text() == "信"


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that belongs to an ordinary user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield folder
        for place, _, _ in os.walk(folder):
            os.chmod(place, 0o700)


def published_by_an_ordinary_user(out: Path, version: str) -> str:
    """Publish in a process without root's rights; return what it had to say against it."""
    said, says = os.pipe()
    process = os.fork()
    if not process:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
        try:
            publish_version(out, version)
        except BaseException as error:
            os.write(says, f"{type(error).__name__}: {error}".encode())
        os._exit(0)
    os.close(says)
    os.waitpid(process, 0)
    with open(said, "rb") as stream:
        return stream.read().decode()


@pytest.mark.parametrize(
    ("read_only", "why"),
    [
        (".", "OutputFailed: .*site.lock：没有权限"),
        ("site", "OutputInUse: .*site 是只读的"),
        ("site/assets", "OutputInUse: .*assets 是只读的"),
    ],
)
def test_a_read_only_output_is_told_and_stays(public: Path, read_only: str, why: str) -> None:
    site = public / "site"
    assert not published_by_an_ordinary_user(site, "old")
    (public / LOCK).unlink()
    (public / read_only).chmod(0o555)
    assert re.match(why, published_by_an_ordinary_user(site, "new"))
    assert version_of(site) == "old"
    (public / read_only).chmod(0o755)
    assert not published_by_an_ordinary_user(site, "next")
    assert version_of(site) == "next"
    assert beside(site) == {"site", LOCK}


class TestFailures:
    def test_what_reads_back_differently_is_not_published(self, site: Path) -> None:
        with pytest.raises(StagedDiffers, match="a 读回来不一样"), staging(site) as staged:
            staged.write("a", b"1")
            (site.parent / STAGED / "a").write_bytes(b"2")
            staged.publish({})
        assert version_of(site) == "old"

    def test_a_file_that_could_not_be_written_whole_is_not_published(self, site: Path) -> None:
        with pytest.raises(StagedDiffers), staging(site) as staged:
            self._write_half(staged, site)
            staged.publish({})
        assert version_of(site) == "old"

    def _write_half(self, staged: Staged, site: Path) -> None:
        (site.parent / STAGED / "a").write_bytes(b"half")
        with pytest.raises(OutputFailed):
            staged.write("a", b"whole")

    def test_a_build_whose_lock_was_removed_leaves_the_output_to_the_other(self, site: Path) -> None:
        with pytest.raises(OutputBusy), staging(site) as staged:
            site.with_name(LOCK).unlink()
            staged.publish({})
        assert version_of(site) == "old"

    def test_an_exchange_that_the_disk_does_not_confirm_is_told_as_such(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: Path) -> None:
            raise OSError(errno.EIO, "Input/output error", str(path))

        monkeypatch.setattr("generator.publish.staged.sync", refuse)
        with pytest.raises(OutputUnconfirmed, match="已换成新的站点，但不能确认已写入磁盘：磁盘读写出错"):
            publish_version(site, "new")
        monkeypatch.undo()
        assert version_of(site) == "new"
        assert version_of(site.with_name(STAGED)) == "old", "the old site is kept until the next build"
        publish_version(site, "next")
        assert beside(site) == {"site", LOCK}

    def test_a_replaced_site_that_cannot_be_removed_does_not_make_the_publication_fail(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: Path) -> None:
            raise OSError(errno.EIO, "Input/output error", str(path))

        monkeypatch.setattr(shutil, "rmtree", refuse)
        publish_version(site, "new")
        monkeypatch.undo()
        assert version_of(site) == "new"
        publish_version(site, "next")
        assert beside(site) == {"site", LOCK}

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.ENOSPC, "磁盘满了；请腾出空间再生成"),
            (errno.EROFS, "文件系统是只读的"),
            (errno.EXFULL, "Exchange full"),
        ],
    )
    def test_a_failure_names_the_place_the_reason_and_what_stands(self, number: int, words: str) -> None:
        error: GeneratorError = OutputFailed(Path("site"), OSError(number, os.strerror(number), ".site.staged/a"))
        assert str(error).startswith(f"写不了 .site.staged/a：{words}")
        assert str(error).endswith("。site 没有改动。")
        assert error.exit_code == 2


def test_the_command_of_the_tests_publishes_as_the_function_does(tmp_path: Path) -> None:
    assert run(driver(tmp_path / "site", "new")).returncode == 0
    assert version_of(tmp_path / "site") == "new"
