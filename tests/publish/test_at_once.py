"""Several at once: builds that want the same output, and readers while it changes."""

import json
import os
import threading
from collections import Counter
from pathlib import Path

import pytest

from generator.publish import MANIFEST, sha256
from tests.publish.driver import publish_version
from tests.publish.sites import LOCK, beside, driver, started, version_of

pytestmark = pytest.mark.faults


def test_of_eight_builds_at_once_one_wins_and_the_others_say_so(tmp_path: Path) -> None:
    site = tmp_path / "site"
    builds = [started(driver(site, str(number), "--hold")) for number in range(8)]
    for build in builds:
        assert build.stdout is not None
        assert build.stdout.readline() == "ready\n"
    ended = [build for build in builds if build.stdout is not None and build.stdout.readline() != "held\n"]
    (winner,) = set(builds) - set(ended)
    said = [(build.communicate()[1], build.returncode) for build in ended]
    assert all("另一个生成正在写" in words and code == 75 for words, code in said)
    winner.communicate("publish\n")
    assert winner.returncode == 0
    assert version_of(site) == str(builds.index(winner))
    assert beside(site) == {"site", LOCK}


def test_builds_of_different_outputs_do_not_wait_for_one_another(tmp_path: Path) -> None:
    first = started(driver(tmp_path / "site", "1", "--hold"))
    assert first.stdout is not None
    assert [first.stdout.readline() for _ in range(2)] == ["ready\n", "held\n"]
    publish_version(tmp_path / "other", "2")
    first.communicate("publish\n")
    assert version_of(tmp_path / "site") == "1"
    assert version_of(tmp_path / "other") == "2"


class Readers:
    """Threads that read the output over and over while it is replaced."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._over = threading.Event()
        reading = (self.through_an_open_folder, self.by_path)
        self._threads = [threading.Thread(target=self._again_and_again, args=(read,)) for read in reading]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _again_and_again(self, read: object) -> None:
        assert callable(read)
        while not self._over.is_set():
            try:
                self.seen[read()] += 1
            except Exception as error:
                self.wrong.append(repr(error))

    def through_an_open_folder(self) -> str:
        """Open the folder once, and read everything in it: all of one version, or told that it is gone."""
        folder = os.open(self.site, os.O_RDONLY | os.O_DIRECTORY)
        try:
            listed = json.loads(self._read(MANIFEST, folder))
            for name, digest in listed["files"].items():
                assert sha256(self._read(name, folder)) == digest, f"{name} is not of version {listed['revision']}"
        except FileNotFoundError:
            return "replaced meanwhile"
        finally:
            os.close(folder)
        return "whole"

    def by_path(self) -> str:
        """Ask for one file by its path, as a web server does: it is always there, and whole."""
        first, *others = (self.site / "156000" / "2026" / "index.html").read_bytes().splitlines()
        assert len(others) == 399
        assert set(others) == {first}
        return "by path"

    @staticmethod
    def _read(name: str, folder: int) -> bytes:
        with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as stream:
            return stream.read()


@pytest.mark.parametrize("times", [15, pytest.param(300, marks=pytest.mark.slow)])
def test_readers_never_see_a_mixture_nor_a_moment_without_a_site(tmp_path: Path, times: int) -> None:
    site = tmp_path / "site"
    publish_version(site, "first")
    with Readers(site) as readers:
        for number in range(times):
            publish_version(site, str(number))
    assert not readers.wrong
    assert readers.seen["whole"] > times / 4
    assert readers.seen["by path"] > times / 4
