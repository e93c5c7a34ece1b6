"""Where a waiver stands decides what it reaches over."""

import pytest

from generator.load import load
from generator.model.waivers import waivers_in
from generator.source import Span

TEXT = """\
甲:
  乙: 1
  豁免: [{规则: A1, 理由: 一}]
  丙: 2
丁:
  - {戊: 1, 豁免: [{规则: A2, 理由: 二, 截止: 2026-12-31}]}
  - {戊: 2}
  - 戊: 3
    豁免:
      - 规则: A3
        理由: 三
己: 1
豁免: [{规则: A4, 理由: 四}]
"""
REACHES = {"A1": (1, 4), "A2": (6, 6), "A3": (8, 11), "A4": (1, 13)}


@pytest.mark.parametrize("rule", REACHES)
def test_a_waiver_reaches_from_the_first_to_the_last_line_of_its_block(rule: str) -> None:
    document, problems = load("f.yaml", TEXT.encode())
    assert document is not None, problems
    (waiver,) = [waiver for waiver in waivers_in(document) if waiver.rule == rule]
    lines = TEXT.splitlines()
    covered = [number for number, line in enumerate(lines, start=1) if waiver.covers(Span("f.yaml", number, len(line)))]
    first, last = REACHES[rule]
    assert covered == list(range(first, last + 1))


def test_a_waiver_of_a_whole_file_does_not_reach_into_another() -> None:
    document, _ = load("f.yaml", TEXT.encode())
    assert document is not None
    whole = waivers_in(document)[-1]
    assert whole.covers(Span("f.yaml", 99, 1))
    assert not whole.covers(Span("g.yaml", 2, 1))


def test_the_last_day_is_a_date_where_one_is_given() -> None:
    document, _ = load("f.yaml", TEXT.encode())
    assert document is not None
    assert [str(waiver.until) for waiver in waivers_in(document)] == ["None", "2026-12-31", "None", "None"]
