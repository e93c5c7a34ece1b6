"""Which amounts of a disclosure are compared over all of them, read from a file as a build reads it."""

from pathlib import Path

import pytest

from generator.build.units import read_units
from generator.build.workspace import Workspace
from generator.model.money import plain
from generator.view.items import ECONOMIC, EXPENSES, FUNCTIONAL, ItemFigure, item_figures, key_above, kind_of
from generator.view.places import Places
from tests.editing import edited, placed


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ItemFigure]:
    units: Path = placed(tmp_path_factory.mktemp("items"), edited())
    (unit,) = read_units([units / "156001" / "2026.yaml"], Workspace())
    assert unit.page
    return {item.key: item for item in item_figures(unit.page, Places(unit.page.tables))}


@pytest.mark.parametrize(
    ("key", "name", "yuan", "anchor"),
    [
        ("2080505", "机关事业单位基本养老保险缴费支出", "283900", "item-2080505"),
        ("208", "社会保障和就业支出", "291700", "item-208"),
        ("30112", "其他社会保障缴费", "7700", "item-30112"),
        ("three-public", "“三公”经费", "2700", "item-three-public"),
        ("official-vehicles", "公务用车购置及运行费", "0", "three-public"),
    ],
)
def test_an_item_has_its_name_its_amount_in_yuan_and_the_cell_or_table_that_prints_it(
    items: dict[str, ItemFigure], key: str, name: str, yuan: str, anchor: str
) -> None:
    found = items[key]
    assert (found.name, plain(found.yuan), found.anchor) == (name, yuan, anchor)


def test_neither_totals_nor_economic_classes_are_items(items: dict[str, ItemFigure]) -> None:
    assert not {"合计", "301", "302"} & items.keys()


@pytest.mark.parametrize(
    ("key", "kind", "above"),
    [
        ("208", FUNCTIONAL, ""),
        ("2080505", FUNCTIONAL, "20805"),
        ("30217", ECONOMIC, ""),
        ("vehicle-purchase", EXPENSES, "official-vehicles"),
        ("official-vehicles", EXPENSES, "three-public"),
        ("training", EXPENSES, ""),
    ],
)
def test_a_key_tells_its_kind_and_what_it_is_part_of(key: str, kind: str, above: str) -> None:
    assert (kind_of(key), key_above(key)) == (kind, above)
