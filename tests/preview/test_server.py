"""The preview follows the files as they are saved, shows what is wrong, and outlives a broken file."""

import contextlib
import os
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editing import REFERENCE, disclose, edited, line_of
from tests.government import simple
from tests.preview.serving import PATIENCE, Served, serving

PAGE = "156001/2026/"
HEAD = "单位代码: {code}\n单位名称: 示例{code}\n年度: 2026\n版式: gansu\n状态: {state}\n"
DEPARTMENT = (
    "所属单位:\n  - {代码: 107001, 名称: 示例107001, 性质: 行政}\n  - {代码: 107002, 名称: 示例107002, 性质: 事业}\n"
)


def unit(code: str, amount: str, state: str = "已公开") -> str:
    return HEAD.format(code=code, state=state) + simple(amount)


def write(units: Path, address: str, text: str) -> Path:
    path = units / f"{address}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "units"
    folder.mkdir()
    for code, amount in (("107001", "10"), ("107002", "20")):
        write(folder, f"{code}/2026", unit(code, amount))
    write(folder, "107/2026", HEAD.format(code="107", state="已公开") + DEPARTMENT)
    return folder


@pytest.fixture(scope="module")
def served(units: Path) -> Iterator[Served]:
    """One server for the module; each test begins by writing the reference file as it needs it."""
    write(units, "156001/2026", REFERENCE.read_text("utf-8"))
    with serving(units) as server:
        yield server
        assert server.process.stderr is not None


def opened(served: Served, units: Path, text: str) -> None:
    """Save the reference file with a text and wait until the preview shows it."""
    path = units / "156001" / "2026.yaml"
    seen = served.get(PAGE) if path.exists() and path.read_text("utf-8") != text else None
    path.write_text(text, "utf-8")
    if seen:
        served.after(PAGE, seen)


def test_a_saved_figure_is_on_the_page_after_less_than_a_second_of_work(served: Served, units: Path) -> None:
    opened(served, units, edited())
    seen = served.get(PAGE)
    assert "1.69" in seen.text and "1.96" not in seen.text
    before = served.processor_seconds
    write(units, "156001/2026", edited(("{科目: 30228, 金额: 1.69}", "{科目: 30228, 金额: 1.96}")))
    assert "1.96" in served.after(PAGE, seen).text
    assert served.processor_seconds - before < 1


def test_a_contradiction_is_told_over_the_new_page_with_a_link_to_its_line(served: Served, units: Path) -> None:
    opened(served, units, edited())
    seen = served.get(PAGE)
    text = edited(("{科目: 2080505, 基本支出: 28.39}", "{科目: 2080505, 基本支出: 28.93}"))
    path = write(units, "156001/2026", text)
    reply = served.after(PAGE, seen)
    line = line_of(text, "科目: 合计, 基本支出")
    assert "28.93" in reply.text
    assert "矛盾：“支出”合计 基本支出为 303.31" in reply.problems
    links = [link for link in reply.page.xpath("//section[@class='preview-problems']//a/@href") if f":{line}:" in link]
    assert links[0] == f"vscode://file{path}:{line}:20"
    assert f"156001/2026.yaml:{line}:20" in reply.problems


def test_a_broken_file_leaves_the_last_good_page_below_its_problem(served: Served, units: Path) -> None:
    opened(served, units, edited())
    seen = served.get(PAGE)
    broken = edited(("年终结转结余: 0\n", "年终结转结余: [0\n"))
    write(units, "156001/2026", broken)
    reply = served.after(PAGE, seen)
    assert f"156001/2026.yaml:{line_of(broken, '年终结转结余: [0')}:" in reply.problems
    assert "下面是改坏以前的页面" in reply.problems
    assert reply.text == seen.text
    write(units, "156001/2026", edited())
    mended = served.after(PAGE, reply)
    assert "改坏以前" not in mended.problems
    assert mended.text == seen.text


def test_a_file_that_never_was_good_shows_its_problems_alone(served: Served, units: Path) -> None:
    seen = served.get("107003/2026/")
    write(units, "107003/2026", "单位代码: 107003\n年度: [\n")
    reply = served.after("107003/2026/", seen)
    assert reply.status == 200
    assert "107003/2026.yaml:" in reply.problems
    assert reply.text.strip() == ""
    (units / "107003" / "2026.yaml").unlink()


def test_a_draft_has_a_page_that_says_so(served: Served, units: Path) -> None:
    opened(served, units, edited())
    seen = served.get(PAGE)
    write(units, "156001/2026", edited(("状态: 已公开\n", "状态: 草稿\n")))
    reply = served.after(PAGE, seen)
    assert "草稿，尚未批复" in reply.text
    (row,) = served.get("").page.xpath("//tr[td='156001']/th")
    assert row.text_content().endswith("（草稿）")


def test_a_department_follows_its_units(served: Served, units: Path) -> None:
    seen = served.get("107/2026/")
    assert "30.00" in seen.text and "37.00" not in seen.text
    write(units, "107002/2026", unit("107002", "27"))
    assert "37.00" in served.after("107/2026/", seen).text


def test_a_page_that_does_not_change_is_not_told_of(served: Served, units: Path) -> None:
    seen = served.get("107001/2026/")
    opened(served, units, edited(("{科目: 30228, 金额: 1.69}", "{科目: 30228, 金额: 1.68}")))
    assert served.get("107001/2026/").tag == seen.tag


def test_a_new_file_gets_a_page_and_a_deleted_one_loses_it(served: Served, units: Path) -> None:
    seen = served.get("108/2026/")
    assert seen.status == 404
    write(units, "108/2026", unit("108", "5"))
    made = served.after("108/2026/", seen)
    assert made.status == 200
    assert served.get("").page.xpath("//td[.='108']")
    (units / "108" / "2026.yaml").unlink()
    gone = served.after("108/2026/", made)
    assert gone.status == 404
    assert "没有 108/2026/index.html" in gone.problems


def test_what_belongs_to_no_unit_is_told_over_the_list(served: Served, units: Path) -> None:
    seen = served.get("")
    stray = units / "预算.yaml"
    stray.write_text("单位代码: 109\n", "utf-8")
    assert "预算.yaml" in served.after("", seen).problems
    stray.unlink()


def test_downloads_and_rules_are_made_when_asked_for(served: Served, units: Path) -> None:
    opened(served, units, edited())
    assert served.get("156001/2026/tables/table-1.csv").kind == "text/csv; charset=utf-8"
    assert b"28.39" in served.get("156001/2026/data.json").body
    assert b",283900," in served.get("data/amounts.csv").body
    assert served.get("rules/A7.html").status == 200
    assert served.get("assets/site.css").kind == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "../pyproject.toml",
        "156001/2026/../../../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "156001/2026.yaml",
        "999/2026/999-2026.pdf",
        "156001/2026/data.xml",
        "rules/none.html",
        "156001/2026/%00",
        "_preview/panel.html.j2",
    ],
)
def test_a_path_leads_to_nothing_but_what_was_made(served: Served, path: str) -> None:
    assert served.get(path).status == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", ""])
def test_a_name_that_others_may_hold_is_refused(served: Served, host: str) -> None:
    assert served.get(PAGE, Host=host).status == 421


@pytest.mark.parametrize("host", ["localhost:1234", "127.0.0.1", "[::1]:80"])
def test_this_computer_by_number_or_as_localhost_is_answered(served: Served, host: str) -> None:
    assert served.get("assets/site.css", Host=host).status == 200


def test_the_preview_listens_on_this_computer_alone(served: Served) -> None:
    assert served.address.startswith("http://127.0.0.1:")


def test_a_pdf_is_made_on_request_and_stopping_leaves_no_process_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "107001/2026", unit("107001", "10"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    with serving(tmp_path) as server:
        reply = server.get("107001/2026/107001-2026.pdf")
        assert reply.kind == "application/pdf", reply.body.decode()
        assert reply.body.startswith(b"%PDF-")
        children = server.children()
        assert server.stop() == 0
    assert [child for child in children if not has_ended(child)] == []
    assert os.listdir(tmp_path / "tmp") == []


def test_it_can_be_ended_while_a_page_is_open(tmp_path: Path) -> None:
    write(tmp_path, "107001/2026", unit("107001", "10"))
    with serving(tmp_path) as server:
        tag = server.get("107001/2026/").tag
        with urllib.request.urlopen(f"{server.address}_preview/events?path=/107001/2026/&tag={tag}", timeout=PATIENCE):
            assert server.stop(signal.SIGTERM) == 0


def has_ended(process: int) -> bool:
    """Wait a while for a process to see that its parent has gone."""
    for _ in range(PATIENCE * 10):
        with contextlib.suppress(OSError):
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.1)
                continue
        return True
    return False


def test_a_port_in_use_and_a_folder_that_is_not_there_are_told(served: Served, units: Path, tmp_path: Path) -> None:
    port = served.address.rstrip("/").rpartition(":")[2]
    run = disclose("serve", "--units", units, "--port", port)
    assert run.code == 2
    assert f"端口 {port} 上预览" in run.err and "--port" in run.err
    run = disclose("serve", "--units", tmp_path / "none")
    assert run.code == 2
    assert "没有这个文件夹" in run.err
