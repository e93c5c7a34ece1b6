"""What was published is kept: every step of a publication, against a folder that plays the served site."""

import json
import re
from pathlib import Path

import pytest

from generator.publish import sha256
from tests.build.town import ADDRESS, CORRECTED, DATED, PDF, RERENDERED, Town, files, ledger


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    return Town(tmp_path, monkeypatch)


def test_a_first_publication_is_entered_with_its_date_and_the_hash_of_its_bytes(town: Town) -> None:
    site = town.publish()
    (entry,) = ledger(site)
    assert (entry["revision"], entry["date"]) == (1, "2026-02-02")
    assert entry["renderings"] == [{"sha256": sha256((site / PDF).read_bytes()), "renderer": "仿宋"}]


def test_publishing_again_without_a_change_gives_the_same_site_byte_for_byte(town: Town) -> None:
    first = town.publish()
    assert files(town.publish(first)) == files(first)


def test_a_published_pdf_stays_though_the_renderer_has_changed(town: Town) -> None:
    first = town.publish()
    town.set_with("宋体")
    second = town.publish(first)
    assert (second / PDF).read_bytes() == (first / PDF).read_bytes()
    assert ledger(second) == ledger(first)


def test_a_comment_and_another_way_to_type_an_amount_change_nothing(town: Town) -> None:
    first = town.publish()
    town.write("100", DATED + "# 核对过\n")
    second = town.publish(first)
    assert (second / PDF).read_bytes() == (first / PDF).read_bytes()


def test_a_changed_figure_without_a_correction_is_refused_and_both_figures_are_named(town: Town) -> None:
    first = town.publish()
    town.write("120.00", DATED)
    (problem, *others) = town.refused(first)
    assert others == []
    assert problem.code == "L101"
    assert problem.span.path.endswith("101001/2026.yaml") and problem.span.line > 5
    assert re.search(
        "第1版（2026年2月2日）.*公开的是“100.00”，现在是“120.00”（101001/2026.yaml 第 .* 行）", problem.message
    )


def test_a_changed_word_without_a_correction_is_refused(town: Town) -> None:
    town.write("100.00", DATED + "前言: 现将预算公开如下。\n")
    first = town.publish()
    town.write("100.00", DATED + "前言: 现将有关预算公开如下。\n")
    (problem,) = town.refused(first)
    assert problem.code == "L101"
    assert "文字或日期变了" in problem.message


def test_a_correction_keeps_the_old_revision_as_it_was(town: Town) -> None:
    first = town.publish()
    town.write("120.00", CORRECTED)
    second = town.publish(first)
    old, kept = files(first / ADDRESS), files(second / ADDRESS / "r1")
    assert kept.keys() == old.keys()
    assert {name for name in old if kept[name] != old[name]} <= {"index.html", "sources.html"}
    assert (second / PDF).read_bytes() != (first / PDF).read_bytes()


def test_a_correction_is_entered_after_what_it_supersedes(town: Town) -> None:
    first = town.publish()
    town.write("120.00", CORRECTED)
    second = town.publish(first)
    old, new = ledger(second)
    assert {**old, "archive": {}} == {**ledger(first)[0], "archive": {}}
    assert old["archive"] == {name: sha256(data) for name, data in files(second / ADDRESS / "r1").items()}
    assert (new["revision"], new["date"]) == (2, "2026-03-10")
    assert new["reason"] == "基本支出误为100万元，更正为120万元。"


def test_the_new_page_leads_to_the_old_one_and_back(town: Town) -> None:
    first = town.publish()
    town.write("120.00", CORRECTED)
    second = town.publish(first)
    assert '<a href="r1/index.html">第1版</a>' in (second / ADDRESS / "index.html").read_text("utf-8")
    for page in (second / ADDRESS / "r1").glob("[is]*.html"):
        old = page.read_text("utf-8")
        assert '现行的是<a href="../index.html">第2版（2026年3月10日更正）</a>' in old
        for link in re.findall('(?:href|src|data-root)="(?!https?:|data:)([^"#?]+)', old):
            assert (page.parent / link).exists(), link


def test_a_superseded_revision_stays_in_every_later_publication(town: Town) -> None:
    first = town.publish()
    town.write("120.00", CORRECTED)
    second = town.publish(first)
    assert files(town.publish(second)) == files(second)
    town.write("125.00", CORRECTED + "  - {日期: 2026-04-10, 说明: 再次更正。}\n")
    third = town.publish(second)
    assert files(third / ADDRESS / "r1") == files(second / ADDRESS / "r1")
    assert (third / ADDRESS / "r2" / "101001-2026.pdf").read_bytes() == (second / PDF).read_bytes()
    assert [each["revision"] for each in ledger(third)] == [1, 2, 3]


def test_a_correction_is_listed_among_the_sites_corrections(town: Town) -> None:
    first = town.publish()
    town.write("120.00", CORRECTED)
    assert "更正为120万元" in (town.publish(first) / "corrections" / "index.html").read_text("utf-8")


def test_a_correction_cannot_be_taken_back(town: Town) -> None:
    town.write("120.00", CORRECTED)
    first = town.publish()
    town.write("120.00", DATED)
    (problem,) = town.refused(first)
    assert problem.code == "L102"
    assert "已经公开到第2版（2026年3月10日），现在的“更正”只到第1版" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("更正为120万元。", "更正。", "第2版公开时是2026年3月10日“.*更正为120万元。”，现在是2026年3月10日“.*更正。”"),
        ("2026-03-10", "2026-03-11", "第2版公开时是2026年3月10日“.*”，现在是2026年3月11日“.*”"),
        ("2026-02-02", "2026-01-02", "第1版公开时是2026年2月2日，现在是2026年1月2日"),
    ],
    ids=["reason", "date", "first date"],
)
def test_a_new_correction_does_not_rewrite_what_was_said_before(town: Town, old: str, new: str, told: str) -> None:
    first = town.publish()
    town.write("120.00", CORRECTED)
    second = town.publish(first)
    town.write("125.00", CORRECTED.replace(old, new) + "  - {日期: 2026-04-10, 说明: 再次更正。}\n")
    (problem,) = town.refused(second)
    assert problem.code == "L105"
    assert problem.span.line == (9 if "第1版" in told else 11)
    assert re.search(told, problem.message)


def test_setting_anew_takes_a_decision_and_is_entered_once(town: Town) -> None:
    first = town.publish()
    town.set_with("宋体")
    town.site_says(RERENDERED)
    second = town.publish(first)
    assert (second / PDF).read_bytes().startswith("%PDF 宋体".encode())
    (entry,) = ledger(second)
    before, after = entry["renderings"]
    assert before == ledger(first)[0]["renderings"][0]
    assert after == {
        "sha256": sha256((second / PDF).read_bytes()),
        "renderer": "宋体",
        "date": "2026-05-01",
        "reason": "换用新的字体。",
    }
    town.set_with("楷体")
    assert (town.publish(second) / PDF).read_bytes() == (second / PDF).read_bytes()


def test_setting_anew_may_be_decided_for_some(town: Town) -> None:
    first = town.publish()
    town.set_with("宋体")
    town.site_says(RERENDERED.replace("}", ", 范围: [102001]}"))
    second = town.publish(first)
    assert (second / PDF).read_bytes() == (first / PDF).read_bytes()
    assert len(ledger(second, "102001/2026")[0]["renderings"]) == 2


def test_what_was_decided_before_a_publication_does_not_concern_it(town: Town) -> None:
    town.site_says(RERENDERED.replace("2026-05-01", "2026-01-01"))
    first = town.publish()
    town.set_with("宋体")
    assert (town.publish(first) / PDF).read_bytes() == (first / PDF).read_bytes()


def test_setting_anew_does_not_let_a_changed_figure_pass(town: Town) -> None:
    first = town.publish()
    town.site_says(RERENDERED)
    town.write("120.00", DATED)
    assert [each.code for each in town.refused(first)] == ["L101"]


def test_a_unit_that_is_gone_is_refused(town: Town) -> None:
    first = town.publish()
    town.files.remove("102001", 2026)
    (problem,) = town.refused(first)
    assert problem.code == "L103"
    assert "102001/2026 的第1版（2026年2月2日）已经公开" in problem.message


@pytest.mark.parametrize("state", ["草稿", "已批复"])
def test_a_published_unit_cannot_go_back(town: Town, state: str) -> None:
    first = town.publish()
    town.write("100.00", f"状态: {state}\n")
    assert [each.code for each in town.refused(first)] == ["L103"]


def test_a_unit_that_may_no_longer_be_published_leaves_only_its_hashes(town: Town) -> None:
    first = town.publish()
    town.files.write("101001", 2026, "状态: 依法不公开\n不公开依据: 《政府信息公开条例》第十四条\n")
    second = town.publish(first)
    assert not (second / ADDRESS).exists()
    assert ledger(second) == [{**ledger(first)[0], "is_withdrawn": True}]
    assert files(town.publish(second)) == files(second)


@pytest.fixture
def withdrawn(town: Town) -> Path:
    """A site from which a unit was taken down after it had been published."""
    first = town.publish()
    town.files.write("101001", 2026, "状态: 依法不公开\n不公开依据: 《政府信息公开条例》第十四条\n")
    return town.publish(first)


def test_what_was_withdrawn_is_published_again_as_it_was(town: Town, withdrawn: Path) -> None:
    town.write("100.00", DATED)
    again = town.publish(withdrawn)
    (before,), (after,) = ledger(withdrawn), ledger(again)
    restored = {**before["renderings"][0], "reason": "依法不公开以后恢复公开", "date": None}
    assert after["renderings"] == [before["renderings"][0], {key: each for key, each in restored.items() if each}]
    assert "is_withdrawn" not in after
    assert files(town.publish(again)) == files(again)


def test_what_was_withdrawn_does_not_come_back_with_another_figure(town: Town, withdrawn: Path) -> None:
    town.write("130.00", DATED)
    (problem,) = town.refused(withdrawn)
    assert problem.code == "L101"
    assert "第1版（2026年2月2日）（后来依法不公开）不同" in problem.message


def test_a_correction_after_a_withdrawal_leaves_its_entry(town: Town, withdrawn: Path) -> None:
    town.write("130.00", CORRECTED)
    again = town.publish(withdrawn)
    (before,), (old, new) = ledger(withdrawn), ledger(again)
    assert old == before
    assert (new["revision"], "is_withdrawn" in new) == (2, False)
    assert not (again / ADDRESS / "r1").exists()
    assert files(town.publish(again)) == files(again)


def test_a_faulty_file_is_not_said_to_be_gone(town: Town) -> None:
    first = town.publish()
    town.write("一百", DATED)
    assert {each.code for each in town.refused(first)} == {"S103"}


def test_a_unit_that_is_only_approved_is_no_publication(town: Town) -> None:
    town.write("100.00", "状态: 已批复\n")
    site = town.publish()
    assert ADDRESS not in json.loads((site / "ledger.json").read_text("utf-8"))["disclosures"]
    town.write("120.00", DATED)
    assert ledger(town.publish(site))[0]["revision"] == 1
