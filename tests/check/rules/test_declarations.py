"""Numbers that a file declares because its texts need them."""

import pytest

from tests.check.reading import codes_where, said_of, written
from tests.editing import edited


def declaring(number: str) -> tuple[str, str]:
    return "\n名词解释:\n", f'\n文中数据:\n  - {{数: "{number}", 说明: 另有来历}}\n\n名词解释:\n'


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("购置100万元以上的设备。", "100万元"),
        ("购置1000000元以上的设备。", "100万元以上"),
        ("任务完成率提高到98%。", "98%"),
        ("单位成立于2009年。", "2009年"),
        ("每人每天180元。", "180元/人·天"),
    ],
)
def test_a_declared_number_may_be_written(sentence: str, number: str) -> None:
    assert codes_where(sentence, declaring(number)) == []


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("单位设四个科室。", "2009年"),
        ("2026年支出405.31万元。", "405.31万元"),
        ("2025年开展两轮。", "2025年"),
        ("按时公开率100%。", "100%"),
        ("单位设四个科室。", "一百"),
    ],
)
def test_a_needless_declaration_is_reported(sentence: str, number: str) -> None:
    assert codes_where(sentence, declaring(number)) == ["P106"]


def test_another_number_than_the_declared_is_reported_with_both() -> None:
    assert codes_where("购置100万元以上的设备。", declaring("10万元")) == ["P101", "P106"]


def test_a_declaration_without_a_unit_says_how_to_write_it() -> None:
    (problem,) = said_of(edited(written("单位设四个科室。"), declaring("100")))
    assert "100万元" in problem.message
