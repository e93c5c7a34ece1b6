"""What is seen is what is read: a page that draws anything otherwise than the program does is named."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from pikepdf import Array, Dictionary, Name

from generator.build.workspace import Workspace
from generator.render.fonts import MissingFont
from generator.verify.drawn import misdrawn
from generator.verify.lettering import lettering
from generator.verify.operators import Drawing
from generator.verify.tagged import Place, Tagged

from .altering import places_of

AMOUNT = r"^303\.31 ?$"
Contents = list[Any]


def written(operator: str, *operands: Any) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def at_operator(contents: Contents, mark: int, operator: str) -> int:
    """Return where an operator first stands in a marked piece of text."""
    start = next(
        at for at, each in enumerate(contents) if str(each.operator) == "BDC" and each.operands[1].get("/MCID") == mark
    )
    return next(at for at, each in enumerate(contents) if at > start and str(each.operator) == operator)


def told(path: Path, alter: Callable[[Any, Any], None], place: Place) -> str:
    """Alter the page of a place, and say what is found then."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        alter(pdf, pdf.pages[place[0]])
        pdf.save(path)
    return "\n".join(misdrawn(Tagged(path.read_bytes())))


def told_of_contents(path: Path, alter: Callable[[Contents, int], None]) -> str:
    """Alter the operators that draw an amount, and say what is found then."""
    place = places_of(path, AMOUNT)[-1]

    def rewrite(pdf: Any, page: Any) -> None:
        contents = list(pikepdf.parse_content_stream(page))
        alter(contents, place[1])
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(contents))

    found = told(path, rewrite, place)
    assert f"第 {place[0] + 1} 页" in found
    return found


def test_an_untouched_document_is_drawn_as_it_is_read(alone: Path) -> None:
    assert list(misdrawn(Tagged(alone.read_bytes()))) == []


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (written("Tr", 3), "运算符 Tr"),
        (written("rg", 1, 1, 1), "不是黑色的文字"),
        (written("Tf", Name("/X"), 1), "小于 6 磅的文字"),
        (written("Tz", 1), "运算符 Tz"),
        (written("W"), "运算符 W"),
        (written("TJ", Array([200, pikepdf.String(b"\0\x11")])), "叠在一起的文字"),
        (written("Tm", -1, 0, 0, -1, 500, 100), "运算符 Tm"),
        (written("BDC", Name("/Span"), Dictionary(ActualText="9")), "运算符 BDC"),
        (written("BDC", Name("/OC"), Name("/X")), "运算符 BDC"),
        (written("Do", Name("/X")), "运算符 Do"),
        (written("Q"), ""),
        (written("re", 1), "运算符 re"),
    ],
)
def test_what_the_program_does_not_write_is_unknown(before: Any, wanted: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        text = [written("TJ", Array([pikepdf.String(b"\0\x11")]))]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream([written("q"), before, *text]))
        assert list(Drawing(page).unknown) == [wanted] * bool(wanted)


def test_an_area_over_a_figure_is_named(alone: Path) -> None:
    def cover(contents: Contents, mark: int) -> None:
        x, y = at_operator(contents, mark, "Tm"), at_operator(contents, mark, "EMC")
        left, line = contents[x].operands[4:]
        contents[y + 1 : y + 1] = [
            written("q"),
            written("rg", 1, 1, 1),
            written("re", left, line - 20, 60, 30),
            written("f"),
            written("Q"),
        ]

    assert "的“303.31”与线条或色块重叠" in told_of_contents(alone, cover)


def test_another_figure_drawn_over_one_is_named(alone: Path) -> None:
    def draw(contents: Contents, mark: int) -> None:
        start, end = at_operator(contents, mark, "BT"), at_operator(contents, mark, "EMC")
        again = contents[start : end + 1]
        shown = at_operator(contents, mark, "TJ")
        glyphs = bytes(contents[shown].operands[0][0])
        again[shown - start] = written("TJ", Array([pikepdf.String(glyphs[2:] + glyphs[:2])]))
        contents[end + 1 : end + 1] = [written("BDC", Name("/Span"), Dictionary(MCID=9999)), *again]

    found = told_of_contents(alone, draw)
    assert "的“03.313”不在标签中" in found
    assert "“303.31”与“03.313”重叠" in found


def test_figures_that_change_places_are_named(alone: Path) -> None:
    def exchange(contents: Contents, mark: int) -> None:
        here = at_operator(contents, mark, "Tm")
        other = [at for at, each in enumerate(contents) if str(each.operator) == "Tm"][4]
        contents[here], contents[other] = contents[other], contents[here]
        contents[at_operator(contents, mark + 2, "Tm")] = written("Tm", 1, 0, 0, -1, -5000, 100)

    found = told_of_contents(alone, exchange)
    assert "不在它的那一行里" in found
    assert "不在页面之内" in found


def test_what_lies_over_a_page_or_cuts_it_is_named(alone: Path) -> None:
    def annotate(pdf: Any, page: Any) -> None:
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([0, 0, 9, 9]))
        page.Annots = Array([pdf.make_indirect(stamp)])
        page.CropBox = Array([0, 0, 10, 10])
        pdf.Root.AcroForm = Dictionary()

    found = told(alone, annotate, (5, 0))
    assert "第 6 页有本程序不会写的内容：/CropBox" in found
    assert "第 6 页有本程序不会写的内容：/FreeText 注释" in found
    assert "文件有本程序不会写的内容：/AcroForm" in found


def test_what_is_read_aloud_instead_of_a_text_or_happens_on_opening_is_named(alone: Path) -> None:
    def say(pdf: Any, _page: Any) -> None:
        pdf.Root.StructTreeRoot.K[0].ActualText = pikepdf.String("999.99")
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(TD=Name.P)
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript)

    found = told(alone, say, (0, 0))
    assert "标签有本程序不会写的内容：/ActualText" in found
    assert "标签有本程序不会写的内容：/RoleMap" in found
    assert "文件有本程序不会写的内容：/OpenAction" in found


def test_pages_that_change_places_or_come_twice_are_named(alone: Path) -> None:
    def exchange(pdf: Any, page: Any) -> None:
        pdf.pages.remove(page)
        pdf.pages.insert(5, page)
        pdf.pages.insert(9, pdf.pages[8])

    found = told(alone, exchange, (6, 0))
    assert "各页的次序与标签的不同" in found
    assert "不在标签中，朗读和提取时没有它" in found


def test_figures_whose_meanings_were_exchanged_are_named(alone: Path) -> None:
    with pikepdf.open(alone, allow_overwriting_input=True) as pdf:
        font = next(each for each in pdf.pages[5].Resources.Font.values() if str(each.BaseFont).endswith("+Latin"))
        mapping = font.ToUnicode.read_bytes()
        exchanged = mapping.replace(b"<0033>", b"<003x>").replace(b"<0038>", b"<0033>").replace(b"<003x>", b"<0038>")
        font.ToUnicode.write(exchanged)
        pdf.save(alone)
    found = lettering(alone.read_bytes(), Workspace().root).differences
    assert [each.partition("，")[2] for each in found] == [f"字体“Latin”的“{each}”画成了别的字形" for each in "83"]


def test_a_character_that_is_drawn_as_another_is_named(alone: Path) -> None:
    with pikepdf.open(alone, allow_overwriting_input=True) as pdf:
        fonts = [each for page in pdf.pages for each in page.Resources.Font.values()]
        file = next(each for each in fonts if str(each.BaseFont).endswith("+Fang")).DescendantFonts[0].FontDescriptor
        table, outlines = file.FontFile3.read_bytes(), CFFFontSet()
        outlines.decompile(io.BytesIO(table), None, isCFF2=False)
        glyphs = outlines.topDictIndex[0].CharStrings
        drawn = sorted((glyphs[name].bytecode for name in outlines.topDictIndex[0].charset), key=len)
        one, other = next(pair for pair in itertools.pairwise(drawn) if len(pair[0]) == len(pair[1]) > 50)
        file.FontFile3.write(table.replace(one, b"?" * len(one)).replace(other, one).replace(b"?" * len(one), other))
        pdf.save(alone)
    found = lettering(alone.read_bytes(), Workspace().root).differences
    assert len(found) == 2
    assert all("画成了别的字形" in each for each in found)


def test_without_the_programs_fonts_that_is_said(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(root: Path) -> None:
        raise MissingFont(root / "FandolFang-Regular.otf")

    monkeypatch.setattr("generator.verify.lettering.isolate", missing)
    (remark,) = lettering(alone.read_bytes(), Workspace().root).remarks
    assert remark.startswith("没有核对字形：缺少字体 FandolFang-Regular.otf")
