"""What a PDF says where no page shows it is held, too: its properties, bookmarks, alternative texts, lists of files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.build.workspace import Workspace
from generator.verify.verification import verify

from .altering import set_in_tags

SOURCE, NAME = "156001-2026数据文件.yaml", "中共定西市委巡察工作领导小组办公室"


def told(path: Path) -> str:
    (verdict,) = verify(path, Workspace())
    return "\n".join(verdict.differences)


def altered(path: Path, change: Callable[[Any], None]) -> str:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)
    return told(path)


@pytest.mark.parametrize(
    ("key", "named"),
    [("/Title", "标题是“X”，应是“"), ("/Author", "作者是“X”，应是“"), ("/Subject", "主题是“X”，应是“2026年")],
)
def test_another_property_is_named(alone: Path, key: str, named: str) -> None:
    def change(pdf: Any) -> None:
        pdf.docinfo[key] = "X"

    assert f"文件属性中的{named}" in altered(alone, change)


@pytest.mark.parametrize(("term", "shown"), [("dc:title", "标题"), ("dc:creator", "作者"), ("dc:description", "主题")])
def test_another_property_in_the_metadata_is_named(alone: Path, term: str, shown: str) -> None:
    def change(pdf: Any) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata[term] = ["X"] if term == "dc:creator" else "X"

    assert f"文件属性中的{shown}是“X”" in altered(alone, change)


def test_another_alternative_text_is_named(alone: Path) -> None:
    set_in_tags(alone, "Figure", 1, "/Alt", pikepdf.String("按功能分类的支出：一般公共服务支出999.99万元。"))
    assert "替代文字是“按功能分类的支出：一般公共服务支出999.99万元。”，应是“按功能分类的支出：支出按功能分类" in told(
        alone
    )


def test_a_bookmark_with_other_words_is_named_and_its_heading_missed(alone: Path) -> None:
    def change(pdf: Any) -> None:
        with pdf.open_outline() as outline:
            outline.root[2].title = "免责声明"

    found = altered(alone, change)
    assert "书签“免责声明”不是本文件的标题" in found
    assert "“前言”没有书签" in found


def test_a_bookmark_that_leads_to_another_page_is_named(alone: Path) -> None:
    def change(pdf: Any) -> None:
        with pdf.open_outline() as outline:
            outline.root[2].destination = pikepdf.make_page_destination(pdf, 0)

    assert "书签“前言”指向第 1 页，这个标题在第 4 页" in altered(alone, change)


def test_a_bookmark_that_leads_out_of_the_document_is_named(alone: Path) -> None:
    def change(pdf: Any) -> None:
        with pdf.open_outline() as outline:
            outline.root[2].destination = None
            outline.root[2].action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")

    assert "书签“前言”不指向页面" in altered(alone, change)


@pytest.mark.parametrize(
    ("name", "key", "value", "named"),
    [
        ("表1.csv", "/Desc", pikepdf.String("决算数据"), "附件“表1.csv”的说明是“决算数据”，应是“第 1 张表的数据”"),
        ("表1.csv", "/UF", pikepdf.String("决算.csv"), "附件“表1.csv”另有名称“决算.csv”"),
        ("表1.csv", "/F", pikepdf.String("决算.csv"), "附件“表1.csv”另有名称“决算.csv”"),
        ("表1.csv", "/AFRelationship", pikepdf.Name.Alternative, "关系是“/Alternative”，应是“/Data”"),
        (SOURCE, "/Desc", pikepdf.String("草稿"), f"附件“{SOURCE}”的说明是“草稿”"),
    ],
)
def test_a_file_inside_that_is_listed_otherwise_is_named(
    alone: Path, name: str, key: str, value: Any, named: str
) -> None:
    def change(pdf: Any) -> None:
        spec = next(spec for spec in pdf.Root.AF if str(spec.UF) == name)
        spec[key] = value

    assert named in altered(alone, change)


def test_a_second_content_under_one_name_is_named(alone: Path) -> None:
    def change(pdf: Any) -> None:
        pdf.attachments["表1.csv"].obj.EF.UF = pdf.make_stream(b"other")

    assert "附件“表1.csv”附了不止一份内容" in altered(alone, change)


def test_a_file_that_is_not_listed_as_associated_is_named(alone: Path) -> None:
    def change(pdf: Any) -> None:
        del pdf.Root.AF[0]

    assert "列出的关联文件（AF）与附件不一致" in altered(alone, change)


@pytest.mark.parametrize("value", [5, pikepdf.Array([5])])
def test_a_list_of_files_that_is_none_is_a_difference_and_the_rest_is_verified(alone: Path, value: Any) -> None:
    def change(pdf: Any) -> None:
        pdf.Root.AF = value

    assert altered(alone, change) == "附件的列法不合 PDF 的写法，没有核对"


@pytest.mark.parametrize("content", [b"", b"<x><y"])
def test_metadata_that_nothing_can_read_is_a_difference(alone: Path, content: bytes) -> None:
    def change(pdf: Any) -> None:
        pdf.Root.Metadata.write(content)

    assert "文件属性中的标题是“”，应是“" in altered(alone, change)


def test_bookmarks_that_go_round_in_a_circle_come_to_an_end(alone: Path) -> None:
    def change(pdf: Any) -> None:
        first = pdf.Root.Outlines.First
        first.Next = first

    assert "没有书签" in altered(alone, change)
