"""The figures that reasons are asked for are those that the templates tell with a reason, no more and no fewer."""

import re
from pathlib import Path

import pytest

from generator.check.told import TOLD_IN
from generator.model.sheets import EXPENDITURE
from tests.editing import ROOT

_TOLD = re.compile(r"'([^'\s]+/[^'\s]+)', '([一-鿿]+)'\)")


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "parts").glob("*.j2")), ids=lambda path: path.name)
def test_a_section_tells_with_reasons_what_is_listed(path: Path) -> None:
    told = {name: address for address, name in _TOLD.findall(path.read_text("utf-8"))}
    assert told == TOLD_IN.get(path.name.removesuffix(".html.j2"), {})


def test_the_classes_are_told_in_the_section_on_the_balance() -> None:
    text = (ROOT / "templates" / "parts" / "balance.html.j2").read_text("utf-8")
    assert f"page.classes('{EXPENDITURE}', '支出合计')" in text
    assert "{{ change(told) }}" in text
