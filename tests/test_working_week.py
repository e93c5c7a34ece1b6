"""The guides for editors and reviewers, followed word by word in a real git repository."""

import json
import re
from pathlib import Path

import pytest

from tests.editing import ROOT
from tests.guides import REMOTE, Block, Reader, blocks, section

EDITING = (ROOT / "docs" / "editing.md").read_text("utf-8")
REVIEWING = (ROOT / "docs" / "reviewing.md").read_text("utf-8")
FOLLOWED = {
    "docs/editing.md": ("## 在电脑上改", "## 新的一年"),
    "docs/reviewing.md": ("## 看“数据改动”", "## 核对已公开的文件"),
}
"""The sections of guides that are followed here."""
SENTENCE = re.compile("把“(.+?)”改为“(.+?)”")


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """An editor who has set up and changed a first figure as the guide says."""
    reader = Reader(tmp_path_factory.mktemp("week"))
    reader.follow(section(EDITING, "## 在电脑上改"))
    return reader


@pytest.fixture(scope="module")
def year(editor: Reader) -> Reader:
    """The same editor after next year's file was started, filled in, checked, committed and built."""
    editor.follow(section(EDITING, "### 由上年的文件开始"))
    fill_in(editor)
    for part in ("### 检查，直到没有错误", "### 提交，看改动，生成"):
        editor.follow(section(EDITING, part))
    return editor


@pytest.fixture
def reviewer(tmp_path: Path) -> Reader:
    """A reviewer with a clone of the repository."""
    reader = Reader(tmp_path)
    reader.run(f"git clone -q {REMOTE} budgets")
    reader.run("cd budgets")
    return reader


def fill_in(reader: Reader) -> None:
    """Fill in the new year's file: every amount as the year before, one that must agree with its parts, the reasons.

    What the check then suggests for the texts is done.
    """
    path = reader.folder / "units" / "156001" / "2027.yaml"
    last_year = (path.parent / "2026.yaml").read_text("utf-8").splitlines()
    path.write_text(filled(path.read_text("utf-8"), last_year).replace("收入: 405.31\n", "收入: 405.30\n", 1), "utf-8")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    report = reader.run(f"disclose check --format json {path.relative_to(reader.folder)}").rpartition("]")[0] + "]"
    for problem in json.loads(report):
        for old, new in SENTENCE.findall("".join(problem["suggestions"])):
            lines[problem["line"] - 1] = lines[problem["line"] - 1].replace(old, new)
    path.write_text("".join(lines), "utf-8")


def filled(text: str, last_year: list[str]) -> str:
    """Take each line that is to be filled in from the same line of the year before."""
    at, found = 0, []
    for line in text.splitlines():
        if "TODO" in line:
            same = re.compile(re.escape(line).replace("TODO", ".+?"))
            at = next(number for number in range(at, len(last_year)) if same.fullmatch(last_year[number]))
            line = last_year[at]
        found.append(line)
    return "\n".join((*found, ""))


def test_a_first_change_is_made_checked_looked_at_and_pushed(editor: Reader) -> None:
    assert "refs/heads/assets-2026" in editor.run("git ls-remote --heads origin")
    assert "设备: 52.30" in editor.run("git show origin/assets-2026:units/156001/2026.yaml")


def test_a_new_years_file_goes_from_draft_to_the_site(year: Reader) -> None:
    page = (year.folder / "site" / "156001" / "2027" / "index.html").read_text("utf-8")
    assert "2027年部门（单位）预算公开情况说明" in page
    assert "与上年405.31万元相比减少0.01万元" in page
    assert year.run("git status --porcelain") == ""


def test_a_slip_is_seen_in_the_difference_as_the_guide_for_reviewers_shows(reviewer: Reader) -> None:
    reviewer.follow(section(REVIEWING, "## 看“数据改动”"))


def test_what_is_published_can_be_verified_as_the_guide_says(reviewer: Reader) -> None:
    reviewer.follow(section(REVIEWING, "## 核对已公开的文件"))


@pytest.mark.parametrize("guide", FOLLOWED)
def test_no_command_of_the_guides_is_left_out(guide: str) -> None:
    def run(found: list[Block]) -> list[str]:
        return [block.text for block in found if block.language in ("sh", "diff", "text")]

    text = (ROOT / guide).read_text("utf-8")
    followed = [each for heading in FOLLOWED[guide] for each in run(blocks(section(text, heading)))]
    assert followed == run(blocks(text))
