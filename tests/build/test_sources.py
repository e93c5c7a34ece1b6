"""What may lie in a folder of units: only `<code>/<year>.yaml` is read, and nothing else is passed over in silence."""

import errno
import json
import os
from pathlib import Path
from typing import NoReturn

import pytest

from generator.build.options import Options
from generator.build.run import build
from generator.build.sites import read_site
from generator.build.sources import find_files, stray_problems
from generator.errors import UnreadableFile
from generator.problems import Severity
from tests.checking import WORKSPACE
from tests.editing import REFERENCE, disclose, placed

STRAYS = {
    "156001/2026.yml": Severity.ERROR,
    "156001/2026.YAML": Severity.ERROR,
    "156001/２０２６.yaml": Severity.ERROR,
    "156001/26.yaml": Severity.ERROR,
    "156001/1999.yaml": Severity.ERROR,
    "156001/02026.yaml": Severity.ERROR,
    "156001/2026 .yaml": Severity.ERROR,
    "156001/ 2026.yaml": Severity.ERROR,
    "156001/2026.yaml.yaml": Severity.ERROR,
    "156001/2026年.yaml": Severity.ERROR,
    "156001/2026-1.yaml": Severity.ERROR,
    "156001/2026\n.yaml": Severity.ERROR,
    "156001/\x1b[31m2026.yaml": Severity.ERROR,
    "156001/\u202e2026.yaml": Severity.ERROR,
    "156001/2026\u200b.yaml": Severity.ERROR,
    "156001/-2026.yaml": Severity.ERROR,
    "156001/预算.yaml": Severity.ERROR,
    "156001/é.yaml": Severity.ERROR,
    "156001/e\u0301.yaml": Severity.ERROR,
    "156001/2026.yaml~": Severity.WARNING,
    "156001/2026.xlsx": Severity.WARNING,
    "156001/说明.txt": Severity.WARNING,
    "156001/2026": Severity.WARNING,
    "156001/2027.yaml/2026.yaml": Severity.ERROR,
    "156001/旧/2026.yaml": Severity.ERROR,
    "156001/156002/2026.yaml": Severity.ERROR,
    "2026.yaml": Severity.ERROR,
    "Site.yaml": Severity.ERROR,
    "site.yml": Severity.ERROR,
    "156/2026.json": Severity.WARNING,
    "15/2026.yaml": Severity.ERROR,
    "1560/2026.yaml": Severity.ERROR,
    "15600100/2026.yaml": Severity.ERROR,
    "156001002003004/2026.yaml": Severity.ERROR,
    "１５６/2026.yaml": Severity.ERROR,
    "156001 /2026.yaml": Severity.ERROR,
    "156a/2026.yaml": Severity.ERROR,
    "市委巡察办/2026.yaml": Severity.ERROR,
    "财政局\u3000/2026.yaml": Severity.ERROR,
    "旧文件/说明.txt": Severity.WARNING,
    "readme.md": Severity.WARNING,
}


def test_there_are_at_least_forty_names() -> None:
    assert len(STRAYS) >= 40


@pytest.mark.parametrize("name", STRAYS, ids=ascii)
def test_a_file_out_of_place_is_named_and_not_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("甲: 1\n", "utf-8")
    (problem,) = stray_problems(tmp_path)
    assert problem.severity is STRAYS[name]
    assert problem.span.path.isprintable()
    assert not find_files(tmp_path)


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "156001").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/156001/\xff.yaml")).write_text("", "utf-8")
    run = disclose("check", tmp_path)
    assert run.code == 1
    assert "<U+DCFF>.yaml" in run.out


def test_links_are_refused_whatever_they_lead_to(tmp_path: Path) -> None:
    (tmp_path / "156001").mkdir()
    (tmp_path / "156001" / "2026.yaml").symlink_to(REFERENCE)
    (tmp_path / "156002").symlink_to(REFERENCE.parent)
    (tmp_path / "site.yaml").symlink_to(REFERENCE)
    run = disclose("check", tmp_path, "--format", "json")
    assert run.code == 1
    assert [Path(problem["path"]).name for problem in json.loads(run.out)] == ["2026.yaml", "156002", "site.yaml"]


def test_a_pipe_does_not_hang_the_check(tmp_path: Path) -> None:
    (tmp_path / "156001").mkdir()
    os.mkfifo(tmp_path / "156001" / "2026.yaml")
    run = disclose("check", tmp_path)
    assert run.code == 1
    assert "不是普通文件" in run.out


def test_the_site_file_and_hidden_files_are_nobodys_budget(tmp_path: Path) -> None:
    for name in ("site.yaml", ".DS_Store", ".gitkeep"):
        (tmp_path / name).write_text("", "utf-8")
    assert not stray_problems(tmp_path)


def test_codes_of_every_level_are_found_in_order(tmp_path: Path) -> None:
    names = ["156/2026.yaml", "156001/2025.yaml", "156001/2026.yaml", "156001002003/2026.yaml"]
    for name in reversed(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    assert [str(path.relative_to(tmp_path)) for path in find_files(tmp_path)] == names
    assert not stray_problems(tmp_path)


@pytest.mark.parametrize(("name", "is_done"), [("156001/2027.yml", False), ("说明.txt", True)])
def test_a_build_names_what_is_astray_and_is_refused_where_it_may_be_a_budget(
    name: str, is_done: bool, tmp_path: Path
) -> None:
    units, out = placed(tmp_path, REFERENCE.read_bytes()), tmp_path / "site"
    (units / name).write_text("甲: 1\n", "utf-8")
    outcome = build(Options(units, out, with_pdf=False, with_xlsx=False, cache=tmp_path / "cache"), WORKSPACE)
    (problem,) = (problem for problem in outcome.report.problems if problem.code == "S113")
    assert problem.span.path.endswith(f"units/{name}")
    assert (outcome.done, out.exists()) == (is_done, is_done)


def test_a_folder_that_cannot_be_listed_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UnreadableFile, match="打不开"):
        find_files(tmp_path)


def test_a_link_to_nowhere_for_the_site_file_is_refused(tmp_path: Path) -> None:
    units = placed(tmp_path, REFERENCE.read_bytes())
    (units / "site.yaml").symlink_to(tmp_path / "nowhere")
    assert [problem.code for problem in read_site(units, WORKSPACE).problems] == ["Y100"]
