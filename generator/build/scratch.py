"""A folder for what workers put down: gone with their build, or with the next one where it was killed."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_HELD = "held"
"""The file by whose lock a folder is known to be in use; the system lets go of it when its build dies."""


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder among the system's temporary ones, after clearing those of builds that are no more."""
    prefix = f"disclose-{os.getuid()}-"
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        _clear_unless_held(left)
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with open(folder / f"{_HELD}.new", "w", encoding="utf-8") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            (folder / f"{_HELD}.new").rename(folder / _HELD)  # never there without its lock
            yield folder


def _clear_unless_held(folder: Path) -> None:
    """Remove a folder whose build is dead; one without the file is just being made."""
    with contextlib.suppress(OSError), open(folder / _HELD, encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
