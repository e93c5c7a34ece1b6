"""What the reference printed by mistake is printed nowhere, and the table of differences holds nothing idle."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from . import expected
from .reading import Glyphs, Page, plain

TELEPHONE = "15193270305"
TAGS = ["<p>", "</p>", "&lt;p&gt;"]
NOWHERE = [*TAGS, *(d.original for d in expected.differences() if d.place in ("every page", "table-4"))]


@pytest.mark.parametrize("original", NOWHERE)
def test_a_mistake_of_the_reference_is_printed_nowhere(page: Page, pdf: Glyphs, original: str) -> None:
    name = original.split("）", 1)[-1]
    assert plain(name) not in page.text, f"the page prints “{name}”"
    assert plain(name) not in pdf.squeezed()[0], f"the PDF prints “{name}”"


def test_the_telephone_number_is_in_no_file(built_site: Path, pdf: Glyphs) -> None:
    sought = TELEPHONE.encode()
    for path in sorted(file for file in built_site.rglob("*") if file.is_file()):
        assert sought not in path.read_bytes(), f"{path.relative_to(built_site)} holds the telephone number"
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                assert all(sought not in archive.read(name) for name in archive.namelist()), path.name
    assert TELEPHONE not in pdf.squeezed()[0]


def test_the_page_has_its_four_parts_and_each_table_once(page: Page) -> None:
    for name in ["part-1", "part-2", "part-3", "part-4", *(f"table-{number}" for number in range(1, 16))]:
        assert len(page.tree.xpath("//*[@id=$id]", id=name)) == 1, f"id “{name}” is not there exactly once"
    ids = page.tree.xpath("//table/@id")
    assert [name for name in ids if name.startswith("table-")] == [f"table-{number}" for number in range(1, 16)]


def test_every_difference_has_a_place_an_original_a_print_and_a_reason() -> None:
    for difference in expected.differences():
        assert all((difference.place, difference.original, difference.printed, difference.why)), difference
        assert difference.original != difference.printed, difference


def test_no_difference_is_idle() -> None:
    tables = "\n".join(path.read_text(encoding="utf-8") for path in sorted((expected.HERE / "tables").glob("*.tsv")))
    titles = (expected.HERE / "titles.tsv").read_text(encoding="utf-8")
    sentences = expected.lines_of(expected.HERE / "sentences.tsv")[1:]
    for difference in expected.differences():
        if difference.place.startswith("table-") and difference.original != "(no name)":
            assert difference.original in tables, difference
        elif difference.place == "title":
            assert difference.original in titles, difference
        elif plain(difference.place) in {plain(heading) for heading, *_ in sentences}:
            texts = [text for heading, text, _ in sentences if plain(heading) == plain(difference.place)]
            assert any(difference.original in text for text in texts), difference
        else:
            assert difference.place in ("layout", "every page", *(f"table-{n}" for n in range(1, 16))), difference
