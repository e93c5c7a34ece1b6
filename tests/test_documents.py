"""Everything that can be typed is documented, what the documents name is there, and their commands work."""

import argparse
import copy
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from generator.arguments import parser
from generator.check.codes import pages
from scripts.fields import GUIDE, guide
from tests.editing import REFERENCE, ROOT
from tests.guides import DOCUMENTS, REMOTE, Reader, commands, section
from tests.test_working_week import FOLLOWED

COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
TEXTS = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in DOCUMENTS}
PARSERS: dict[str, argparse.ArgumentParser] = next(
    action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
)
TARGETS = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1].split()  # type: ignore[index]
SINGLE = sorted({each for name in TEXTS if name not in FOLLOWED for each in commands(ROOT / name)})
"""The commands of documents that are no story, each to be run by itself."""


def arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield what may be typed behind a command: options, and the names of what stands without one."""
    for action in parser._actions:
        if not isinstance(action, argparse._HelpAction):
            yield action.option_strings[-1] if action.option_strings else str(action.metavar)


@pytest.mark.parametrize(
    ("command", "argument"), [(name, each) for name, parser in PARSERS.items() for each in arguments(parser)]
)
def test_the_guide_explains_every_argument_of_a_command(command: str, argument: str) -> None:
    assert re.search(rf"`[^`]*{re.escape(argument)}\b[^`]*`", told_of(command)), f"disclose {command}: {argument}"


@pytest.mark.parametrize("command", PARSERS)
def test_the_guide_shows_every_command_in_use(command: str) -> None:
    assert f"\ndisclose {command}" in told_of(command)


def told_of(command: str) -> str:
    """What the guide says of a command: a section may be about several."""
    heading = re.search(rf"^## .*\bdisclose {command}\b.*$", COMMANDS, re.MULTILINE)
    assert heading, f"disclose {command}"
    return section(COMMANDS, heading[0])


@pytest.mark.parametrize("target", TARGETS)
def test_the_guide_explains_every_target_of_make(target: str) -> None:
    assert re.search(rf"^\| .*`make {target}`.* \| .+ \|$", COMMANDS, re.MULTILINE)


def test_the_list_of_keys_is_what_the_schemas_say() -> None:
    assert GUIDE.read_text("utf-8") == guide(), "python scripts/fields.py writes it anew"


def test_every_key_of_the_schemas_is_in_the_list() -> None:
    listed = set(re.findall(r"^\| (?:[^|]+ / )?([^|/]+) \|", GUIDE.read_text("utf-8"), re.MULTILINE))
    unit, site = (keys_of(f"schema/{name}.schema.json") for name in ("unit", "site"))
    assert len(unit) > 150
    assert len(site) > 5
    assert (unit | site) - listed == set()


def keys_of(schema: str) -> set[str]:
    """Every key that a schema describes, wherever it does."""

    def below(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "properties":
                    yield from value
                yield from below(value)
        elif isinstance(node, list):
            for each in node:
                yield from below(each)

    return set(below(json.loads((ROOT / schema).read_text("utf-8"))))


def weighed(command: str) -> ParameterSet:
    """Put a command aside for the long run that does what another one does, in another way."""
    is_slow = any(each in command for each in ("--only", "--shard", "verify 下载的文件/", "verify 156001-2026.pdf"))
    return pytest.param(command, marks=[pytest.mark.slow] * is_slow)


@pytest.mark.parametrize("command", [weighed(each) for each in SINGLE])
def test_a_command_of_a_document_works(command: str, reader: Reader) -> None:
    reader.run(command)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader with some history."""
    found = Reader(tmp_path_factory.mktemp("documents"))
    found.run(f"git clone -q {REMOTE} budgets")
    found.run("cd budgets")
    found.run("git tag v2026.1")
    for number in range(3):
        found.run(f"git -c user.name=李明 -c user.email=liming@example.invalid commit -q --allow-empty -m {number}")
    return found


@pytest.fixture
def reader(command: str, history: Reader, tmp_path: Path, request: pytest.FixtureRequest) -> Reader:
    """The same with another folder of units, an earlier year, or what was built, where a command asks for it."""
    words = command.split()
    found = copy.copy(history)
    found.folder = Path(shutil.copytree(history.folder, tmp_path / "budgets"))
    if "演练" in words:
        shutil.copytree(found.folder / "units", found.folder / "演练")
    if "2025" in words:
        text = REFERENCE.read_text("utf-8").replace("2025", "2024").replace("2026", "2025")
        (found.folder / "units" / "156001" / "2025.yaml").write_text(text, "utf-8")
    if "budget.git" in words and "clone" not in words:
        found.run(f"git clone -q --mirror {REMOTE} budget.git")
    if "import" in words:
        fill_in(found, words[2])
    if "verify" in words or ("--only" in words and "--preview" not in words):
        published(found.folder, request.getfixturevalue("built_site"))
    return found


def fill_in(reader: Reader, workbook: str) -> None:
    """Put a workbook where the commands look for it: the program's own, or one from a finance system."""
    if workbook.endswith(".xls"):
        shutil.copy(ROOT / "tests" / "workbook" / "fixtures" / "reference-tables.xls", reader.folder / workbook)
    else:
        reader.run(f"disclose export 156001/2026 --xlsx {workbook}")


def published(folder: Path, site: Path) -> None:
    """Put a site where the commands look for it, and its PDFs where a reader would have saved them."""
    shutil.copytree(site, folder / "site")
    (folder / "下载的文件").mkdir()
    for pdf in site.rglob("*.pdf"):
        for place in (folder, folder / "下载的文件"):
            shutil.copy(pdf, place)


@pytest.mark.parametrize("document", TEXTS)
def test_commands_and_options_that_a_document_names_are_there(document: str) -> None:
    for quoted in re.findall(r"`(?:\.venv/bin/)?(disclose [^`]+)`", TEXTS[document]):
        name, *rest = quoted.split()[1:]
        if name not in ("--help", "--version", "命令"):
            assert name in PARSERS, quoted
            options = {each for word in rest for each in re.findall(r"^--[a-z-]+", word)} - {"--help"}
            assert options <= set(arguments(PARSERS[name])), quoted
    for target in re.findall(r"`make ([a-z-]+)", TEXTS[document]):
        assert target in TARGETS, target


@pytest.mark.parametrize("document", TEXTS)
def test_links_and_pictures_of_a_document_lead_somewhere(document: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", TEXTS[document]):
        if re.match("[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        path = (ROOT / document).parent / name if name else ROOT / document
        assert path.exists(), link
        if anchor:
            assert anchor in anchors(path.read_text("utf-8")), link


def anchors(text: str) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", ["docs/editing.md", "docs/reviewing.md", "docs/commands.md"])
def test_codes_that_a_guide_names_are_there(document: str) -> None:
    named = set(re.findall(r"(?<![A-Za-z0-9])[A-Z]\d{1,3}(?![A-Za-z0-9])", TEXTS[document]))
    assert named - {page.code for page in pages()} == set()


def test_the_index_names_every_document() -> None:
    linked = set(re.findall(r"\]\(([^)#]+)", TEXTS["docs/README.md"]))
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - linked == {"README.md"}


def test_the_two_readmes_have_the_same_commands_and_pictures() -> None:
    english, chinese = (
        (commands(ROOT / name), re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXTS[name]))
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese
    assert english[0] == ["make site", "make test"]
    assert len(english[1]) == 2


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > 150_000] == []
