"""A served site that is damaged, or none: a publication stops, names the file, and says what to do."""

import json
import shutil
from pathlib import Path

import pytest

from generator.build.options import Options
from generator.build.run import build
from generator.model.ledger import ledger_from_bytes
from generator.publish import sha256
from generator.publish.served import ServedFails
from tests.build.town import ADDRESS, CORRECTED, DATED, PDF, RERENDERED, Town, ledger
from tests.government import WORKSPACE


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    return Town(tmp_path, monkeypatch)


def tampered(site: Path, name: str, old: bytes, new: bytes) -> Path:
    data = (site / name).read_bytes()
    assert old in data
    (site / name).write_bytes(data.replace(old, new))
    return site


def put(site: Path, name: str, content: bytes) -> Path:
    """Put another content in a file's place, and its hash into the manifest."""
    (site / name).write_bytes(content)
    listed = json.loads((site / "manifest.json").read_text("utf-8"))
    listed["files"][name] = sha256(content)
    (site / "manifest.json").write_text(json.dumps(listed), "utf-8")
    return site


def test_a_served_pdf_that_was_changed_is_not_published_again(town: Town) -> None:
    first = tampered(town.publish(), PDF, b"%PDF", b"%PDf")
    with pytest.raises(ServedFails, match=rf"{PDF} 的 SHA-256 是 .*记录的是 .*从备份恢复"):
        town.build(first)


def test_a_served_pdf_that_is_lost_is_named(town: Town) -> None:
    first = town.publish()
    (first / PDF).unlink()
    with pytest.raises(ServedFails, match=f"{PDF} 不在"):
        town.build(first)


def test_a_lost_pdf_can_be_set_anew_by_decision(town: Town) -> None:
    first = town.publish()
    (first / PDF).unlink()
    town.site_says(RERENDERED)
    assert (town.publish(first) / PDF).exists()


def test_a_file_of_the_archive_that_was_changed_is_named(town: Town) -> None:
    first = town.publish()
    town.write("120.00", CORRECTED)
    second = tampered(town.publish(first), f"{ADDRESS}/r1/data.json", b"100", b"101")
    with pytest.raises(ServedFails, match=r"r1/data\.json 的 SHA-256"):
        town.build(second)


def test_a_ledger_that_was_changed_is_refused(town: Town) -> None:
    first = tampered(town.publish(), "ledger.json", b"2026-02-02", b"2026-02-03")
    with pytest.raises(ServedFails, match=r"ledger\.json 的 SHA-256"):
        town.build(first)


def test_a_ledger_that_the_manifest_does_not_know_is_refused(town: Town) -> None:
    first = town.publish()
    listed = json.loads((first / "manifest.json").read_text("utf-8"))
    del listed["files"]["ledger.json"]
    (first / "manifest.json").write_text(json.dumps(listed), "utf-8")
    with pytest.raises(ServedFails, match=r"没有列出 ledger\.json"):
        town.build(first)


@pytest.mark.parametrize("content", [b"{", b'{"format":1,"disclosures":{"\xe5":[]}}', b"[" * 200_000])
def test_a_ledger_that_is_none_is_told(town: Town, content: bytes) -> None:
    with pytest.raises(ServedFails, match=r"ledger\.json 读不了"):
        town.build(put(town.publish(), "ledger.json", content))


@pytest.mark.parametrize("numbers", [[], [0], [-3], [1, 1], [9, 1]])
def test_a_ledger_whose_revisions_are_not_in_order_is_none(town: Town, numbers: list[int]) -> None:
    first = town.publish()
    entered = json.loads((first / "ledger.json").read_text("utf-8"))
    (entry,) = entered["disclosures"][ADDRESS]
    entered["disclosures"][ADDRESS] = [{**entry, "revision": number} for number in numbers]
    assert ledger_from_bytes(json.dumps(entered).encode()) is None


@pytest.mark.parametrize("content", [b"{}", b'{"\xe5', b"[" * 200_000])
def test_data_of_another_form_are_told_where_figures_would_be(town: Town, content: bytes) -> None:
    first = put(town.publish(), f"{ADDRESS}/data.json", content)
    town.write("120.00", DATED)
    (problem,) = town.refused(first)
    assert problem.code == "L101"
    assert f"公开的 {ADDRESS}/data.json 读不了，或者是另一版程序写的" in problem.message


@pytest.mark.parametrize("is_gone", [True, False], ids=["no entry", "an entry of what was withdrawn"])
def test_a_published_pdf_without_an_entry_that_stands_is_told(town: Town, is_gone: bool) -> None:
    first = town.publish()
    entered = json.loads((first / "ledger.json").read_text("utf-8"))
    entered["disclosures"][ADDRESS][0]["is_withdrawn"] = True
    if is_gone:
        del entered["disclosures"][ADDRESS]
    put(first, "ledger.json", json.dumps(entered).encode())
    town.write("120.00", DATED)
    with pytest.raises(ServedFails, match=f"{PDF} 在站点上，ledger.json 却没有它现行的一版"):
        town.build(first)


def test_a_pdf_that_was_not_made_from_the_published_data_is_not_taken_over(town: Town) -> None:
    first = town.publish()
    entered = (first / "ledger.json").read_bytes()
    real = (first / PDF).read_bytes()
    forged = real.replace(b"100.00", b"900.00")
    put(first, PDF, forged)
    put(first, "ledger.json", entered.replace(sha256(real).encode(), sha256(forged).encode()))
    with pytest.raises(ServedFails, match=f"{PDF} 里没有数据文件，或者不是公开的那一份"):
        town.build(first)


def test_a_site_from_before_there_were_ledgers_begins_one(town: Town) -> None:
    first = town.publish()
    listed = json.loads((first / "manifest.json").read_text("utf-8"))
    del listed["files"]["ledger.json"]
    (first / "manifest.json").write_text(json.dumps(listed), "utf-8")
    (first / "ledger.json").unlink()
    assert ledger(town.publish(first))[0]["revision"] == 1


def test_a_place_without_a_site_is_no_first_publication_by_mistake(town: Town, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ServedFails, match=r"没有 manifest\.json.*第一次公开时不要写 --published"):
        town.build(tmp_path / "empty")


def test_bytes_that_the_cache_has_by_their_hash_are_not_fetched(town: Town, tmp_path: Path) -> None:
    first = town.publish()
    served = Path(shutil.copytree(first, tmp_path / "served"))
    (served / PDF).unlink()
    wanted = Options(town.files.folder, tmp_path / "again", jobs=1, cache=tmp_path / "cache-1", published=str(served))
    assert build(wanted, WORKSPACE).done
    assert (tmp_path / "again" / PDF).read_bytes() == (first / PDF).read_bytes()
