"""Unit files for samples: the keys of a fragment replace those of a small complete file."""

import re
from pathlib import Path

BASE = (Path(__file__).parent / "base.yaml").read_text("utf-8")
_KEY = re.compile(r"[^\s#:：]+(?=[:：])")


def file_of(fragment: str) -> str:
    """Return the base file with the first-level keys of a fragment put in place of its own."""
    replaced = _blocks(fragment)
    kept = [block for key, block in _blocks(BASE).items() if key not in replaced]
    return "".join([*kept, fragment])


def _blocks(text: str) -> dict[str, str]:
    """Part a file into its first-level blocks by key; what stands before the first belongs to none."""
    blocks: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        match = _KEY.match(line)
        key = match.group() if match else key
        blocks[key] = blocks.get(key, "") + line
    return blocks
