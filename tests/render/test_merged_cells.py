"""Merged cells over page breaks: each page shows the cell's text, and no cell is cut."""

from generator.build.workspace import Workspace
from generator.render.pdf import pdf_from_html
from generator.verify.tagged import Tagged

from .tagged import grid

TEMPLATES = Workspace().templates


def tagged(rows: str, style: str = "") -> Tagged:
    head = f"<head><title>试</title><style>{style}</style></head>"
    html = f'<!DOCTYPE html><html lang="zh-Hans-CN">{head}<body><table class="budget">{rows}</table></body></html>'
    return Tagged(pdf_from_html(html, TEMPLATES))


def rows_under(name: str, count: int, group: int) -> str:
    """Rows under one merged cell, with a merged cell for every `group` of them."""
    found = []
    for line in range(count):
        outer = f'<th scope="row" rowspan="{count}">{name}</th>' if not line else ""
        inner = (
            f'<th scope="row" rowspan="{min(group, count - line)}">组{line // group}</th>' if not line % group else ""
        )
        found.append(f"<tr>{outer}{inner}<td>{line}</td></tr>")
    return "".join(found)


def test_a_cell_longer_than_a_page_is_printed_on_each_page() -> None:
    made = tagged(f"<tbody>{rows_under('产出指标', 100, 7)}</tbody>")
    pages = {piece.page for piece in made.pieces.values() if piece.text == "产出指标"}
    assert pages == set(range(len(made.pdf.pages)))
    assert len(pages) > 2


def test_the_grid_of_a_table_with_mended_cells_is_as_typed() -> None:
    (table,) = tagged(f"<tbody>{rows_under('产出指标', 100, 7)}</tbody>").tables
    assert grid(table) == [["产出指标", f"组{line // 7}", str(line)] for line in range(100)]


def test_a_text_is_printed_once_on_a_page() -> None:
    made = tagged(f"<tbody>{rows_under('产出指标', 100, 100)}</tbody>")
    for text in ("产出指标", "组0"):
        pages = [piece.page for piece in made.pieces.values() if piece.text == text]
        assert len(pages) == len(set(pages))


def test_rows_held_together_stay_on_one_page_where_they_fit() -> None:
    bodies = "".join(f'<tbody class="held">{rows_under(name, 30, 30)}</tbody>' for name in "甲乙丙")
    made = tagged(bodies)
    assert [piece.page for piece in made.pieces.values() if piece.text in "甲乙丙"] == [0, 1, 2]


def test_cells_that_no_break_cuts_stay_as_they_are() -> None:
    (table,) = tagged(f"<tbody>{rows_under('产出指标', 10, 5)}</tbody>").tables
    assert [cell.down for cell in table.rows[0]] == [10, 5, 1]
