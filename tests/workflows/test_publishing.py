"""The workflow that publishes, run here as it is written: what it puts on line is what a build makes."""

import functools
import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.editing import Run
from tests.history import git
from tests.workflows.running import Job, checkout_of_this, commit, executable, nothing


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Pages:
    """Stands in for the service that serves the site, and for the artifacts that lead to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.served = folder, folder / "served"
        self.served.mkdir()
        handler = functools.partial(_Quiet, directory=str(self.served))
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.checkout = checkout_of_this(folder / "checkout")

    def stop(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def job(self, name: str, *, recover: bool = False, programs: Mapping[str, str] | None = None) -> tuple[Run, Job]:
        """Run one job of the workflow; `programs` are scripts that stand in for programs."""
        folder = executable(self.folder / "programs", {"gh": f"echo {self.url}", **(programs or {})})
        job = Job(
            "publish",
            name,
            self.checkout,
            {
                "actions/checkout": nothing,
                "actions/upload-artifact": self._keep,
                "actions/download-artifact": self._fetch,
                "actions/upload-pages-artifact": self._upload,
                "actions/deploy-pages": self._deploy,
            },
            {
                "!inputs.recover": "false" if recover else "true",
                "github.token": "token",
                "needs.deploy.outputs.url": self.url,
            },
            folder,
        )
        return job.run(), job

    def _keep(self, given: Mapping[str, Any]) -> None:
        (self.folder / given["name"]).mkdir()
        shutil.copy2(self.checkout / given["path"], self.folder / given["name"])

    def _fetch(self, given: Mapping[str, Any]) -> None:
        shutil.copytree(self.folder / given["name"], self.checkout / given["path"])

    def _upload(self, given: Mapping[str, Any]) -> None:
        shutil.copytree(self.checkout / given["path"], self.folder / "uploaded")

    def _deploy(self, _given: Mapping[str, Any]) -> None:
        shutil.copytree(self.folder / "uploaded", self.served, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The site published by the three jobs in a row, from the second of two commits."""
    pages = Pages(tmp_path_factory.mktemp("pages"))
    try:
        commit(pages.checkout, "今年")
        for name in ("build", "deploy", "compare"):
            run, _ = pages.job(name)
            assert run.code == 0, run.out + run.err
        yield pages
    finally:
        pages.stop()


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_what_is_on_line_is_byte_for_byte_what_a_build_makes(pages: Pages, built_site: Path) -> None:
    served, built = contents(pages.served), contents(built_site)
    assert served == contents(pages.checkout / "site")
    told, expected = json.loads(served.pop("manifest.json")), json.loads(built.pop("manifest.json"))
    assert "156001/2026/156001-2026.pdf" in built
    assert served == built
    assert told.pop("revision") == {"commit": git(pages.checkout, "rev-parse", "main").strip(), "modified": False}
    expected.pop("revision")
    assert told == expected


def test_an_older_commit_is_refused_before_anything_is_built(pages: Pages) -> None:
    git(pages.checkout, "checkout", "-q", "HEAD^")
    try:
        run, job = pages.job("build")
    finally:
        git(pages.checkout, "checkout", "-q", "main")
    assert run.code == 1
    assert "要发布的版本不在它之后，不发布" in run.err
    assert job.done == ["actions/checkout", "核对现在公开的版本"]


def test_recovery_does_not_ask_what_is_served(pages: Pages) -> None:
    _, job = pages.job("build", recover=True, programs={"make": "exit 3"})
    assert job.done == ["actions/checkout", "生成"]


def test_a_site_that_is_not_built_is_not_uploaded(pages: Pages) -> None:
    run, job = pages.job("build", programs={"make": "exit 3"})
    assert run.code == 3
    assert job.done[-1] == "生成"
