"""Sentences paired within their sections."""

from generator.compare.contents import ContentChange
from generator.compare.sentences import compare_sentences
from generator.compare.side import Sentence
from generator.source import Span


def sentences(section: str, *texts: str) -> list[Sentence]:
    return [Sentence(section, text) for text in texts]


def test_a_changed_sentence_is_paired_and_an_added_one_stands_alone() -> None:
    before = sentences("一、收支", "收入10万元。", "支出10万元。")
    after = sentences("一、收支", "收入12万元。", "支出10万元。", "另有结转2万元。")
    found = compare_sentences(before, after, ())
    assert [(each.before, each.after) for each in found] == [("收入10万元。", "收入12万元。"), ("", "另有结转2万元。")]


def test_the_same_words_under_another_heading_are_not_paired() -> None:
    found = compare_sentences(sentences("一", "没有安排。"), sentences("二", "没有安排。"), ())
    told = [(each.section, each.before, each.after) for each in found]
    assert told == [("二", "", "没有安排。"), ("一", "没有安排。", "")]


def test_a_paragraph_of_a_typed_text_is_told_as_that_text_alone() -> None:
    typed = ContentChange(("部门职责",), "负责甲。\n\n负责乙。", "负责甲。\n\n负责丙。", Span("x", 1, 1))
    assert compare_sentences(sentences("一", "负责乙。"), sentences("一", "负责丙。"), (typed,)) == ()
