"""A deployment goes ahead only after what is served, and is held against what is served afterwards."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.editing import ROOT, Run
from tests.history import git


class Server:
    """Answers for manifest.json, one answer after another and the last for ever: bytes, or a status."""

    def __init__(self) -> None:
        self.answers: list[bytes | int] = [404]
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                assert self.path.startswith("/budget/manifest.json?")
                answer = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                self.send_response(answer if isinstance(answer, int) else 200)
                self.end_headers()
                self.wfile.write(answer if isinstance(answer, bytes) else b"")

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/budget/"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def commits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A repository with three commits in a row, and their names."""
    folder = tmp_path_factory.mktemp("repository")

    git(folder, "init", "--quiet")
    names = []
    for message in ("上年", "今年", "更正"):
        git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
        names.append(git(folder, "rev-parse", "HEAD").strip())
    git(folder, "checkout", "--quiet", names[1])
    return folder, names


def served_site(folder: Path, *words: str | Path) -> Run:
    command = [sys.executable, str(ROOT / "scripts" / "served_site.py"), *map(str, words)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def manifest_of(commit: str) -> bytes:
    return json.dumps({"revision": {"commit": commit, "modified": False}, "files": {}}).encode()


@pytest.mark.parametrize("served", [0, 1], ids=["an earlier commit", "this commit"])
def test_a_commit_goes_out_after_what_is_served(server: Server, commits: tuple[Path, list[str]], served: int) -> None:
    folder, names = commits
    server.answers = [manifest_of(names[served])]
    run = served_site(folder, "descends", server.url)
    assert run == Run(0, f"现在公开的是 {names[served]}，要发布的版本就是它或在它之后。\n", "")


def test_the_first_publication_goes_out(server: Server, commits: tuple[Path, list[str]]) -> None:
    server.answers = [404]
    run = served_site(commits[0], "descends", server.url)
    assert (run.code, "还没有公开的站点" in run.out) == (0, True)


def test_an_old_run_that_is_started_again_is_refused(server: Server, commits: tuple[Path, list[str]]) -> None:
    folder, names = commits
    server.answers = [manifest_of(names[2])]
    run = served_site(folder, "descends", server.url)
    assert run.code == 1
    assert names[2] in run.err
    assert "不在它之后" in run.err


def test_a_served_commit_that_the_history_lost_is_refused(server: Server, commits: tuple[Path, list[str]]) -> None:
    server.answers = [manifest_of("0123456789" * 4)]
    run = served_site(commits[0], "descends", server.url)
    assert run.code == 1
    assert "仓库中没有这个版本" in run.err


def test_the_place_of_a_served_site_is_told(server: Server, tmp_path: Path) -> None:
    server.answers = [manifest_of("0" * 40)]
    assert served_site(tmp_path, "place", server.url) == Run(0, f"{server.url}\n", "")


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_site_file_says_where_it_is_served(server: Server, tmp_path: Path, quote: str) -> None:
    server.answers = [manifest_of("0" * 40)]
    (tmp_path / "site.yaml").write_text(f"标题: 示例\n网址: {quote}{server.url}{quote} # 永久\n", "utf-8")
    assert served_site(tmp_path, "place", "site.yaml").out == f"{server.url}\n"


@pytest.mark.parametrize("answer", [404, b"<html>"], ids=["nothing there", "no site of ours"])
def test_there_is_no_place_before_anything_is_served(server: Server, tmp_path: Path, answer: bytes | int) -> None:
    server.answers = [answer]
    run = served_site(tmp_path, "place", server.url)
    assert (run.code, run.out) == (0, "")
    assert server.url in run.err


def test_a_site_file_without_an_address_names_no_place(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("标题: 示例\n", "utf-8")
    assert served_site(tmp_path, "place", "site.yaml") == Run(0, "", "site.yaml 没有写“网址”，不与已公开的站点核对。\n")


def test_a_server_out_of_order_names_no_place_and_is_told(server: Server, tmp_path: Path) -> None:
    server.answers = [503]
    run = served_site(tmp_path, "place", server.url)
    assert (run.code, run.out) == (1, "")
    assert "503" in run.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"revision": {}}',
        b'{"revision": {"commit": "--all"}}',
        b'{"revision": {"commit": 7}}',
        b"\xff",
    ],
)
def test_a_manifest_without_a_revision_is_refused(
    server: Server, commits: tuple[Path, list[str]], content: bytes
) -> None:
    server.answers = [content]
    run = served_site(commits[0], "descends", server.url)
    assert run.code == 1
    assert "没有写明版本" in run.err


def test_a_server_out_of_order_is_not_taken_for_an_empty_one(server: Server, commits: tuple[Path, list[str]]) -> None:
    server.answers = [503]
    run = served_site(commits[0], "descends", server.url)
    assert run.code == 1
    assert "503" in run.err


def test_an_unreachable_server_is_not_taken_for_an_empty_one(commits: tuple[Path, list[str]]) -> None:
    run = served_site(commits[0], "descends", "http://127.0.0.1:1/budget/")
    assert run.code == 1
    assert "取不到" in run.err


@pytest.mark.parametrize(
    "before", [[], [404], [b"old"], [503]], ids=["at once", "after 404", "after the old", "after 503"]
)
def test_the_site_that_was_built_is_awaited(server: Server, tmp_path: Path, before: list[bytes | int]) -> None:
    built = tmp_path / "manifest.json"
    built.write_bytes(b"new")
    server.answers = [*before, b"new"]
    assert served_site(tmp_path, "matches", server.url, built, "--attempts", "2", "--pause", "0").code == 0


@pytest.mark.parametrize(
    ("answer", "told"),
    [(b"new\n", "与生成的不同"), (404, "没有 manifest.json"), (503, "503")],
    ids=["other", "none", "busy"],
)
def test_another_site_is_told(server: Server, tmp_path: Path, answer: bytes | int, told: str) -> None:
    built = tmp_path / "manifest.json"
    built.write_bytes(b"new")
    server.answers = [answer]
    run = served_site(tmp_path, "matches", server.url, built, "--attempts", "2", "--pause", "0")
    assert run.code == 1
    assert told in run.err
    assert "2 次" in run.err


def site_of(folder: Path, size: int) -> Path:
    """Write a site of so many bytes that hardly take any room."""
    site = folder / "site"
    (site / "data").mkdir(parents=True)
    with (site / "data" / "amounts.csv").open("wb") as file:
        file.truncate(size - 1)
    (site / "index.html").write_bytes(b"1")
    return site


def test_a_site_of_just_the_size_that_is_served_fits(tmp_path: Path) -> None:
    run = served_site(tmp_path, "fits", site_of(tmp_path, 1_000_000_000))
    assert run == Run(0, f"{tmp_path / 'site'} 共 1,000,000,000 字节，上限 1,000,000,000 字节。\n", "")


def test_a_site_one_byte_larger_is_refused(tmp_path: Path) -> None:
    run = served_site(tmp_path, "fits", site_of(tmp_path, 1_000_000_001))
    assert run.code == 1
    assert "1,000,000,001 字节，上限 1,000,000,000 字节，不发布" in run.err


def test_a_link_in_the_site_is_refused(tmp_path: Path) -> None:
    site = site_of(tmp_path, 10)
    (site / "passwd").symlink_to("/etc/passwd")
    run = served_site(tmp_path, "fits", site)
    assert run.code == 1
    assert "passwd 是符号链接" in run.err
