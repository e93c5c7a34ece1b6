"""What a clerk really mistypes, with the line and the words that name it."""

import os
from pathlib import Path

import pytest

from generator.load import load, read

MISTAKES = {
    "full-width colon in a key": ("甲: 1\n乙：2\n丙: 3\n", 2, "全角冒号"),
    "a whole file with full-width colons": ("甲：1\n乙：2\n", 1, "全角冒号"),
    "full-width digits": ("甲: 1\n乙: １２\n", 2, "全角"),
    "full-width comma between thousands": ("甲: 1\n乙: 1，234\n", 2, "千分位"),
    "tab indent": ("甲:\n\t乙: 1\n", 2, "制表符"),
    "ideographic space indent": ("甲:\n\u3000乙: 1\n", 2, "全角空格"),
    "no-break space indent": ("甲:\n\u00a0乙: 1\n", 2, "不换行空格"),
    "duplicate key": ("甲: 1\n乙: 2\n甲: 3\n", 3, "第 1 行"),
    "duplicate key in full width": ("A: 1\nＡ: 3\n", 2, "重复"),
    "anchor": ("甲: &a 1\n", 1, "锚点"),
    "alias": ("甲: 1\n乙: *a\n", 2, "引用"),
    "merge": ("甲:\n  <<: 1\n", 2, "合并"),
    "tag": ("甲: !!int 1\n", 1, "类型标记"),
    "private tag": ("甲: !x 1\n", 1, "类型标记"),
    "directive": ("%YAML 1.1\n---\n甲: 1\n", 1, "指令"),
    "second document": ("甲: 1\n---\n乙: 2\n", 2, "一份数据"),
    "control character": ("甲: 1\n乙: a\x01b\n", 2, "U+0001"),
    "bidi mark": ("甲: 1\n乙: a\u202eb\n", 2, "U+202E"),
    "escaped bidi mark": ('甲: 1\n乙: "a\\u202eb"\n', 2, "U+202E"),
    "zero-width space": ("甲\u200b: 1\n", 1, "U+200B"),
    "Kangxi radical": ("甲: 1\n⼀般: 2\n", 2, "U+2F00"),
    "escaped bidi mark in a key": ('甲: 1\n"a\\u202eb": 1\n', 2, "U+202E"),
    "soft hyphen": ("甲: 1\n乙: a\u00adb\n", 2, "U+00AD"),
    "variation selector": ("甲: 1\n乙: 一\ufe00\n", 2, "U+FE00"),
    "compatibility ideograph": ("甲: 1\n乙: \uf90a\n", 2, "U+F90A"),
    "byte order mark inside": ("甲: 1\n\ufeff乙: 2\n", 2, "U+FEFF"),
    "full-width colon in brackets": ("甲: 1\n乙: {丙：1, 丁: 2}\n", 2, "全角冒号"),
    "full-width comma in brackets": ("甲: 1\n乙: {丙: 1，丁: 2}\n", 2, "半角逗号"),
    "no comma in brackets": ("甲: 1\n乙: {丙: 1 丁: 2}\n", 2, "半角逗号"),
    "full-width brackets": ("甲: 1\n乙:\n  - ｛丙: 1｝\n", 3, "全角"),
    "full-width dash for an item": ("甲:\n  - 1\n  － 2\n", 3, "全角横线"),
    "no blank after an item's dash": ("甲:\n  - 一\n  -二\n", 3, "加一个空格"),
    "no dash before an item": ("甲:\n  - {乙: 1}\n  {乙: 2}\n", 3, "“- ”"),
    "a bracket too many": ("甲:\n  - {乙: 1}}\n", 2, "右括号"),
    "no blank after a colon": ("甲: 1\n乙:2\n丙: 3\n", 2, "加一个空格"),
    "no colon": ("甲: 1\n乙 2\n丙: 3\n", 2, "半角冒号"),
    "semicolon for a colon": ("甲: 1\n乙；2\n丙: 3\n", 2, "半角冒号"),
    "comma for a decimal point in brackets": ("甲: {乙: 1,25}\n", 1, "小数点"),
    "quotation marks in quotation marks": ('甲: 1\n乙: "某"某"某"\n', 2, "引号里"),
    "a quotation mark that is closed lines later": ('甲: "一\n乙: 二"\n', 1, "引号"),
    "text that runs on": ("甲: 一\n  二\n乙: 1\n", 1, "下一行"),
    "a line too far left": ("甲:\n  乙: 1\n丙: 2\n  丁: 3\n", 3, "缩进"),
    "two keys in a line": ("甲: 一 乙: 二\n", 1, "两个“键: 值”"),
    "text cut off by a comment": ("甲: 1\n乙: 附件 #2\n", 2, "注释"),
    "bare percent": ("甲: 1\n乙: %完成\n", 2, "引号"),
    "at sign": ("甲: @某人\n", 1, "引号"),
    "unclosed quotation mark": ('甲: 1\n乙: "没有结束\n丙: 2\n', 2, "引号"),
    "unclosed brace": ("甲: 1\n乙: {丙: 1\n丁: 2\n", 2, "括号"),
    "colon in text": ("甲: 说明: 一项\n", 1, "冒号"),
    "wrong indent": ("甲:\n    乙: 1\n  丙: 2\n", 3, "缩进"),
    "list instead of mapping": ("- 甲\n- 乙\n", 1, "键: 值"),
    "complex key": ("? [甲, 乙]\n: 1\n", 1, "键必须是文字"),
    "amount with a comma between thousands in brackets": ("甲: {乙: 1,028.39}\n", 1, "千分位"),
    "a conflict that git left": ("甲: 1\n<<<<<<< HEAD\n乙: 1\n=======\n乙: 2\n>>>>>>> b\n", 2, "第 2–6 行是合并冲突"),
    "a conflict inside a text": ("甲: |-\n  一\n<<<<<<< HEAD\n  二\n=======\n  三\n>>>>>>> b\n", 3, "合并冲突"),
    "empty file": ("", 1, "空的"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_at_its_line(mistake: str) -> None:
    text, line, words = MISTAKES[mistake]
    _, problems = load("f.yaml", text.encode())
    assert any(problem.span.line == line and words in problem.message for problem in problems), problems


def test_a_gbk_file_is_recognised_with_the_line() -> None:
    document, problems = load("f.yaml", b"a: 1\nb: 2\n" + "丙: 预算\n".encode("gbk"))
    assert document is None
    assert problems[0].span.line == 3
    assert "GBK" in problems[0].message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_utf_16_file_is_recognised(encoding: str) -> None:
    _, problems = load("f.yaml", "单位: a b c 1 2 3 4 5\n".encode(encoding))
    assert "UTF-16" in problems[0].message


def test_a_mark_at_the_start_and_windows_line_ends_are_accepted() -> None:
    document, problems = load("f.yaml", b"\xef\xbb\xbf" + "甲: 1\r\n乙: 2\r\n".encode())
    assert not problems
    assert document is not None
    assert list(document.root.entries) == ["甲", "乙"]
    assert document.root.keys["乙"].line == 2


def test_every_value_knows_its_line_and_column() -> None:
    document, _ = load("f.yaml", "甲:\n  乙: {丙: 405.31}\n".encode())
    assert document is not None
    inner = document.root.entries["甲"].entries["乙"].entries["丙"]  # type: ignore[union-attr]
    assert (inner.span.line, inner.span.column) == (2, 10)


def test_duplicate_keys_point_to_both_lines() -> None:
    _, (problem,) = load("f.yaml", "甲: 1\n甲: 2\n".encode())
    assert (problem.span.line, problem.related[0].span.line) == (2, 1)


def test_several_mistakes_are_reported_together() -> None:
    _, problems = load("f.yaml", "甲: 010\n乙: 1e3\n丙: NO\n".encode())
    assert [problem.span.line for problem in problems] == [1, 2, 3]


def test_a_link_and_a_pipe_are_not_read(tmp_path: Path) -> None:
    target = tmp_path / "real.yaml"
    target.write_text("甲: 1\n", "utf-8")
    link = tmp_path / "link.yaml"
    link.symlink_to(target)
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in (link, pipe, tmp_path, tmp_path / "missing.yaml"):
        document, problems = read(path, path.name)
        assert document is None
        assert problems[0].code == "Y100"


def test_source_lines_stay_as_typed_where_the_text_was_mended_to_read_on() -> None:
    document, problems = load("f.yaml", "甲: 1\n乙\u200b: 2\n".encode())
    assert problems
    assert document is not None
    assert document.lines[1] == "乙\u200b: 2"


def test_mistakes_after_a_mended_line_are_found_too() -> None:
    _, problems = load("f.yaml", "甲: 1\n乙：2\n丙: 1e3\n丁: {戊: 1，己: 2}\n庚: 1,5\n甲: 3\n".encode())
    assert [problem.span.line for problem in problems] == [2, 4, 3, 5, 6]
