"""Publishes a small site through the real code, as a process of its own that tests can kill, starve and trace.

    python -m tests.publish.driver OUT VERSION [--files N] [--hold]

Says `ready` on standard output before it begins; with --hold it says `held` once it holds the output, and waits for a
line (or the end) of standard input before it publishes.
"""

import argparse
import sys
from pathlib import Path

from generator.errors import GeneratorError
from generator.publish import staging

UNCHANGED = {"assets/style.css": b"body { color: black }\n", "assets/icon.png": bytes(range(256))}


def pages(version: str, files: int = 4) -> dict[str, bytes]:
    """The files of a small site that differ from version to version."""
    return {f"156{number:03}/2026/index.html": f"{version} {number}\n".encode() * 400 for number in range(files)}


def publish_version(out: Path, version: str, *, files: int = 4, hold: bool = False) -> None:
    """Publish a version; what all versions have in common is carried over where there is a site already."""
    with staging(out) as staged:
        if hold:
            print("held", flush=True)
            sys.stdin.readline()
        for name, data in pages(version, files).items():
            staged.write(name, data)
        for name, data in UNCHANGED.items():
            if name in staged.present:
                staged.carry(name)
            else:
                staged.write(name, data)
        staged.publish({"revision": version})


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("version")
    parser.add_argument("--files", type=int, default=4)
    parser.add_argument("--hold", action="store_true")
    options = parser.parse_args()
    print("ready", flush=True)
    try:
        publish_version(options.out, options.version, files=options.files, hold=options.hold)
    except GeneratorError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
