"""The preview as a user runs it: a process of its own, asked over the network."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from tests.editing import ROOT

PATIENCE = 30
"""So many seconds a busy machine may take; what the program itself may take is measured in processor time."""


@dataclass(frozen=True)
class Reply:
    """What came back for a path."""

    status: int
    kind: str
    body: bytes

    @property
    def page(self) -> html.HtmlElement:
        return html.fromstring(self.body.decode())

    @property
    def tag(self) -> str:
        return str(self.page.xpath("//script[@data-tag]/@data-tag")[0])

    @property
    def problems(self) -> str:
        """The text of what is shown over the page; nothing where nothing is wrong."""
        return "\n".join(panel.text_content() for panel in self.page.xpath("//section[@class='preview-problems']"))

    @property
    def text(self) -> str:
        """The text of the page itself."""
        return str(self.page.xpath("//main")[0].text_content())


class Served:
    """A running preview."""

    def __init__(self, units: Path, *words: str) -> None:
        command = [sys.executable, "-m", "generator", "serve", "--units", str(units), "--port", "0", *words]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        assert self.process.stdout is not None
        self.greeting = self.process.stdout.readline()
        self.address = self.greeting.removeprefix("预览：").partition("（")[0]

    def get(self, path: str, **headers: str) -> Reply:
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
                return Reply(reply.status, reply.headers["Content-Type"], reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers["Content-Type"], error.read())

    def after(self, path: str, seen: Reply) -> Reply:
        """Return a page once the preview has told that it is no longer as it was seen."""
        with urllib.request.urlopen(
            f"{self.address}_preview/events?path=/{path}&tag={seen.tag}", timeout=PATIENCE
        ) as events:
            assert b"event: changed" in events.read()
        return self.get(path)

    @property
    def processor_seconds(self) -> float:
        """Return the time that the process has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def children(self) -> list[int]:
        """Return the processes that it has started and that still run."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]

    def stop(self, number: int = signal.SIGINT) -> int:
        """Interrupt it, as Ctrl+C does, and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def serving(units: Path, *words: str) -> Iterator[Served]:
    """Serve a folder of units while the block runs."""
    served = Served(units, *words)
    watchdog = threading.Timer(300, served.process.kill)
    watchdog.start()
    try:
        yield served
    finally:
        watchdog.cancel()
        if served.process.poll() is None:
            served.stop()
        for stream in (served.process.stdout, served.process.stderr):
            assert stream is not None
            stream.close()
