"""The site as it is served now, a folder or an address: its files are read and checked, nothing of it is changed."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from functools import cached_property
from pathlib import Path
from typing import IO

from generator.errors import GeneratorError
from generator.model.ledger import LEDGER, Ledger, ledger_from_bytes
from generator.publish.manifest import MANIFEST, listed_in, sha256

_LARGEST = 64 << 20
"""No file of a site has so many bytes; what sends more is cut off and refused."""
_SECONDS = 60
_AT_ONCE = 8


class ServedFails(GeneratorError):
    """The served site cannot be read, or is not as its own manifest and ledger say."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"已公开的站点 {place}：{what}。没有生成，也没有改动任何文件。")


class Served:
    """A published site; `place` is its folder, or its http(s) address, from which no other address is followed to."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._is_remote = urllib.parse.urlsplit(place).scheme in ("http", "https")
        self._opener = urllib.request.build_opener(_NoRedirects)

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """Every file of the site with its hash; raises ServedFails where there is no manifest."""
        content = self._read(MANIFEST)
        if content is None:
            raise ServedFails(self.place, f"没有 {MANIFEST}，不是本程序生成的站点。第一次公开时不要写 --published")
        listed = listed_in(content)
        if listed is None:
            raise ServedFails(self.place, f"{MANIFEST} 不是本程序写的，或已损坏")
        return listed

    @cached_property
    def ledger(self) -> Ledger:
        """What was published; empty where the site was made before there were ledgers."""
        if LEDGER not in self.hashes:
            if self._read(LEDGER) is not None:
                raise ServedFails(self.place, f"{MANIFEST} 没有列出 {LEDGER}，台账可能被换过")
            return Ledger()
        ledger = ledger_from_bytes(self.read(LEDGER, self.hashes[LEDGER]))
        if ledger is None:
            raise ServedFails(self.place, f"{LEDGER} 读不了：格式不对，或者是另一版程序写的")
        return ledger

    def read(self, name: str, wanted: str) -> bytes:
        """Return a file that has the SHA-256 wanted; raises ServedFails where it is not there or another one is."""
        data = self._read(name)
        if data is None:
            raise ServedFails(self.place, f"{name} 不在。{_REMEDY}")
        if sha256(data) != wanted:
            raise ServedFails(
                self.place, f"{name} 的 SHA-256 是 {sha256(data)}，记录的是 {wanted}，文件被改过。{_REMEDY}"
            )
        return data

    def read_all(self, wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        """Yield the content of each of many (name, hash), in order, several at once; raises ServedFails."""
        wanted = list(wanted)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for (name, _), data in zip(wanted, pool.map(lambda each: self.read(*each), wanted), strict=True):
                yield name, data

    def _read(self, name: str) -> bytes | None:
        """Return a file's bytes, or nothing where there is none; raises ServedFails where it cannot be had."""
        try:
            data = self._fetched(name) if self._is_remote else self._found(name)
        except (OSError, http.client.HTTPException) as error:
            raise ServedFails(self.place, f"{name} 取不到（{error}）") from error
        if data is not None and len(data) > _LARGEST:
            raise ServedFails(self.place, f"{name} 超过 {_LARGEST >> 20} MB")
        return data

    def _found(self, name: str) -> bytes | None:
        path = Path(self.place) / name
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return stream.read(_LARGEST + 1)

    def _fetched(self, name: str) -> bytes | None:
        address = f"{self.place.rstrip('/')}/{urllib.parse.quote(name)}"
        try:
            with self._opener.open(address, timeout=_SECONDS) as answer:
                data: bytes = answer.read(_LARGEST + 1)
                return data
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (http.client.NOT_FOUND, http.client.GONE):
                return None
            raise


_REMEDY = "请从备份恢复站点；确实找不回的，在 site.yaml 的“重排”中写明"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what is served elsewhere is not the site that was named."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Leave a redirect as the answer, which is then an error."""
