"""The server of the preview: this computer only unless asked otherwise, one thread a request, events to open pages."""

import ipaddress
import mimetypes
import os
import signal
import socket
import sys
import tempfile
import threading
import traceback
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

from watchfiles import watch

from generator.build.workspace import Workspace
from generator.errors import GeneratorError, UnreadableFile
from generator.preview.dressing import ASSETS
from generator.preview.preview import Answer, Preview

_HEARTBEAT_SECONDS = 10
"""So often a quiet stream of events is written to, which tells whether anybody still listens."""
_REREAD_MILLISECONDS = 3000
"""So often the folder is read without being told of a change: a file in a folder made just before may go unnoticed."""
_SETTLED_MILLISECONDS = 50


class AddressNotHad(GeneratorError):
    """The address to serve at is in use, or is none of this computer's."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"不能在 {host} 的端口 {port} 上预览（{reason}）。可以用 --port 换一个端口，0 是任意空着的端口。"
        )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str, port: int, preview: Preview) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.preview, self.host = preview, host
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise AddressNotHad(host, port, error.strerror or str(error)) from error

    @property
    def number(self) -> str:
        """The address that it listens at, as a number."""
        return str(self.server_address[0])

    def is_own_name(self, name: str) -> bool:
        """Say whether a request means this server: by number or as localhost, never by a name that others may hold."""
        try:
            return name in ("localhost", self.host) or bool(ipaddress.ip_address(name))
        except ValueError:
            return False


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name that the standard library calls
        """Answer a request; a mistake of ours is told here and on standard error, and the server goes on."""
        try:
            self._respond()
        except (BrokenPipeError, ConnectionResetError):  # the reader has gone
            self.close_connection = True
        except Exception:
            traceback.print_exc()
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR, explain="See the terminal where the preview runs.")

    do_HEAD = do_GET  # noqa: N815

    def _respond(self) -> None:
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        if not self._server.is_own_name(name):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        asked = urlsplit(self.path)
        path = unquote(asked.path).removeprefix("/")
        if path == f"{ASSETS}events":
            query = parse_qs(asked.query)
            self._tell(query.get("path", ["/"])[0].removeprefix("/"), query.get("tag", [""])[0])
        else:
            self._give(self._server.preview.answer(path))

    def _give(self, answer: Answer) -> None:
        kind = mimetypes.guess_type(answer.name)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind == "application/json"
        is_page = bool(answer.tag)
        self._begin(answer.status, "text/html; charset=utf-8" if is_page else kind + "; charset=utf-8" * is_text)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(answer.body)

    def _tell(self, path: str, tag: str) -> None:
        """Keep the connection until the page at a path is another than that of a tag, then say so."""
        self._begin(HTTPStatus.OK, "text/event-stream")
        self.end_headers()
        while not self._server.preview.wait_for_other(path, tag, _HEARTBEAT_SECONDS):
            self.wfile.write(b": \n\n")
        self.wfile.write(b"event: changed\ndata: 1\n\n")

    def _begin(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")

    @property
    def _server(self) -> _Server:
        return cast(_Server, self.server)

    def log_message(self, *_words: Any) -> None:
        """Keep quiet: the terminal is for problems."""


def serve(folder: Path, host: str, port: int, workspace: Workspace) -> None:
    """Show a folder of units until interrupted; raises UnreadableFile where there is none, AddressNotHad."""
    if not folder.is_dir():
        raise UnreadableFile(folder, "没有这个文件夹")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with tempfile.TemporaryDirectory(prefix="disclose-", ignore_cleanup_errors=True) as cache:
        os.environ["TMPDIR"] = cache  # what workers that lay out PDFs leave behind goes with it
        preview = Preview(folder, workspace, Path(cache))
        with _Server(host, port, preview) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"预览：{_address(server)}（按 Ctrl+C 结束）", flush=True)
            if not ipaddress.ip_address(server.number).is_loopback:
                print("注意：同一网络中的人都能看到预览，包括草稿。", file=sys.stderr)
            for _ in _moments(folder, stop):
                preview.refresh()
            server.shutdown()


def _address(server: _Server) -> str:
    host = f"[{server.number}]" if ":" in server.number else server.number
    return f"http://{host}:{server.server_port}/"


def _moments(folder: Path, stop: threading.Event) -> Any:
    """Yield whenever something in a folder changed or may have, until told to stop."""
    return watch(
        folder,
        step=_SETTLED_MILLISECONDS,
        rust_timeout=_REREAD_MILLISECONDS,
        yield_on_timeout=True,
        stop_event=stop,
    )
