"""The sentences of a report, taken from what its templates print."""

from pathlib import Path

from generator.render.sentences import sentences_of
from tests.government import WORKSPACE, Government, simple


def test_paragraphs_stand_under_their_headings_and_tables_are_left_out(tmp_path: Path) -> None:
    government = Government(tmp_path)
    government.write("156001", 2026, f"部门职责: 负责甲。{simple('10.50')}")
    page = government.page("156001/2026")
    found = sentences_of(WORKSPACE.templates, page=page, waived=())
    by_text = {sentence.text: sentence.section for sentence in found}
    assert by_text["负责甲。"] == "一、部门（单位）职责"
    assert any("收入预算10.5万元" in text for text in by_text)
    assert "10.50" not in by_text
