"""The workflow that publishes, run here as it is written: what it puts on line is what a build makes."""

import functools
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.editing import Run
from tests.history import git
from tests.serving import serving
from tests.workflows.running import Job, checkout_of_this, commit, executable, nothing


class Pages:
    """Stands in for the service that serves the site, and for the artifacts that lead to it."""

    def __init__(self, folder: Path, served: Path, url: str) -> None:
        self.folder, self.served, self.url = folder, served, url
        self.checkout = checkout_of_this(folder / "checkout")

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
    folder = tmp_path_factory.mktemp("pages")
    served = folder / "served"
    served.mkdir()
    with serving({"/": served}) as origin:
        pages = Pages(folder, served, f"{origin}/")
        commit(pages.checkout, "今年")
        for name in ("build", "deploy", "compare"):
            run, _ = pages.job(name)
            assert run.code == 0, run.out + run.err
        yield pages


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
    assert job.done == ["actions/checkout", "找到现在公开的站点", "核对现在公开的版本"]


def test_recovery_does_not_ask_what_is_served(pages: Pages) -> None:
    _, job = pages.job("build", recover=True, programs={"make": "exit 3"})
    assert job.done == ["actions/checkout", "找到现在公开的站点", "生成"]


def published_with(pages: Pages, name: str, *changes: tuple[str, str]) -> tuple[Run, Path]:
    """Run the building job on a commit that changes a file; return where its site is."""
    path = pages.checkout / name
    before = path.read_text("utf-8")
    path.write_text(functools.reduce(lambda text, change: text.replace(*change), changes, before), "utf-8")
    commit(pages.checkout, "改动")
    for kept in ("manifest", "uploaded"):
        shutil.rmtree(pages.folder / kept, ignore_errors=True)
    run, _ = pages.job("build")
    path.write_text(before, "utf-8")
    commit(pages.checkout, "改回")
    return run, pages.folder / "uploaded"


def test_what_is_published_is_kept_whatever_the_renderer_would_make_now(pages: Pages) -> None:
    shutil.rmtree(pages.checkout / "site")
    shutil.rmtree(pages.checkout / ".cache" / "results")
    run, uploaded = published_with(pages, "templates/print/print.css", ("@page {", "p { color: #123 }\n@page {"))
    assert run.code == 0, run.out + run.err
    for name in ("ledger.json", "156001/2026/156001-2026.pdf"):
        assert (uploaded / name).read_bytes() == (pages.served / name).read_bytes()


def test_a_published_figure_is_not_changed_without_a_correction(pages: Pages) -> None:
    changed = (("项目支出: 102.00}", "项目支出: 103.00}"), ("拨款收入: 405.31", "拨款收入: 406.31"))
    run, uploaded = published_with(pages, "units/156001/2026.yaml", *changed)
    assert run.code != 0
    assert "L101" in run.out
    assert not uploaded.exists()


def test_a_site_that_is_not_built_is_not_uploaded(pages: Pages) -> None:
    run, job = pages.job("build", programs={"make": "exit 3"})
    assert run.code == 3
    assert job.done[-1] == "生成"
