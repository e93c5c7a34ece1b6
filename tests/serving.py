"""Sites served as a project's pages are, each below a path of its own, or one at the root."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Serves each folder of the server below its path."""

    protocol_version = "HTTP/1.1"
    server: Sites

    def do_GET(self) -> None:
        """Answer; browsers ask every origin for a picture by themselves, which is nothing to complain of."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        """Return the file that an address stands for; nothing stands outside the sites."""
        for below, folder in self.server.folders.items():
            if path.startswith(below):
                self.directory = str(folder)
                return super().translate_path(path.removeprefix(below.rstrip("/")))
        return "/nowhere"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as hosts of project pages do: where nothing is, with the site's own page for that."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *message: object) -> None:
        """Say nothing."""


class Sites(ThreadingHTTPServer):
    """A server of sites by the path they stand below, on a free port."""

    daemon_threads = True

    def __init__(self, folders: Mapping[str, Path]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folders = folders
        self.origin = f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving(folders: Mapping[str, Path]) -> Iterator[str]:
    """Serve while the block lasts; gives the origin."""
    with Sites(folders) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.origin
        server.shutdown()
        thread.join()
