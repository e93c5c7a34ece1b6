"""Files → the output folder: staged beside it, written with a manifest, and put in place in one step."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.errors import GeneratorError

MANIFEST = "manifest.json"


class OutputInUse(GeneratorError):
    """Something that is not a site of ours stands where the site should go."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} 不是本程序生成的站点（没有 {MANIFEST}），不会覆盖；请换一个 --out，或先移走它。")


class OutputFailed(GeneratorError):
    """The output could not be written; what was published stands as it was."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"写不了 {path}：{error.strerror or error}。已发布的内容没有改动。")


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def manifest(files: Mapping[str, bytes], facts: Mapping[str, Any]) -> bytes:
    """List every file with its hash, beside what is known of the run (revision, environment)."""
    listed = {name: sha256(data) for name, data in sorted(files.items())}
    return (json.dumps({**facts, "files": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def publish(files: Mapping[str, bytes], out: Path, facts: Mapping[str, Any]) -> None:
    """Write all files into a sibling folder, then put it where the output stands, in one step each.

    Raises OutputInUse where the output is a folder that this program did not make, OutputFailed on any I/O error;
    in both cases the present output is left as it is.
    """
    if out.exists() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise OutputInUse(out)
    staged = out.with_name(f".{out.name}.staged-{os.getpid()}")
    try:
        _write_all(staged, {**files, MANIFEST: manifest(files, facts)})
        _exchange(staged, out)
    except OSError as error:
        raise OutputFailed(out, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())


def _exchange(staged: Path, out: Path) -> None:
    """Move the present output aside and the staged one in; a failure in between puts the old one back."""
    aside = out.with_name(f".{out.name}.old-{os.getpid()}")
    had_one = out.exists()
    if had_one:
        out.rename(aside)
    try:
        staged.rename(out)
    except OSError:
        if had_one:
            aside.rename(out)
        raise
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(aside)
