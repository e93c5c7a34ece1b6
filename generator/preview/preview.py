"""The preview in memory: what stands at each address now, and the last good page where something is broken."""

import re
import threading
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from generator.build.files import Known
from generator.build.workspace import Workspace
from generator.errors import GeneratorError
from generator.model.site import Site
from generator.preview.dressing import ASSETS, Shown, dressed
from generator.preview.edition import Edition
from generator.preview.rest import Over, Rest

_OF_DISCLOSURE = re.compile(r"(?P<address>[0-9]{3,12}/20[0-9]{2})/(?P<file>.+)", re.ASCII)
_NO_PAGE = "这份文件没有页面：状态是“依法不公开”。"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser is given; the tag of a page changes whenever anything on it does."""

    status: HTTPStatus
    name: str
    body: bytes
    tag: str = ""


@dataclass(slots=True)
class _Moment:
    """One edition, or the sentence that says why there is none, and the answers given from it."""

    edition: Edition | None
    failure: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    over: Over | None = None

    @property
    def site(self) -> Site:
        """What every page says of the site."""
        return self.edition.site_file.site if self.edition else Site(is_preview=True)


class Preview:
    """Reads the folder anew when told to, and makes what is asked for; may be asked from several threads."""

    def __init__(self, folder: Path, workspace: Workspace, cache: Path) -> None:
        self._folder, self._workspace = folder, workspace
        self._rest = Rest(folder, workspace, cache)
        self._known: Known = {}
        self._good: dict[str, bytes] = {}
        self._assets = workspace.assets() | _own_files(workspace)
        self._pages, self._others, self._news = threading.RLock(), threading.RLock(), threading.Condition()
        self._moment = self._read()

    def refresh(self) -> None:
        """Read the folder anew; where anything differs, wake those who wait."""
        with self._pages:
            moment, last = self._read(), self._moment
        if moment.edition and last.edition and moment.edition.stands_as(last.edition):
            return
        with self._news:
            self._moment = moment
            self._news.notify_all()

    def wait_for_other(self, path: str, tag: str, seconds: int) -> bool:
        """Wait until a page is another than that of a tag, no longer than some seconds; say whether it is."""
        moment = self._moment
        if self.answer(path).tag != tag:
            return True
        with self._news:
            self._news.wait_for(lambda: self._moment is not moment, seconds)
        return self._moment is not moment and self.answer(path).tag != tag

    def answer(self, path: str) -> Answer:
        """Return what stands at a path from the site's root now; nothing is looked up in the file system by it."""
        moment = self._moment
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if name in self._assets:
            return Answer(HTTPStatus.OK, name, self._assets[name])
        found = _OF_DISCLOSURE.fullmatch(name)
        is_page = found is not None and found["file"] == "index.html"
        with self._pages if is_page else self._others:
            if name not in moment.answers:
                moment.answers[name] = self._answer(moment, name, found)
            return moment.answers[name]

    def _read(self) -> _Moment:
        try:
            return _Moment(Edition(self._folder, self._workspace, self._known))
        except GeneratorError as error:
            return _Moment(None, str(error))

    def _answer(self, moment: _Moment, name: str, found: re.Match[str] | None) -> Answer:
        if not moment.edition:
            return self._shown(name, Shown(notice=moment.failure), moment)
        try:
            if found and found["file"] == "index.html":
                return self._shown(name, self._disclosure(moment.edition, found["address"]), moment)
            if not name.endswith(".html"):
                data = self._file(moment.edition, name, found)
                return self._shown(name, Shown(), moment) if data is None else Answer(HTTPStatus.OK, name, data)
            over = self._over(moment)
            html = over.files.get(name, b"")
            return self._shown(name, Shown(html, over.report) if html else Shown(), moment)
        except GeneratorError as error:
            return self._shown(name, Shown(notice=str(error)), moment)

    def _file(self, edition: Edition, name: str, found: re.Match[str] | None) -> bytes | None:
        """Return a file that is no page; nothing where there is none of that name."""
        if not found:
            return self._rest.data_over().get(name) if name.startswith("data/") else None
        is_there = found["address"] in edition.sources.contents
        return self._rest.file_of(found["address"], name) if is_there else None

    def _disclosure(self, edition: Edition, address: str) -> Shown:
        look = edition.look(address)
        if look is None:
            return Shown()
        return Shown(look.html, look.report, "" if look.html or look.report.problems else _NO_PAGE)

    def _shown(self, name: str, shown: Shown, moment: _Moment) -> Answer:
        """Show a page, or the problems over the last good one; without either there is nothing at the address."""
        is_there = bool(shown.html or shown.notice or shown.report.problems)
        if shown.html:
            self._good[name] = shown.html
        elif is_there and name in self._good:
            shown = replace(shown, html=self._good[name], is_old=True)
        if not is_there:
            shown = replace(shown, notice=f"没有 {name}：地址写错了，或者文件已经删去、改名。")
        body, tag = dressed(shown, "../" * name.count("/"), moment.site, self._workspace)
        return Answer(HTTPStatus.OK if is_there else HTTPStatus.NOT_FOUND, name, body, tag)

    def _over(self, moment: _Moment) -> Over:
        if moment.over is None:
            moment.over = self._rest.over_all()
        return moment.over


def _own_files(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.templates / "preview"
    return {f"{ASSETS}{path.name}": path.read_bytes() for path in folder.iterdir() if path.suffix in (".css", ".js")}
