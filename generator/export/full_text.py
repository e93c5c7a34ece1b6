"""The full-text index over all disclosures, made by Pagefind from their text alone.

Pagefind runs as the binary of its Python package, speaks through pipes, and touches neither disk nor network. Its
filters come out in another order every time, so that there are none: a list tells whose each fragment is instead, and
the search page filters by that.
"""

import base64
import contextlib
import gzip
import html
import importlib.metadata
import json
import re
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from generator.errors import GeneratorError

LANGUAGE = "zh"
FOLDER = "pagefind"
_KEPT = re.compile(r"(pagefind|pagefind-worker)\.js|pagefind-entry\.json|wasm\..*|.*\.pf_(meta|index|fragment)")
"""Of what Pagefind gives, that which its search needs: its own boxes and styles are not used."""
_FRAGMENT = re.compile(r"fragment/(.+)\.pf_fragment")
_FRAGMENT_HEAD = b"pagefind_dcd"
_PACKAGE = "pagefind_bin_extended"

_SECTION = re.compile(r"<(/?)section\b([^>]*)>")
_TOLD = re.compile(r'class="(?:part|preface)\b')
_SILENT = re.compile(
    r'<table(?![^>]*\bperformance\b).*?</table>|<thead>.*?</thead>|<svg.*?</svg>|<p class="table-download">.*?</p>',
    re.S,
)
"""Tables of figures, heads of columns, drawings: what they say in words is in the text."""
_END = re.compile(r"</(?:p|h\d|li|td|th|caption|dd|dt|div|tr)>")
_TAG = re.compile(r"<[^>]*>")


class NoSearch(GeneratorError):
    """A full-text index that cannot be made."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"不能生成全文索引：{reason}。可以用 disclose build --no-search 生成没有全文搜索的站点。")


@dataclass(frozen=True, slots=True)
class Text:
    """What is found of one page: its address from the site's root, its title, its text in lines."""

    address: str
    title: str
    lines: tuple[str, ...]


def text_of_page(address: str, title: str, page: str) -> Text:
    """Take the text of a disclosure's parts from its page: sentences, headings, performance targets."""
    told = "\n".join(page[start:end] for start, end in _parts(page))
    plain = html.unescape(_TAG.sub("", _END.sub("\n", _SILENT.sub("", told))))
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return Text(address, title, tuple(line for line in lines if line))


def _parts(page: str) -> Iterator[tuple[int, int]]:
    """Yield where the preface and the numbered parts begin and end; sections stand within sections."""
    depth, start = 0, None
    for match in _SECTION.finditer(page):
        if match[1]:
            depth -= 1
            if depth == 0 and start is not None:
                yield start, match.start()
                start = None
        else:
            start = match.end() if depth == 0 and _TOLD.search(match[2]) else start
            depth += 1


def index_version() -> str:
    """Name what makes the index, in its version; raises NoSearch where it is not installed."""
    try:
        return f"{_PACKAGE} {importlib.metadata.version(_PACKAGE)}"
    except importlib.metadata.PackageNotFoundError as error:
        raise NoSearch(f"没有安装 {_PACKAGE}，或者它没有适合这台机器的程序") from error


def index_files(texts: Iterable[Text]) -> dict[str, bytes]:
    """Index texts and return the files that a browser searches in; the same bytes for the same texts in their order.

    Raises NoSearch where Pagefind cannot be run or complains.
    """
    given = _files(_answers(_requests(texts)))
    files = {f"{FOLDER}/{name}": data for name, data in sorted(given.items()) if _KEPT.fullmatch(name.split("/")[-1])}
    return {**files, f"{FOLDER}/pages.json": _pages(given)}


def _requests(texts: Iterable[Text]) -> Iterator[Mapping[str, Any]]:
    yield {"type": "NewIndex", "config": {"keep_index_url": True, "force_language": LANGUAGE}}
    for text in texts:
        content = "\n".join((text.title, *text.lines))
        about = {"url": text.address, "content": content, "language": LANGUAGE, "meta": {"title": text.title}}
        yield {"type": "AddRecord", "index_id": 0, **about}
    yield {"type": "GetFiles", "index_id": 0}


def _answers(requests: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Put requests to a process of Pagefind, one after another without waiting, and yield its answers."""
    with subprocess.Popen([_binary(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}) as process:
        assert process.stdin and process.stdout
        asking = _Asking(requests, process.stdin)
        asking.start()
        try:
            yield from _messages(process.stdout)
        finally:
            process.kill()
            asking.join()
        if asking.failure:
            raise asking.failure


class _Asking(threading.Thread):
    """Writes requests while answers are read: neither side may wait for the other to empty its pipe."""

    def __init__(self, requests: Iterable[Mapping[str, Any]], stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._requests, self._stream = requests, stream
        self.failure: Exception | None = None

    def run(self) -> None:
        """Write every request; the pipe stays open, because Pagefind ends with it, whatever is left to answer."""
        try:
            for number, payload in enumerate(self._requests):
                message = json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)
                self._stream.write(base64.b64encode(message.encode()) + b",")
            self._stream.flush()
        except BrokenPipeError:  # Pagefind is gone: that an answer is missing says so
            self._close()
        except Exception as error:
            self.failure = error
            self._close()

    def _close(self) -> None:
        with contextlib.suppress(BrokenPipeError):  # what was still to be written
            self._stream.close()


def _messages(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    held: list[bytes] = []
    while piece := stream.read1(1 << 20):  # type: ignore[attr-defined]  # a pipe is buffered
        *ended, rest = piece.split(b",")
        for end in ended:
            yield json.loads(base64.b64decode(b"".join([*held, end])))["payload"]
            held = []
        held.append(rest)


def _binary() -> str:
    try:
        from pagefind_bin_extended import get_executable  # type: ignore[import-untyped]

        return str(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise NoSearch(f"{_PACKAGE} 没有适合这台机器的程序") from error


def _files(answers: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    for answer in answers:
        if answer["type"] == "Error":
            raise NoSearch(f"Pagefind 报告 {answer['message']}")
        if answer["type"] == "GetFiles":
            return {each["path"]: base64.b64decode(each["content"]) for each in answer["files"]}
    raise NoSearch("Pagefind 没有回答就结束了")


def _pages(given: Mapping[str, bytes]) -> bytes:
    """List whose each fragment is: its identifier and the address of its page."""
    found = {match[1]: data for name, data in sorted(given.items()) if (match := _FRAGMENT.fullmatch(name))}
    return json.dumps(
        {identifier: _address(data) for identifier, data in found.items()}, separators=(",", ":")
    ).encode()


def _address(fragment: bytes) -> str:
    content = gzip.decompress(fragment).removeprefix(_FRAGMENT_HEAD)
    return str(json.loads(content)["url"]).removesuffix("index.html")
