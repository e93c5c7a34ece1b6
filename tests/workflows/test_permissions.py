"""What a workflow may do, and what of a pull request it lets near what it may do."""

import re

import pytest

from tests.workflows.reading import WORKFLOWS, steps, workflow

_PINNED = re.compile(r"\s+(?:- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(name: str) -> None:
    uses = [line for line in WORKFLOWS[name].read_text("utf-8").split("\n") if "uses:" in line]
    assert uses
    assert [line for line in uses if not _PINNED.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("check", {}),
        ("comment", {"comment": {"pull-requests"}}),
        ("publish", {"deploy": {"pages", "id-token"}}),
    ],
)
def test_only_the_jobs_that_write_may_write(name: str, written: dict[str, set[str]]) -> None:
    read = workflow(name)
    assert read["permissions"] == {}
    may = {
        job: {what for what, how in facts["permissions"].items() if how == "write"}
        for job, facts in read["jobs"].items()
    }
    assert {job: what for job, what in may.items() if what} == written


def test_a_job_that_may_write_runs_nothing_of_the_repository() -> None:
    for name in WORKFLOWS:
        for job in workflow(name)["jobs"].values():
            if "write" in job["permissions"].values():
                assert not any("actions/checkout" in step.get("uses", "") for step in job["steps"])


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_foreign_code_runs_with_the_rights_of_the_main_branch(name: str) -> None:
    assert "pull_request_target" not in WORKFLOWS[name].read_text("utf-8")


def test_pull_requests_run_without_secrets() -> None:
    assert workflow("check")[True] == {"pull_request": {"branches": ["main"]}}
    text = WORKFLOWS["check"].read_text("utf-8")
    assert "secrets" not in text
    assert "github.token" not in text


def test_the_program_that_reads_the_request_s_data_has_no_key() -> None:
    reading = [step for step in steps("comment") if "disclose" in step.get("run", "").replace("<!-- disclose", "")]
    assert [step["name"] for step in reading] == ["比较"]
    assert set(reading[0]["env"]) == {"HEAD_SHA"}


def test_the_comment_takes_neither_artifact_nor_program_from_the_pull_request() -> None:
    with_of = [(step["uses"].split("@")[0], step.get("with", {})) for step in steps("comment") if "uses" in step]
    assert dict(with_of)["actions/checkout"]["ref"] == "main"
    assert dict(with_of)["actions/download-artifact"] == {"name": "comment"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_results_are_kept_for_pull_requests_only(name: str) -> None:
    assert any("actions/cache" in step.get("uses", "") for step in steps(name)) == (name == "check")
    assert any(".cache" in str(step) for step in steps(name)) == (name == "check")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_script_has_foreign_text_put_into_it(name: str) -> None:
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_job_ends(name: str) -> None:
    assert all(job["timeout-minutes"] <= 45 for job in workflow(name)["jobs"].values())


def test_a_deployment_is_never_cut_off() -> None:
    assert workflow("publish")["concurrency"] == {"group": "pages", "cancel-in-progress": False}
