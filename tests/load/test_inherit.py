"""One tree laid over another."""

from generator.load import load
from generator.load.inherit import overlaid
from generator.load.nodes import Mapping
from generator.load.plain import plain_from_node


def tree(path: str, text: str) -> Mapping:
    document, problems = load(path, text.encode())
    assert document is not None, problems
    return document.root


def test_mappings_merge_and_all_else_replaces() -> None:
    base = tree("a", "甲: {子: 1, 丑: 2}\n乙: [1, 2]\n丙: 旧\n")
    over = tree("b", "甲: {丑: 3, 寅: 4}\n乙: [9]\n丁: 新\n")
    assert plain_from_node(overlaid(base, over)) == {
        "甲": {"子": 1, "丑": 3, "寅": 4},
        "乙": [9],
        "丙": "旧",
        "丁": "新",
    }


def test_an_empty_value_takes_the_key_away() -> None:
    assert plain_from_node(overlaid(tree("a", "甲: 1\n乙: 2\n"), tree("b", "甲:\n"))) == {"乙": 2}


def test_every_value_keeps_the_file_and_line_where_it_was_typed() -> None:
    merged = overlaid(tree("a", "甲: 1\n乙: 2\n"), tree("b", "\n乙: 3\n"))
    assert [(key, place.path, place.line) for key, place in merged.keys.items()] == [("甲", "a", 1), ("乙", "b", 2)]
    assert merged.entries["乙"].span.path == "b"
