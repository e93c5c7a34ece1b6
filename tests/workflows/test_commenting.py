"""The workflow that writes the comment, run here as it is written: one comment, from the request's data alone."""

from pathlib import Path

import pytest

from tests.history import git
from tests.workflows.running import Job, checkout_of_this, commit, executable, nothing

NUMBER = {"steps.request.outputs.number": "7", "needs.difference.outputs.number": "7", "github.token": "token"}
_ASKED = """
echo "$*" >> calls
case "$*" in
*/pulls\\?*) echo 7; echo 8 ;;
*/comments\\?*) cat known ;;
*) cp body.md sent ;;
esac
"""
"""Answers as GitHub does, and notes what was asked."""


@pytest.fixture(scope="module")
def request_told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the workflow's first job has told what a request from a fork changes."""
    folder = tmp_path_factory.mktemp("request")
    served, checkout = checkout_of_this(folder / "served"), folder / "checkout"
    file = served / "units" / "156001" / "2026.yaml"
    git(served, "checkout", "-q", "-b", "request")
    file.write_text(file.read_text("utf-8").replace("2080505, 基本支出: 28.39", "2080505, 基本支出: 28.93"), "utf-8")
    (served / "generator" / "cli.py").write_text("raise SystemExit('the program of the request was run')\n", "utf-8")
    head = commit(served, "改数，并改程序")
    git(served, "checkout", "-q", "main")
    git(folder, "clone", "-q", "--single-branch", "--branch", "main", str(served), str(checkout))
    for name in (".venv", ".setup"):
        (checkout / name).symlink_to((served / name).resolve())
    git(served, "update-ref", "refs/pull/7/head", head)
    git(served, "branch", "-q", "-D", "request")
    environment = {
        "GITHUB_SERVER_URL": f"file://{folder}",
        "GITHUB_REPOSITORY": "served",
        "GITHUB_OUTPUT": str(folder / "output"),
    }
    programs = executable(folder / "programs", {"gh": _ASKED})
    actions = {"actions/checkout": nothing, "actions/upload-artifact": nothing}
    values = {**NUMBER, "github.event.workflow_run.head_sha": head}
    run = Job("comment", "difference", checkout, actions, values, programs, environment).run()
    assert run.code == 0, run.out + run.err
    return folder


def test_the_number_is_that_of_the_request_with_this_commit(request_told: Path) -> None:
    assert (request_told / "output").read_text("utf-8") == "number=7\n"
    assert "repos/served/pulls?state=open&base=main" in (request_told / "checkout" / "calls").read_text("utf-8")


def test_the_figures_are_told_by_the_main_branch_s_program(request_told: Path) -> None:
    assert "| 28.39 | 28.93 | +0.54 |" in (request_told / "checkout" / "difference.md").read_text("utf-8")


def comment(folder: Path, known: str) -> list[str]:
    """Run the job that writes, given the numbers of the comments that there are; return what it asked for."""
    (folder / "difference.md").write_text("## 数据改动\n", "utf-8")
    (folder / "known").write_text(known, "utf-8")
    programs = executable(folder / "programs", {"gh": _ASKED})
    environment = {"GITHUB_REPOSITORY": "example/budget"}
    run = Job("comment", "comment", folder, {"actions/download-artifact": nothing}, NUMBER, programs, environment).run()
    assert run.code == 0, run.err
    return (folder / "calls").read_text("utf-8").splitlines()


def test_the_first_comment_is_written(tmp_path: Path) -> None:
    assert comment(tmp_path, "")[-1] == "api --silent repos/example/budget/issues/7/comments --field body=@body.md"
    assert (tmp_path / "sent").read_text("utf-8") == "<!-- disclose diff -->\n## 数据改动\n"


def test_an_earlier_comment_is_written_over(tmp_path: Path) -> None:
    sent = "api --silent --method PATCH repos/example/budget/issues/comments/42 --field body=@body.md"
    assert comment(tmp_path, "42\n43\n")[-1] == sent
