"""Every PDF is an archive: valid as PDF/A-3a and PDF/UA-1, dated by its data, with its data inside."""

import datetime
import io
from pathlib import Path

import page as validator
import pikepdf
import pytest

from generator.build.sources import find_files
from generator.build.workspace import Workspace
from generator.render.archive import Attachment, source_attachment, source_in
from generator.render.pdf import pdf_from_html

from .conftest import FILES, TABLE, Made, made

TEMPLATES = Workspace().templates
DATES = '<meta name="dcterms.created" content="2026-02-02T00:00:00+08:00">\
<meta name="dcterms.modified" content="2026-03-10T00:00:00+08:00">'


def small(*attachments: Attachment, body: str = "<p>试</p>") -> bytes:
    html = f'<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>试</title>{DATES}</head><body>{body}</body></html>'
    return pdf_from_html(html, TEMPLATES, attachments)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_document_is_valid_by_both_profiles(document: Made, profile: str) -> None:
    report = validator.validate_pdf_bytes(document.pdf, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.slow
def test_every_document_of_a_government_is_valid_and_without_syntax_errors(demonstration_units: Path) -> None:
    files = [path for path in find_files(demonstration_units) if "状态: 草稿" not in path.read_text("utf-8")]
    documents = [made(path) for path in files if "收入:" in path.read_text("utf-8")]
    assert len(documents) > 20
    for document in documents:
        name = f"{document.page.disclosure.code}/{document.page.year}"
        for profile in ("3a", "ua1"):
            assert validator.validate_pdf_bytes(document.pdf, profile=profile).failures == [], (name, profile)
        assert document.tagged.pdf.check_pdf_syntax() == [], name


def test_a_document_has_no_syntax_errors(document: Made) -> None:
    assert document.tagged.pdf.check_pdf_syntax() == []


def test_no_stream_seems_a_byte_short(document: Made) -> None:
    assert b"\r\nendstream" not in document.pdf


def test_a_document_tells_its_title_and_language(reference: Made) -> None:
    root, info = reference.tagged.pdf.Root, reference.tagged.pdf.docinfo
    assert str(info["/Title"]) == "中共定西市委巡察工作领导小组办公室2026年部门（单位）预算公开情况说明"
    assert str(root.Lang) == "zh-Hans-CN"
    assert root.ViewerPreferences.DisplayDocTitle is True


def test_a_document_is_dated_by_its_data(reference: Made) -> None:
    assert str(reference.tagged.pdf.docinfo["/CreationDate"]) == "D:20260202000000+08'00"


def test_the_source_is_inside_as_it_was_read(document: Made) -> None:
    files = document.tagged.pdf.attachments
    (name,) = [name for name in files if files[name].obj.AFRelationship == "/Source"]
    assert name == f"{document.page.disclosure.code}-{document.page.year}数据文件.yaml"
    assert files[name].get_file().read_bytes() == document.source
    assert files[name].get_file().mime_type == "application/yaml"


def test_a_published_pdf_holds_the_file_it_was_made_from(built_site: Path) -> None:
    with pikepdf.open(built_site / "156001" / "2026" / "156001-2026.pdf") as pdf:
        sources = [file for file in pdf.attachments.values() if file.obj.AFRelationship == "/Source"]
        assert [source.get_file().read_bytes() for source in sources] == [FILES["reference"].read_bytes()]


def test_a_published_pdf_is_small(built_site: Path) -> None:
    assert (built_site / "156001" / "2026" / "156001-2026.pdf").stat().st_size <= 385_000


def test_an_attachment_has_its_name_description_and_relationship() -> None:
    pdf = pikepdf.open(io.BytesIO(small(TABLE)))
    files = pdf.attachments
    (name,) = files
    assert (name, files[name].description) == (TABLE.name, TABLE.description)
    assert files[name].obj.AFRelationship == "/Data"
    assert files[name].get_file().read_bytes() == TABLE.content
    assert files[name].get_file().mime_type == "text/csv"


def test_an_attachment_bears_the_documents_dates() -> None:
    pdf = pikepdf.open(io.BytesIO(small(TABLE)))
    files = pdf.attachments
    dates = files[TABLE.name].get_file().obj.Params
    assert (str(dates.CreationDate), str(dates.ModDate)) == ("D:20260201160000Z", "D:20260309160000Z")


def test_attachments_are_listed_once_and_in_the_order_of_names() -> None:
    others = [Attachment(name, "", "Data", name.encode()) for name in ("乙.csv", "b.csv", "甲.csv", "a.csv")]
    pdf = pikepdf.open(io.BytesIO(small(*others)))
    root = pdf.Root
    names = [str(file.UF) for file in root.Names.EmbeddedFiles.Names[1::2]]
    assert names == ["a.csv", "b.csv", "乙.csv", "甲.csv"]
    assert [str(file.UF) for file in root.AF] == names


def test_the_same_files_in_any_order_give_the_same_bytes() -> None:
    other = Attachment("b.csv", "", "Data", b"1")
    assert small(TABLE, other) == small(other, TABLE)


def test_an_undated_disclosure_is_dated_by_its_year(documents: dict[str, Made]) -> None:
    disclosure = documents["shanghai"].page.disclosure
    assert (disclosure.prepared, disclosure.approved, disclosure.published) == (None, None, None)
    assert disclosure.dated == datetime.date(2025, 1, 1)
    assert str(documents["shanghai"].tagged.pdf.docinfo["/ModDate"]) == "D:20250101000000+08'00"


def test_the_unit_file_is_had_out_of_a_pdf() -> None:
    assert source_in(small(source_attachment("156001-2026", b"a: 1\n"))) == b"a: 1\n"
    assert source_in(small()) is None
    assert source_in(b"x") is None
