"""Markdown that a comment may hold: cut, the worst first, and nothing typed read as markup."""

import re
from pathlib import Path

import pytest

from generator.report import difference_markdown
from tests.government import simple
from tests.history import History

HEAD = "单位代码: {code}\n单位名称: {name}\n年度: 2026\n版式: gansu\n状态: 已公开\n"


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path)


def write(history: History, code: str, body: str, name: str = "") -> None:
    head = HEAD.format(code=code, name=name or f"示例{code}")
    history.write((head.replace("状态: 已公开\n", "") if "状态" in body else head) + body, f"{code}/2026")


def test_what_is_wrong_now_comes_first_then_the_greatest_difference(history: History) -> None:
    for code in ("156001", "156002", "156003"):
        write(history, code, simple("10"))
    history.commit()
    write(history, "156001", simple("11"))
    write(history, "156002", simple("90"))
    write(history, "156003", simple("10").replace("拨款收入: 10", "拨款收入: 11"))
    heads = re.findall(r"^### (\d+)", history.markdown(), re.MULTILINE)
    assert heads == ["156003", "156002", "156001"]


def test_a_draft_that_cannot_be_used_yet_is_told_as_one_by_its_name(history: History) -> None:
    history.commit()
    write(history, "156001", "状态: 草稿\n会议费: TODO", name="示例局")
    assert "### 156001 示例局 2026 年（新增，草稿）" in history.markdown()


def test_amounts_carry_their_sign_and_rate(history: History) -> None:
    write(history, "156001", simple("10"))
    history.commit()
    write(history, "156001", simple("9.5"))
    assert "| 10.00 | 9.50 | -0.50 | -5.00% |" in history.markdown()


def test_a_long_list_is_cut_and_counted(history: History) -> None:
    def listed(amount: str) -> str:
        lines = "".join(f"  - {{内容: 服务{number}, 金额: {amount}}}\n" for number in range(30))
        return simple("10", extra=f"政府购买服务:\n{lines}")

    write(history, "156001", listed("1"))
    history.commit()
    write(history, "156001", listed("2"))
    assert "另有 10 项。" in history.markdown()


def test_what_does_not_fit_a_comment_is_named(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("156001", "156002"):
        write(history, code, simple("10"))
    history.commit()
    write(history, "156001", simple("12"))
    write(history, "156002", simple("11"))
    whole = history.markdown()
    monkeypatch.setattr(difference_markdown, "LONGEST", len(whole) - 1)
    cut = history.markdown()
    assert cut.endswith("另有 1 份没有列出：156002 示例156002 2026 年。用 `--format json` 看全部。\n")
    assert len(cut) < len(whole)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("局|长", r"局\|长"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("[点此](http://x)", r"\[点此\](http://x)"),
        ("@all", "@<!-- -->all"),
        ("*急*", r"\*急\*"),
    ],
)
def test_typed_text_is_no_markup(history: History, typed: str, shown: str) -> None:
    write(history, "156001", f'部门职责: "甲"{simple("10")}')
    history.commit()
    write(history, "156001", f'部门职责: "{typed}"{simple("10")}')
    assert f"| 部门职责 | <del>甲</del> | <ins>{shown}</ins> |" in history.markdown()


def test_a_number_is_marked_as_a_whole_and_what_is_shared_is_cut(history: History) -> None:
    lead = "负责巡察工作的统筹协调指导督导和服务保障" * 3
    write(history, "156001", f"部门职责: {lead}培训班2期12人。{simple('10')}")
    history.commit()
    write(history, "156001", f"部门职责: {lead}培训班3期15人。{simple('10')}")
    text = history.markdown()
    assert "培训班<del>2</del>期<del>12</del>人。" in text
    assert "培训班<ins>3</ins>期<ins>15</ins>人。" in text
    assert lead not in text
