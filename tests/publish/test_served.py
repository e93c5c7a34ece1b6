"""The served site by its address: the same files as from its folder, nothing from elsewhere, never without end."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.publish import served
from generator.publish.manifest import MANIFEST, manifest, sha256
from generator.publish.served import Served, ServedFails

A = sha256(b"a")


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder; one name sends elsewhere, one fails."""

    def do_GET(self) -> None:
        if self.path.endswith("/elsewhere"):
            self.send_response(302)
            self.send_header("Location", "a")
            self.end_headers()
        elif self.path.endswith("/broken"):
            self.send_error(500)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of one file, below the address /budget/."""
    site = tmp_path / "budget"
    site.mkdir()
    (site / "a").write_bytes(b"a")
    (site / MANIFEST).write_bytes(manifest({"a": A}, {}))
    return site


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder.parent)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/budget/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_address_serves_what_the_folder_holds(folder: Path, address: str) -> None:
    for place in (str(folder), address, address.rstrip("/")):
        site = Served(place)
        assert site.hashes == {"a": A}
        assert list(site.read_all([("a", A)])) == [("a", b"a")]
        assert site.ledger.disclosures == {}


def test_a_file_that_is_not_served_is_named(address: str) -> None:
    with pytest.raises(ServedFails, match="b 不在"):
        Served(address).read("b", A)


@pytest.mark.parametrize(("name", "status"), [("elsewhere", "302"), ("broken", "500")])
def test_what_is_sent_elsewhere_or_fails_is_no_file(address: str, name: str, status: str) -> None:
    with pytest.raises(ServedFails, match=f"{name} 取不到.*{status}"):
        Served(address).read(name, A)


def test_an_address_that_nobody_serves_is_told(address: str) -> None:
    with pytest.raises(ServedFails, match=r"manifest\.json 取不到"):
        Served("http://127.0.0.1:1/").hashes  # noqa: B018  # reading it is what fails


def test_a_file_without_end_is_cut_off(folder: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "_LARGEST", 4)
    (folder / "b").write_bytes(b"12345")
    for place in (str(folder), address):
        with pytest.raises(ServedFails, match="b 超过"):
            Served(place).read("b", sha256(b"12345"))


def test_a_manifest_of_somebody_else_is_refused(folder: Path) -> None:
    (folder / MANIFEST).write_text("{}")
    with pytest.raises(ServedFails, match="不是本程序写的"):
        Served(str(folder)).hashes  # noqa: B018  # reading it is what fails
