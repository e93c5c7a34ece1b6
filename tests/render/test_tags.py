"""The tags of a PDF: its tables say what the model says, every head what it heads, and furniture is no content."""

import random
from pathlib import Path

import pikepdf
import pytest

from generator.build.workspace import Workspace
from generator.model.tables import Table
from generator.render.pdf import pdf_from_html
from generator.verify.tagged import Tagged, TaggedCell, TaggedTable, plain

from ..government import drawn
from .conftest import Made, made
from .tagged import filled, grid

TEMPLATES = Workspace().templates
LIST = "公开表目录"


def grid_of(table: Table) -> list[list[str]]:
    """What the model says a table shows, by row and column, spans filled."""
    head = [[(plain(cell.text), cell.rowspan, cell.colspan) for cell in row] for row in table.heads]
    body = [[(plain(cell.text), cell.rowspan, cell.colspan) for cell in row.cells] for row in table.rows]
    return filled(head + body)


def official(tagged: Tagged) -> list[TaggedTable]:
    """The tables of a document but the list of them."""
    return [table for table in tagged.tables if table.caption != LIST]


def differences(document: Made) -> list[str]:
    """Where a document's tables, read by their tags, say another thing than the model."""
    found = []
    for table, tagged in zip(document.page.tables, official(document.tagged), strict=True):
        if plain(table.title) not in tagged.caption:
            found.append(f"{table.kind}: {tagged.caption}")
        if grid(tagged) != grid_of(table):
            found.append(f"{table.kind}: {grid(tagged)} is not {grid_of(table)}")
    return found


def cell_of(document: Made, kind: str, row: str, text: str) -> TaggedCell:
    """The first cell with a text in the row that a label begins."""
    place = [table.kind for table in document.page.tables].index(kind)
    rows = official(document.tagged)[place].rows
    return next(cell for line in rows if line[0].text.endswith(row) for cell in line if cell.text == text)


def laid_out(body: str) -> Tagged:
    html = f'<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>试</title></head><body>{body}</body></html>'
    return Tagged(pdf_from_html(html, TEMPLATES))


def test_the_cells_of_every_table_are_the_models_by_row_and_column(document: Made) -> None:
    assert differences(document) == []


@pytest.mark.slow
def test_the_cells_of_a_hundred_invented_units_are_the_models(tmp_path: Path) -> None:
    files = sorted(drawn(tmp_path, "--units", "120", "--years", "2").glob("*/20*.yaml"))
    tried = 0
    for path in random.Random(8).sample(files, len(files)):
        if "收入:" in path.read_text("utf-8") and "状态: 草稿" not in path.read_text("utf-8"):
            assert differences(made(path)) == [], path
            tried += 1
        if tried == 100:
            return
    pytest.fail(f"only {tried} units")


def test_every_head_says_what_it_heads(document: Made) -> None:
    heads = [cell for table in document.tagged.tables for row in table.rows for cell in row if cell.kind == "TH"]
    assert heads
    assert {cell.scope for cell in heads} == {"Row", "Column"}


def test_every_figure_has_its_heads(document: Made) -> None:
    for table in official(document.tagged):
        cells = [cell for row in table.rows for cell in row if cell.kind == "TD" and cell.text]
        assert not [cell.text for cell in cells if not cell.heads], table.caption


def test_a_figure_under_two_heads_names_both_and_its_row(reference: Made) -> None:
    cell = cell_of(reference, "appropriation-by-unit", "合计", "303.31")
    assert cell.heads == ("合计", "一般公共预算支出", "基本支出")


def test_a_figure_under_heads_of_several_heights_names_those_above_it(reference: Made) -> None:
    cell = cell_of(reference, "three-public", "合计", "0.27")
    assert cell.heads == ("合计", "“三公”经费", "合计")


def test_a_figure_over_a_row_of_column_numbers_names_them_too(reference: Made) -> None:
    cell = cell_of(reference, "basic", "", "267.30")
    assert cell.heads == ("合计", "一般公共预算基本支出", "人员经费", "2")


def test_an_indicator_is_named_by_its_group_and_by_the_heads_of_its_list(reference: Made) -> None:
    (row,) = [
        row
        for table in official(reference.tagged)
        for row in table.rows
        if any(cell.text == "预算执行率" for cell in row)
    ]
    value = next(cell for cell in row if cell.text == "95")
    assert value.heads[-1] == "指标值"


def test_the_renderers_own_headers_are_replaced_in_a_list_below_a_form(reference: Made) -> None:
    amount = cell_of(reference, "overall", "合计", "303.31")
    assert "预算金额" in amount.heads
    assert "指标值" not in amount.heads


def test_page_numbers_and_running_titles_are_no_content(document: Made) -> None:
    numbers = [plain(piece.text) for piece in document.tagged.untagged]
    assert len([text for text in numbers if text == "—"]) >= 2 * (len(document.tagged.pdf.pages) - 1)
    said = "".join(document.tagged.text_of(element) for element in document.tagged.kids(document.tagged.root))
    assert "续表：" not in said
    assert "—1—" not in said


def test_everything_marked_is_in_the_tree(document: Made) -> None:
    tagged = document.tagged
    held = [piece for element in tagged.kids(tagged.root) for piece in tagged.pieces_of(element)]
    assert len(held) == len(tagged.pieces)


def test_a_link_is_one_element_that_its_annotations_name(reference: Made) -> None:
    tree = reference.tagged.root.ParentTree.Nums
    elements = {int(number): element for number, element in zip(tree[::2], tree[1::2], strict=True)}
    for page in reference.tagged.pdf.pages:
        for annotation in page.get("/Annots", []):
            assert elements[int(annotation.StructParent)].S == "/Link"
            assert elements[int(annotation.StructParent)].P.S != "/Link"


def test_a_link_says_its_own_words(reference: Made) -> None:
    contents = reference.tagged.pdf.pages[1].Annots
    assert "一、部门（单位）职责" in [str(annotation.Contents) for annotation in contents]


def test_an_entry_of_the_contents_is_one_link(reference: Made) -> None:
    said = [str(annotation.Contents) for annotation in reference.tagged.pdf.pages[1].Annots]
    assert (
        len(said)
        == len(set(said))
        == 2
        + sum(
            1 + len(part.tables) + len([section for section in part.sections if section.title])
            for part in reference.page.parts
        )
    )


def test_identifiers_are_given_once(document: Made) -> None:
    names = [str(name) for name in document.tagged.root.IDTree.Names[::2]]
    assert names == sorted(set(names))


def test_a_table_over_pages_is_one_table_with_one_head() -> None:
    rows = "".join(f'<tr><th scope="row">行{line}</th><td>{line}.00</td></tr>' for line in range(90))
    tagged = laid_out(
        '<table class="budget"><caption>长表</caption><thead><tr><th scope="col">项目</th><th scope="col">预算数</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )
    (table,) = tagged.tables
    assert len(tagged.pdf.pages) > 2
    assert [kind for kind, _ in table.groups].count("THead") == 1
    assert [row[0].text for row in table.rows] == ["项目", *(f"行{line}" for line in range(90))]
    assert table.rows[90][1].heads == ("行89", "预算数")
    assert len([piece for piece in tagged.untagged if piece.text == "预算数"]) == len(tagged.pdf.pages) - 1


def test_an_empty_cell_keeps_its_place() -> None:
    tagged = laid_out(
        '<table class="budget"><tbody><tr><th scope="row">甲</th><td></td><td>1</td></tr></tbody></table>'
    )
    assert grid(tagged.tables[0]) == [["甲", "", "1"]]


def test_boxes_without_meaning_leave_no_element(reference: Made) -> None:
    kinds = {str(element.S) for element in _all(reference.tagged, reference.tagged.root)}
    assert not kinds & {"/Span", "/NonStruct", "/Div"}


def _all(tagged: Tagged, element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids = tagged.kids(element)
    return kids + [below for kid in kids for below in _all(tagged, kid)]
