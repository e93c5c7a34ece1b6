"""What a citizen can verify: an untouched document passes, and whatever was changed is named with its place."""

import json
import shutil
import socket
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.build.workspace import Workspace
from generator.errors import UnreadableFile
from generator.model.ledger import LEDGER, Ledger, Rendering, Revision, bytes_from_ledger
from generator.publish import MANIFEST, sha256
from generator.verify.verification import Verdict, verify
from tests.editing import disclose

from .altering import (
    damage_inside,
    draw_unmarked,
    inflate_inside,
    places_of,
    put_inside,
    remove_inside,
    remove_page,
    replace_inside,
    set_in_tags,
    swap_first_digits,
)

SOURCE = "156001-2026数据文件.yaml"
DATA = "全部表格数据.json"


def only(path: Path) -> Verdict:
    (verdict,) = verify(path, Workspace())
    return verdict


def told(path: Path) -> str:
    return "\n".join(only(path).differences)


def test_an_untouched_pdf_passes_without_a_network(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert only(alone).differences == ()
    assert only(alone).remarks == ()


def test_an_untouched_site_passes(site: Path) -> None:
    run = disclose("verify", site)
    assert (run.code, run.out) == (0, "")
    assert "核对了 1 份 PDF，没有不符" in run.err


def test_a_changed_byte_in_the_source_is_named(alone: Path) -> None:
    replace_inside(alone, SOURCE, b"# ", b"#\t", with_checksum=False)
    assert f"附件“{SOURCE}”与 PDF 中记着的校验值不符" in told(alone)


@pytest.mark.parametrize("name", ["表1.csv", DATA, "数据包说明.json"])
def test_a_changed_byte_in_an_attachment_is_named(alone: Path, name: str) -> None:
    replace_inside(alone, name, "预算".encode(), "预箅".encode(), with_checksum=True)
    assert f"附件“{name}”" in told(alone)


@pytest.mark.parametrize("name", [SOURCE, "表3.csv", DATA, "数据包说明.json"])
def test_a_damaged_attachment_is_named_and_the_others_are_verified(alone: Path, name: str) -> None:
    damage_inside(alone, name)
    assert f"附件“{name}”读不了" in told(alone) or f"附件“{name}”与 PDF 中记着的校验值不符" in told(alone)


def test_an_attachment_that_unpacks_to_more_than_ours_could_is_not_read(alone: Path) -> None:
    inflate_inside(alone, "表1.csv", 200 << 20)
    assert "附件“表1.csv”展开后超过 64 MB，没有读" in told(alone)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (DATA, b"[" * 200_000),
        (DATA, b'{"\xe5"'),
        ("数据包说明.json", b'{"a":' + b"[" * 200_000),
        ("表1.csv", b"1" * 200_000),
        (SOURCE, b"\xff" * 9),
    ],
)
def test_an_attachment_that_nothing_can_read_is_a_difference(alone: Path, name: str, content: bytes) -> None:
    put_inside(alone, name, content)
    assert f"附件“{name}”" in told(alone) or "所附数据文件有错" in told(alone)


def test_an_address_that_is_none_is_not_looked_up(alone: Path) -> None:
    replace_inside(alone, DATA, b'"code":"156001"', b'"code":"../../../../etc"', with_checksum=True)
    assert "没有能用的数据文件" in told(alone)


@pytest.mark.parametrize("value", [0, -1, 10**6, pikepdf.Name.X, pikepdf.String("x")])
def test_a_span_that_no_table_has_is_a_difference(alone: Path, value: Any) -> None:
    set_in_tags(alone, "TD", 0, "/RowSpan", value)
    assert "文件结构异常，不能核对页面上的文字" in told(alone)


def test_an_element_on_a_page_that_is_none_keeps_nothing_else_from_being_verified(alone: Path) -> None:
    set_in_tags(alone, "TD", 3, "/Pg", pikepdf.Name.X)
    assert "标签所指的页不在：少了 1 页" in told(alone)


def test_a_page_that_was_taken_out_is_told_with_what_it_printed(alone: Path) -> None:
    remove_page(alone, 16)
    pages, *others = only(alone).differences
    assert pages == "标签所指的页不在：少了 1 页"
    assert "表3《部门（单位）支出总体情况表》的标题印作“”" in others


def test_a_changed_amount_in_the_source_is_named_where_it_counts(alone: Path) -> None:
    replace_inside(alone, SOURCE, b"405.31", b"405.32", with_checksum=True)
    assert "由数据文件重算" in told(alone)
    assert "405.32" in told(alone)


def test_a_changed_amount_in_the_data_is_held_against_source_table_and_page(alone: Path) -> None:
    replace_inside(alone, DATA, b'"text":"405.31"', b'"text":"504.31"', with_checksum=True)
    found = told(alone)
    assert "文字是“504.31”，由数据文件重算是“405.31”" in found
    assert "是“405.31”，“全部表格数据.json”中是“504.31”" in found
    assert "印作“405.31”，数据中是“504.31”" in found


def test_a_missing_attachment_is_named(alone: Path) -> None:
    remove_inside(alone, "表8.csv")
    assert "附件“表8.csv”不在" in told(alone)


def test_a_pdf_without_its_source_is_no_proof(alone: Path) -> None:
    remove_inside(alone, SOURCE)
    assert "没有附上数据文件" in told(alone)


def test_a_changed_figure_in_a_table_is_named_by_row_and_column(alone: Path) -> None:
    swap_first_digits(alone, places_of(alone, r"^303\.31 ?$")[-1])
    (difference,) = only(alone).differences
    assert "印作“033.31”，数据中是“303.31”" in difference
    assert difference.startswith("第 ")


def test_a_changed_figure_in_a_sentence_is_named(alone: Path) -> None:
    swap_first_digits(alone, places_of(alone, r"^405\.31")[0])
    (difference,) = only(alone).differences
    assert "印作" in difference
    assert "045.31万元" in difference
    assert "重算是" in difference
    assert "405.31万元" in difference


def test_an_amount_drawn_outside_the_content_is_named(alone: Path) -> None:
    draw_unmarked(alone, places_of(alone, r"^303\.31 ?$")[-1])
    assert "在正文之外印着“303.31" in told(alone)


def test_another_units_pdf_under_this_name_is_named(department: Path) -> None:
    path = department / "101001" / "2026" / "101001-2026.pdf"
    shutil.copy(department / "101002" / "2026" / "101002-2026.pdf", path)
    found = told(path)
    assert "文件名是 101001-2026.pdf，里面却是 101002-2026（示例市实验小学）的文件" in found
    assert f"{MANIFEST} 中是" in found


def test_a_changed_file_of_a_site_is_named(site: Path) -> None:
    page = site / "156001" / "2026" / "index.html"
    page.write_text(page.read_text("utf-8").replace("405.31", "504.31"), "utf-8")
    run = disclose("verify", site)
    assert run.code == 1
    assert f"156001/2026/index.html：内容与 {MANIFEST} 中的 SHA-256 不符" in run.out


def test_a_link_in_a_files_place_is_named(site: Path) -> None:
    (site / "robots.txt").unlink()
    (site / "robots.txt").symlink_to(site / "156001")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(site / "nowhere")
    assert {Path(each.path).name: each.differences for each in verify(site, Workspace()) if each.differences} == {
        "robots.txt": ("不是普通的文件",),
        "index.html": ("不是普通的文件",),
    }


@pytest.mark.parametrize("content", [b'{"a":' + b"[" * 200_000, b'{"disclosures":{"\xe5":[]}}'])
def test_a_ledger_that_nothing_can_read_is_a_difference(department: Path, content: bytes) -> None:
    (department / LEDGER).write_bytes(content)
    assert told(department / "101002" / "2026" / "101002-2026.pdf") == f"{LEDGER} 读不了，没有核对台账"


def test_a_file_that_a_site_lacks_or_nobody_listed_is_named(site: Path) -> None:
    (site / "156001" / "2026" / "156001-2026.pdf").unlink()
    (site / "156001" / "letter.txt").write_text("信", "utf-8")
    assert {Path(each.path).name: each.differences for each in verify(site, Workspace())} == {
        "156001-2026.pdf": (f"{MANIFEST} 列出了它，却不在",),
        "letter.txt": (f"{MANIFEST} 没有列出它",),
    }


def test_a_department_is_added_up_from_the_units_that_stand_with_it(department: Path) -> None:
    found = verify(department, Workspace())
    assert [(each.differences, each.remarks) for each in found] == [((), ())] * 4


def test_a_department_alone_is_not_added_up_and_that_is_said(department: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(department / "101" / "2026" / "101-2026.pdf", tmp_path))
    assert only(path).differences == ()
    assert "101001/2026.yaml、101002/2026.yaml" in only(path).remarks[0]
    swap_first_digits(path, places_of(path, r"^290\.51 ?$")[-1])
    assert "数据中是“290.51”" in told(path)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("101-2026数据文件.yaml", "年度: 2026", "年度: 2024", "所附数据文件是 101/2024 的"),
        ("101-2026数据文件.yaml", "示例市教育局", "示例市某局", "name 是“示例市教育局”，数据文件中是“示例市某局”"),
        (DATA, '"101001/2026.yaml"', '"109009/2026.yaml"', "出处是“109009/2026.yaml”，它不是所属单位的数据文件"),
        ("数据包说明.json", '"resources"', '"nothing"', "附件“数据包说明.json”读不了"),
        ("表1.csv", ",", ",预算", "附件“表1.csv”的表头是"),
        ("表1.csv", "290.51\r", "290.51,1\r", "格，"),
    ],
)
def test_a_department_alone_is_held_against_what_its_source_says_by_itself(
    department: Path, tmp_path: Path, name: str, old: str, new: str, words: str
) -> None:
    path = Path(shutil.copy(department / "101" / "2026" / "101-2026.pdf", tmp_path))
    replace_inside(path, name, old.encode(), new.encode(), with_checksum=True)
    assert words in told(path)


def test_a_source_that_data_say_to_come_from_elsewhere_is_worked_out_all_the_same(alone: Path) -> None:
    replace_inside(alone, DATA, b'"156001/2026.yaml"', b'"156009/2026.yaml"', with_checksum=True)
    assert "出处是“156009/2026.yaml”，由数据文件重算是“156001/2026.yaml”" in told(alone)


def test_a_unit_that_a_site_lacks_counts_as_kept_back_and_must_be_printed_so(department: Path) -> None:
    shutil.rmtree(department / "101002")
    found = told(department / "101" / "2026" / "101-2026.pdf")
    assert "由数据文件重算是“210.50”" in found


@pytest.mark.parametrize("code", ["101001", "101002"])
def test_without_last_years_pdf_only_what_compares_with_it_is_left_aside(
    department: Path, tmp_path: Path, code: str
) -> None:
    path = Path(shutil.copy(department / code / "2026" / f"{code}-2026.pdf", tmp_path))
    (verdict,) = verify(path, Workspace())
    assert verdict.differences == ()
    assert [remark.partition("，")[0] for remark in verdict.remarks] == [
        "主管部门的名称“示例市教育局”取自另一个文件",
        "没有上年的 PDF 在一起",
    ]
    for place in [*places_of(path, r"^(210\.5|80\.01)万元")[:2], *places_of(path, r"^收入(210\.5|80\.01)万元")[:1]]:
        altered = Path(shutil.copy(path, tmp_path / "altered.pdf"))
        swap_first_digits(altered, place)
        assert "重算是" in told(altered)


def test_a_file_that_is_no_pdf_is_a_run_that_cannot_be_done(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_text("信", "utf-8")
    run = disclose("verify", path)
    assert run.code == 2
    assert "letter.pdf：不是能读的 PDF" in run.err


def test_a_damaged_pdf_among_others_keeps_none_from_being_verified(department: Path) -> None:
    damaged = department / "101002" / "2026" / "101002-2026.pdf"
    damaged.write_bytes(b"%PDF-1.7")
    found = {Path(each.path).name: each.differences for each in verify(department, Workspace())}
    assert len(found) == 4
    assert "不是能读的 PDF" in found["101002-2026.pdf"][0]
    assert found["101001-2025.pdf"] == ()


def test_a_pdf_of_somebody_else_is_told_to_carry_no_data(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "other.pdf")
    assert "没有附上数据文件" in told(tmp_path / "other.pdf")


def test_an_empty_folder_is_a_run_that_cannot_be_done(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="里面没有 PDF"):
        verify(tmp_path, Workspace())


def enter(site: Path, address: str, *pdfs: bytes) -> None:
    """Write a ledger that says which PDFs were published at an address, one revision each."""
    revisions = tuple(
        Revision(number, None, "", "", "", (Rendering(sha256(pdf), ""),)) for number, pdf in enumerate(pdfs, start=1)
    )
    (site / LEDGER).write_bytes(bytes_from_ledger(Ledger(disclosures={address: revisions})))


def test_a_pdf_that_the_ledger_does_not_know_is_named(department: Path) -> None:
    path = department / "101001" / "2026" / "101001-2026.pdf"
    enter(department, "101001/2026", path.read_bytes())
    assert only(path).differences == ()
    enter(department, "101001/2026", b"another")
    (difference,) = only(path).differences
    assert difference.startswith(f"{LEDGER} 中第1版的 SHA-256 是 {sha256(b'another')}")


def test_a_document_that_was_published_before_last_year_was_corrected_passes(department: Path) -> None:
    last = department / "101001" / "2025" / "101001-2025.pdf"
    (last.parent / "r1").mkdir()
    shutil.copy(last, last.parent / "r1")
    replace_inside(last, "101001-2025数据文件.yaml", b"200.00", b"190.00", with_checksum=True)
    replace_inside(last, "101001-2025数据文件.yaml", b"200.00", b"190.00", with_checksum=False)
    this = department / "101001" / "2026" / "101001-2026.pdf"
    assert [each for each in only(this).differences if MANIFEST not in each] == []
    shutil.rmtree(last.parent / "r1")
    assert "重算是" in told(this)


def test_a_superseded_pdf_is_no_source_of_those_that_stand(department: Path) -> None:
    archive = department / "101002" / "2026" / "r1"
    archive.mkdir()
    shutil.copy(department / "101001" / "2026" / "101001-2026.pdf", archive / "101002-2026.pdf")
    found = {Path(each.path).parent.name: each.differences for each in verify(department / "101", Workspace())}
    assert found == {"2026": ()}


def test_a_ledger_that_is_gone_is_missed(department: Path) -> None:
    path = department / "101001" / "2026" / "101001-2026.pdf"
    listed = json.loads((department / MANIFEST).read_text("utf-8"))
    listed["files"][LEDGER] = sha256(b"")
    (department / MANIFEST).write_text(json.dumps(listed), "utf-8")
    assert only(path).differences == (f"{MANIFEST} 列出了 {LEDGER}，却不在，没有核对台账",)


@pytest.mark.parametrize("name", ["101001-2025(1).pdf", "101001-2025 (2).pdf", "101001-2025.PDF"])
def test_a_copy_is_found_and_held_to_its_name(department: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "saved").mkdir()
    shutil.copy(department / "101001" / "2026" / "101001-2026.pdf", tmp_path / "saved" / name)
    assert f"文件名是 {name}，里面却是 101001-2026" in told(tmp_path / "saved")
