"""What a build takes over from an earlier one, and that it makes no difference to the site how it was built."""

import contextlib
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build.options import Options
from generator.build.run import Outcome, build, build_shard
from generator.build.work import StillTold
from generator.build.workspace import Workspace
from generator.publish import NotCarried
from tests.build.government import SITE, written
from tests.build.town import CORRECTED, Town
from tests.editing import ROOT

WORKSPACE = Workspace()


def options(**more: object) -> Options:
    values: dict[str, object] = {"with_pdf": False, "jobs": 1, "cache": Path("cache")} | more
    return Options(Path("units"), Path("site"), **values)  # type: ignore[arg-type]


def built(folder: Path, **more: object) -> Outcome:
    """Build a folder from inside it, so that problems name its files alike wherever it stands."""
    with contextlib.chdir(folder):
        outcome = build(options(**more), WORKSPACE)
    assert outcome.done, outcome.report.problems
    return outcome


def tree(site: Path) -> dict[str, str]:
    """Return the hash of every file; the manifest tells the revision, so that of its list of files alone."""
    found = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    listed = json.loads((site / "manifest.json").read_text("utf-8"))["files"]
    assert {name: sha for name, sha in found.items() if name != "manifest.json"} == listed
    return listed


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cold")
    written(folder)
    built(folder)
    return folder


@pytest.fixture
def folder(cold: Path, tmp_path: Path) -> Path:
    """A copy of the government with its site and its cache."""
    shutil.copytree(cold, tmp_path / "copy")
    return tmp_path / "copy"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_is_made_again_where_nothing_changed(folder: Path) -> None:
    before = {path: path.stat().st_ino for path in (folder / "site").rglob("*")}
    assert built(folder).reasons == {}
    assert {path: path.stat().st_ino for path in (folder / "site").rglob("*")} == before


def test_an_edit_makes_again_what_depends_on_it_and_says_why(folder: Path) -> None:
    before = tree(folder / "site")
    path = folder / "units" / "101002" / "2026.yaml"
    edit(path, "公务接待费: ", "公务接待费: 1")
    outcome = built(folder)
    assert set(outcome.reasons) == {"101002/2026", "101/2026"}
    assert set(outcome.reasons.values()) == {"101002/2026.yaml 变了"}
    after = tree(folder / "site")
    changed = {name for name in before if before[name] != after.get(name)}
    assert {"101002/2026/index.html", "101/2026/index.html"} <= changed
    assert "102001/2026/index.html" not in changed


def test_a_comment_makes_one_file_again_and_changes_no_page_but_its_downloads(folder: Path) -> None:
    before = tree(folder / "site")
    path = folder / "units" / "101002" / "2026.yaml"
    path.write_text(path.read_text("utf-8") + "# 一条注释\n", "utf-8")
    built(folder)
    assert tree(folder / "site") == before


def test_damaged_entries_give_the_site_of_a_cold_build(folder: Path, cold: Path) -> None:
    rng = random.Random(7)
    entries = [path for path in sorted((folder / "cache").rglob("*")) if path.is_file()]
    for path in rng.sample(entries, min(100, len(entries))):
        data = bytearray(path.read_bytes())
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(data)
    shutil.rmtree(folder / "site")
    built(folder)
    assert tree(folder / "site") == tree(cold / "site")


def test_a_site_that_was_tampered_with_is_mended(folder: Path, cold: Path) -> None:
    page = folder / "site" / "101002" / "2026" / "index.html"
    page.write_text("something else")
    built(folder)
    assert tree(folder / "site") == tree(cold / "site")


def test_every_file_of_a_site_is_mended_though_half_of_the_cache_is_damaged_too(folder: Path, cold: Path) -> None:
    entries = [path for path in sorted((folder / "cache").rglob("*")) if path.is_file()]
    for path in random.Random(8).sample(entries, len(entries) // 2):
        path.write_bytes(path.read_bytes()[:-1])
    for number, name in enumerate(tree(folder / "site")):
        path = folder / "site" / name
        if number % 2:
            path.write_bytes(path.read_bytes() + b"x")
        else:
            path.unlink()
    built(folder)
    assert tree(folder / "site") == tree(cold / "site")


def test_the_database_over_all_is_mended(folder: Path, cold: Path) -> None:
    (folder / "site" / "data" / "budgets.sqlite").unlink()
    built(folder)
    assert tree(folder / "site") == tree(cold / "site")


def test_a_correction_is_published_over_a_site_that_was_tampered_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path, monkeypatch)
    out, served = town.publish(), tmp_path / "served"
    shutil.copytree(out, served)
    town.write("120.00", CORRECTED)
    wanted = tree(town.publish(served))
    for name in tree(out):
        (out / name).unlink()
    shutil.rmtree(tmp_path / "cache-1" / "content")
    again = Options(town.files.folder, out, jobs=1, cache=tmp_path / "cache-1", published=str(served))
    assert build(again, WORKSPACE).done
    assert tree(out) == wanted


def test_what_was_not_asked_for_is_not_taken_over_where_it_was_tampered_with(folder: Path, cold: Path) -> None:
    for name in ("101002/2026/index.html", "102001/2026/index.html"):
        (folder / "site" / name).write_text("something else")
    with pytest.raises(NotCarried, match=r"102001/2026/index.html 不能沿用.*请完整生成一次"):
        built(folder, only=("101002/2026",))
    shutil.copy(cold / "site" / "102001" / "2026" / "index.html", folder / "site" / "102001" / "2026")
    built(folder, only=("101002/2026",))
    assert tree(folder / "site") == tree(cold / "site")


def test_only_some_are_made_and_the_rest_is_taken_over(folder: Path) -> None:
    before = tree(folder / "site")
    for code in ("101002", "101003"):
        edit(folder / "units" / code / "2026.yaml", "现将2026年预算公开如下", "现将2026年预算向社会公开如下")
    assert set(built(folder, only=("101002/2026",)).reasons) == {"101002/2026"}
    after = tree(folder / "site")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"101002/2026/index.html", "101002/2026/101002-2026.html"}


def test_what_is_made_alone_has_the_files_of_a_full_build_and_no_others(folder: Path) -> None:
    assert "101002/2026/101002-2026.xlsx" in tree(folder / "site")
    built(folder, only=("101002/2026",), with_xlsx=False)
    alone = tree(folder / "site")
    assert "102001/2026/102001-2026.xlsx" in alone
    built(folder, with_xlsx=False)
    own = {name: sha for name, sha in tree(folder / "site").items() if name.startswith("101002/2026/")}
    assert {name: sha for name, sha in alone.items() if name.startswith("101002/2026/")} == own


@pytest.mark.parametrize("state", ["状态: 草稿\n", "状态: 依法不公开\n不公开依据: 《政府信息公开条例》第十四条\n"])
def test_what_is_published_no_more_cannot_be_made_alone(state: str, folder: Path) -> None:
    before = tree(folder / "site")
    head = "单位代码: 101002\n单位名称: 示例市实验小学\n年度: 2026\n"
    (folder / "units" / "101002" / "2026.yaml").write_text(head + state, "utf-8")
    with pytest.raises(StillTold, match=r"^101002/2026 现在不公开.*请完整生成一次"):
        built(folder, only=("101002",))
    assert tree(folder / "site") == before


def test_neither_workers_nor_shares_change_the_site(cold: Path, tmp_path: Path) -> None:
    shutil.copytree(cold / "units", tmp_path / "units")
    built(tmp_path, jobs=2)
    wanted = tree(cold / "site")
    assert tree(tmp_path / "site") == wanted
    joined = tmp_path / "joined"
    shutil.copytree(cold / "units", joined / "units")
    for share in (1, 2, 3):
        with contextlib.chdir(joined):
            assert build_shard(options(shard=(share, 3), cache=tmp_path / f"cache-{share}"), WORKSPACE).done
        shutil.copytree(tmp_path / f"cache-{share}", joined / "cache", dirs_exist_ok=True)
    assert built(joined).reasons == {}
    assert tree(joined / "site") == wanted


def test_a_share_without_a_disclosure_is_done(tmp_path: Path) -> None:
    unit = tmp_path / "units" / "105" / "2026.yaml"
    unit.parent.mkdir(parents=True)
    shutil.copy(written(tmp_path / "government") / "105" / "2026.yaml", unit)
    (tmp_path / "units" / "site.yaml").write_text(SITE, "utf-8")
    with contextlib.chdir(tmp_path):
        outcomes = [build_shard(options(shard=(share, 2)), WORKSPACE) for share in (1, 2)]
    assert [(each.done, list(each.reasons), each.report.problems) for each in outcomes] == [
        (True, ["105/2026"], []),
        (True, [], []),
    ]


ENVIRONMENTS = {
    "another hash seed": {"PYTHONHASHSEED": "4711"},
    "another time zone": {"TZ": "Pacific/Auckland"},
    "locale C": {"LC_ALL": "C"},
    "locale POSIX without UTF-8": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "locale GBK": {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"},
    "a narrow umask": {"umask": "077"},
}


@pytest.mark.parametrize("variant", ENVIRONMENTS)
def test_the_environment_does_not_change_the_site(variant: str, cold: Path, tmp_path: Path) -> None:
    shutil.copytree(cold / "units", tmp_path / "units")
    settings = dict(ENVIRONMENTS[variant])
    umask = settings.pop("umask", "022")
    command = [sys.executable, "-m", "generator", "build", "--no-pdf", "--cache", tmp_path / "cache"]
    command += ["--units", tmp_path / "units", "--out", tmp_path / "site", "--jobs", "1"]
    done = subprocess.run(
        ["/bin/sh", "-c", f'umask {umask}; exec "$@"', "sh", *map(str, command)],
        cwd=tmp_path,
        env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert tree(tmp_path / "site") == tree(cold / "site")
