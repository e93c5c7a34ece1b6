"""The layers of the house: a part imports from the lines below it, never upwards and never sideways."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"
LAYERS = (
    {"cli", "__main__"},
    {"arguments"},
    {"verify", "preview"},
    {"build"},
    {"publish"},
    {"render", "export"},
    {"report"},
    {"compare"},
    {"check"},
    {"workbook"},
    {"view"},
    {"derive"},
    {"validate", "model", "format"},
    {"load"},
    {"problems"},
    {"source", "errors", "lazy"},
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def height(part: str) -> int:
    return next(index for index, parts in enumerate(LAYERS) if part in parts)


def imported_parts(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator."):
            names.add(node.module.split(".")[1])
    return names


def test_every_part_has_its_layer() -> None:
    parts = {part_of(module) for module in MODULES} - {"__init__"}
    assert parts <= set().union(*LAYERS)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(module: Path) -> None:
    own = part_of(module)
    if own == "__init__":
        return
    for part in imported_parts(module) - {own}:
        if own == "__main__" and part == "cli":
            continue
        assert height(part) > height(own), f"{own} imports {part}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_what_it_holds_and_stays_small(module: Path) -> None:
    text = module.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= 400


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_functions_and_classes_say_what_they_do(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent


MEASURING = {PACKAGE / "verify" / name for name in ("drawn.py", "lettering.py", "operators.py")}
"""Where places on a page are measured, in points as pdfium gives them; no figure comes near them as a number."""


@pytest.mark.parametrize(
    "part", ["model", "derive", "view", "check", "compare", "load", "render", "verify", "workbook", "preview"]
)
def test_no_float_where_figures_live(part: str) -> None:
    for module in {*(PACKAGE / part).rglob("*.py")} - MEASURING:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), module
            assert not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float"), module


def test_the_architecture_lists_what_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    listed = set(re.findall(r"`([a-z_]+)(?:/|\.py)`", text))
    there = {part_of(module) for module in MODULES} - {"__init__"}
    assert there <= listed
    assert listed & set().union(*LAYERS) == there
