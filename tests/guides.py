"""The guides as their readers follow them: commands are run, lines are changed, and what is printed is as told."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.editing import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
"""Every document of the repository."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`(units/[0-9]+/[0-9]+\.yaml)`|(units/[0-9]+/[0-9]+\.yaml)")
_ANYTHING = "…"
REMOTE = "https://github.com/OWNER/REPOSITORY.git"


@dataclass(frozen=True)
class Block:
    """One block of a guide that is set off: its language, its text, and the unit file last named before its end."""

    language: str
    text: str
    file: str

    @property
    def commands(self) -> list[str]:
        """The commands of a block of the shell's, without what is said of them."""
        lines = (line.partition(" #")[0].strip() for line in self.text.splitlines())
        return [line for line in lines if line and not line.startswith("#")]


def blocks(text: str) -> list[Block]:
    """Return the blocks of a guide or of a part of one, in order."""
    found = []
    for match in _FENCE.finditer(text):
        named = _FILE.findall(text[: match.end()])
        found.append(Block(match[1], match[2], "".join(named[-1]) if named else ""))
    return found


def commands(document: Path) -> list[str]:
    """Return every command that a document sets off."""
    return [
        command for block in blocks(document.read_text("utf-8")) if block.language == "sh" for command in block.commands
    ]


def section(text: str, heading: str) -> str:
    """Return a section of a guide, those below it included."""
    marks, _, title = heading.partition(" ")
    plain = _FENCE.sub(lambda block: "\n" * len(block[0]), text)
    start = plain.index(f"\n{marks} {title}\n") + 1
    end = re.compile(rf"^#{{1,{len(marks)}}} ", re.MULTILINE).search(plain, start + len(heading))
    return text[start : end.start() if end else None]


class Reader:
    """Somebody who follows a guide word by word, in a folder and with settings of his own.

    The address that guides give for the repository leads to a repository on this computer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = ""
        remote, home = folder / "remote.git", folder / "home"
        home.mkdir()
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",  # so that both outputs come in order, as on a terminal
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{remote.as_uri()}.insteadOf",
            "GIT_CONFIG_VALUE_0": REMOTE,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        self._publish(remote)

    def _publish(self, remote: Path) -> None:
        """Put the repository's own units where the guides' readers get them from."""
        origin = self.folder / "origin"
        self._call("git", "init", "-q", "-b", "main", str(origin))
        subprocess.run(["cp", "-r", str(ROOT / "units"), str(ROOT / ".gitignore"), str(origin)], check=True)
        who = ("-c", "user.name=王芳", "-c", "user.email=wangfang@example.invalid")
        self._call("git", "-C", str(origin), "add", "-A")
        self._call("git", *who, "-C", str(origin), "commit", "-q", "-m", "2026年预算")
        self._call("git", "clone", "-q", "--bare", str(origin), str(remote))

    def follow(self, text: str) -> None:
        """Run a guide's commands, make its changes, and hold what is printed against what it tells."""
        for block in blocks(text):
            if block.language == "sh":
                self.output = "".join(self.run(command) for command in block.commands)
            elif block.language == "text":
                assert_told(block.text, self.output)
            elif block.language == "diff":
                change(self.folder / block.file, block.text)

    def run(self, command: str) -> str:
        """Run one command and return what it prints; one that fails must be a check that finds errors."""
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder /= words[1]
            assert self.folder.is_dir()
            return ""
        if words[0] == "make":
            return dry_run(words[1])
        if words[0] == "source":
            assert (ROOT / words[1]).is_file()
            return ""
        if words[:2] == ["disclose", "serve"]:
            return self._serve(words[1:])
        assert words[0] in ("disclose", "git"), f"nobody told how to test {command!r}"
        program = [sys.executable, "-m", "generator"] if words[0] == "disclose" else ["git"]
        return self._call(*program, *words[1:], may_fail=words[:2] == ["disclose", "check"])

    def _call(self, *words: str, may_fail: bool = False) -> str:
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0 or (may_fail and done.returncode == 1), done.stdout
        return done.stdout

    def _serve(self, words: list[str]) -> str:
        """Start the preview, at any port that is free, and end it as Ctrl+C does."""
        command = [sys.executable, "-m", "generator", *words, *(["--port", "0"] if "--port" not in words else [])]
        with subprocess.Popen(
            command, cwd=self.folder, env=self._environment, stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            assert process.stdout is not None
            greeting = process.stdout.readline()
            process.send_signal(signal.SIGINT)
        assert process.returncode == 0
        assert greeting.startswith("预览：http://127.0.0.1:")
        return greeting


def dry_run(target: str) -> str:
    """Return what make would do for a target."""
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return ""


def assert_told(told: str, printed: str) -> None:
    """Hold a printed text against what a guide tells: … stands for the rest of a line, or for any lines."""
    pattern = "".join(_patterns(told.splitlines()))
    assert re.fullmatch(pattern, printed), f"told:\n{told}\nprinted:\n{printed}"


def _patterns(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line == _ANYTHING:
            yield "(?:.*\n)*?"
        elif line.endswith(_ANYTHING):
            yield f"{re.escape(line.removesuffix(_ANYTHING))}.*\n"
        else:
            yield f"{re.escape(line)}\n"


def change(path: Path, difference: str) -> None:
    """Change a file as a guide shows it: lines with - are there, and those with + stand in their place afterwards."""
    lines = difference.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path}"
    path.write_text(text.replace(before, after), "utf-8")
