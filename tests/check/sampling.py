"""Unit files for samples: the keys of a fragment replace those of a small complete file.

A comment in a fragment may say what the file does not have: # 没有“支出”, or # 没有金额.
"""

import re
from pathlib import Path

from generator.check.manual import Sample
from generator.model.sheets import INPUTS

BASE = (Path(__file__).parent / "base.yaml").read_text("utf-8")
_KEY = re.compile(r"[^\s#:：]+(?=[:：])")


def file_of(fragment: str) -> str:
    """Return the base file with the first-level keys of a fragment put in place of its own."""
    replaced = _blocks(fragment).keys() | _left_out(fragment)
    kept = [block for key, block in _blocks(BASE).items() if key not in replaced]
    return "".join([*kept, fragment])


def _left_out(fragment: str) -> set[str]:
    comment = next((line for line in fragment.split("\n") if line.startswith("# 没有")), "")
    amounts = {path[0] for paths in INPUTS.values() for path in paths} if "金额" in comment else set()
    return amounts | set(re.findall("“(.+?)”", comment))


def place_sample(folder: Path, sample: Sample) -> Path:
    """Write a sample's file and those beside it where the program looks for them; return the sample's own.

    A comment may say where the sample's own file stands: # 文件 156/2026.yaml.
    """
    for address, fragment in sample.beside:
        code, _, year = address.partition("/")
        _write(folder / code / f"{year}.yaml", file_of(f"{fragment}单位代码: {code}\n年度: {year}\n"))
    stated = re.search(r"^# 文件 (\S+)$", sample.text, re.MULTILINE)
    return _write(folder / (stated[1] if stated else "156001/2026.yaml"), file_of(sample.text))


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _blocks(text: str) -> dict[str, str]:
    """Part a file into its first-level blocks by key; what stands before the first belongs to none."""
    blocks: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        match = _KEY.match(line)
        key = match.group() if match else key
        blocks[key] = blocks.get(key, "") + line
    return blocks
