"""Text for people: place first, the source line with a caret, notes in one line."""

import dataclasses

from generator.report import Report, report_text
from tests.report.cases import ERROR, NOTE, PATH, REPORT, WARNING


def test_an_error_shows_its_line_its_caret_its_other_places_and_what_to_try() -> None:
    assert report_text(Report([ERROR], REPORT.sources)).split("\n") == [
        f"{PATH}:2:10: error D1 矛盾：100%，一:二|三 <b>",
        "第二行",
        "    2 |   公务接待费: 0.5  # 接待",
        "      |               ^",
        f"    {PATH}:1:7: 那里是 156001",
        "    试试：若改为 1，则一致",
        "",
    ]


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert "    3 | 简称: <U+200B>馆\n      |       ^\n" in report_text(Report([WARNING], REPORT.sources))


def test_a_note_is_one_line_unless_asked() -> None:
    brief = Report([NOTE], REPORT.sources)
    assert report_text(brief) == f"{PATH}:1:7: note A7 尾差：相差 0.01。\n"
    told = report_text(dataclasses.replace(brief, is_verbose=True))
    assert told.count("\n") == 4
    assert f"    {PATH}:2:10: 0.50\n" in told


def test_a_problem_of_a_file_without_lines_is_told_without_them() -> None:
    assert report_text(Report([WARNING])) == f"{PATH}:3:5: warning F3 权重不是 100。\n"
