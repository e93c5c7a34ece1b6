"""Typed texts: which there are, and where each of their characters stands in the file."""

import re

import pytest

from generator.check.texts import Texts
from generator.load import load
from tests.editing import edited


def texts_of(source: str) -> Texts:
    document, problems = load("f.yaml", source.encode())
    assert document is not None, problems
    return Texts(document)


def pointed_at(source: str, pattern: str) -> list[tuple[int, int]]:
    texts = texts_of(source)
    spans = [texts.place(passage) for passage in texts.find(re.compile(pattern))]
    return [(span.line, span.column) for span in spans]


WRITTEN = {
    "plain": "前言: 现将错字公开\n",
    "in double quotes": '前言: "现将错字公开"\n',
    "after escapes": '前言: "现\\t\\u5c06\\"\\x20\\\\错字"\n',
    "in single quotes": "前言: '现将''错字'\n",
    "literal": "前言: |-\n  现将\n\n  预算错字\n",
    "literal with an indent of its own": "前言: |2-\n    现将错字\n",
    "folded": "前言: >-\n  现将\n  预算错字\n",
    "folded with a comment": "前言: > # 说明\n  现将错字\n",
    "in a flow": "变动原因: [{适用: [201], 原因: 人员错字}]\n",
    "after another on the line": "签署: {部门领导: 张三, 制表人: 李错字}\n",
    "with wide blanks": "前言: |-\n  现将\u3000预算\u3000错字\n",
}


@pytest.mark.parametrize("style", WRITTEN)
def test_a_word_is_found_where_it_stands_in_the_file(style: str) -> None:
    source = WRITTEN[style]
    before = source[: source.index("错字")]
    assert pointed_at(source, "错字") == [(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)]


def test_every_character_of_every_text_of_the_reference_is_found_where_it_stands() -> None:
    source = edited()
    lines, texts = source.split("\n"), texts_of(source)
    passages = list(texts.find(re.compile(r"\S")))
    assert len(passages) > 2900
    for passage in passages:
        span = texts.place(passage)
        assert lines[span.line - 1][span.column - 1] == passage.match.group(), span


def test_codes_choices_and_dates_are_no_texts() -> None:
    source = "单位代码: '156001'\n状态: 草稿\n支出: [{科目: '208', 基本支出: 1, 名称: 某名}]\n批复日期: '2026-01-01'\n"
    assert [typed.text for typed in texts_of(source)] == ["某名"]


def test_a_text_knows_its_keys() -> None:
    source = "项目: [{指标: [{二级指标: [{三级指标: [{名称: 培训率, 年度: 九成}]}]}]}]\n"
    name, value = texts_of(source)
    assert (name.keys[-2:], name.is_target) == (("三级指标", "名称"), False)
    assert (value.keys[-2:], value.is_target) == (("三级指标", "年度"), True)


def test_the_titles_and_numbers_of_documents_are_blotted_out() -> None:
    source = "前言: 按照《规划（2022-2026年）》（定办发〔2023〕5号）和2024年要求\n"
    texts = texts_of(source)
    assert [passage.match.group() for passage in texts.find(re.compile("20[0-9]{2}"), titles=False)] == ["2024"]


def test_the_sentence_before_a_passage_ends_with_the_one_before() -> None:
    texts = texts_of("前言: 甲增加。乙下降，丙5%\n")
    (passage,) = texts.find(re.compile("5%"))
    assert passage.sentence == "乙下降，丙"


def test_a_file_without_texts_has_none() -> None:
    assert list(texts_of("会议费: 0\n").find(re.compile(r"\S"))) == []
