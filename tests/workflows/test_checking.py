"""The workflow that checks a pull request, run here as it is written: notes, the change in figures, a preview."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.editing import Run
from tests.history import git
from tests.serving import serving
from tests.workflows.running import Job, checkout_of_this, commit, nothing

FILE = "units/156001/2026.yaml"
_AFTER_SET_UP = "!cancelled() && steps.setup.outcome == 'success'"


class Requests:
    """Pull requests against one checkout, each checked as it would be merged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = checkout_of_this(folder / "checkout")
        self.summary = folder / "summary.md"
        self.artifacts: dict[str, str] = {}

    def check(self, *changes: tuple[str, str]) -> tuple[Run, Job]:
        """Run the check on a request that exchanges fragments of the reference file."""
        git(self.checkout, "clean", "-qfd")
        git(self.checkout, "checkout", "-q", "-B", "request", "main")
        text = (self.checkout / FILE).read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.checkout / FILE).write_text(text, "utf-8")
        commit(self.checkout, "改数")
        git(self.checkout, "checkout", "-q", "--detach", "main")
        git(self.checkout, "merge", "-q", "--no-ff", "-m", "合并", "request")
        shutil.rmtree(self.checkout / "preview", ignore_errors=True)
        self.summary.write_text("", "utf-8")
        actions = {"actions/checkout": nothing, "actions/cache": nothing, "actions/upload-artifact": self._keep}
        values = {
            _AFTER_SET_UP: "true",
            "github.event.pull_request.number": "7",
            "github.sha": "0" * 40,
        }
        job = Job(
            "check", "data", self.checkout, actions, values, environment={"GITHUB_STEP_SUMMARY": str(self.summary)}
        )
        return job.run(), job

    def _keep(self, given: Mapping[str, Any]) -> None:
        self.artifacts[given["name"]] = given["path"]


@pytest.fixture(scope="module")
def served(built_site: Path) -> Iterator[str]:
    """The address of a server that gives the repository's own units as they were published."""
    with serving({"/": built_site}) as origin:
        yield f"{origin}/"


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Requests:
    return Requests(tmp_path_factory.mktemp("requests"))


def test_a_request_shows_its_change_in_figures_and_a_preview_of_what_changed(requests: Requests) -> None:
    run, _ = requests.check(("项目支出: 102.00}", "项目支出: 103.00}"), ("拨款收入: 405.31", "拨款收入: 406.31"))
    assert run.code == 0, run.out + run.err
    assert "| 102.00 | 103.00 | +1.00 |" in requests.summary.read_text("utf-8")
    assert requests.artifacts == {"difference": "difference.md", "preview": "preview"}
    made = requests.checkout / requests.artifacts["preview"]
    assert "预览" in (made / "156001" / "2026" / "index.html").read_text("utf-8")
    assert (made / "156001" / "2026" / "156001-2026.pdf").exists()


def test_a_slip_is_noted_on_its_line_and_the_figures_are_told_all_the_same(requests: Requests) -> None:
    run, job = requests.check(("2080505, 基本支出: 28.39", "2080505, 基本支出: 28.93"))
    assert run.code == 1
    assert f"::error file={FILE},line=" in run.out
    assert "| 28.39 | 28.93 | +0.54 |" in requests.summary.read_text("utf-8")
    assert job.done[-2:] == ["actions/upload-artifact", "检查格式"]


def test_a_request_is_held_against_the_site_that_is_served(requests: Requests, served: str) -> None:
    address = ("地区: 甘肃省定西市\n", f"地区: 甘肃省定西市\n网址: {served}\n")
    site_file = requests.checkout / "units" / "site.yaml"
    git(requests.checkout, "checkout", "-q", "-f", "main")
    before = site_file.read_text("utf-8")
    site_file.write_text(before.replace(*address), "utf-8")
    commit(requests.checkout, "写明网址")
    try:
        kept, _ = requests.check(("科目与其下级写在同一列表中", "科目与它的下级写在同一列表中"))
        changed, _ = requests.check(
            ("项目支出: 102.00}", "项目支出: 103.00}"), ("拨款收入: 405.31", "拨款收入: 406.31")
        )
    finally:
        git(requests.checkout, "checkout", "-q", "-f", "main")
        site_file.write_text(before, "utf-8")
        commit(requests.checkout, "不写网址")
    assert kept.code == 0, kept.out + kept.err
    assert changed.code == 1
    assert re.search(rf"::error file={FILE},line=\d+.*L101", changed.out)


def test_a_request_that_changes_no_figure_needs_no_preview(requests: Requests) -> None:
    run, _ = requests.check(("科目与其下级写在同一列表中", "科目与它的下级写在同一列表中"))
    assert run.code == 0, run.out + run.err
    assert "没有改动" in requests.summary.read_text("utf-8")
    assert not (requests.checkout / "preview").exists()
